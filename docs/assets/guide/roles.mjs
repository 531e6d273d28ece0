// A role's sheet: the ticks of all phases, counted and filtered together.

import { copyLink } from "../base/clipboard.mjs";
import { byDay, dayLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { announcer, optional } from "../base/messages.mjs";
import { storage } from "../base/storage.mjs";
import { start as startEvidence } from "../progress/evidence.mjs";
import { openTicking } from "../progress/ticking.mjs";
import { datesOf } from "./agenda.mjs";
import { itemRows, leaveOutOtherRegions, linkTarget, sayOver, showOwnReports } from "./item-rows.mjs";
import { showOpenNeeds } from "./open-needs.mjs";
import { keepEarlyTicks, ownOf } from "./tick-rows.mjs";

/** @param {HTMLElement} root */
export async function start(root) {
  await leaveOutOtherRegions();
  /** @type {{ id: string, version: number }[]} */
  const phases = JSON.parse(root.dataset.phases ?? "[]");
  const items = itemRows(root);
  /** @type {NodeListOf<HTMLElement>} */
  const found = root.querySelectorAll(".tg-day");
  const days = [...found];
  const of = (/** @type {string} */ phase) => items.filter(({ row }) => row.dataset.of === phase).map(({ id }) => id);
  const ticks = openTicking(phases.map((phase) => ({ ...phase, items: of(phase.id) })), ownOf(items));
  const ids = items.map(({ id }) => id);
  const bar = part(root, "count-bar", HTMLProgressElement);
  const text = part(root, "count-text");
  const open = part(root, "open-filter", HTMLInputElement);
  const say = announcer(part(root, "status"));
  const note = part(root, "storage-note");
  const empty = part(root, "empty");

  const words = () => `${bar.value} of ${ids.length} ticked in this browser`;

  function render() {
    for (const { id, box, row } of items) {
      box.checked = ticks.done(id);
      row.toggleAttribute("data-done", box.checked);
    }
    bar.value = ticks.count(ids);
    text.textContent = words();
    note.hidden = !ticks.isRefused();
  }

  function filter() {
    for (const { box, row } of items) row.hidden = open.checked && box.checked;
    for (const day of days) day.hidden = !day.querySelector(".tg-item:not([hidden])");
    empty.hidden = days.some((day) => !day.hidden);
  }

  function filterAndRemember() {
    const url = new URL(location.href);
    if (open.checked) url.searchParams.set("show", "open");
    else url.searchParams.delete("show");
    history.replaceState(history.state, "", url);
    filter();
    say(`${items.filter(({ row }) => !row.hidden).length} of ${ids.length} items shown`);
  }

  // A link to an item leads there even if the filter hides it.
  function showTarget() {
    const target = linkTarget();
    if (target && root.contains(target) && target.closest("[hidden]")) {
      open.checked = false;
      filterAndRemember();
      target.scrollIntoView();
    }
  }

  // The firm's own plan is in the page; without one, a plan made in this browser gives the dates.
  async function showDates() {
    const plan = storage("plan");
    const note = root.querySelector("[data-no-dates]");
    if (!note || !plan.read()) return;
    const dates = datesOf(await loadGuide(), plan.read());
    if (!dates) return;
    const dated = days.filter((group) => group.querySelector("[data-day]")).map((group) => ({ group, day: dates.get(itemRows(group)[0].id) ?? "" }));
    for (const { group, day } of dated) {
      const place = part(group, "day");
      place.replaceChildren(element("time", { dateTime: day }, dayLabel(day)));
      place.hidden = false;
    }
    /** @type {NodeListOf<HTMLElement>} */
    const daily = root.querySelectorAll("[data-until]");
    for (const until of daily) until.textContent = dayLabel(dates.get(until.dataset.until ?? "") ?? "");
    note.textContent = "The dates are those of the plan made in this browser.";
    root.append(...dated.sort((a, b) => byDay(a.day, b.day)).map(({ group }) => group));
  }

  for (const { id, box } of items) {
    box.addEventListener("change", () => {
      ticks.tick(id, box.checked);
      say(words());
    });
  }
  open.addEventListener("change", filterAndRemember);
  part(root, "print").addEventListener("click", () => print());
  copyLink(root);
  addEventListener("hashchange", showTarget);
  ticks.watch(render);
  startEvidence(ticks, items.map(({ box }) => box)); // at once, as some items have nothing to open that would load it

  open.checked = new URL(location.href).searchParams.get("show") === "open";
  keepEarlyTicks(items, ticks);
  render();
  showOpenNeeds(items, phases);
  filter();
  showTarget();
  sayOver();
  optional("plan/plan-dates", showDates());
  showOwnReports(root);
}
