// The page `Check a workbook`: files in, findings out, and what has changed since the same file was checked before.

import { copyText } from "../base/clipboard.mjs";
import { today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { CheckRun, checkSettings } from "./check-run.mjs";
import { compareFindings, comparisonWords } from "./compare-findings.mjs";
import { resultTable, totalsWords } from "./result-table.mjs";
import { openTextDates } from "./text-dates.mjs";
import { save, startTool } from "./tool.mjs";

/**
 * @typedef {import("../engine/engine.mjs").Answer} Answer
 * @typedef {import("./check-run.mjs").CheckAnswer} CheckAnswer
 * @typedef {import("./check-run.mjs").CheckedFile} CheckedFile
 * @typedef {import("./chosen-files.mjs").Chosen} Chosen
 * @typedef {import("./compare-findings.mjs").Finding} Finding
 * @typedef {Finding & { isNew: boolean }} FindingRow
 */

const NOT_OURS = ["file-unknown", "file-other-template"]; // findings of a file in which there is nothing to mark
const MOST_LEFT = 3; // cells left as they are that a sentence names
/** @type {Finding["severity"][]} */
const SEVERITIES = ["error", "warning", "note"];
const severity = (/** @type {FindingRow} */ row) => [
  element("span", { className: "tg-severity", dataset: { severity: row.severity } }, row.severity),
  row.isNew ? " new" : "",
];
const where = (/** @type {Finding} */ { sheet, cell }) => [sheet, cell].filter(Boolean).join("!") || "the file";
const more = (/** @type {string | false} */ words) => (words ? [element("span", { className: "tg-sub" }, words)] : []);
const inClio = (/** @type {string} */ words) =>
  words ? [element("details", { className: "tg-details" }, element("summary", {}, "In Clio"), words)] : [];
/** @type {import("./result-table.mjs").Column<FindingRow>[]} */
const COLUMNS = [
  { title: "Severity", of: severity },
  { title: "Where", whole: true, of: where },
  { title: "What is there", of: (row) => [row.message, ...more(row.cell && !row.message.includes(row.value) && row.value)] },
  { title: "What to do", of: (row) => [element("strong", {}, row.fix), ...inClio(row.clio)] },
];

/** @param {HTMLElement} root */
export function start(root) {
  const tool = startTool(root, { work: check, show, onChosen: chosen });
  const textDates = openTextDates(root);
  const filters = [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(".tg-filter input[type=checkbox]"))];
  const list = part(root, "files");
  /** @type {Map<string, { file: File, findings: Finding[] }>} */
  const before = new Map(); // each file as it was checked before, by its name
  /** @type {CheckRun} */
  let current;

  function chosen(/** @type {string[]} */ names) {
    if (names.includes("files")) textDates.forget();
    if (tool.chosen.files.length) tool.run();
    else clear();
  }

  function clear() {
    if (tool.job.isBusy) tool.engine.newTurn();
    part(root, "results").hidden = true;
  }

  async function check(/** @type {import("./job.mjs").Progress} */ progress) {
    const { files, crosswalk, firm } = tool.chosen;
    list.replaceChildren();
    progress(0, files.length);
    const settings = { ...(await checkSettings({ crosswalk, firm }, today())), ...textDates.settings };
    const checking = new CheckRun(tool.engine, { settings, limit: tool.job.limit, maxBytes: Number(root.dataset.maxBytes) });
    current = checking;
    const answer = await checking.check(files, ({ label }, found, problem) => {
      progress(list.children.length + 1, files.length, label);
      list.append(found ? section(found, checking.checked.length - 1) : notChecked(label, problem));
      filter();
      part(root, "results").hidden = false;
    });
    list.replaceChildren(
      ...files.map((file) => {
        const number = checking.checked.indexOf(file);
        if (number < 0) return notChecked(file.label, checking.failed.get(file) ?? "");
        return section(answer.files[number], number, earlier(file));
      }),
    );
    checking.checked.forEach((file, number) => remember(file, answer.files[number].findings));
    return answer;
  }

  // Of two files of one name, nobody knows which was which the last time.
  const isAlone = (/** @type {Chosen} */ { file, label }) => label === file.name;

  // The same file again, with a crosswalk or an answer that it lacked, has not changed since.
  function earlier(/** @type {Chosen} */ chosen) {
    const last = isAlone(chosen) ? before.get(chosen.label) : undefined;
    return last?.file === chosen.file ? undefined : last?.findings;
  }

  function remember(/** @type {Chosen} */ chosen, /** @type {Finding[]} */ findings) {
    if (isAlone(chosen)) before.set(chosen.label, { file: chosen.file, findings });
    else before.delete(chosen.file.name);
  }

  function show(/** @type {Answer} */ { summary, files }) {
    textDates.offer(files);
    part(root, "again").hidden = part(root, "text-dates").hidden;
    part(root, "summary").textContent = summaryWords(summary, current.failed.size);
    for (const severity of SEVERITIES) find(root, `[data-count="${severity}"]`).textContent = `(${summary[severity + "s"]})`;
    filter();
  }

  /**
   * A file with its number among those checked.
   * @param {CheckedFile} file
   * @param {number} number
   * @param {Finding[]} [earlier] its findings in the check before
   */
  function section({ name, totals, correctable, findings }, number, earlier) {
    const unread = findings.find(({ kind }) => kind === "file-unreadable");
    if (unread) return notChecked(name, `${unread.message} ${unread.fix}`);
    const comparison = earlier && compareFindings(earlier, findings);
    const rows = findings
      .map((finding, place) => ({ ...finding, isNew: comparison?.added.has(place) ?? false }))
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    const data = (/** @type {FindingRow} */ { severity, isNew }) => ({ severity, ...(isNew && { new: "" }) });
    return element(
      "section",
      { className: "tg-file", dataset: { file: name } },
      element("h3", {}, name),
      element("p", { className: "tg-sub" }, totalsWords(totals)),
      comparison && element("p", { dataset: { changes: "" } }, comparisonWords(comparison)),
      rows.length
        ? resultTable(`Findings in ${name}`, COLUMNS, rows, data)
        : element("p", { className: "tg-clean" }, "Nothing needs attention."),
      element("p", { className: "tg-empty", dataset: { none: "" }, hidden: true }, "The filter above hides all findings of this file."),
      buttons(name, number, rows, correctable),
    );
  }

  function notChecked(/** @type {string} */ name, /** @type {string} */ why) {
    return element(
      "section",
      { className: "tg-file", dataset: { file: name } },
      element("h3", {}, name),
      element("p", { className: "tg-warning" }, element("strong", {}, "Not checked. "), why),
    );
  }

  /**
   * @param {string} name
   * @param {number} number
   * @param {FindingRow[]} rows
   * @param {number} correctable how many cells can only mean one thing
   */
  function buttons(name, number, rows, correctable) {
    const button = (/** @type {string} */ words, /** @type {() => void} */ press) => {
      const made = element("button", { type: "button", className: "tg-button" }, words, element("span", { className: "tg-hidden" }, `(${name})`));
      made.addEventListener("click", press);
      return made;
    };
    const marked = (/** @type {boolean} */ share_safe) => () =>
      saveMade("marked_copy", { number, share_safe }, "The marked copy was handed to your browser's downloads. Your own file is not changed.");
    const corrected = () => saveMade("corrected_copy", { number }, correctedWords);
    const copyFindings = async () => {
      const lines = rows.map((row) => [row.severity, where(row), row.value, row.message, row.fix, row.clio].join("\t"));
      const copied = await copyText(lines.join("\n"));
      tool.job.say(copied ? "Copied." : "The browser does not let this page copy. Select the table and copy it.");
    };
    const isMarkable = !rows.some(({ kind }) => NOT_OURS.includes(kind));
    return element(
      "div",
      { className: "tg-buttons" },
      isMarkable && correctable > 0 && button(`Save a corrected copy: ${plural(correctable, "correction")}`, corrected),
      isMarkable && button("Save a marked copy", marked(false)),
      isMarkable && button("Save a marked copy to share", marked(true)),
      rows.length > 0 && button("Copy the findings", copyFindings),
    );
  }

  /**
   * @param {string} method
   * @param {object} args
   * @param {string | ((answer: Answer) => string)} words what to say once the files are saved
   */
  function saveMade(method, args, words) {
    tool.job.runIfFree(async () => {
      const answer = await current.ask(method, args);
      for (const [name, data] of Object.entries(answer.made)) save(name, data);
      return typeof words === "string" ? words : words(answer);
    });
  }

  function filter() {
    const shown = new Set(filters.filter((box) => box.checked).map((box) => box.value));
    for (const file of list.children) {
      const rows = findingRows(file);
      for (const row of rows) row.hidden = !shown.has(row.dataset.severity ?? "");
      if (!rows.length) continue;
      const none = part(file, "none");
      none.hidden = rows.some((row) => !row.hidden);
      find(file, "table").hidden = !none.hidden;
    }
  }

  for (const box of filters) {
    box.addEventListener("change", () => {
      filter();
      const rows = findingRows(list);
      tool.job.say(`${rows.filter((row) => !row.hidden).length} of ${plural(rows.length, "finding")} shown`);
    });
  }
  part(root, "read-again").addEventListener("click", () => tool.run());
  part(root, "report").addEventListener("click", () => saveMade("report", {}, "The report was handed to your browser's downloads."));
}

