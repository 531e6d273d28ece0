// A checklist that remembers, counts, filters and clears its ticks. Its root holds the controls; the sections follow in the
// page, each under a heading that belongs to the table of contents.

import { announcer } from "../base/announcer.mjs";
import { copyLink } from "../base/clipboard.mjs";
import { optional } from "../base/optional.mjs";
import { storage } from "../base/storage.mjs";
import { shows } from "../progress/entries.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { showWaits } from "./waits.mjs";

export function start(root) {
  const find = (selector, from = root) => {
    const found = from.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const { checklist, version } = root.dataset;
  const sections = [...document.querySelectorAll(`[data-of="${checklist}"]`)].map((section) => ({
    section,
    heading: document.getElementById(section.dataset.section),
    boxes: [...section.querySelectorAll("[data-item]")],
    text: find("[data-section-count]", section),
  }));
  const boxes = sections.flatMap((each) => each.boxes);
  const ids = boxes.map((box) => box.dataset.item);
  const ticks = openTicks([{ id: checklist, version, items: ids }]);
  const role = find("[data-role-filter]");
  const open = find("[data-open-filter]");
  const reset = find("[data-reset]");
  const undo = find("[data-undo]");
  const say = announcer(find("[data-status]"));
  const bar = find("[data-count-bar]");
  const text = find("[data-count-text]");
  const note = find("[data-storage-note]");
  const empty = find("[data-empty]");
  let bringBack = null;

  const row = (box) => box.closest(".tg-item");
  const words = (done, all) => `${done} of ${all} ticked in this browser`;

  function render() {
    for (const box of boxes) {
      box.checked = ticks.done(box.dataset.item);
      row(box).toggleAttribute("data-done", box.checked);
    }
    for (const { section, boxes, text } of sections) {
      const done = boxes.filter((box) => box.checked).length;
      text.textContent = `${done} of ${boxes.length} ticked`;
      section.toggleAttribute("data-done", done === boxes.length);
    }
    bar.value = ticks.count(ids);
    text.textContent = words(bar.value, ids.length);
    reset.disabled = !bar.value;
    undo.hidden = !bringBack;
    note.hidden = !ticks.refused;
  }

  function filter() {
    const wanted = { role: role.value, open: open.checked };
    for (const { section, heading, boxes } of sections) {
      for (const box of boxes) row(box).hidden = !shows(wanted, row(box).dataset.role, box.checked);
      section.hidden = heading.hidden = boxes.every((box) => row(box).hidden);
    }
    empty.hidden = sections.some(({ section }) => !section.hidden);
  }

  function filterAndRemember() {
    const url = new URL(location);
    const put = (name, value) => (value ? url.searchParams.set(name, value) : url.searchParams.delete(name));
    put("role", role.value);
    put("show", open.checked ? "open" : "");
    history.replaceState(history.state, "", url);
    filter();
    const shown = boxes.filter((box) => !row(box).hidden).length;
    say(`${shown} of ${ids.length} items shown`);
  }

  function showAll() {
    role.value = "";
    open.checked = false;
    filterAndRemember();
  }

  // A link to an item leads there even if the filter hides it.
  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[data-of] [hidden], [data-of][hidden], h3[hidden]")) {
      showAll();
      target.scrollIntoView();
    }
  }

  for (const box of boxes) {
    box.addEventListener("change", () => {
      bringBack = null;
      ticks.tick(box.dataset.item, box.checked);
      say(words(bar.value, ids.length));
    });
  }
  reset.addEventListener("click", () => {
    bringBack = ticks.clear(ids);
    render();
    undo.focus();
    say("All ticks of this phase cleared. Undo brings them back.");
  });
  undo.addEventListener("click", () => {
    bringBack();
    bringBack = null;
    render();
    reset.focus();
    say(`Undone. ${words(bar.value, ids.length)}`);
  });
  role.addEventListener("change", filterAndRemember);
  open.addEventListener("change", filterAndRemember);
  find("[data-show-all]").addEventListener("click", () => {
    showAll();
    role.focus();
  });
  for (const part of document.querySelectorAll("[data-of] [data-script]")) part.hidden = false;
  copyLink(root);
  addEventListener("hashchange", showTarget);
  ticks.watch(render);
  ticks.offerEvidence(boxes);

  const query = new URL(location).searchParams;
  const wanted = query.get("role");
  if ([...role.options].some((option) => option.value === wanted)) role.value = wanted;
  open.checked = query.get("show") === "open";
  // What was ticked while this script was still on its way; an inline script in the page marks it.
  const early = boxes.filter((box) => "touched" in box.dataset).map((box) => [box.dataset.item, box.checked]);
  for (const [id, done] of early) ticks.tick(id, done);
  if (storage("plan").read()) optional("plan/plan-dates", import("../plan/plan-dates.mjs").then(({ showPlanDates }) => showPlanDates()));
  render();
  showWaits(JSON.parse(root.dataset.phases));
  filter();
  showTarget();
}
