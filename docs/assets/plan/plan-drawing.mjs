// The drawing of a plan, to scale: a column for each day, weekends and days off marked, phases as bars, milestones as dots.

import { addDays, dayLabel, daysBetween, isWeekend, weekday } from "../base/days.mjs";
import { find } from "../base/find.mjs";
import { closedDays, dueDates } from "./plan.mjs";

const DAY = { least: 5, most: 14 }; // pixels: as wide as the page has room for
const MONDAY = 1;
const TOP = 46;
const BAR = { name: 18, thick: 14, gap: 6 };
const ROW = BAR.name + BAR.thick + BAR.gap;
const LETTER = 9; // about the width of one
const LINE = 18; // the height of a line of names
const BARS = [
  ["before", "Close the books"],
  ["during", "Processing"],
  ["after", "Review"],
  ["after", "Catch-up"],
];

/**
 * The line for each of some names in a row, so that none runs into the next, and where its middle is within the drawing.
 * @param {{ name: string, middle: number }[]} names from left to right
 * @param {number} width of the drawing
 */
export function placed(names, width) {
  /** @type {number[]} */
  const ends = [];
  return names.map(({ name, middle }) => {
    const half = (name.length * LETTER) / 2;
    const inside = Math.max(half, Math.min(middle, width - half));
    const free = ends.findIndex((end) => end <= inside - half);
    const line = free < 0 ? ends.length : free;
    ends[line] = inside + half;
    return { name, middle: inside, line };
  });
}

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
  const room = svg.parentElement ? svg.parentElement.clientWidth - 2 * parseFloat(getComputedStyle(svg.parentElement).paddingLeft) : 0;
  const wide = Math.max(DAY.least, Math.min(DAY.most, room / count));
  const width = count * wide;
  const x = (/** @type {import("../base/days.mjs").Day} */ day) => daysBetween(first, day) * wide;
  const axis = TOP + BARS.length * ROW + 12;
  /** @type {[id: string, name: string][]} */
  const milestones = [
    ["export-session", "Export"],
    ...(row["hand-over"].start > plan.exportDay ? [/** @type {[string, string]} */ (["hand-over", "Hand-over"])] : []),
    ["earliest-completion", "Earliest"],
    ["import-confirmed", plan.importConfirmed ? "Confirmed" : "Expected"],
    ["review", "Review ends"],
    ["sign-off", "Sign-off"],
  ];
  const dots = milestones.map(([id, name]) => ({ name, middle: x(row[id].end) + wide / 2 })).sort((a, b) => a.middle - b.middle);
  const names = placed(dots, width);
  const height = axis + 30 + LINE * Math.max(...names.map(({ line }) => line));
  svg.replaceChildren(find(svg, "defs", SVGDefsElement));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-label", `The plan, day by day from ${dayLabel(first)} to ${dayLabel(last)}`);
  const days = Array.from({ length: count }, (_, number) => addDays(first, number));
  for (const day of days) {
    const off = closed.has(day);
    if (off || isWeekend(day)) {
      const kind = off ? "tg-dr-off" : "tg-dr-weekend";
      svg.append(part("rect", { class: kind, x: x(day), y: 22, width: wide, height: height - 22 }));
    }
    if (weekday(day) === MONDAY) {
      const label = part("text", { class: "tg-dr-day", x: x(day) + wide / 2, y: 38, "text-anchor": "middle" });
      label.textContent = String(Number(day.slice(8)));
      svg.append(label);
    }
  }
  // A month of which the drawing has too little for its name goes without.
  const months = days.filter((day, number) => number === 0 || day.endsWith("-01"));
  months.forEach((day, number) => {
    const name = dayLabel(day).slice(-8);
    const end = number + 1 < months.length ? x(months[number + 1]) : width;
    if (end - x(day) < name.length * LETTER + 2) return;
    const month = part("text", { class: "tg-dr-month", x: x(day) + 2, y: 16 });
    month.textContent = name;
    svg.append(month);
  });
  const spans = [
    [due[0], plan.exportDay],
    [addDays(row["hand-over"].start, 1), row["import-confirmed"].start],
    [row.review.start, row.review.end],
    [row["catch-up"].start, row["catch-up"].end],
  ];
  for (const { middle } of dots) svg.append(part("path", { class: "tg-tl-drop", d: `M${middle} ${TOP}V${axis}` }));
  BARS.forEach(([kind, name], index) => {
    const [from, to] = spans[index];
    const y = TOP + index * ROW;
    const group = part("g", { class: `tg-tl-${kind}` });
    const bar = { x: x(from) + 1, y: y + BAR.name, width: x(to) + wide - x(from) - 2, height: BAR.thick, rx: 4 };
    const text = part("text", { class: "tg-tl-name", x: Math.min(bar.x, width - name.length * LETTER - 10), y: y + BAR.name - 5 });
    text.textContent = name;
    group.append(part("rect", { class: "tg-tl-bar", ...bar }), text);
    svg.append(group);
  });
  svg.append(part("path", { class: "tg-tl-axis", d: `M0 ${axis}H${width}` }));
  for (const { middle } of dots) svg.append(part("circle", { class: "tg-tl-dot", cx: middle, cy: axis, r: 6 }));
  for (const { name, middle, line } of names) {
    const text = part("text", { class: "tg-dr-moment", x: middle, y: axis + 22 + line * LINE, "text-anchor": "middle" });
    text.textContent = name;
    svg.append(text);
  }
  // Where it is wider than the screen, begin a little before the export session.
  if (svg.parentElement) svg.parentElement.scrollLeft = x(plan.exportDay) - 7 * wide;
}
