// Who a person is for the progress pages: a name, however it was written, or a browser without a name. Pure.

/** @typedef {{ by?: string, r: string }} Signed A name, "" or none for somebody who typed none, and the browser. */

/**
 * The same text for the same name: capitals, blanks and ways to write an accent do not count.
 * @param {string} name
 */
export const nameKey = (name) => name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();

/**
 * The same text for the same person.
 * @param {Signed} signed
 */
export const personKey = ({ by = "", r }) => nameKey(by) || r;
