// Whether a line of a table holds what somebody looks for. Pure. Hyphens, dots, case, accents and zeros in front count for nothing, as
// people write the number of a letter in many ways: "20190042" and "2019/42" find "2019-0042".

const plain = (/** @type {string} */ text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const withoutZeros = (/** @type {string} */ text) => plain(text.replace(/(?<!\d)0+(?=\d)/g, ""));

/**
 * Returns what says whether one of some texts holds every word that is wanted; without any, all do.
 * @param {string} wanted
 */
export function sought(wanted) {
  const words = wanted.split(/\s+/).filter(plain);
  return (/** @type {string[]} */ texts) =>
    words.every((word) => [plain, withoutZeros].some((form) => texts.some((text) => form(text).includes(form(word)))));
}
