// The sign-off sheet, filled from this browser: open points first. The rows and their words are those of the page.

import { dayLabel, today } from "../base/days.mjs";
import { download, element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { optional } from "../base/messages.mjs";
import { plural } from "../base/plural.mjs";
import { storage, ticksAt } from "../base/storage.mjs";
import { leaveOutOtherRegions } from "../guide/item-rows.mjs";
import { loadFirmPeople } from "./firm-people.mjs";
import { csv, signOffRow } from "./sign-off-rows.mjs";
import { isStorageRefused, storedPeople, storedProgress } from "./stored-progress.mjs";

const PREFIX = "transition-sign-off";

/** @param {HTMLElement} root */
export async function start(root) {
  await leaveOutOtherRegions();
  const people = await loadFirmPeople();
  const rows = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (root.querySelectorAll("[data-row]"))];
  const table = find(root, "table", HTMLTableElement);
  const heads = texts(table.rows[0]);
  const places = [...new Set(rows.map(({ dataset: { place = "" } }) => place))];
  const groups = [group(), group()];
  table.tBodies[0].replaceWith(...groups.map(({ body }) => body));

  function render() {
    const stored = storedProgress(places);
    const known = storedPeople();
    /** @type {HTMLTableRowElement[]} */
    const done = [];
    /** @type {HTMLTableRowElement[]} */
    const open = [];
    for (const row of rows) {
      const { place = "", row: id = "", role = "" } = row.dataset;
      const found = signOffRow(stored.get(place) ?? new Map(), { id, role }, { known, people: people() });
      part(row, "by").textContent = found.by;
      part(row, "on").textContent = found.on;
      part(row, "note").textContent = found.note;
      part(row, "note-by").textContent = found.noteBy;
      (found.done ? done : open).push(row);
    }
    groups[0].show("Open points", open);
    groups[1].show("Done", done);
    part(root, "count-text").textContent = `${done.length} of ${plural(rows.length, "item")} done, ${plural(open.length, "open point")}`;
    part(root, "open-count").textContent = String(open.length);
    part(root, "as-of").textContent = dayLabel(today());
    part(root, "storage-note").hidden = !isStorageRefused(stored);
  }

  function save() {
    const name = `${PREFIX}-${today()}.csv`;
    const lines = groups.flatMap(({ title, rows }) =>
      rows().map((row) => [title() === "Done" ? "Done" : "Open", ...texts(row), row.dataset.row ?? ""]),
    );
    download(name, "text/csv;charset=utf-8", csv([["Status", ...heads, "Id"], ...lines]));
    part(root, "status").textContent = `${name} was handed to your browser's downloads.`;
  }

  part(root, "print").addEventListener("click", () => print());
  part(root, "csv").addEventListener("click", save);
  for (const place of places) ticksAt(place).watch(render);
  storage("people").watch(render);
  render();
  if (storage("plan").read()) optional("plan/plan-dates", import("../plan/plan-dates.mjs").then(({ showPlanDates }) => showPlanDates()));
}

const texts = (/** @type {HTMLTableRowElement} */ row) => [...row.cells].map((cell) => cell.textContent ?? "");

// A part of the table under a line of its own.
function group() {
  /** @type {{ title: string, rows: HTMLTableRowElement[] }} */
  let shown = { title: "", rows: [] };
  const body = element("tbody");
  return {
    body,
    title: () => shown.title,
    rows: () => shown.rows,
    show(/** @type {string} */ title, /** @type {HTMLTableRowElement[]} */ rows) {
      shown = { title, rows };
      const head = element("th", { colSpan: 8, scope: "rowgroup" }, `${title}: ${rows.length}`);
      body.replaceChildren(element("tr", { className: "tg-group" }, head), ...rows);
      body.hidden = !rows.length;
    },
  };
}
