// What applies to a newcomer this week: the rules of the stage that the move is in, and what is due for everyone. Nothing of it
// once the move is over.

import { dayLabel, today } from "../base/days.mjs";
import { element, inline } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { itemAddress, loadGuide } from "../base/guide-data.mjs";
import { storage } from "../base/storage.mjs";
import { anchorDates, readPlan } from "../plan/plan.mjs";
import { datesOf, endOfWeek, inOrder } from "./agenda.mjs";
import { openEnd } from "./move-end.mjs";
import { stageOn } from "./stage.mjs";

/** @param {HTMLElement} root */
export async function start(root) {
  const guide = await loadGuide();
  const plan = storage("plan");
  const end = openEnd(guide);
  const stages = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-stage]"))];

  /** @returns {import("../plan/plan.mjs").Anchors | null} */
  function anchors() {
    if (root.dataset.dates) return JSON.parse(root.dataset.dates);
    const own = readPlan(plan.read());
    return own && anchorDates(own);
  }

  function render() {
    const now = today();
    const moved = end.day(now);
    const current = stageOn(anchors(), now);
    part(root, "week").hidden = Boolean(moved);
    showDay(part(root, "over"), moved);
    for (const each of stages) {
      each.hidden = current !== null && each.dataset.stage !== current.id;
      showDay(part(each, "until"), current?.until ?? "");
    }
    const dates = datesOf(guide, plan.read());
    const isDue = (/** @type {string} */ day) => day >= now && day <= endOfWeek(now);
    const due = inOrder(guide, dates).filter(({ id, role }) => role === "everyone" && isDue(dates?.get(id) ?? ""));
    part(root, "due").hidden = !due.length;
    part(root, "items").replaceChildren(
      ...due.map((item) =>
        element("li", {}, element("a", { href: itemAddress(item.checklist, item) }, ...inline(item.text)), `, ${dayLabel(dates?.get(item.id) ?? "")}`),
      ),
    );
  }

  document.addEventListener("visibilitychange", render); // the day may be another one by now
  end.watch(render);
  render();
}

/**
 * Shows a part with its day, or hides it where there is none.
 * @param {HTMLElement} place
 * @param {string} day
 */
function showDay(place, day) {
  if (day) part(place, "day").replaceChildren(element("time", { dateTime: day }, dayLabel(day)));
  place.hidden = !day;
}
