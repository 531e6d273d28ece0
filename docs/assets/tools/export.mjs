// The page `Build the import`: people's workbooks and the crosswalk in; open points, roll call, totals and one zip out.

import { today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { isInUnitedStates, readPlan } from "../plan/plan.mjs";
import { openBothRight } from "./both-right.mjs";
import { CheckRun, checkSettings } from "./check-run.mjs";
import { bytesOf } from "./chosen-files.mjs";
import { openChoices } from "./overlap-choices.mjs";
import { requireAll } from "./refused.mjs";
import { openReplacements } from "./replacements.mjs";
import { definitions, grouped, resultTable, tableOrClean, totalsWords } from "./result-table.mjs";
import { openTextDates } from "./text-dates.mjs";
import { startTool } from "./tool.mjs";
import { openUnusable } from "./unusable.mjs";
import { openUploadedHere } from "./uploaded-here.mjs";

/**
 * @typedef {import("./result-table.mjs").Totals} Totals
 * @typedef {"in" | "out" | "rejected" | "set_aside" | "uploaded" | "changed"} Part
 * @typedef {{ name: string } & Record<Part, Totals>} Line
 * @typedef {import("./result-table.mjs").Column<Line>} LineColumn
 * @typedef {{ name: string, expected: boolean, missing: boolean, files: string[], first: string, last: string, hours: string, worked: number, working_days: number | null }} RollLine
 * @typedef {{ message: string, fix: string, places: string[], both_right: import("./both-right.mjs").Claim[] }} OpenPoint
 */

/** @type {[Part, string][]} */
const PARTS = [
  ["in", "recorded"],
  ["out", "exported"],
  ["rejected", "left out"],
  ["set_aside", "set aside"],
  ["uploaded", "uploaded before"],
  ["changed", "to correct in Clio"],
];
const ALWAYS = 3; // of these
const NAMED = ["activities.csv", "notes.csv", "receipt.json"]; // files of an import, known by their names

/** @type {import("./result-table.mjs").Column<{ place: string, what: string, why: string }>[]} */
const LEFT_OUT = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "What", of: (row) => row.what },
  { title: "Why", of: (row) => row.why },
];
const day = (/** @type {string} */ text) => element("span", { className: "tg-day" }, text);
/** @type {import("./result-table.mjs").Column<RollLine>[]} */
const ROLL = [
  { title: "Person", of: (line) => line.name },
  { title: "Handed in", of: (line) => (line.missing ? element("strong", {}, "missing") : line.files.join(", ")) },
  { title: "From", whole: true, of: (line) => day(line.first) },
  { title: "To", whole: true, of: (line) => day(line.last) },
  { title: "Hours", number: true, whole: true, of: (line) => (line.missing ? "" : grouped(line.hours)) },
  { title: "Working days with time", number: true, of: (line) => (line.working_days === null ? "" : `${line.worked} of ${line.working_days}`) },
];

/**
 * @param {string} words
 * @param {Part} part
 * @returns {LineColumn[]}
 */
const figures = (words, part) => [
  { title: `${words}: hours`, number: true, whole: true, of: (row) => grouped(row[part].hours) },
  { title: `${words}: time`, number: true, whole: true, of: (row) => grouped(row[part].time_amount) },
  { title: `${words}: expenses`, number: true, whole: true, of: (row) => grouped(row[part].expense_amount) },
];
const nameColumn = (/** @type {string} */ title) => ({ title, of: (/** @type {Line} */ row) => row.name || "(none)" });
const leftOut = (/** @type {Line} */ { rejected }) => plural(rejected.time_rows + rejected.expense_rows, "row");
const PEOPLE = [nameColumn("Person"), ...figures("Exported", "out"), ...figures("Left out", "rejected")];
const MATTERS = [nameColumn("Matter"), ...figures("Exported", "out"), { title: "Left out", number: true, of: leftOut }];

