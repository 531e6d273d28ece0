// Asks the browser, at the reader's request, not to delete what this site has stored; warns about browsers that do delete it.

import { part } from "../base/find.mjs";

const YES = "This browser will keep your progress until you delete it yourself. Still save backups, in case the computer is lost.";
const NO = "This browser did not agree. It decides by its own rules, such as how often you visit. So save backups.";
const CANNOT = "This browser cannot be asked: some browsers do not support this, and the others do so only on https pages. Save backups.";

/** @param {HTMLElement} box */
export function offerPersistence(box) {
  const button = part(box, "persist");
  const answer = part(box, "persist-answer");
  const { storage } = navigator; // missing without https
  // No feature says how long a browser keeps data. Only WebKit has this event, and only WebKit has this rule.
  part(box, "clears").hidden = !("GestureEvent" in window);

  button.addEventListener("click", async () => {
    try {
      answer.textContent = storage?.persist ? ((await storage.persist()) ? YES : NO) : CANNOT;
    } catch {
      answer.textContent = CANNOT;
    }
  });
  storage?.persisted?.().then((kept) => {
    if (kept) answer.textContent = YES;
  }, () => {});
}
