// The page `Build the import`: people's workbooks and the crosswalk in, totals, rows left out and one zip out.

import { today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { isInUnitedStates, readPlan } from "../plan/plan.mjs";
import { CheckRun, checkSettings } from "./check-run.mjs";
import { Refused, requireAll } from "./refused.mjs";
import { definitions, resultTable, tableOrClean, totalsWords } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/**
 * @typedef {import("./result-table.mjs").Totals} Totals
 * @typedef {{ name: string, in: Totals, out: Totals, rejected: Totals }} Line
 * @typedef {import("./result-table.mjs").Column<Line>} LineColumn
 */

/** @type {import("./result-table.mjs").Column<{ place: string, what: string, why: string }>[]} */
const LEFT_OUT = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "What", of: (row) => row.what },
  { title: "Why", of: (row) => row.why },
];

/**
 * @param {string} words
 * @param {"out" | "rejected"} part
 * @returns {LineColumn[]}
 */
const figures = (words, part) => [
  { title: `${words}: hours`, number: true, whole: true, of: (row) => row[part].hours },
  { title: `${words}: time`, number: true, whole: true, of: (row) => row[part].time_amount },
  { title: `${words}: expenses`, number: true, whole: true, of: (row) => row[part].expense_amount },
];
const nameColumn = (/** @type {string} */ title) => ({ title, of: (/** @type {Line} */ row) => row.name || "(none)" });
const leftOut = (/** @type {Line} */ { rejected }) => plural(rejected.time_rows + rejected.expense_rows, "row");
const PEOPLE = [nameColumn("Person"), ...figures("Exported", "out"), ...figures("Left out", "rejected")];
const MATTERS = [nameColumn("Matter"), ...figures("Exported", "out"), { title: "Left out", number: true, of: leftOut }];

/** @param {HTMLElement} root */
export function start(root) {
  const tool = startTool(root, { work: build, show, onChosen: showFirm });
  let withFirm = false;

  async function build(/** @type {import("./job.mjs").Progress} */ progress) {
    const { files, crosswalk, firm } = tool.chosen;
    const steps = files.length + 1;
    progress(0, steps);
    withFirm = firm.length > 0;
    const settings = await checkSettings({ crosswalk, firm }, today());
    const run = new CheckRun(tool.engine, { settings, limit: tool.job.limit, maxBytes: Number(root.dataset.maxBytes) });
    let done = 0;
    await run.check(files, ({ label }) => progress(++done, steps, label));
    if (run.failed.size) {
      const problems = [...run.failed].map(([{ label }, why]) => `${label}: ${why}`);
      throw new Refused([...problems, "Nothing is exported until every file can be read."].join("\n"));
    }
    const answer = await run.ask("export", {});
    requireAll(files.length, answer.inputs.length);
    return answer;
  }

  function show(/** @type {import("../engine/engine.mjs").Answer} */ { all, inputs, people, matters, rejected, not_exported, date_order }) {
    const none = "No row is left out.";
    const left = rejected.length ? `${plural(rejected.length, "row")} left out.` : none;
    part(root, "ties").textContent = `It ties: recorded = exported + left out, to the last cent. ${left}`;
    part(root, "inputs").textContent = `${plural(inputs.length, "file")} read: ${inputs.join(", ")}.`;
    const [total] = all;
    part(root, "total").replaceChildren(
      ...definitions([
        ["recorded", totalsWords(total.in)],
        ["exported", totalsWords(total.out)],
        ["left out", totalsWords(total.rejected)],
      ]),
    );
    part(root, "dates").textContent = `Dates are written as ${date_order === "DMY" ? "DD/MM/YYYY" : "MM/DD/YYYY"}.`;
    find(root, "[data-no-firm=after]").hidden = withFirm;
    part(root, "people").replaceChildren(resultTable("Totals by person", PEOPLE, people));
    part(root, "matters").replaceChildren(resultTable("Totals by matter", MATTERS, matters));
    part(root, "rejected").replaceChildren(tableOrClean("Rows left out", LEFT_OUT, rejected, none));
    part(root, "not-exported").replaceChildren(...not_exported.map((/** @type {string} */ column) => element("li", {}, column)));
    part(root, "columns").hidden = !not_exported.length;
  }

  function showFirm() {
    find(root, "[data-no-firm=before]").hidden = tool.chosen.firm.length > 0;
  }

  const region = readPlan(storage("plan").read())?.region;
  for (const when of ["before", "after"]) part(find(root, `[data-no-firm=${when}]`), "abroad").hidden = !region || isInUnitedStates(region);
}
