// A role's sheet: the ticks of all phases, counted and filtered together.

import { announcer } from "../base/announcer.mjs";
import { copyLink } from "../base/clipboard.mjs";
import { byDay, dayLabel } from "../base/days.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { storage } from "../base/storage.mjs";
import { start as startEvidence } from "../progress/evidence.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { datesOf } from "./agenda.mjs";
import { showWaits } from "./waits.mjs";

export function start(root) {
  const find = (selector) => {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const phases = JSON.parse(root.dataset.phases);
  const boxes = [...root.querySelectorAll("[data-item]")];
  const days = [...root.querySelectorAll(".tg-day")];
  const row = (box) => box.closest(".tg-item");
  const idsOf = (phase) => boxes.filter((box) => row(box).dataset.of === phase.id).map((box) => box.dataset.item);
  const ticks = openTicks(phases.map((phase) => ({ ...phase, items: idsOf(phase) })));
  const ids = boxes.map((box) => box.dataset.item);
  const bar = find("[data-count-bar]");
  const text = find("[data-count-text]");
  const open = find("[data-open-filter]");
  const say = announcer(find("[data-status]"));
  const note = find("[data-storage-note]");
  const empty = find("[data-empty]");


  function render() {
    for (const box of boxes) {
      box.checked = ticks.done(box.dataset.item);
      row(box).toggleAttribute("data-done", box.checked);
    }
    bar.value = ticks.count(ids);
    text.textContent = `${bar.value} of ${ids.length} ticked in this browser`;
    note.hidden = !ticks.refused;
  }

  function filter() {
    for (const box of boxes) row(box).hidden = open.checked && box.checked;
    for (const day of days) day.hidden = !day.querySelector(".tg-item:not([hidden])");
    empty.hidden = days.some((day) => !day.hidden);
  }

  function filterAndRemember() {
    const url = new URL(location);
    if (open.checked) url.searchParams.set("show", "open");
    else url.searchParams.delete("show");
    history.replaceState(history.state, "", url);
    filter();
    say(`${boxes.filter((box) => !row(box).hidden).length} of ${ids.length} items shown`);
  }

  // A link to an item leads there even if the filter hides it.
  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && root.contains(target) && target.closest("[hidden]")) {
      open.checked = false;
      filterAndRemember();
      target.scrollIntoView();
    }
  }

  // The firm's own plan is in the page; without one, a plan made in this browser gives the dates.
  async function showDates() {
    const plan = storage("plan");
    const words = root.querySelector("[data-no-dates]");
    if (!words || !plan.read()) return;
    const dates = datesOf(await loadGuide(), plan.read());
    if (!dates) return;
    const dayOf = (day) => dates.get(day.querySelector("[data-item]").dataset.item);
    for (const day of days) {
      const time = day.querySelector("[data-day]");
      time.dateTime = dayOf(day);
      time.textContent = dayLabel(dayOf(day));
      time.hidden = false;
    }
    words.textContent = "The dates are those of the plan made in this browser.";
    root.append(...days.sort((a, b) => byDay(dayOf(a), dayOf(b))));
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      ticks.tick(box.dataset.item, box.checked);
      say(text.textContent);
    });
  }
  open.addEventListener("change", filterAndRemember);
  find("[data-print]").addEventListener("click", () => print());
  copyLink(root);
  addEventListener("hashchange", showTarget);
  ticks.watch(render);
  startEvidence(ticks, boxes); // at once, as some items have nothing to open that would load it

  open.checked = new URL(location).searchParams.get("show") === "open";
  // What was ticked while this script was still on its way; an inline script in the page marks it.
  const early = boxes.filter((box) => "touched" in box.dataset).map((box) => [box.dataset.item, box.checked]);
  for (const [id, done] of early) ticks.tick(id, done);
  render();
  showWaits(phases);
  filter();
  showTarget();
  showDates().catch((error) => console.error(`roles: ${error.message}`));
}
