// What a page needs of entries to show which items are ticked: that comes with the page, the rest of entries later. Pure.

/** Texts in characters, the others in number: `seen` and `others` of an entry, names of browsers. Several times what a large firm comes to. */
export const MOST = { name: 200, day: 40, text: 20_000, seen: 200, others: 200, people: 1000 };

/**
 * @param {string | null} text
 * @returns {import("./entries.mjs").Entries}
 */
export function parse(text) {
  try {
    const { items } = JSON.parse(text ?? "");
    return items && typeof items === "object" && !Array.isArray(items) ? { items } : { items: {} };
  } catch {
    return { items: {} };
  }
}

/**
 * Whether an item is done as a person sees it, which is `entryFor(...).done`: by the first of their own entries that has an answer,
 * else by that of the firm. An item on which people disagree is open.
 * @param {import("./entries.mjs").Entries} state
 * @param {string} id
 * @param {string[]} persons the ids of that person
 */
export function isDone({ items }, id, persons) {
  const ids = [...persons.map((person) => `${id}:${person}`), id].filter((each) => Object.hasOwn(items, each));
  const answers = ids.map((each) => answersOf(items[each])).find(([first]) => first !== undefined) ?? [];
  return answers.length > 0 && answers.every(Boolean);
}

/** Yes or no of each change in an entry, whatever has its form. */
function answersOf(/** @type {any} */ entry) {
  const { evidence, others } = entry ?? {};
  const all = [entry, evidence, ...(Array.isArray(others) ? others.slice(0, MOST.others) : [])];
  return all.map((change) => change?.done).filter((done) => typeof done === "boolean");
}
