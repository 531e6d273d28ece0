// One item of today's view: a box to tick, when it is due, whose it is, what it still needs.

import { distance, waitsFor } from "./agenda.mjs";
import { dayLabel } from "../base/days.mjs";
import { element, inline, part } from "../base/elements.mjs";
import { itemAddress } from "../base/guide-data.mjs";

const NAMED = 3;

// Fills `row`, a copy of the template in the page; `update` shows what is ticked now.
export function makeRow(row, item, { items, dates, today, ticks, tick, names }) {
  const box = row.querySelector("input");
  const label = row.querySelector("label");
  const more = part(row, "more");
  const note = part(row, "waits");
  const day = dates?.get(item.id);

  box.dataset.item = item.id;
  box.id = label.htmlFor = `today-${item.id}`;
  box.addEventListener("change", () => tick(item, box.checked));
  label.append(...inline(item.text));
  more.href = itemAddress(item.checklist, item);
  more.lastElementChild.append(...inline(item.text));
  part(row, "whose").textContent = names[item.role];
  part(row, "no-return").hidden = !item.noReturn;
  if (day && day !== today) {
    part(row, "when").replaceChildren(
      element("strong", {}, distance(day, today)),
      " ",
      element("time", { dateTime: day }, dayLabel(day)),
    );
  }

  const link = (need) => element("a", { href: itemAddress(need.checklist, need) }, ...inline(need.text));

  function update() {
    box.checked = ticks.done(item.id);
    row.toggleAttribute("data-done", box.checked);
    const needs = box.checked ? [] : waitsFor(item, items, ticks.done);
    const named = needs.slice(0, NAMED).flatMap((need) => ["; ", link(need)]);
    const rest = needs.length - NAMED;
    note.hidden = !needs.length;
    note.replaceChildren("Cannot start yet: needs ", ...named.slice(1), rest > 0 ? ` and ${rest} more` : "");
  }

  return { row, update };
}
