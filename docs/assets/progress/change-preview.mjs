// What a restore or a merge would change, as a table: item, now, after.

import { dayLabel } from "../base/days.mjs";
import { element, inline } from "../base/elements.mjs";
import { plural } from "../base/plural.mjs";
import { readPlan } from "../plan/plan.mjs";
import { clock } from "../plan/zone-time.mjs";
import { NEW_NAME, NO_PLAN, TITLE, WHICH_PLAN } from "./disagreement-words.mjs";
import { nameKey, nameOf } from "./persons.mjs";
import { changedNames } from "./renaming.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { answerWords, noteWords } from "./tick-words.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./view.mjs").People} People
 * @typedef {{ text: string, phase: string }} Item
 * @typedef {{ id: string, item?: Item, person?: string, before?: Entry, after?: Entry }} EntryRow `person`: whose own it is
 * @typedef {{ title: string, now: string, then: string }} WordsRow
 */

const MOST_SHOWN = 500; // characters of a note; merging keeps all of it
const COLUMNS = ["Item", "Now", "After"];

/**
 * @param {(EntryRow | WordsRow)[]} rows
 * @param {People} people
 */
export function previewTable(rows, people) {
  const head = element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" }, title)));
  const body = rows.map((row) => {
    const cells = "title" in row ? [row.title, row.now, row.then] : [named(row), state(row.before, people), state(row.after, people, row.before)];
    const [first, ...rest] = cells;
    const made = rest.map((cell, number) => {
      return element("td", { dataset: { label: COLUMNS[number + 1] } }, cell);
    });
    return element("tr", {}, element("th", { scope: "row" }, first), ...made);
  });
  return element("table", { className: "tg-table tg-preview" }, element("thead", {}, head), element("tbody", {}, ...body));
}

function named(/** @type {EntryRow} */ { item, id, person }) {
  if (!item) return element("code", {}, id);
  const whose = person === undefined ? "" : `${person || "Somebody without a name"}: `;
  return element("span", {}, whose, ...inline(item.text), element("span", { className: "tg-sub" }, item.phase));
}

/**
 * An entry in words: ticked or taken back when and by whom, and its note with its writer; every answer where people disagree.
 * @param {Entry | undefined} entry
 * @param {People} people
 * @param {Entry} [earlier] the entry before, so that a note can say whose it replaces
 */
function state(entry, people, earlier) {
  const found = view(entry, "", people);
  const before = earlier && view(earlier, "", people).notes;
  const box = element("span");
  const line = (/** @type {string} */ words) => box.append(element("span", { className: "tg-line" }, words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words));
  if (hasDisagreement(found)) box.append(element("strong", { className: "tg-line" }, TITLE));
  for (const tick of found.ticks.length ? found.ticks : [found]) line(answerWords(tick));
  if (found.notes.length > 1) found.notes.forEach((each) => line(noteWords(each)));
  else if (found.evidence || (found.notes.length && before?.length)) line(noteWords(found.notes[0], before?.[0]));
  return box;
}

/**
 * The names that would count for another one than now.
 * @param {People} before
 * @param {People} after
 * @param {import("./merging.mjs").Progress} progress
 * @returns {WordsRow[]}
 */
export function renamedRows(before, after, progress) {
  const changed = changedNames(after, progress).filter(({ id, now }) => nameKey(nameOf(id, before)) !== nameKey(now));
  return changed.map(({ id, before: earlier, now }) => {
    const today = nameOf(id, before);
    return { title: earlier ? `What ${earlier} ticked` : "What was ticked under an earlier name", now: today ? `Counts for ${today}` : "Counts for nobody else", then: `Counts for ${now}` };
  });
}

/**
 * Whether two names are one person's is a question, for each file that leads to it: `choice` asks it, `chosen` reads the answers,
 * as far as the same is still asked.
 * @param {import("./renaming.mjs").Asked[]} asked
 * @returns {{ choice?: HTMLElement, chosen: (root?: HTMLElement) => import("./renaming.mjs").Asked[] }}
 */
export function renameQuestion(asked) {
  if (!asked.length) return { chosen: () => [] };
  const wordsOf = (/** @type {import("./renaming.mjs").Asked} */ { file, before, now }) => `${file}: ${now} is the new name of ${before}. What ${before} ticked counts for ${now}.`;
  const boxes = asked.map(wordsOf).map((words) => {
    const box = element("input", { type: "checkbox", name: "renamed", value: words });
    return element("label", { className: "tg-field" }, box, ` ${words}`);
  });
  const choice = element("fieldset", { className: "tg-choice" }, element("legend", {}, NEW_NAME), ...boxes);
  const chosen = (/** @type {HTMLElement | undefined} */ root) => {
    const ticked = [.../** @type {Iterable<HTMLInputElement>} */ (root?.querySelectorAll("input[name=renamed]:checked") ?? [])];
    return asked.filter((each) => ticked.some(({ value }) => value === wordsOf(each)));
  };
  return { choice, chosen };
}

/**
 * @param {string | null} now
 * @param {string | null} then
 * @returns {WordsRow[]}
 */
export function planRow(now, then) {
  return now === then ? [] : [{ title: "The plan", now: planWords(now), then: planWords(then) }];
}

function planWords(/** @type {string | null} */ text) {
  if (!text) return "No plan";
  const plan = readPlan(text);
  if (!plan) return "A plan that this guide cannot read";
  return `Export session ${dayLabel(plan.exportDay)} at ${clock(plan, plan.exportTime)}, ${plural(plan.people.length, "name")}`;
}

/**
 * Several plans are a question: `choice` asks it, `chosen` reads the answer. One is simply taken where there is none.
 * @param {string | null} today
 * @param {{ file: string, by: string, plan: string | null }[]} files
 * @returns {{ choice?: HTMLElement, chosen: (root?: HTMLElement) => string | null }}
 */
export function planChoice(today, files) {
  const others = files.filter(({ plan }) => plan && plan !== today);
  const different = others.filter(({ plan }, number) => others.findIndex((each) => each.plan === plan) === number);
  if (!different.length) return { chosen: () => today };
  if (!today && different.length === 1) return { chosen: () => different[0].plan };
  const radio = (/** @type {string} */ value, /** @type {string} */ words) => {
    const input = element("input", { type: "radio", name: "plan", value, defaultChecked: value === "" });
    return element("label", { className: "tg-field" }, input, ` ${words}`);
  };
  const choice = element(
    "fieldset",
    { className: "tg-choice" },
    element("legend", {}, WHICH_PLAN),
    radio("", today ? `The plan in this browser: ${planWords(today)}` : NO_PLAN),
    ...different.map(({ file, by, plan }) => radio(plan ?? "", `${[file, by].filter(Boolean).join(", ")}: ${planWords(plan)}`)),
  );
  const chosen = (/** @type {HTMLElement | undefined} */ root) => {
    const answer = /** @type {HTMLInputElement | null | undefined} */ (root?.querySelector("input[name=plan]:checked"));
    return different.find(({ plan }) => plan === answer?.value)?.plan ?? today;
  };
  return { choice, chosen };
}
