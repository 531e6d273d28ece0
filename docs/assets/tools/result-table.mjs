// Results as a table, and totals in words.

import { element } from "../base/elements.mjs";
import { plural } from "../base/plural.mjs";

/**
 * @template Row
 * @typedef {object} Column
 * @property {string} title
 * @property {(row: Row) => string | Node | (string | Node)[]} of
 * @property {boolean} [number] aligned right
 * @property {boolean} [whole] words are not broken
 */

const marks = (/** @type {{ number?: boolean, whole?: boolean }} */ { number, whole }) => ({ ...(number && { number: "" }), ...(whole && { whole: "" }) });

/**
 * The first column is the heading of each row; `data` gives each row its data attributes.
 * @template Row
 * @param {string} caption
 * @param {Column<Row>[]} columns
 * @param {Row[]} rows
 * @param {(row: Row) => Record<string, string>} [data]
 */
export function resultTable(caption, columns, rows, data = () => ({})) {
  const heads = columns.map(({ title, number }) => element("th", { scope: "col", dataset: marks({ number }) }, title));
  const cell = (/** @type {Column<Row>} */ column, /** @type {Row} */ row, /** @type {number} */ place) => {
    const contents = [column.of(row)].flat();
    return place ? element("td", { dataset: { label: column.title, ...marks(column) } }, ...contents) : element("th", { scope: "row" }, ...contents);
  };
  const body = rows.map((row) => element("tr", { dataset: data(row) }, ...columns.map((column, place) => cell(column, row, place))));
  return element(
    "table",
    { className: "tg-table" },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...body),
  );
}

/**
 * The same, or a good sign where there are no rows.
 * @template Row
 * @param {string} caption
 * @param {Column<Row>[]} columns
 * @param {Row[]} rows
 * @param {string} none
 */
export function tableOrClean(caption, columns, rows, none) {
  return rows.length ? resultTable(caption, columns, rows) : element("p", { className: "tg-clean" }, none);
}

/**
 * Sums with their names, as the contents of a `dl`.
 * @param {[string, string][]} sums
 */
export const definitions = (sums) => sums.map(([name, words]) => element("div", {}, element("dt", {}, name), element("dd", {}, words)));

/** @typedef {Record<"time_rows" | "expense_rows" | "note_rows" | "hours_unread" | "amounts_unread", number> & Record<"hours" | "time_amount" | "expense_amount", string>} Totals */

/** A decimal number as a text, with commas between the thousands. */
export const grouped = (/** @type {string} */ number) => number.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");

/** @param {Totals} totals */
export function totalsWords(totals) {
  const time = `${plural(totals.time_rows, "row")} of time, ${grouped(totals.hours)} hours, ${grouped(totals.time_amount)}`;
  const expenses = `${plural(totals.expense_rows, "expense")}, ${grouped(totals.expense_amount)}`;
  const unread = [
    totals.hours_unread && `the hours of ${plural(totals.hours_unread, "row")}`,
    totals.amounts_unread && `the amounts of ${plural(totals.amounts_unread, "row")}`,
  ].filter(Boolean);
  const notCounted = unread.length ? `; ${unread.join(" and ")} could not be counted` : "";
  return `${time}; ${expenses}; ${plural(totals.note_rows, "note")}${notCounted}`;
}
