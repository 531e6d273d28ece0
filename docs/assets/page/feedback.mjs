// Was this page helpful? What prepares the message is loaded once somebody answers.

import { part } from "../base/find.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  async function answer(/** @type {Event} */ event) {
    const button = /** @type {HTMLElement} */ (event.target);
    if (!("answer" in button.dataset)) return;
    part(root, "reasons").hidden = button.dataset.answer === "yes";
    root.removeEventListener("click", answer);
    try {
      const { prepareMessage } = await import("./feedback-message.mjs");
      prepareMessage(root, button);
    } catch {
      part(root, "noscript").hidden = false; // whom to write to
      root.addEventListener("click", answer);
    }
  }
  root.addEventListener("click", answer);
}
