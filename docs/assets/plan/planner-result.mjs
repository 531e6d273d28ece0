// What the planner shows of a plan: warnings, the milestones, every item with its date.

import { byDay, dayLabel } from "../base/days.mjs";
import { element, inline } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { itemAddress } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { anchorDates, dueDates, howCounted } from "./plan.mjs";
import { clock } from "./zone-time.mjs";

/**
 * @typedef {import("./plan.mjs").Plan} Plan
 * @typedef {import("../base/guide-data.mjs").Guide} Guide
 * @typedef {import("../base/days.mjs").Day} Day
 */

/**
 * @param {HTMLElement} root
 * @param {{ plan: Plan, rows: import("./milestones.mjs").PlanRow[], warnings: import("./warnings.mjs").PlanWarning[] }} shown
 */
export function showPlan(root, { plan, rows, warnings }) {
  const box = part(root, "warnings");
  box.hidden = !warnings.length;
  part(root, "no-warnings").hidden = warnings.length > 0;
  part(root, "warnings-title").textContent = `${plural(warnings.length, "warning")} about this plan`;
  find(box, "ul").replaceChildren(
    ...warnings.map(({ message, why, todo }) =>
      element("li", {}, element("strong", { textContent: message }), ` ${why} ${todo}`),
    ),
  );
  part(root, "rows").replaceChildren(...rows.map((row) => milestone(plan, row)));
}

/**
 * The items of a role, or of all (""), in date order.
 * @param {HTMLElement} root
 * @param {{ plan: Plan, data: import("./plan-data.mjs").PlanData, guide: Guide, role: string }} shown
 */
export function showItems(root, { plan, data, guide, role }) {
  const days = dueDates(plan, guide);
  const anchors = anchorDates(plan);
  const items = guide.checklists.flatMap((checklist) =>
    checklist.sections.flatMap((section) => section.items.map((item) => ({ ...item, href: itemAddress(checklist, item), day: days.get(item.id) ?? "" }))),
  );
  const wanted = items.filter((item) => item.day && (!role || item.role === role || item.role === "everyone"));
  wanted.sort((a, b) => byDay(a.day, b.day));
  const row = (/** @type {typeof items[number]} */ { href, text, role: own, due, day }) => {
    const link = element("a", { href }, ...inline(text));
    const counted = cell("How it is counted", howCounted(due, anchors, day));
    return element("tr", {}, cell("Date", time(day)), cell("Item", link), cell("Who", data.roles[own]), counted);
  };
  part(root, "items").replaceChildren(...wanted.map(row));
}

const time = (/** @type {Day} */ day) => element("time", { dateTime: day, textContent: dayLabel(day) });

/** @type {(label: string, ...contents: (Node | string)[]) => HTMLElement} */
const cell = (label, ...contents) => element("td", { dataset: { label } }, ...contents);

function milestone(/** @type {Plan} */ plan, /** @type {import("./milestones.mjs").PlanRow} */ { title, start, end, time: at, how }) {
  const when = [time(start), at ? ` at ${clock(plan, at)}` : "", ...(end === start ? [] : [" to ", time(end)])];
  const name = element("th", { scope: "row", textContent: title });
  const counted = `${how[0].toUpperCase()}${how.slice(1)}.`;
  return element("tr", {}, name, cell("Date", ...when), cell("How it is counted", counted));
}
