// The items of a page as rows: the box, the id, and the element that holds all of an item.

import { find } from "../base/find.mjs";
import { optional } from "../base/messages.mjs";
import { storage, ticksAt } from "../base/storage.mjs";
import { isOfEach } from "../progress/persons.mjs";

/** @typedef {{ id: string, box: HTMLInputElement, row: HTMLElement }} ItemRow */

/**
 * @param {ParentNode} root
 * @returns {ItemRow[]}
 */
export function itemRows(root) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = root.querySelectorAll("input[data-item]");
  return [...boxes].map((box) => ({ id: box.dataset.item ?? "", box, row: /** @type {HTMLElement} */ (box.closest(".tg-item")) }));
}

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

/** Leaves out of the page what does not concern the region of a plan made in this browser, where it has any such thing. */
export async function leaveOutOtherRegions() {
  if (!document.querySelector("[data-regions], [data-regional]") || !storage("plan").read()) return;
  await optional("guide/left-out", import("./left-out.mjs").then(({ leaveOut }) => leaveOut()));
}

/** Says at the top of the page that the move is over, where a plan or ticks of the last phase can have ended it. */
export function sayOver() {
  const { last, place = "" } = find(document, "[data-over]").dataset;
  const mayBe = last ? last < new Date().toJSON() : storage("plan").read(); // in whatever zone, no day too late
  if (mayBe || ticksAt(place).read()) optional("guide/over", import("./over.mjs").then(({ showOver }) => showOver()));
}

/**
 * Shows what the system that the firm leaves calls the reports of the items, where somebody has named it, or opens a fold to name it.
 * @param {HTMLElement} root
 */
export function showOwnReports(root) {
  const load = () => optional("guide/own-reports", import("./own-reports.mjs").then(({ start }) => start(root)));
  if (storage("system").read() || storage("plan").read()) load();
  else root.addEventListener("toggle", load, { capture: true, once: true });
}

/** The element that the address of the page leads to. */
export const linkTarget = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
