// Keeping what is ticked in rows of items.

import { storage } from "../base/storage.mjs";
import { isOfEach } from "../progress/persons.mjs";

/** @typedef {import("./item-rows.mjs").ItemRow} ItemRow */

/**
 * Whether each person ticks an item of these for themselves.
 * @param {ItemRow[]} rows
 */
export function ownOf(rows) {
  const own = new Set(rows.filter(({ row }) => isOfEach(row.dataset.role)).map(({ id }) => id));
  return (/** @type {string} */ id) => own.has(id);
}

/**
 * Keeps what was ticked before the script of the page had started: the script in its head marks those boxes, and stores them where
 * the page is left before that.
 * @param {ItemRow[]} rows
 * @param {{ tick: (id: string, done: boolean) => void }} ticks
 */
export function keepEarlyTicks(rows, ticks) {
  document.body.dataset.kept = ""; // from here on the head stores nothing
  const early = rows.map(({ id, box }) => ({ id, stored: storage(`early:${id}`), now: "touched" in box.dataset ? String(+box.checked) : "" }));
  for (const { id, stored, now } of early) {
    const was = stored.read();
    if (now || was) ticks.tick(id, (now || was) === "1");
    if (was) stored.write("");
  }
}
