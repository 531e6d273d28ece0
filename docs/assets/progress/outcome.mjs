// What a part of the page says once something is done, and the button that undoes it.

import { find } from "../base/find.mjs";

/** @typedef {(text: string, undo?: () => boolean) => void} Say Says what was done, and offers to undo it; `undo` returns whether it worked. */

export const UNTIL_LEFT = "It is not kept: this browser stores nothing for this site, so it lasts until you leave this page. Save a backup now.";
export const REFUSED =
  "Nothing was changed: this browser has no room left to store it. What was here before is still here. Make room in what this browser stores for this address, or use another browser.";
export const NOT_UNDONE = "Not undone: this browser did not store it. What was done before is still there.";

// Only one outcome on the page can be undone: the last.
let forget = () => {};

/**
 * @param {HTMLElement} box
 * @returns {Say}
 */
export function outcome(box) {
  const [words, undo] = [find(box, "[data-outcome] [role=status]"), find(box, "[data-outcome] button")];
  /** @type {(() => boolean) | undefined} */
  let back;
  /** @type {Say} */
  const say = (text, made) => {
    forget();
    forget = () => (undo.hidden = true);
    words.textContent = text;
    back = made;
    undo.hidden = !made;
    if (made) undo.focus();
  };
  undo.addEventListener("click", () => {
    if (back?.() === false) return say(NOT_UNDONE, back);
    say("Undone.");
    /** @type {HTMLElement | null} */ (box.querySelector("input, button"))?.focus();
  });
  return say;
}
