// Asks the browser, when the reader wants it, to keep what this site has stored, and warns where it is known to clear it.

import { part } from "../base/elements.mjs";

const YES = "This browser has agreed to keep what this site has stored until you delete it yourself. Still save backups: a lost computer loses it.";
const NO = "This browser did not agree; it decides by its own rules, such as how often you visit. Backups matter all the more.";
const CANNOT = "This browser cannot be asked on this page. Browsers answer only on pages with https, and some not at all. Save backups.";

export function offerPersistence(box) {
  const button = part(box, "persist");
  const answer = part(box, "persist-answer");
  const { storage } = navigator; // missing without https
  // No feature tells how long a browser keeps things; this event exists in WebKit alone, whose rule it is.
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
