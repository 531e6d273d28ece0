// Who a person is for the progress pages: a name, however it was written, or a browser without a name. Pure.
//
// Items of some roles are ticked by each person. Such a tick is an entry of its own, "<item>:<person>", beside the one of the
// firm, "<item>": docs/decisions/0015.

/** @typedef {{ by?: string, r: string }} Signed A name, "" or none for somebody who typed none, and the browser. */

/** The browser of a signature. */
export const ownerOf = (/** @type {string} */ r) => r.split(/[:@]/)[0];

const EACH = ["everyone", "timekeeper"];

/**
 * Whether each person of a role does and ticks its items for themselves.
 * @param {string | undefined} role
 */
export const isOfEach = (role = "") => EACH.includes(role);

/**
 * The same text for the same name: capitals, blanks and ways to write an accent do not count.
 * @param {string} name
 */
export const nameKey = (name) => name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();

/**
 * What to tell a reader whose name changes into another one; "" where it was none, or is the same written otherwise.
 * @param {string} before
 * @param {string} after
 */
export const formerWords = (before, after) =>
  nameKey(before) && nameKey(before) !== nameKey(after) ? `What you ticked as ${before.trim()} stays under that name. Type it again to see it.` : "";

/**
 * The same text for the same person.
 * @param {Signed} signed
 */
export const personKey = ({ by = "", r }) => nameKey(by) || r;

/**
 * The person in the id of an entry: a digest of the name, or the browser of somebody without one.
 * @param {Signed} signed
 */
export function personId({ by = "", r }) {
  const name = nameKey(by);
  if (!name) return ownerOf(r);
  let [one, two] = [0x811c9dc5, 0x9747b28c];
  for (const letter of name) {
    const code = /** @type {number} */ (letter.codePointAt(0));
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b) + one;
  }
  return `p${[one, two].map((part) => (part >>> 0).toString(36)).join("-")}`;
}

/** The item of an entry's id. */
export const itemOf = (/** @type {string} */ id) => id.split(":")[0];

/** The person of an entry's id; "" for the firm. */
export const personOf = (/** @type {string} */ id) => id.split(":").slice(1).join(":");
