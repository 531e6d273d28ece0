// Whose progress this browser has, as a table on the page that merges: everybody of the plan, and whoever else has handed in a file.

import { dayLabel, dayOf } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { storage } from "../base/storage.mjs";
import { arrivalRows, sharedNumbers, storedArrivals } from "./arrivals.mjs";
import { storedPeople } from "./stored-progress.mjs";

const COLUMNS = ["Person", "Their progress up to", "Merged here"];

const isLate = (/** @type {import("./arrivals.mjs").ArrivalRow} */ { state }) => state === "none" || state === "old";

/**
 * Returns what shows it again.
 * @param {import("./progress-page.mjs").Page} page
 * @param {HTMLElement} box
 */
export function showArrivals({ people }, box) {
  const table = part(box, "arrivals");
  return () => {
    const known = storedPeople();
    const names = people().map(({ name }) => name);
    const rows = arrivalRows(storedArrivals(), { people: names, now: new Date().toISOString(), me: storage("name").read() ?? "", known });
    part(box, "arrivals-summary").textContent = summary(rows);
    table.replaceChildren(...(rows.length ? [tableOf(rows)] : []), ...sharedNumbers(storedArrivals(), known).map(sharedNote));
  };
}

/** @param {import("./arrivals.mjs").ArrivalRow[]} rows */
function summary(rows) {
  if (!rows.length) return "No file has been merged in this browser. With a plan that names people, this says whose is missing.";
  const late = rows.filter(isLate).length;
  return late ? `Missing, or more than a week old: ${late} of ${rows.length}.` : "None is missing or more than a week old.";
}

/** @param {string[]} names */
function sharedNote(names) {
  const words = `${names.join(" and ")} have browsers with the same number: a profile was copied to a second computer, or they share one browser. Ticks and notes of both are kept. If they have two computers, ask one of them to merge the other's file there: that browser then takes a number of its own.`;
  return element("p", { className: "tg-warning" }, words);
}

/** @param {import("./arrivals.mjs").ArrivalRow[]} rows */
function tableOf(rows) {
  const head = element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" }, title)));
  const body = rows.map((row) => {
    const { name, words, merged, expected } = row;
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, name, !expected && element("span", { className: "tg-sub" }, "Not among the people of the plan")),
      element("td", { dataset: { label: COLUMNS[1] } }, isLate(row) ? element("strong", {}, words) : words),
      element("td", { dataset: { label: COLUMNS[2] } }, dayLabel(dayOf(merged))),
    );
  });
  return element("table", { className: "tg-table tg-arrivals" }, element("thead", {}, head), element("tbody", {}, ...body));
}
