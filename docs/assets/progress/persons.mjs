// Who a person is for the progress pages: a name, however it was written, or a browser without a name. Pure.
//
// Whoever changes their name keeps what was ticked under the earlier one: the names known here have, under its id, the later name.
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
 * The ids that lead to a name: of earlier ones, and of browsers in which there was none yet.
 * @param {string} name
 * @param {Record<string, string>} known
 */
export const idsOf = (name, known) => Object.keys(known).filter((id) => nameKey(name) && nameKey(nameOf(id, known)) === nameKey(name));

/** Whether an id is that of a name, and not of a browser. */
export const isOfName = (/** @type {string} */ id) => id.startsWith("p");

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

/**
 * What the person of an id is called: a browser by the name of whoever uses it, a name that was given up by the one after it. ""
 * where that is not known, or leads in a circle.
 * @param {string} id
 * @param {Record<string, string>} known
 */
export function nameOf(id, known) {
  const passed = new Set();
  let now = "";
  for (let each = id; Object.hasOwn(known, each); each = idOfName(now)) {
    if (passed.has(each)) return "";
    passed.add(each);
    now = known[each];
  }
  return now;
}

/**
 * What somebody is called today who once gave a name.
 * @param {string} name
 * @param {Record<string, string>} known
 */
export const nameNow = (name, known) => nameOf(idOfName(name), known) || name;

/** The id of whoever gives a name; "" for none. */
export const idOfName = (/** @type {string} */ name) => personId({ by: name, r: "" });

/** The item of an entry's id. */
export const itemOf = (/** @type {string} */ id) => id.split(":")[0];

/** The person of an entry's id; "" for the firm. */
export const personOf = (/** @type {string} */ id) => id.split(":").slice(1).join(":");
