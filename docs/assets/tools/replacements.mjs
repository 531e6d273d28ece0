// A workbook that is perhaps a newer one of another on the list, by its name or by its person: does it replace that one?

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { nameKey } from "./file-labels.mjs";
import { Refused } from "./refused.mjs";

/**
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {{ added: File, others: File[], person: string }} Question `person` is empty where the name is the same.
 */

/**
 * @param {HTMLElement} root
 * @param {{ files: () => Chosen[], onAnswer: () => void, replace: (file: File) => void }} options
 *   `onAnswer` comes after each answer, also after a file was replaced.
 */
export function openReplacements(root, { files, onAnswer, replace }) {
  const box = part(root, "replacements");
  /** @type {Question[]} */
  let open = [];
  /** @type {Set<File>} */
  let late = new Set(); // added after an import counted as uploaded, and not asked about by person yet

  function answer(/** @type {Question} */ question, /** @type {File | null} */ other) {
    open = open.filter((each) => each !== question);
    late.delete(question.added);
    if (other) replace(other);
    render();
    onAnswer();
  }

  function render() {
    box.hidden = !open.length;
    box.replaceChildren(...open.map(asked));
  }

  function asked(/** @type {Question} */ question) {
    const label = (/** @type {File} */ file) => files().find((each) => each.file === file)?.label ?? file.name;
    const { added, others, person } = question;
    const words = person ? `${label(added)} has entries of ${person}, as ${others.map(label).join(" and ")}` : `${added.name} was on the list already`;
    const buttons = others.map((other) => button(`Replace ${label(other)}`, () => answer(question, other)));
    return element("fieldset", { className: "tg-pair" }, element("legend", {}, words), element("p", { className: "tg-buttons" }, ...buttons, button("Keep both", () => answer(question, null))));
  }

  return {
    /**
     * Takes note of files that were added, or are no longer there.
     * @param {File[]} added
     * @param {boolean} afterAnUpload
     */
    changed(added, afterAnUpload) {
      const there = files().map(({ file }) => file);
      late = new Set([...late, ...(afterAnUpload ? added : [])].filter((file) => there.includes(file)));
      open = open.map((each) => ({ ...each, others: each.others.filter((file) => there.includes(file)) })).filter((each) => there.includes(each.added) && each.others.length);
      for (const file of added) {
        const others = there.filter((each) => !added.includes(each) && nameKey(each.name) === nameKey(file.name));
        if (others.length && there.includes(file)) open.push({ added: file, others, person: "" });
      }
      render();
    },
    /**
     * Asks of each late file whether it replaces another one of its person.
     * @param {{ name: string, people: string[] }[]} known
     */
    askByPerson(known) {
      const people = new Map(files().map(({ label, file }) => [file, known.find(({ name }) => name === label)?.people ?? []]));
      for (const file of late) {
        const own = people.get(file) ?? [];
        const others = [...people].filter(([other, theirs]) => !late.has(other) && theirs.some((each) => own.includes(each))).map(([other]) => other);
        const person = own.find((each) => others.some((other) => people.get(other)?.includes(each)));
        if (others.length && person && !open.some(({ added }) => added === file)) open.push({ added: file, others, person });
        else late.delete(file);
      }
      render();
    },
    /** Throws Refused while a question is open: nothing is guessed. */
    require() {
      if (!open.length) return;
      throw new Refused("Say below the list of workbooks which of them replaces another one. Nothing is exported until then.");
    },
    get isOpen() {
      return open.length > 0;
    },
  };
}

/**
 * @param {string} words
 * @param {() => void} onClick
 */
function button(words, onClick) {
  const made = element("button", { type: "button", className: "tg-button" }, words);
  made.addEventListener("click", onClick);
  return made;
}