/** @param {HTMLElement} root */
export function start(root) {
  const tool = startTool(root, { work: build, show, onChosen: changed, onSaved: () => uploadedHere.saved(), ready: () => datesKnown() });
  const choices = openChoices(root, () => tool.stale());
  const textDates = openTextDates(root);
  const uploadedHere = openUploadedHere(root, tool);
  const replacements = openReplacements(root, {
    files: () => tool.chosen.files,
    onAnswer: () => queueMicrotask(buildAtOnce),
    replace: (file) => tool.places.files.remove(file),
  });
  const unusable = openUnusable(root, (labels) => {
    const bad = tool.chosen.files.filter(({ label }) => labels.includes(label));
    for (const { file } of bad) tool.places.files.remove(file);
    queueMicrotask(() => tool.run());
  });
  const bothRight = openBothRight(root, () => tool.run((progress) => (latest ? exported(latest) : build(progress))));
  /** @type {CheckRun | null} */
  let latest = null; // whose files are those of now
  const dates = [.../** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[data-dates] input"))];
  const dateOrder = () => dates.find(({ checked }) => checked)?.value ?? "";

  function datesKnown() {
    return tool.chosen.firm.length > 0 || dateOrder() !== "";
  }

  async function build(/** @type {import("./job.mjs").Progress} */ progress) {
    replacements.require();
    const { files, crosswalk, firm } = tool.chosen;
    const steps = files.length + 1;
    progress(0, steps);
    const settings = { ...(await checkSettings({ crosswalk, firm }, today())), date_order: firm.length ? "" : dateOrder(), ...textDates.settings };
    const run = new CheckRun(tool.engine, { settings, limit: tool.job.limit, maxBytes: Number(root.dataset.maxBytes) });
    let done = 0;
    const checked = await run.check(files, ({ label }) => progress(++done, steps, label));
    textDates.offer(checked.files);
    latest = run;
    return exported(run);
  }

  /** The import of files that were checked. Throws Refused where somebody has to choose first. */
  async function exported(/** @type {CheckRun} */ run) {
    const { files, after } = tool.chosen;
    const handIns = await run.ask("hand_ins", {});
    for (const file of handIns.files) describe(file);
    const failed = [...run.failed].map(([{ label }, why]) => /** @type {[string, string]} */ ([label, why.startsWith(label) ? why : `${label}: ${why}`]));
    unusable.refuse([...failed, ...handIns.unusable], files.length);
    replacements.askByPerson(handIns.files);
    replacements.require();
    const chosen = choices.of(handIns.overlaps, handIns.files, files);
    const right = bothRight.of(handIns.same, files);
    const uploaded = await Promise.all(after.map(async (each) => [sourceName(each), await bytesOf(each)]));
    const answer = await run.ask("export", { choices: chosen, after: uploaded, both_right: right });
    requireAll(files.length, answer.inputs.length);
    return answer;
  }

  /** After an upload a file that was added is built in at once, unless something has to be asked first. */
  function buildAtOnce() {
    if (uploadedHere.some && tool.canRun && !replacements.isOpen) tool.run();
  }

  /** Says in the list of files whose a file is and from when to when. */
  function describe(/** @type {{ name: string, people: string[], first: string, last: string, hours: string, not_counted: number }} */ { name, people, first, last, hours, not_counted }) {
    const item = root.querySelector(`[data-drop=files] li[data-label="${CSS.escape(name)}"] [data-about]`);
    const days = first && (first === last ? first : `${first} to ${last}`);
    const unread = not_counted ? `${plural(not_counted, "row")} not counted` : "";
    if (item) item.textContent = [people.join(", "), days, `${grouped(hours)} hours`, unread].filter(Boolean).join(", ");
  }

  function show(/** @type {import("../engine/engine.mjs").Answer} */ answer) {
    const { all, inputs, people, matters, rejected, not_exported, date_order, open_points, roll_call, decided, uploaded_before, cents, increments } = answer;
    const [total] = /** @type {Line[]} */ (all);
    uploadedHere.built(answer.made["import.zip"], total.out);
    const left = rejected.length ? `${plural(rejected.length, "row")} left out` : "No row is left out.";
    part(root, "complete").hidden = !answer.complete;
    part(root, "complete").textContent = answer.verdict;
    part(root, "open").hidden = answer.complete;
    part(root, "open-title").textContent = answer.verdict;
    part(root, "points").replaceChildren(...open_points.map((/** @type {OpenPoint} */ each) => point(each, bothRight.buttons(each.both_right))));
    part(root, "nobody-expected").hidden = roll_call.some((/** @type {RollLine} */ { expected }) => expected);
    part(root, "roll").replaceChildren(resultTable("Who has handed in", ROLL, byMissing(roll_call)));
    part(root, "inputs").textContent = `${plural(inputs.length, "file")} read: ${inputs.join(", ")}. Recorded is the sum of the lines below it, to the last cent.`;
    const parts = PARTS.filter(([name], place) => place < ALWAYS || hasSome(total[name]));
    part(root, "total").replaceChildren(
      ...definitions(parts.map(([name, words]) => [words, totalsWords(total[name])])),
      ...definitions([["as Clio will show it", totalsWords(cents)]]),
      ...definitions(increments ? [["if Clio rounds hours up", totalsWords(increments)]] : []),
    );
    const remarks = [`Dates are written as ${date_order === "DMY" ? "DD/MM/YYYY" : "MM/DD/YYYY"}.`, ...uploaded_before, ...decided];
    part(root, "remarks").replaceChildren(...remarks.map((words) => element("li", {}, words)));
    const apart = PARTS.slice(ALWAYS).filter(([name]) => hasSome(total[name]));
    const more = apart.flatMap(([name, words]) => figures(words[0].toUpperCase() + words.slice(1), name));
    part(root, "people").replaceChildren(resultTable("Totals by person", [...PEOPLE, ...more], people));
    part(root, "matters").replaceChildren(resultTable("Totals by matter", MATTERS, matters));
    part(root, "left-title").textContent = left;
    part(root, "rejected").replaceChildren(tableOrClean("Rows left out", LEFT_OUT, rejected, "No row is left out."));
    part(root, "not-exported").replaceChildren(...not_exported.map((/** @type {string} */ column) => element("li", {}, column)));
    part(root, "columns").hidden = !not_exported.length;
  }

  function changed(/** @type {string[]} */ names = [], /** @type {File[]} */ added = []) {
    latest = null;
    const files = tool.chosen.files.map(({ file }) => file);
    if (names.includes("files")) textDates.forget();
    part(root, "dates").hidden = tool.chosen.firm.length > 0;
    choices.hide();
    unusable.hide();
    bothRight.forget(files, !names.includes("after"));
    uploadedHere.render();
    replacements.changed(added.filter((file) => files.includes(file)), uploadedHere.some);
    if (replacements.isOpen) tool.job.say("A workbook of this name was on the list already. Say below the list which to keep.");
    else if (added.length) buildAtOnce();
  }

  changed();
  for (const radio of dates) {
    radio.addEventListener("change", () => {
      tool.offer();
      tool.stale();
    });
  }
  const region = readPlan(storage("plan").read())?.region;
  part(root, "abroad").hidden = !region || isInUnitedStates(region);
}

const byMissing = (/** @type {RollLine[]} */ lines) => [...lines].sort((one, other) => Number(other.missing) - Number(one.missing));
const hasSome = (/** @type {Totals} */ { time_rows, expense_rows, note_rows }) => time_rows + expense_rows + note_rows > 0;

/** What a file of an earlier upload is called by: its folder and name; one without a folder as it stands on the list, unless its name says what it is. */
function sourceName(/** @type {import("./chosen-files.mjs").Chosen} */ { path, label }) {
  return path.includes("/") || NAMED.includes(path) ? path : label;
}

/**
 * An open point: what it is, what to do, and where, folded where it is in many places.
 * @param {OpenPoint} point
 * @param {HTMLElement[]} buttons what closes it
 */
function point({ message, fix, places }, buttons) {
  const where = places.map((place) => element("li", {}, place));
  return element(
    "li",
    {},
    element("strong", {}, message),
    fix && ` ${fix}`,
    where.length > 1 && element("details", { className: "tg-details" }, element("summary", {}, `Where: ${plural(where.length, "place")}`), element("ul", {}, ...where)),
    ...buttons,
  );
}
