// One item of today's view: a box to tick, when it is due, whose it is, what it still needs.

import { dayLabel } from "../base/days.mjs";
import { element, inline } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { itemAddress } from "../base/guide-data.mjs";
import { distance, openNeeds } from "./agenda.mjs";
import { needsNote } from "./open-needs.mjs";

/**
 * @typedef {import("./agenda.mjs").AgendaItem} AgendaItem
 * @typedef {object} Around What all rows share.
 * @property {AgendaItem[]} items
 * @property {import("./agenda.mjs").Dates | null} dates
 * @property {import("../base/days.mjs").Day} today
 * @property {Set<import("../base/days.mjs").Day>} closed
 * @property {boolean} over whether the plan has ended
 * @property {(id: string) => boolean} done
 * @property {(item: AgendaItem, done: boolean) => void} tick
 * @property {Record<string, string>} names of roles
 */

/**
 * Fills `row`, a copy of the template in the page; `update` shows what is ticked now.
 * @param {HTMLElement} row
 * @param {AgendaItem} item
 * @param {Around} around
 */
export function makeRow(row, item, { items, dates, today, closed, over, done, tick, names }) {
  const box = find(row, "input", HTMLInputElement);
  const label = find(row, "label", HTMLLabelElement);
  const more = part(row, "more", HTMLAnchorElement);
  const note = part(row, "waits");
  const day = dates?.get(item.id);

  box.dataset.item = item.id;
  box.id = label.htmlFor = `today-${item.id}`;
  box.addEventListener("change", () => tick(item, box.checked));
  label.append(...inline(item.text));
  more.href = itemAddress(item.checklist, item);
  more.lastElementChild?.append(...inline(item.text));
  part(row, "whose").textContent = names[item.role];
  part(row, "no-return").hidden = !item.noReturn;
  if (item.planned) part(row, "planned").append(`The plan says: ${item.planned}.`);
  else part(row, "planned").remove();
  if (day && day !== today) {
    part(row, "when").replaceChildren(
      over ? "Was due" : element("strong", {}, distance(day, today, closed)),
      " ",
      element("time", { dateTime: day }, dayLabel(day)),
    );
  }

  const link = (/** @type {AgendaItem} */ need) => element("a", { href: itemAddress(need.checklist, need) }, ...inline(need.short ?? need.text));

  function update() {
    box.checked = done(item.id);
    row.toggleAttribute("data-done", box.checked);
    const needs = box.checked ? [] : openNeeds(item, items, done);
    note.hidden = !needs.length;
    note.replaceChildren(...needsNote(needs.map((need) => ({ own: need.role === item.role, link: link(need) }))));
  }

  return { row, update };
}

/**
 * What is to be done daily, as a line: nothing to tick until the last day.
 * @param {AgendaItem} item
 * @param {Pick<Around, "dates" | "names">} around
 */
export function dailyLine(item, { dates, names }) {
  const day = dates?.get(item.id) ?? "";
  const until = element("time", { dateTime: day }, dayLabel(day));
  const whose = element("span", { className: "tg-role" }, names[item.role]);
  const link = element("a", { href: itemAddress(item.checklist, item) }, ...inline(item.text));
  return element("li", {}, link, " ", element("span", { className: "tg-item-meta" }, whose, " until ", until));
}
