// Leaves out of a page what does not concern the region of the plan made in this browser, and says so. A firm's own site is built
// without it. Loaded only where there is such a plan and the page holds something of the kind.

import { element } from "../base/elements.mjs";
import { storage } from "../base/storage.mjs";
import { isOfRegion, readPlan } from "../plan/plan.mjs";

export function leaveOut() {
  const region = readPlan(storage("plan").read())?.region ?? "";
  /** @type {(selector: string) => HTMLElement[]} */
  const all = (selector) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))];
  const isOut = (/** @type {string} */ regions) => !isOfRegion(regions.split(" "), region);

  for (const each of all("[data-regions]")) {
    if (!isOut(each.dataset.regions ?? "")) continue;
    if (each.matches("[data-left-out] li")) each.hidden = false;
    else if (each.matches("[data-need]")) delete each.dataset.need;
    else each.remove();
  }
  for (const day of all(".tg-day")) if (!day.querySelector(".tg-item")) day.remove();
  // The numbers and the ids that a part of the page has for its items, those of each region by its ids.
  for (const each of all("[data-regional]")) {
    /** @type {Record<string, string>} */
    const regional = JSON.parse(each.dataset.regional ?? "{}");
    const out = Object.keys(regional).filter((id) => isOut(regional[id]));
    delete each.dataset.regional;
    if (each.dataset.items) each.dataset.items = each.dataset.items.split(" ").filter((id) => !out.includes(id)).join(" ");
    /** @type {NodeListOf<HTMLElement>} */
    const counts = each.querySelectorAll("[data-item-count]");
    for (const count of counts) count.textContent = String(Number(count.textContent) - out.length);
    for (const bar of each.querySelectorAll("progress")) bar.max -= out.length;
  }
  for (const note of all("[data-left-out]")) {
    const shown = [...note.querySelectorAll("li")].filter(({ hidden }) => !hidden).length;
    note.hidden = !shown;
    note.querySelector("summary")?.replaceChildren("Not shown for your region: ", element("span", {}, String(shown)));
  }
}
