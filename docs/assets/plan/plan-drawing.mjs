// The drawing of a plan, to scale: a column for each day, weekends and days off marked, phases as bars, milestones as dots.

import { addDays, dayLabel, daysBetween, isWeekend, weekday } from "../base/days.mjs";
import { find } from "../base/find.mjs";
import { closedDays, dueDates } from "./plan.mjs";

const DAY = 14;
const MONDAY = 1;
const TOP = 46;
const BAR = 34;
const BARS = [
  ["before", "Close the books"],
  ["during", "Processing"],
  ["after", "Review"],
  ["after", "Catch-up"],
];

/**
 * Fills the `svg` of the page, which holds the pattern for days off already.
 * @param {SVGSVGElement} svg
 * @param {import("./plan.mjs").Plan} plan
 * @param {import("./milestones.mjs").PlanRow[]} rows
 * @param {import("../base/guide-data.mjs").Guide} guide
 */
export function draw(svg, plan, rows, guide) {
  /** @type {(tag: string, attributes: Record<string, string | number>) => Element} */
  const part = (tag, attributes) => {
    const element = document.createElementNS(svg.namespaceURI, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  const row = Object.fromEntries(rows.map((each) => [each.id, each]));
  const due = [...dueDates(plan, guide).values()].sort();
  const closed = closedDays(plan);
  const first = addDays(due[0], -1);
  const last = addDays(row["sign-off"].end, 2);
  const count = daysBetween(first, last) + 1;
  const x = (/** @type {import("../base/days.mjs").Day} */ day) => daysBetween(first, day) * DAY;
  const height = TOP + BARS.length * BAR + 74;
  svg.replaceChildren(find(svg, "defs", SVGDefsElement));
  svg.setAttribute("viewBox", `0 0 ${count * DAY} ${height}`);
  svg.setAttribute("width", String(count * DAY));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-label", `The plan, day by day from ${dayLabel(first)} to ${dayLabel(last)}`);
  for (let number = 0; number < count; number += 1) {
    const day = addDays(first, number);
    const off = closed.has(day);
    if (off || isWeekend(day)) {
      const kind = off ? "tg-dr-off" : "tg-dr-weekend";
      svg.append(part("rect", { class: kind, x: x(day), y: 22, width: DAY, height: height - 22 }));
    }
    if (weekday(day) === MONDAY) {
      const label = part("text", { class: "tg-dr-day", x: x(day) + DAY / 2, y: 38, "text-anchor": "middle" });
      label.textContent = String(Number(day.slice(8)));
      svg.append(label);
    }
    // The first month is named unless its name would run into the next one's.
    if (day.endsWith("-01") || (number === 0 && Number(day.slice(8)) < 25)) {
      const month = part("text", { class: "tg-dr-month", x: x(day) + 2, y: 16 });
      month.textContent = dayLabel(day).slice(-8);
      svg.append(month);
    }
  }
  const spans = [
    [due[0], plan.exportDay],
    [addDays(row["hand-over"].start, 1), row["import-confirmed"].start],
    [row.review.start, row.review.end],
    [row["catch-up"].start, row["catch-up"].end],
  ];
  BARS.forEach(([kind, name], index) => {
    const [from, to] = spans[index];
    const y = TOP + index * BAR;
    const group = part("g", { class: `tg-tl-${kind}` });
    const width = x(to) + DAY - x(from);
    group.append(part("rect", { class: "tg-tl-bar", x: x(from) + 1, y: y + 4, width: width - 2, height: BAR - 8, rx: 4 }));
    const inside = width > name.length * 8 + 12;
    const text = part("text", { class: "tg-tl-name", x: inside ? x(from) + 8 : x(from) - 6, y: y + BAR / 2 + 5, "text-anchor": inside ? "start" : "end" });
    text.textContent = name;
    group.append(text);
    svg.append(group);
  });
  const axis = TOP + BARS.length * BAR + 12;
  svg.append(part("path", { class: "tg-tl-axis", d: `M0 ${axis}H${count * DAY}` }));
  /** @type {[id: string, name: string, level: number][]} */
  const milestones = [
    ["export-session", "Export", 0],
    ...(row["hand-over"].start > plan.exportDay ? [/** @type {[string, string, number]} */ (["hand-over", "Hand-over", 1])] : []),
    ["earliest-completion", "Earliest", 0],
    ["import-confirmed", plan.importConfirmed ? "Confirmed" : "Expected", 1],
    ["review", "Review ends", 0],
    ["sign-off", "Sign-off", 0],
  ];
  for (const [id, name, level] of milestones) {
    const middle = x(row[id].end) + DAY / 2;
    svg.append(part("path", { class: "tg-tl-drop", d: `M${middle} ${TOP}V${axis}` }));
    svg.append(part("circle", { class: "tg-tl-dot", cx: middle, cy: axis, r: 6 }));
    const text = part("text", { class: "tg-dr-moment", x: middle, y: axis + 22 + level * 18, "text-anchor": "middle" });
    text.textContent = name;
    svg.append(text);
  }
  // Where it is wider than the screen, begin a little before the export session.
  if (svg.parentElement) svg.parentElement.scrollLeft = x(plan.exportDay) - 7 * DAY;
}
