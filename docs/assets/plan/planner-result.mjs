// What the planner shows of a plan: warnings, the drawing, the milestones, every item with its date.

import { dayLabel } from "../base/days.mjs";
import { element, part } from "../base/elements.mjs";
import { anchorDates, dueDates, howCounted } from "./plan.mjs";
import { draw } from "./plan-drawing.mjs";

export function showPlan(root, { plan, rows, warnings, guide }) {
  const box = part(root, "warnings");
  box.hidden = !warnings.length;
  part(root, "no-warnings").hidden = warnings.length > 0;
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  part(root, "warnings-title").textContent = `${count} about this plan`;
  box.querySelector("ul").replaceChildren(
    ...warnings.map(({ message, why, todo }) =>
      element("li", {}, element("strong", { textContent: message }), ` ${why} ${todo}`),
    ),
  );
  draw(part(root, "drawing"), plan, rows, guide);
  part(root, "rows").replaceChildren(...rows.map(milestone));
}

// The items of a role, or of all, in date order.
export function showItems(root, { plan, words, guide, role }) {
  const days = dueDates(plan, guide);
  const anchors = anchorDates(plan);
  const items = guide.checklists.flatMap(({ href, sections }) =>
    sections.flatMap((section) => section.items.map((item) => ({ ...item, page: href, day: days.get(item.id) }))),
  );
  const wanted = items.filter((item) => !role || item.role === role || item.role === "everyone");
  wanted.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  const row = ({ id, text, role: own, due, page, day }) => {
    const href = new URL(`../../${page}#item-${id}`, import.meta.url).href;
    const link = element("a", { href, textContent: text.replaceAll("`", "") });
    const counted = cell("How it is counted", howCounted(due, anchors, day));
    return element("tr", { role: "row" }, cell("Date", time(day)), cell("Item", link), cell("Who", words.roles[own]), counted);
  };
  part(root, "items").replaceChildren(...wanted.map(row));
}

const time = (day) => element("time", { dateTime: day, textContent: dayLabel(day) });

function cell(label, ...contents) {
  const made = element("td", { role: "cell" }, ...contents);
  made.dataset.label = label;
  return made;
}

function milestone({ title, start, end, time: at, how }) {
  const when = [time(start), at ? ` at ${at}` : "", ...(end === start ? [] : [" to ", time(end)])];
  const name = element("th", { scope: "row", role: "rowheader", textContent: title });
  const counted = `${how[0].toUpperCase()}${how.slice(1)}.`;
  return element("tr", { role: "row" }, name, cell("Date", ...when), cell("How it is counted", counted));
}
