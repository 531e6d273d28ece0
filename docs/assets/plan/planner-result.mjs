// What the planner shows of a plan: warnings, the drawing, the milestones, every item with its date.

import { byDay, dayLabel } from "../base/days.mjs";
import { element, inline, part } from "../base/elements.mjs";
import { itemAddress } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { anchorDates, dueDates, howCounted } from "./plan.mjs";
import { draw } from "./plan-drawing.mjs";

export function showPlan(root, { plan, rows, warnings, guide }) {
  const box = part(root, "warnings");
  box.hidden = !warnings.length;
  part(root, "no-warnings").hidden = warnings.length > 0;
  part(root, "warnings-title").textContent = `${plural(warnings.length, "warning")} about this plan`;
  box.querySelector("ul").replaceChildren(
    ...warnings.map(({ message, why, todo }) =>
      element("li", {}, element("strong", { textContent: message }), ` ${why} ${todo}`),
    ),
  );
  draw(part(root, "drawing", SVGSVGElement), plan, rows, guide);
  part(root, "rows").replaceChildren(...rows.map(milestone));
}

// The items of a role, or of all, in date order.
export function showItems(root, { plan, words, guide, role }) {
  const days = dueDates(plan, guide);
  const anchors = anchorDates(plan);
  const items = guide.checklists.flatMap((checklist) =>
    checklist.sections.flatMap((section) => section.items.map((item) => ({ ...item, href: itemAddress(checklist, item), day: days.get(item.id) }))),
  );
  const wanted = items.filter((item) => !role || item.role === role || item.role === "everyone");
  wanted.sort((a, b) => byDay(a.day, b.day));
  const row = ({ href, text, role: own, due, day }) => {
    const link = element("a", { href }, ...inline(text));
    const counted = cell("How it is counted", howCounted(due, anchors, day));
    return element("tr", { role: "row" }, cell("Date", time(day)), cell("Item", link), cell("Who", words.roles[own]), counted);
  };
  part(root, "items").replaceChildren(...wanted.map(row));
}

const time = (day) => element("time", { dateTime: day, textContent: dayLabel(day) });

const cell = (label, ...contents) => element("td", { role: "cell", dataset: { label } }, ...contents);

function milestone({ title, start, end, time: at, how }) {
  const when = [time(start), at ? ` at ${at}` : "", ...(end === start ? [] : [" to ", time(end)])];
  const name = element("th", { scope: "row", role: "rowheader", textContent: title });
  const counted = `${how[0].toUpperCase()}${how.slice(1)}.`;
  return element("tr", { role: "row" }, name, cell("Date", ...when), cell("How it is counted", counted));
}
