// What was chosen for pairs of files. A choice is kept by the files themselves: what they are called changes when another one of
// their name comes or goes. Pure.

/** @typedef {{ first: string, second: string }} Names the labels of two files */

export class PairChoices {
  /** @type {{ first: File, second: File, take: string }[]} */
  #taken = [];
  /** @type {Map<string, File>} */
  #named = new Map();

  /**
   * Takes note of what the files are called now.
   * @param {{ label: string, file: File }[]} chosen
   */
  rename(chosen) {
    this.#named = new Map(chosen.map(({ label, file }) => [label, file]));
  }

  #files(/** @type {Names} */ { first, second }) {
    return { first: this.#named.get(first), second: this.#named.get(second) };
  }

  /**
   * What to take of two files, if it was chosen.
   * @param {Names} pair
   */
  of(pair) {
    const { first, second } = this.#files(pair);
    return this.#taken.find((each) => each.first === first && each.second === second)?.take;
  }

  /**
   * @param {Names} pair
   * @param {string} take
   */
  keep(pair, take) {
    const { first, second } = this.#files(pair);
    if (!first || !second) return;
    this.#taken = [...this.#taken.filter((each) => each.first !== first || each.second !== second), { first, second, take }];
  }
}
