// Which workbooks are perhaps newer ones of others on the list: by their name, and after an upload by their person. Pure.

import { nameKey } from "./file-labels.mjs";

/** @typedef {{ added: File, others: File[], person: string }} Question `person` is empty where the name is the same. */

export class NewerWorkbooks {
  /** @type {Question[]} */
  open = [];
  /** @type {Set<File>} */
  #late = new Set(); // added after an import counted as uploaded, and not asked about yet

  /**
   * Takes note of files that were added, or are no longer there. Two of one name that come together are two people's.
   * @param {File[]} there
   * @param {File[]} added
   * @param {boolean} afterAnUpload
   */
  changed(there, added, afterAnUpload) {
    this.#late = new Set([...this.#late, ...(afterAnUpload ? added : [])].filter((file) => there.includes(file)));
    this.open = this.open
      .map((each) => ({ ...each, others: each.others.filter((file) => there.includes(file)) }))
      .filter((each) => there.includes(each.added) && each.others.length);
    for (const file of added) {
      const others = there.filter((each) => !added.includes(each) && nameKey(each.name) === nameKey(file.name));
      if (others.length) this.open.push({ added: file, others, person: "" });
    }
  }

  /**
   * Asks of each late file whether it replaces another one of its person; once.
   * @param {Map<File, string[]>} people
   */
  askByPerson(people) {
    for (const file of this.#late) {
      const own = people.get(file) ?? [];
      const others = [...people].filter(([other, theirs]) => !this.#late.has(other) && theirs.some((each) => own.includes(each))).map(([other]) => other);
      const person = own.find((each) => others.some((other) => people.get(other)?.includes(each)));
      if (!others.length || !person) this.#late.delete(file);
      else if (!this.open.some(({ added }) => added === file)) this.open.push({ added: file, others, person });
    }
  }

  /** A question is answered. */
  close(/** @type {Question} */ question) {
    this.open = this.open.filter((each) => each !== question);
    this.#late.delete(question.added);
  }
}
