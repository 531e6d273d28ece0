// The page `Historical Data`: a folder of saved reports in, its index out; or the folder compared with its index.

import { copyText } from "../base/clipboard.mjs";
import { today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { namedBytes } from "./chosen-files.mjs";
import { FolderReading } from "./folder-reading.mjs";
import { definitions, resultTable, tableOrClean } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/**
 * @typedef {import("../engine/engine.mjs").Answer} Answer
 * @typedef {{ about: string, text: string, attention: boolean, missing: string }} Remark `missing` names a report without a file.
 * @typedef {{ proposed: string[], [column: string]: any }} Row The cells by the id of their column.
 */

const WRITING = 5; // times the limit of one file: an index of thousands of rows takes longer than a file
/** @type {import("./result-table.mjs").Column<Remark>[]} */
const REMARKS = [
  { title: "About", of: (row) => row.about },
  { title: "What it is, and what to do", of: (row) => row.text },
];
/** @type {import("./result-table.mjs").Column<Row>[]} */
const ROWS = [
  { title: "No.", of: (row) => row.number ?? "" },
  { title: "File", of: (row) => row["file-name"] ?? "no file yet" },
  { title: "Report", of: (row) => cell(row, "report") },
  { title: "As of, or period", of: (row) => (row["as-of"] ? cell(row, "as-of") : [cell(row, "period-from"), row["period-to"] ? " to " : "", cell(row, "period-to")]) },
  { title: "Control total", number: true, of: (row) => cell(row, "control-total") },
  { title: "Run by", of: (row) => cell(row, "run-by") },
  { title: "Keep until", whole: true, of: (row) => cell(row, "keep-until") },
];
const CHANGES = { new: "New", changed: "Changed", renamed: "Renamed", gone: "Gone" };

/** A cell of the index; in italics, as there, where it is proposed. */
function cell(/** @type {Row} */ row, /** @type {string} */ column) {
  const text = row[column] ?? "";
  return text && row.proposed.includes(column) ? element("em", {}, text) : text;
}

/** The remarks that need attention, and the others, both without those of reports that are missing. */
function byAttention(/** @type {Remark[]} */ remarks) {
  return [true, false].map((needed) => remarks.filter(({ attention, missing }) => attention === needed && !missing));
}

const remarksAbout = (/** @type {Remark[]} */ remarks, /** @type {string} */ about) => remarks.filter((each) => each.about === about);
const items = (/** @type {string[]} */ texts) => texts.map((text) => element("li", {}, text));

/** @param {HTMLElement} root */
export function start(root) {
  const tool = startTool(root, { show, work: index, onChosen: offerComparison });
  const reading = new FolderReading(tool.engine);
  const compare = find(root, "[data-compare]", HTMLButtonElement);

  function offerComparison() {
    const { folder, index } = tool.chosen;
    compare.disabled = !folder.length || !index.length;
    part(root, "no-index").hidden = index.length > 0;
  }

  /**
   * What was found in the folder, and the other files, as the engine takes them.
   * @param {import("./job.mjs").Progress} progress
   */
  async function given(progress) {
    const { folder, index, firm } = tool.chosen;
    const found = await reading.read(folder, tool.job.limit, progress);
    return { found, ...(index.length && { index: await namedBytes(index[0]) }), ...(firm.length && { firm: await namedBytes(firm[0]) }) };
  }

  async function index(/** @type {import("./job.mjs").Progress} */ progress) {
    return tool.ask("history", { step: "index", ...(await given(progress)) }, WRITING * tool.job.limit);
  }

  async function comparison(/** @type {import("./job.mjs").Progress} */ progress) {
    return tool.ask("history", { step: "verify", today: today(), ...(await given(progress)) }, WRITING * tool.job.limit);
  }

  function show(/** @type {Answer} */ answer) {
    const isIndex = "rows" in answer;
    part(root, "results-title").textContent = isIndex ? "The index" : "The comparison";
    part(root, "of-index").hidden = !isIndex;
    part(root, "of-comparison").hidden = isIndex;
    part(root, "left-out").textContent = answer.left_out.map((/** @type {string} */ name) => `${name} is left out: it is the index.`).join(" ");
    const missing = answer.remarks.map((/** @type {Remark} */ each) => each.missing).filter(Boolean);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-missing-reports]"))) {
      place.hidden = !missing.length;
      find(place, "ul").replaceChildren(...items(missing));
    }
    if (isIndex) showIndex(answer);
    else showComparison(answer);
  }

  function showIndex(/** @type {Answer} */ { summary, changes, rows, remarks, rule, rule_sources, by_rule }) {
    const [attention, others] = byAttention(remarks);
    part(root, "summary").textContent = summary;
    part(root, "changes").hidden = !changes;
    const changed = Object.entries(CHANGES).map(([kind, title]) => [title, changes?.[kind].join(", ") || "none"]);
    part(root, "changes-list").replaceChildren(...definitions(/** @type {[string, string][]} */ (changed)));
    part(root, "attention").replaceChildren(tableOrClean("What needs attention", REMARKS, attention, "Nothing needs attention."));
    part(root, "rows").replaceChildren(resultTable("Rows of the index", ROWS, rows));
    part(root, "rule").textContent = rule ? `${rule} ${by_rule} of ${rows.length} rows have a day by it.` : "";
    const links = rule_sources.map((/** @type {{ title: string, url: string }} */ { title, url }) => element("li", {}, element("a", { href: url }, title)));
    part(root, "rule-sources").replaceChildren(...links, ...items(remarksAbout(others, "Keep until").map(({ text }) => text)));
    part(root, "others").replaceChildren(tableOrClean("Other remarks", REMARKS, others, "There are none."));
  }

  function showComparison(/** @type {Answer} */ { same, counts, remarks, receipt }) {
    part(root, "same").hidden = !same;
    part(root, "not-same").hidden = same;
    part(root, "counts").replaceChildren(...definitions(Object.entries(counts).map(([word, count]) => [word, String(count)])));
    const [attention, others] = byAttention(remarks);
    part(root, "differences").replaceChildren(tableOrClean("What is not the same", REMARKS, attention, "There is nothing."));
    part(root, "no-row").hidden = !others.length;
    part(root, "no-row-list").replaceChildren(...items(others.map((/** @type {Remark} */ { about }) => about)));
    part(root, "receipt").textContent = receipt;
    part(root, "copied").textContent = "";
  }

  compare.addEventListener("click", () => tool.run(comparison));
  part(root, "copy").addEventListener("click", async () => {
    const done = await copyText(part(root, "receipt").textContent);
    part(root, "copied").textContent = done ? "Copied." : "This browser did not copy it. Select the line and copy it.";
  });
  offerComparison();
}
