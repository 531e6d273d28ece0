// Whether a line of a table holds what somebody looks for. Pure. Hyphens, dots, case and accents count for nothing, as people write
// the number of a letter in many ways: "20190042" finds "2019-0042".

const plain = (/** @type {string} */ text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Returns what says whether one of some texts holds every word that is wanted; without any, all do.
 * @param {string} wanted
 */
export function sought(wanted) {
  const words = wanted.split(/\s+/).map(plain).filter(Boolean);
  return (/** @type {string[]} */ texts) => {
    const all = texts.map(plain);
    return words.every((word) => all.some((text) => text.includes(word)));
  };
}
