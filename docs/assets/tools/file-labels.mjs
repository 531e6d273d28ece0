// What to call chosen files so that each can be told from the others: two people may both send a time.xlsx. Pure.

const key = (/** @type {string} */ name) => name.normalize().toLowerCase(); // names that differ only in case are one name in many folders

/**
 * Names in their order; of several that are alike, each gets its number: "time.xlsx (1)", "time.xlsx (2)".
 * @param {string[]} names
 */
export function fileLabels(names) {
  const taken = new Set(names.map(key));
  const counts = new Map();
  for (const name of names) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1);
  const last = new Map();
  return names.map((name) => {
    if (counts.get(key(name)) === 1) return name;
    let number = last.get(key(name)) ?? 0;
    do number += 1;
    while (taken.has(key(`${name} (${number})`)));
    last.set(key(name), number);
    return `${name} (${number})`;
  });
}
