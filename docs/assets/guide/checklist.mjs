// A checklist that counts and filters what is ticked, and remembers it. Its root holds the controls; the sections follow in the
// page, each under a heading that belongs to the table of contents.

import { find, part } from "../base/find.mjs";
import { announcer, optional } from "../base/messages.mjs";
import { storage } from "../base/storage.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { isEarly, itemRows, leaveOutOtherRegions, linkTarget, sayOver, shows, showOwnReports } from "./item-rows.mjs";

/** @param {HTMLElement} root */
export async function start(root) {
  await leaveOutOtherRegions();
  const { checklist: id = "", version = "", phases = "[]" } = root.dataset;
  /** @type {NodeListOf<HTMLElement>} */
  const parts = document.querySelectorAll(`[data-of="${id}"]`);
  const sections = [...parts].map((section) => ({
    section,
    heading: find(document, `[id="${section.dataset.section}"]`),
    items: itemRows(section),
    text: part(section, "section-count"),
  }));
  const items = sections.flatMap((each) => each.items);
  const checklist = { id, version, items: items.map(({ id }) => id) };
  const ticks = openTicks([checklist]);
  const role = part(root, "role-filter", HTMLSelectElement);
  const open = part(root, "open-filter", HTMLInputElement);
  const reset = part(root, "reset", HTMLButtonElement);
  const say = announcer(part(root, "status"));
  const bar = part(root, "count-bar", HTMLProgressElement);
  const text = part(root, "count-text");
  const note = part(root, "storage-note");
  const empty = part(root, "empty");

  const shown = () => items.filter(({ row }) => !row.hidden);
  const count = (/** @type {typeof items} */ rows) => rows.filter(({ box }) => box.checked).length;
  const words = () => `${bar.value} of ${items.length} ticked in this browser`;

  function render() {
    for (const { id, box, row } of items) {
      if (!isEarly(box)) box.checked = ticks.done(id);
      row.toggleAttribute("data-done", box.checked);
    }
    for (const { section, items, text } of sections) {
      const done = count(items);
      text.textContent = `${done} of ${items.length} ticked`;
      section.toggleAttribute("data-done", done === items.length);
    }
    bar.value = count(items);
    text.textContent = words();
    offerToClear();
    note.hidden = !ticks.isRefused();
  }

  function offerToClear() {
    const seen = shown();
    reset.textContent = seen.length === items.length ? "Clear all ticks" : "Clear the ticks shown";
    reset.disabled = !("kept" in document.body.dataset && count(seen));
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
    say(`${shown().length} of ${items.length} items shown`);
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

  role.addEventListener("change", filterAndRemember);
  open.addEventListener("change", filterAndRemember);
  part(root, "show-all").addEventListener("click", () => {
    showAll();
    role.focus();
  });
  addEventListener("hashchange", showTarget);

  const query = new URL(location.href).searchParams;
  const wanted = query.get("role");
  if ([...role.options].some((option) => option.value === wanted)) role.value = wanted ?? "";
  open.checked = query.get("show") === "open";
  if (storage("plan").read()) optional("plan/plan-dates", import("../plan/plan-dates.mjs").then(({ showPlanDates }) => showPlanDates()));
  showOwnReports(root);
  render();
  filter();
  showTarget();
  sayOver();
  find(root, ".tg-bar").hidden = false;
  optional("guide/open-needs", import("./open-needs.mjs").then(({ showOpenNeeds }) => showOpenNeeds(items, JSON.parse(phases))));
  const { startTicking } = await import("./checklist-ticking.mjs");
  startTicking(root, checklist, items, { render, say, words });
}
