// One decision for all dates typed as text that can mean two days. It is asked only when there are such dates.

import { find, part } from "../base/find.mjs";

const OPEN = "date-ambiguous";

/** @param {HTMLElement} root */
export function openTextDates(root) {
  const box = part(root, "text-dates");
  const choices = [.../** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input"))];
  const order = () => choices.find(({ checked }) => checked)?.value ?? "";
  return {
    /** The settings of a check: the order that was chosen, if one was. */
    get settings() {
      return { text_dates: order() };
    },
    /**
     * Asks, if dates in these files are open, or were decided.
     * @param {{ findings: import("./compare-findings.mjs").Finding[] }[]} files
     */
    offer(files) {
      const open = files.flatMap(({ findings }) => findings).find(({ kind }) => kind === OPEN);
      if (open) part(root, "text-date").textContent = open.value.split(", ")[0]; // of several, the first
      box.hidden = !open && !order();
    },
    /** Takes the decision back: it was about other files. */
    forget() {
      find(box, "input", HTMLInputElement).checked = true;
      box.hidden = true;
    },
  };
}