/** What was corrected, and what was left and why. */
function correctedWords(/** @type {Answer} */ { corrected, left, changes }) {
  const listed = changes ? `it has ${plural(corrected, "change")}` : `its last sheet lists ${plural(corrected, "change")}`;
  const named = changes ? ` Changes: ${changes.join("; ")}.` : "";
  const saved = `The corrected copy was handed to your browser's downloads; ${listed}. Your own file is not changed.${named}`;
  const made = corrected ? saved : "There is no copy: nothing in the file could be corrected.";
  const more = left.length > MOST_LEFT ? ` And ${left.length - MOST_LEFT} more.` : "";
  return [made, ...left.slice(0, MOST_LEFT)].join(" ") + more;
}

const findingRows = (/** @type {Element} */ within) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("tbody tr"))];

/**
 * @param {CheckAnswer["summary"]} summary
 * @param {number} failed
 */
function summaryWords(summary, failed) {
  const unread = summary.unreadable + failed;
  const counts = SEVERITIES.filter((each) => summary[`${each}s`]).map((each) => plural(summary[`${each}s`], each));
  const files = plural(summary.files + failed, "file");
  const rest = unread ? ` ${plural(unread, "file")} could not be read.` : "";
  return `${files} checked: ${counts.join(", ") || "nothing needs attention"}.${rest}`;
}
