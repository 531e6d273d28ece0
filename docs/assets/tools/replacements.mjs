// A workbook that is perhaps a newer one of another on the list, by its name or by its person: does it replace that one?

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { NewerWorkbooks } from "./newer-workbooks.mjs";
import { Refused } from "./refused.mjs";

/**
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {import("./newer-workbooks.mjs").Question} Question
 */

/**
 * @param {HTMLElement} root
 * @param {{ files: () => Chosen[], onAnswer: () => void, replace: (file: File) => void }} options
 *   `onAnswer` comes after each answer, also after a file was replaced.
 */
export function openReplacements(root, { files, onAnswer, replace }) {
  const box = part(root, "replacements");
  const newer = new NewerWorkbooks();

  function answer(/** @type {Question} */ question, /** @type {File | null} */ other) {
    newer.close(question);
    if (other) replace(other);
    render();
    onAnswer();
  }

  function render() {
    box.hidden = !newer.open.length;
    box.replaceChildren(...newer.open.map(asked));
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
      newer.changed(files().map(({ file }) => file), added, afterAnUpload);
      render();
    },
    /**
     * Asks of each late file whether it replaces another one of its person.
     * @param {{ name: string, people: string[] }[]} known
     */
    askByPerson(known) {
      newer.askByPerson(new Map(files().map(({ label, file }) => [file, known.find(({ name }) => name === label)?.people ?? []])));
      render();
    },
    /** Throws Refused while a question is open: nothing is guessed. */
    require() {
      if (!newer.open.length) return;
      throw new Refused("Say below the list of workbooks which of them replaces another one. Nothing is exported until then.");
    },
    get isOpen() {
      return newer.open.length > 0;
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
