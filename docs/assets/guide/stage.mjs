// The stage that the move is in on a day. Pure; the day is given.

import { addDays } from "../base/days.mjs";

/** @typedef {{ id: "before" | "processing" | "review" | "catch-up", until: import("../base/days.mjs").Day }} Stage `until` is its last day. */

/**
 * Null without dates. The day of the cut-off still belongs to the time before; on the day of the import confirmation the review
 * begins. After the day planned for the sign-off the catch-up goes on, without a last day.
 * @param {import("../plan/plan.mjs").Anchors | null} anchors
 * @param {import("../base/days.mjs").Day} today
 * @returns {Stage | null}
 */
export function stageOn(anchors, today) {
  if (!anchors) return null;
  if (today <= anchors["cut-off"]) return { id: "before", until: anchors["cut-off"] };
  if (today < anchors["import-confirmed"]) return { id: "processing", until: addDays(anchors["import-confirmed"], -1) };
  if (today <= anchors["review-end"]) return { id: "review", until: anchors["review-end"] };
  return { id: "catch-up", until: today <= anchors["sign-off"] ? anchors["sign-off"] : "" };
}
