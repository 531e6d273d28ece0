// The items of a page as rows: the box, the id, and the element that holds all of an item.

import { find } from "../base/find.mjs";
import { optional } from "../base/messages.mjs";
import { storage, ticksAt } from "../base/storage.mjs";

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

/** Whether a box was ticked before the page keeps ticks. */
export const isEarly = (/** @type {HTMLElement} */ { dataset }) => "touched" in dataset && !("kept" in document.body.dataset);

/**
 * Whether a filter shows an item.
 * @param {{ role: string, open: boolean }} filter
 * @param {string} role
 * @param {boolean} done
 */
export function shows(filter, role, done) {
  const concerned = !filter.role || role === filter.role || role === "everyone";
  return concerned && !(filter.open && done);
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

/** The element that the address of the page leads to. Nothing of ours has an id that an address would write in another way. */
export const linkTarget = () => document.getElementById(location.hash.slice(1));
