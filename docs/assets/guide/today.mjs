// The home page's view of today: what is overdue, due today and next, to be ticked where it stands.

import { dayLabel, today as dayToday } from "../base/days.mjs";
import { part } from "../base/elements.mjs";
import { loadGuide, loadJson } from "../base/guide-data.mjs";
import { optional } from "../base/optional.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { agenda, datesOf, inOrder } from "./agenda.mjs";
import { makeRow } from "./today-row.mjs";

const PLAN = new URL("../plan/plan.json", import.meta.url);
const SHOWN = 5;

export async function start(root) {
  const guide = await loadGuide();
  const template = root.querySelector("template").content.firstElementChild;
  const lists = ["overdue", "today", "next"].map((name) => [name, root.querySelector(`[data-list=${name}]`)]);
  const role = part(root, "role-filter");
  const all = part(root, "all");
  const names = { everyone: "Everyone" };
  for (const { value, dataset } of role.options) names[value] = dataset.name;
  const plan = storage("plan");
  const chosen = storage("role");
  const ticks = openTicks(
    guide.checklists.map(({ id, version, sections }) => ({
      id,
      version,
      items: sections.flatMap(({ items }) => items.map((item) => item.id)),
    })),
  );
  // What was ticked here stays under the hand until another role or another day is shown.
  const kept = new Set();
  let today;
  let drawn;
  let rows = [];
  let unfolded = false;
  let loading;

  // The milestones of today and the next one, beside the items. Their words are fetched once there is a plan.
  async function showMoments(dates) {
    const line = part(root, "moments");
    if (dates) {
      loading ??= Promise.all([import("../plan/moments.mjs"), loadJson(PLAN)]);
      const [{ moments }, words] = await loading;
      line.textContent = moments(words, plan.read(), today);
    }
    line.hidden = !dates || !line.textContent;
  }

  const tick = ({ id }, done) => {
    kept.add(id);
    ticks.tick(id, done);
  };

  function draw(found, items, dates) {
    const around = { items, dates, today, ticks, tick, names };
    rows = [];
    for (const [name, list] of lists) {
      const made = found[name]
        .slice(0, name === "overdue" && !unfolded ? SHOWN : undefined)
        .map((item) => makeRow(template.cloneNode(true), item, around));
      rows.push(...made);
      list.querySelector("ul").replaceChildren(...made.map(({ row }) => row));
      list.hidden = !made.length && !(name === "today" && dates && found.open);
    }
    part(root, "today").textContent = dayLabel(today);
    part(root, "today").dateTime = today;
    part(root, "overdue-count").textContent = found.overdue.length;
    all.textContent = `Show all ${found.overdue.length} overdue items`;
    all.hidden = unfolded || found.overdue.length <= SHOWN;
    part(root, "none").hidden = found.today.length > 0;
    part(root, "no-dates").hidden = Boolean(dates) || !found.open;
    part(root, "done").hidden = found.open > 0;
    return found;
  }

  function render() {
    const now = dayToday();
    if (now !== today) kept.clear();
    today = now;
    const dates = datesOf(guide, plan.read());
    const items = inOrder(guide, dates);
    const done = (id) => ticks.done(id) && !kept.has(id);
    const found = agenda(items, { dates, today, role: role.value, done });
    // Rows that stay the same are left alone, and with them the focus.
    const drawing = JSON.stringify([today, dates && [...dates], found, unfolded]);
    if (drawing !== drawn) draw(found, items, dates);
    drawn = drawing;
    for (const { update } of rows) update();
    optional("plan/moments", showMoments(dates));
    return found;
  }

  role.addEventListener("change", () => {
    kept.clear();
    unfolded = false;
    chosen.write(role.value);
    const { overdue, today, next } = render();
    const counted = `${overdue.length} overdue, ${today.length} due today`;
    part(root, "status").textContent = `${counted}, ${plural(next.length, "item")} next`;
  });
  all.addEventListener("click", () => {
    unfolded = true;
    render();
    rows[0].row.querySelector("input").focus();
  });
  // The day may be another one by the time the reader comes back to this tab.
  document.addEventListener("visibilitychange", () => document.hidden || render());
  ticks.watch(render);
  plan.watch(render);

  const wanted = new URL(location).searchParams.get("role") ?? chosen.read();
  if ([...role.options].some(({ value }) => value === wanted)) role.value = wanted;
  render();
}
