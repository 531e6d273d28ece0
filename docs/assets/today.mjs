// The home page's view of today: what is overdue, due today and next, to be ticked where it stands.

import { agenda, datesOf, distance, inOrder, localDay, waitsFor } from "./agenda.mjs";
import { dayLabel } from "./days.mjs";
import { PLAN_KEY } from "./plan.mjs";
import { storage } from "./storage.mjs";
import { openTicks } from "./ticks.mjs";

const SHOWN = 5;
const NAMED = 3;

export function start(root) {
  const find = (selector, from = root) => {
    const found = from.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const template = find("template").content.firstElementChild;
  const lists = Object.fromEntries(["overdue", "today", "next"].map((name) => [name, find(`[data-list=${name}]`)]));
  const role = find("[data-role-filter]");
  const status = find("[data-status]");
  const names = new Map([["everyone", "Everyone"], ...[...role.options].map(({ value, dataset }) => [value, dataset.name])]);
  const plan = storage(PLAN_KEY);
  const chosen = storage("role");
  const base = new URL(root.dataset.guide, location);
  // What was ticked here stays under the hand until something else changes.
  const kept = new Set();
  const shown = new Map();
  let drawn;
  let all = false;

  const show = (selector, shown) => (find(selector).hidden = !shown);
  const href = ({ id, checklist }) => new URL(`../${checklist.href}#item-${id}`, base);

  function link(item) {
    const anchor = document.createElement("a");
    anchor.href = href(item);
    anchor.append(...words(item.text));
    return anchor;
  }

  function ready(guide) {
    const ticks = openTicks(
      guide.checklists.map(({ id, version, sections }) => ({
        id,
        version,
        items: sections.flatMap(({ items }) => items.map((item) => item.id)),
      })),
    );

    function entry(item, { dates, today, items }) {
      const row = template.cloneNode(true);
      const box = find("input", row);
      const label = find("label", row);
      const day = dates?.get(item.id);
      box.dataset.item = item.id;
      box.id = label.htmlFor = `today-${item.id}`;
      label.append(...words(item.text));
      const time = find("time", row);
      if (day && day !== today) {
        time.dateTime = day;
        time.textContent = dayLabel(day);
        find("[data-when]", row).textContent = distance(day, today);
      } else {
        time.remove();
        find("[data-when]", row).remove();
      }
      find("[data-whose]", row).textContent = names.get(item.role);
      const more = find("[data-more]", row);
      more.href = href(item);
      more.lastElementChild.append(...words(item.text));
      find("[data-no-return]", row).hidden = !item.noReturn;
      box.addEventListener("change", () => {
        kept.add(item.id);
        ticks.tick(item.id, box.checked);
      });
      shown.set(row, item);
      return row;
    }

    function update(row, item, items) {
      const box = find("input", row);
      box.checked = ticks.done(item.id);
      row.toggleAttribute("data-done", box.checked);
      const needs = box.checked ? [] : waitsFor(item, items, ticks.done);
      const note = find("[data-waits]", row);
      note.hidden = !needs.length;
      const named = needs.slice(0, NAMED).flatMap((need) => ["; ", link(need)]);
      const more = needs.length - NAMED;
      note.replaceChildren("Cannot start yet: needs ", ...named.slice(1), more > 0 ? ` and ${more} more` : "");
    }

    function render() {
      const today = localDay(new Date());
      const dates = datesOf(guide, plan.read());
      const items = inOrder(guide, dates);
      const done = (id) => ticks.done(id) && !kept.has(id);
      const found = agenda(items, { dates, today, role: role.value, done });
      const drawing = JSON.stringify([today, dates && [...dates.values()], found, all]);
      if (drawing !== drawn) {
        drawn = drawing;
        shown.clear();
        find("[data-today]").textContent = dayLabel(today);
        find("[data-today]").dateTime = today;
        for (const [name, part] of Object.entries(lists)) {
          const its = name === "overdue" && !all ? found.overdue.slice(0, SHOWN) : found[name];
          find("ul", part).replaceChildren(...its.map((item) => entry(item, { dates, today, items })));
          part.hidden = !its.length && (name !== "today" || !dates || !found.open);
        }
        find("[data-overdue-count]").textContent = found.overdue.length;
        show("[data-all]", !all && found.overdue.length > SHOWN);
        find("[data-all]").textContent = `Show all ${found.overdue.length} overdue items`;
        show("[data-none]", dates && !found.today.length);
        show("[data-no-dates]", !dates);
        show("[data-done]", !found.open);
      }
      for (const [row, item] of shown) update(row, item, items);
    }

    role.addEventListener("change", () => {
      kept.clear();
      all = false;
      chosen.write(role.value);
      render();
      const count = (name) => lists[name].querySelectorAll("li").length;
      status.textContent = `${find("[data-overdue-count]").textContent} overdue, ${count("today")} due today, ${count("next")} next`;
    });
    find("[data-all]").addEventListener("click", () => {
      all = true;
      render();
      find("[data-list=overdue] input").focus();
    });
    // The day may be another one by the time the reader comes back to this tab.
    document.addEventListener("visibilitychange", () => !document.hidden && render());
    ticks.watch(render);
    plan.watch(render);
    render();
    show("[data-loading]", false);
    show("[data-agenda]", true);
  }

  const wanted = new URL(location).searchParams.get("role") ?? chosen.read();
  if ([...role.options].some(({ value }) => value === wanted)) role.value = wanted;
  fetch(base)
    .then((answer) => answer.json())
    .then(ready)
    .catch((error) => {
      console.error(`today: ${error.message}`);
      find("[data-loading]").textContent = "What is due could not be worked out: this page could not read the guide's data.";
    });
}

// Text of the specs: `backticks` become code.
function words(text) {
  return text.split("`").map((part, number) => {
    if (number % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
