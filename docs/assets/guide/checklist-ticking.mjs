// Ticking the items of a checklist, and clearing ticks. Loaded once the page shows what is ticked.

import { copyLink } from "../base/clipboard.mjs";
import { part } from "../base/find.mjs";
import { openTicking } from "../progress/ticking.mjs";
import { keepEarlyTicks, ownOf } from "./tick-rows.mjs";

/**
 * @param {HTMLElement} root
 * @param {Parameters<typeof openTicking>[0][number]} checklist
 * @param {import("./item-rows.mjs").ItemRow[]} items
 * @param {{ render: () => void, say: (text: string) => void, words: () => string }} page
 */
export function startTicking(root, checklist, items, { render, say, words }) {
  const ticks = openTicking([checklist], ownOf(items));
  const reset = part(root, "reset");
  const undo = part(root, "undo");
  /** What undoes each time that ticks were cleared, for as long as the page is open. @type {(() => void)[]} */
  const cleared = [];

  for (const { id, box, row } of items) {
    part(row, "script").hidden = false;
    box.addEventListener("change", () => {
      ticks.tick(id, box.checked);
      say(words());
    });
  }
  reset.addEventListener("click", () => {
    // Only what the reader sees is cleared.
    const seen = items.filter(({ row }) => !row.hidden).map(({ id }) => id);
    const count = ticks.count(seen);
    cleared.push(ticks.clear(seen));
    undo.hidden = false;
    undo.focus();
    say(`Ticks cleared: ${count}. Undo works until you leave this page.`);
  });
  undo.addEventListener("click", () => {
    cleared.pop()?.();
    undo.hidden = !cleared.length;
    (cleared.length ? undo : reset).focus();
    say(`Undone. ${words()}`);
  });
  copyLink(root);
  ticks.watch(render);
  ticks.offerEvidence(items.map(({ box }) => box));
  keepEarlyTicks(items, ticks);
  render();
}
