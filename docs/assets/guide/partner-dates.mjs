// The days of a plan made in this browser, on the page for partners. A site with a plan of its own has them in the page already.

import { businessDaysBetween, dayLabel } from "../base/days.mjs";
import { part } from "../base/find.mjs";
import { storage } from "../base/storage.mjs";
import { anchorDates, closedDays, readPlan } from "../plan/plan.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  const stored = storage("plan");
  const places = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-anchor]"))].map((place) => ({
    place,
    anchor: /** @type {import("../plan/plan.mjs").Anchor} */ (place.dataset.anchor),
    words: place.textContent,
  }));
  const count = part(root, "count");
  const usual = count.textContent;

  function render() {
    const plan = readPlan(stored.read());
    const days = plan && anchorDates(plan);
    for (const { place, anchor, words } of places) place.textContent = days ? dayLabel(days[anchor]) : words;
    count.textContent = days ? String(businessDaysBetween(days["cut-off"], days["review-end"], closedDays(plan)).length) : usual;
  }

  stored.watch(render);
  render();
}
