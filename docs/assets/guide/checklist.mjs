// A checklist that remembers, counts, filters and clears its ticks. Its root holds the controls; the sections follow in the
// page, each under a heading that belongs to the table of contents.

import { find, part } from "../base/find.mjs";
import { announcer, optional } from "../base/messages.mjs";
import { storage } from "../base/storage.mjs";
import { shows } from "../progress/entries.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { itemRows, keepEarlyTicks, leaveOutOtherRegions, linkTarget, ownOf, sayOver, showOwnReports } from "./item-rows.mjs";

/** @param {HTMLElement} root */
export async function start(root) {
  await leaveOutOtherRegions();
  const { checklist = "", version = "", phases = "[]" } = root.dataset;
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll(`[data-of="${checklist}"]`);
  const sections = [...parts].map((section) => ({
    section,
    heading: find(document, `[id="${section.dataset.section}"]`),
    items: itemRows(section),
    text: part(section, "section-count"),
  }));
  const items = sections.flatMap((each) => each.items);
  const ids = items.map(({ id }) => id);
  const ticks = openTicks([{ id: checklist, version, items: ids }], ownOf(items));
  const role = part(root, "role-filter", HTMLSelectElement);
  const open = part(root, "open-filter", HTMLInputElement);
  const reset = part(root, "reset", HTMLButtonElement);
  const undo = part(root, "undo");
  const say = announcer(part(root, "status"));
  const bar = part(root, "count-bar", HTMLProgressElement);
  const text = part(root, "count-text");
  const note = part(root, "storage-note");
  const empty = part(root, "empty");
  /** What undoes each time that ticks were cleared, for as long as the page is open. @type {(() => void)[]} */
  const cleared = [];

  const shown = () => items.filter(({ row }) => !row.hidden).map(({ id }) => id);

  const words = () => `${bar.value} of ${ids.length} ticked in this browser`;

  function render() {
    for (const { id, box, row } of items) {
      box.checked = ticks.done(id);
      row.toggleAttribute("data-done", box.checked);
    }
    for (const { section, items, text } of sections) {
      const done = ticks.count(items.map(({ id }) => id));
      text.textContent = `${done} of ${items.length} ticked`;
      section.toggleAttribute("data-done", done === items.length);
    }
    bar.value = ticks.count(ids);
    text.textContent = words();
    offerToClear();
    undo.hidden = !cleared.length;
    note.hidden = !ticks.refused;
  }

  // Only what the reader sees is cleared.
  function offerToClear() {
    const seen = shown();
    reset.textContent = seen.length === ids.length ? "Clear all ticks" : "Clear the ticks shown";
    reset.disabled = !ticks.count(seen);
  }

  function filter() {
    const wanted = { role: role.value, open: open.checked };
    for (const { section, heading, items } of sections) {
      for (const { box, row } of items) row.hidden = !shows(wanted, row.dataset.role ?? "", box.checked);
      section.hidden = heading.hidden = items.every(({ row }) => row.hidden);
    }
    empty.hidden = sections.some(({ section }) => !section.hidden);
    offerToClear();
  }

  function filterAndRemember() {
    const url = new URL(location.href);
    for (const [name, value] of [["role", role.value], ["show", open.checked ? "open" : ""]]) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
    filter();
    say(`${shown().length} of ${ids.length} items shown`);
  }

  function showAll() {
    role.value = "";
    open.checked = false;
    filterAndRemember();
  }

  // A link to an item leads there even if the filter hides it.
  function showTarget() {
    const target = linkTarget();
    if (target?.closest("[data-of] [hidden], [data-of][hidden], h3[hidden]")) {
      showAll();
      target.scrollIntoView();
    }
  }

  for (const { id, box } of items) {
    box.addEventListener("change", () => {
      ticks.tick(id, box.checked);
      say(words());
    });
  }
  reset.addEventListener("click", () => {
    const seen = shown();
    const count = ticks.count(seen);
    cleared.push(ticks.clear(seen));
    render();
    undo.focus();
    say(`Ticks cleared: ${count}. Undo works until you leave this page.`);
  });
  undo.addEventListener("click", () => {
    cleared.pop()?.();
    render();
    (cleared.length ? undo : reset).focus();
    say(`Undone. ${words()}`);
  });
  role.addEventListener("change", filterAndRemember);
  open.addEventListener("change", filterAndRemember);
  part(root, "show-all").addEventListener("click", () => {
    showAll();
    role.focus();
  });
  for (const { row } of items) part(row, "script").hidden = false;
  optional("base/clipboard", import("../base/clipboard.mjs").then(({ copyLink }) => copyLink(root)));
  addEventListener("hashchange", showTarget);
  ticks.watch(render);
  ticks.offerEvidence(items.map(({ box }) => box));

  const query = new URL(location.href).searchParams;
  const wanted = query.get("role");
  if ([...role.options].some((option) => option.value === wanted)) role.value = wanted ?? "";
  open.checked = query.get("show") === "open";
  keepEarlyTicks(items, ticks);
  if (storage("plan").read()) optional("plan/plan-dates", import("../plan/plan-dates.mjs").then(({ showPlanDates }) => showPlanDates()));
  showOwnReports(root);
  render();
  optional("guide/open-needs", import("./open-needs.mjs").then(({ showOpenNeeds }) => showOpenNeeds(items, JSON.parse(phases))));
  filter();
  showTarget();
  sayOver();
}
