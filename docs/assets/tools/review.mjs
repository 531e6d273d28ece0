// The page `Compare for the review`: lists of both systems in; counts, differences and the filled workbook out.

import { today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { allNamedBytes, namedBytes } from "./chosen-files.mjs";
import { openColumnChoices } from "./column-choices.mjs";
import { resultTable, tableOrClean } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/**
 * @typedef {{ wrong: string, data: string, record: string, in_clio: string, shows: string, should: string }} Difference
 * @typedef {{ data: string, what: string, open: number, old: string | null, made: string | null, new: string | null }} Count `open` are the differences of its data
 */

const LISTS = ["old", "new"]; // the places for lists; other files have columns of their own
const figure = (/** @type {string | null} */ number) => (number === null ? "" : Number(number).toLocaleString("en-US"));
/** @type {import("./result-table.mjs").Column<Count>[]} */
const COUNTS = [
  { title: "Counted", of: (row) => `${row.data}: ${row.what}` },
  { title: "Old system", number: true, whole: true, of: (row) => figure(row.old) },
  { title: "Made in Clio", number: true, whole: true, of: (row) => figure(row.made) },
  { title: "In Clio", number: true, whole: true, of: (row) => figure(row.new) },
  { title: "Result", of: (row) => result(row) },
];
/** @type {import("./result-table.mjs").Column<Difference>[]} */
const DIFFERENCES = [
  { title: "Record", of: (row) => row.record },
  { title: "Data", whole: true, of: (row) => row.data },
  { title: "Clio shows", of: (row) => (row.in_clio.startsWith("perhaps") ? `${row.shows}; ${row.in_clio}` : row.shows) },
  { title: "Old system has", of: (row) => row.should },
];
/** @type {import("./result-table.mjs").Column<{ about: string, text: string }>[]} */
const REMARKS = [
  { title: "About", of: (row) => row.about },
  { title: "Remark", of: (row) => row.text },
];

/** @param {HTMLElement} root */
export function start(root) {
  const columns = openColumnChoices(root, () => tool, async (_, listing, reading) => (await tool.ask("review", { listing, reading })).listing);
  const tool = startTool(root, { work: compare, show, onChosen: readLists, ready: () => columns.ready });

  function readLists(/** @type {string[]} */ names) {
    const lists = names.filter((name) => LISTS.includes(name));
    if (lists.length) columns.read(lists);
  }

  async function compare() {
    const { old, new: fromClio, made, crosswalk, earlier } = tool.chosen;
    await allNamedBytes([...old, ...fromClio, ...made, ...crosswalk]); // so that whatever cannot be read is named at once
    return tool.ask("review", {
      old: await allNamedBytes(old),
      new: await allNamedBytes(fromClio),
      made: await allNamedBytes(made),
      crosswalk: await allNamedBytes(crosswalk),
      ...(earlier.length && { earlier: await namedBytes(earlier[0]) }),
      readings: columns.readings,
      today: today(),
    });
  }

  function show(/** @type {import("../engine/engine.mjs").Answer} */ answer) {
    const kinds = /** @type {[string, number][]} */ (Object.entries(answer.differences));
    const all = kinds.reduce((sum, [, count]) => sum + count, 0);
    const both = answer.compared.join(" and ");
    part(root, "exchanged").hidden = !answer.exchanged;
    part(root, "exchanged").textContent = answer.exchanged;
    part(root, "same").hidden = all > 0 || !both;
    part(root, "same").textContent = `The lists of ${both} agree: nothing is missing, twice or different.${answer.not_compared}`;
    part(root, "differ").hidden = all === 0;
    part(root, "differ").textContent = `${plural(all, "difference")}. The workbook begins the list of corrections.`;
    const reasons = Object.entries(answer.samples).map(([reason, count]) => `${count} ${reason}`);
    part(root, "samples").textContent = `${plural(answer.sampled, "sample")} to compare one by one: ${reasons.join(", ")}. Seed: ${answer.seed}.`;
    part(root, "counts").replaceChildren(tableOrClean("Counts", COUNTS, answer.counts, "No list to count."));
    const none = both ? "No difference was found." : "Nothing was compared: no kind of list was given for both systems.";
    const folds = kinds.map(([name, count]) => fold(name, count, answer.found.filter((/** @type {Difference} */ each) => each.wrong === name)));
    part(root, "differences").replaceChildren(...(folds.length ? folds : [element("p", { className: "tg-clean" }, none)]));
    part(root, "remarks").replaceChildren(resultTable("Remarks", REMARKS, answer.remarks));
  }
}

/**
 * The differences of one kind, folded.
 * @param {string} name
 * @param {number} count
 * @param {Difference[]} rows
 */
function fold(name, count, rows) {
  const left = count - rows.length;
  return element(
    "details",
    { className: "tg-details" },
    element("summary", {}, `${name[0].toUpperCase()}${name.slice(1)}: ${count}`),
    rows.length ? resultTable(name, DIFFERENCES, rows) : "",
    left ? element("p", {}, `${left} more on the sheet Differences of the workbook.`) : "",
  );
}

/** Says what a line of counts means. @param {Count} count */
function result({ open, old, made, new: found }) {
  if (old === null || found === null) return "count both";
  const difference = Number((Number(found) - Number(made ?? 0) - Number(old)).toFixed(2));
  if (!difference && open) return element("strong", {}, `same number, but ${plural(open, "difference")}: see below`);
  if (!difference) return element("span", { className: "tg-clean" }, "OK");
  return element("strong", {}, difference < 0 ? `${figure(String(-difference))} missing in Clio` : `${figure(String(difference))} too many in Clio`);
}
