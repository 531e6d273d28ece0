// What to call chosen files so that each can be told from the others: two people may both send a time.xlsx. Pure.

/** What is one name: names that differ only in case are one in many folders. */
export const nameKey = (/** @type {string} */ name) => name.normalize().toLowerCase();

/**
 * Names in their order; of several that are alike, each gets its number: "time.xlsx (1)", "time.xlsx (2)".
 * @param {string[]} names
 */
export function fileLabels(names) {
  const taken = new Set(names.map(nameKey));
  const counts = new Map();
  for (const name of names) counts.set(nameKey(name), (counts.get(nameKey(name)) ?? 0) + 1);
  const last = new Map();
  return names.map((name) => {
    if (counts.get(nameKey(name)) === 1) return name;
    let number = last.get(nameKey(name)) ?? 0;
    do number += 1;
    while (taken.has(nameKey(`${name} (${number})`)));
    last.set(nameKey(name), number);
    return `${name} (${number})`;
  });
}
