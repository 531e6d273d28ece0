// The home page's view of today: what is overdue, due today and next, to be ticked where it stands.

import { dayLabel, today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { guideItems, loadGuide } from "../base/guide-data.mjs";
import { optional } from "../base/messages.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { isOfEach } from "../progress/persons.mjs";
import { openTicking } from "../progress/ticking.mjs";
import { agenda, closedOf, datesOf, inOrder } from "./agenda.mjs";
import { movedOn, signedOffAt } from "./move-end.mjs";
import { dailyLine, makeRow } from "./today-row.mjs";

/**
 * @typedef {import("./agenda.mjs").Agenda} Agenda
 * @typedef {import("./agenda.mjs").Dates} Dates
 */

const SHOWN = 5;
const LISTS = /** @type {const} */ (["overdue", "today", "next"]);

/** @param {HTMLElement} root */
export async function start(root) {
  const guide = await loadGuide();
  const template = find(find(root, "template", HTMLTemplateElement).content, "li");
  const role = part(root, "role-filter", HTMLSelectElement);
  const all = part(root, "all");
  /** @type {Record<string, string>} */
  const names = { everyone: "Everyone" };
  for (const { value, dataset } of role.options) names[value] = dataset.name ?? "";
  const plan = storage("plan");
  const chosen = storage("role");
  const own = new Set(guideItems(guide).filter(({ role }) => isOfEach(role)).map(({ id }) => id));
  const ticks = openTicking(
    guide.checklists.map(({ id, version, sections }) => ({
      id,
      version,
      items: sections.flatMap(({ items }) => items.map((item) => item.id)),
    })),
    (id) => own.has(id),
  );
  // What was ticked here stays under the hand until another role or another day is shown.
  /** @type {Set<string>} */
  const stay = new Set();
  let day = "";
  let drawn = "";
  /** @type {ReturnType<typeof makeRow>[]} */
  let rows = [];
  let unfolded = false;
  let word = "overdue";

  /** @type {ReturnType<typeof import("../plan/milestones-of-day.mjs").loadMilestones> | undefined} */
  let milestones;

  // The milestones of today and the next one, beside the items. Their script and data are loaded once there is a plan.
  async function showMilestones(/** @type {Dates | null} */ dates) {
    const line = part(root, "milestones");
    if (dates) {
      milestones ??= import("../plan/milestones-of-day.mjs").then(({ loadMilestones }) => loadMilestones());
      line.textContent = (await milestones)(plan.read(), day);
    }
    line.hidden = !dates || !line.textContent;
  }

  /** @type {(item: { id: string }, done: boolean) => void} */
  const tick = ({ id }, done) => {
    stay.add(id);
    ticks.tick(id, done);
  };

  /** @type {(found: Agenda, items: Agenda["next"], dates: Dates | null, closed: Set<string>, moved: string) => void} */
  function draw(found, items, dates, closed, moved) {
    const over = Boolean(moved);
    word = over ? "not ticked" : "overdue";
    const around = { items, dates, today: day, closed, over, done: ticks.done, tick, names };
    rows = [];
    for (const name of LISTS) {
      const list = find(root, `[data-list=${name}]`);
      const made = found[name]
        .slice(0, name === "overdue" && !unfolded ? SHOWN : undefined)
        .map((item) => makeRow(/** @type {HTMLElement} */ (template.cloneNode(true)), item, around));
      rows.push(...made);
      find(list, "ul").replaceChildren(...made.map(({ row }) => row));
      list.hidden = !made.length && !(name === "today" && dates && found.open && !over);
    }
    const daily = find(root, "[data-list=daily]");
    find(daily, "ul").replaceChildren(...found.daily.map((item) => dailyLine(item, around)));
    daily.hidden = !found.daily.length;
    part(root, "today").replaceChildren(element("time", { dateTime: day }, dayLabel(day)));
    part(root, "over").hidden = !over;
    if (moved) part(root, "last").replaceChildren(element("time", { dateTime: moved }, dayLabel(moved)));
    part(root, "overdue-count").textContent = String(found.overdue.length);
    part(root, "overdue-word").textContent = word;
    const count = found.overdue.length;
    all.textContent = over ? `Show all ${count} items not ticked` : `Show all ${count} overdue items`;
    all.hidden = unfolded || found.overdue.length <= SHOWN;
    part(root, "none").hidden = found.today.length > 0;
    part(root, "no-dates").hidden = Boolean(dates) || !found.open;
    part(root, "done").hidden = found.open > 0;
  }

  function render() {
    const now = today();
    if (now !== day) stay.clear();
    day = now;
    const dates = datesOf(guide, plan.read());
    const items = inOrder(guide, dates);
    const done = (/** @type {string} */ id) => ticks.done(id) && !stay.has(id);
    const closed = closedOf(guide, plan.read());
    const found = agenda(items, { dates, closed, today: day, role: role.value, done });
    // Rows that stay the same are left alone, and with them the focus.
    const moved = movedOn(guide, { stored: plan.read(), today: day, signedOff: signedOffAt(ticks) });
    const drawing = JSON.stringify([day, dates && [...dates], [...closed], found, unfolded, moved]);
    if (drawing !== drawn) draw(found, items, dates, closed, moved);
    drawn = drawing;
    for (const { update } of rows) update();
    optional("plan/milestones-of-day", showMilestones(dates));
    return found;
  }

  role.addEventListener("change", () => {
    stay.clear();
    unfolded = false;
    const found = render();
    const counted = `${found.overdue.length} ${word}, ${found.today.length} due today`;
    part(root, "status").textContent = `${counted}, ${plural(found.next.length, "item")} next`;
  });
  all.addEventListener("click", () => {
    unfolded = true;
    render();
    find(rows[0].row, "input").focus();
  });
  // The day may be another one by the time the reader comes back to this tab.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) render();
  });
  // Paper has no button to unfold what is overdue.
  addEventListener("beforeprint", () => {
    unfolded = true;
    render();
  });
  ticks.watch(render);
  plan.watch(render);
  chosen.watch(() => {
    showOwn(chosen.read() ?? "");
    render();
  });

  // Somebody's own roles may be several, which the list then has as well.
  function showOwn(/** @type {string} */ wanted) {
    const several = wanted.split(" ");
    const isKnown = (/** @type {string} */ id) => id in names;
    role.querySelector("[data-several]")?.remove();
    if (several.length > 1 && several.every(isKnown)) {
      const words = `${several.map((id) => names[id]).join(", ")} and everyone`;
      role.append(element("option", { value: wanted, dataset: { several: "" } }, words));
    }
    role.value = [...role.options].some(({ value }) => value === wanted) ? wanted : "";
  }

  showOwn(new URL(location.href).searchParams.get("role") ?? chosen.read() ?? "");
  render();
}
