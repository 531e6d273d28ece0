// On the site of a firm: what the draft in this browser would change, and the texts that make it so for everybody.

import { copyText } from "../base/clipboard.mjs";
import { find, part } from "../base/find.mjs";
import { changesText, firmChanges } from "../firm/firm-changes.mjs";
import { differenceWords, messageToColleagues, noteToIt, unfinishedWords, untilWords } from "./draft-words.mjs";
import { planRows } from "./milestones.mjs";

/** @typedef {import("./plan.mjs").Plan} Plan */

const TEXTS = /** @type {const} */ (["lines", "note", "message"]);

/**
 * Returns what shows the notice for a draft that differs from what the site was built with, also for one that is no plan yet, and
 * hides it for any other.
 * @param {HTMLElement} root
 * @param {import("../firm/firm-changes.mjs").Published | null} published
 * @param {import("./plan-data.mjs").PlanData} data
 */
export function openDraftNotice(root, published, data) {
  if (!published) return () => {};
  const notice = part(root, "differs");
  const { href } = part(root, "how-to", HTMLAnchorElement);
  for (const name of TEXTS) {
    const block = part(notice, name);
    const [text, copied] = [find(block, "pre"), part(block, "copied")];
    part(block, "copy").addEventListener("click", async () => {
      copied.textContent = (await copyText(text.textContent ?? "")) ? "Copied." : "This browser did not copy it. Select the text and copy it.";
    });
  }

  /** @type {(name: typeof TEXTS[number], text: string) => void} */
  function put(name, text) {
    const block = part(notice, name);
    const place = find(block, "pre");
    if (place.textContent !== text) part(block, "copied").textContent = "";
    place.textContent = text;
    block.hidden = !text;
  }

  return (/** @type {Plan | null} */ draft, /** @type {Plan} */ typed) => {
    const { plan } = published;
    const changes = draft ? firmChanges(published, draft) : [];
    const isUnfinished = !draft && Boolean(plan ?? typed.exportDay);
    notice.hidden = !changes.length && !isUnfinished;
    part(notice, "texts").hidden = isUnfinished;
    if (isUnfinished) {
      part(notice, "differs-title").textContent = unfinishedWords(plan);
      part(notice, "until").textContent = "Nobody else sees it.";
    }
    if (!draft || !changes.length) return;
    const lines = changesText(published, changes);
    const rowsOf = (/** @type {Plan} */ each) => ({ plan: each, rows: planRows(each, data) });
    part(notice, "differs-title").textContent = differenceWords(plan, draft);
    part(notice, "until").textContent = untilWords(changes.flatMap((change) => change.lines).length);
    put("lines", lines);
    put("note", noteToIt(plan, draft, lines));
    put("message", messageToColleagues(plan && rowsOf(plan), rowsOf(draft), href));
  };
}
