// The sign-off sheet as rows, and as a table to file. Pure.

import { TITLE } from "./disagreement-words.mjs";
import { countWords, groupOf, missingWords, namesOfRole, namesWords } from "./group.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { isOfEach, nameKey, ownerOf } from "./persons.mjs";
import { answerWords, clockWords, dayWords, evidenceWords, noteWords, tickDay } from "./tick-words.mjs";

/**
 * @typedef {import("./view.mjs").View} View
 * @typedef {{ done: boolean, by: string, on: string, note: string, noteBy: string }} SignOffRow
 *   `by` and `on`: who did it, and the day in words; `noteBy`: who wrote the note.
 */

/**
 * What the sheet shows beside an item.
 * @param {Map<string, import("./entries.mjs").Entry>} items the entries of its checklist
 * @param {{ id: string, role: string }} item
 * @param {{ known: import("./view.mjs").People, people: import("../plan/plan.mjs").Person[] }} given
 *   `known`: names by browsers; `people`: those of the firm
 * @returns {SignOffRow}
 */
export function signOffRow(items, { id, role }, { known, people }) {
  if (!isOfEach(role)) return rowOf(view(items.get(id), "", known));
  const group = groupOf(items, id, { people: namesOfRole(people, role), known });
  const { firm, members, missing, done, isDone } = group;
  const own = members.flatMap(({ name, view }) => linesOf(view).map((line) => ({ line: `${name || "Without a name"}: ${line}`, by: view.notes[0]?.writer || name })));
  const whole = rowOf(firm);
  // Paper that somebody signs says who, not only how many.
  const counted = [countWords(group), group.of && namesWords(done)].filter(Boolean).join(": ");
  const days = members.filter(({ view }) => view.done).map(({ view }) => tickDay(view));
  return {
    done: isDone,
    by: firm.done ? [whole.by, "for the whole firm"].filter(Boolean).join(", ") : members.length || group.of ? counted : "",
    on: firm.done ? whole.on : isDone ? dayWords(days.sort().at(-1) ?? "") : "",
    note: [missing.length && `Missing: ${missingWords(missing)}`, whole.note, ...own.map(({ line }) => line)].filter(Boolean).join("\n"),
    noteBy: [...new Set([whole.noteBy, ...own.map(({ by }) => by)])].filter(Boolean).join(", "),
  };
}

/**
 * Who ticked an item did it, unless they wrote down that it was somebody else. A note by another person says nothing of that: it
 * may say that the item is not done.
 * @param {View} found
 * @returns {SignOffRow}
 */
function rowOf(found) {
  const { done, evidence, ticks, notes } = found;
  if (hasDisagreement(found)) {
    const answers = ticks.length > 1 ? ticks.map((tick) => answerWords(tick)) : [];
    const all = notes.length > 1 ? notes.map((each) => noteWords(each)) : linesOf(found);
    return { done: false, by: "", on: "", note: [TITLE, ...answers, ...all].join("\n"), noteBy: notes.length > 1 ? "" : (notes[0]?.writer ?? "") };
  }
  const noteBy = (evidence && notes[0].writer) || "";
  if (!done) return { done, by: "", on: "", note: linesOf(found).join("\n"), noteBy };
  const isTheirs = evidence && isByTicker(found, notes[0]);
  const clock = clockWords(found);
  return {
    done,
    by: (isTheirs && evidence.by) || found.by || "",
    on: dayWords((isTheirs && evidence.on) || tickDay(found)),
    note: [clock, ...(isTheirs ? [evidence.note] : linesOf(found))].filter(Boolean).join("\n"),
    noteBy: isTheirs ? (evidence.note && (noteBy || found.by)) || "" : noteBy,
  };
}

/**
 * @param {View} found
 * @param {import("./entries.mjs").Note} note
 */
function isByTicker({ by, ticks: [tick] }, note) {
  if (by && note.writer) return nameKey(by) === nameKey(note.writer);
  return ownerOf(tick.r) === ownerOf(note.r) && !tick.when && !note.when; // what was restored is signed by whoever restored it
}

/** The note with the name and the date in it. */
function linesOf(/** @type {View} */ { evidence }) {
  return evidence ? [evidenceWords(evidence)] : [];
}

const SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20";
const AT_THE_START = new RegExp(`^[${SIGNS}]`);
const AFTER_A_BREAK = new RegExp(`([;\\t|\\r\\n]"*)(?=[${SIGNS}])`, "g");
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/**
 * Text of which no spreadsheet takes a part for a formula, whatever it separates at: as in template_builder/common/csv_files.py.
 *
 * @param {string} text
 */
export function inert(text) {
  const spaced = text.replace(AFTER_A_BREAK, "$1 ");
  return AT_THE_START.test(spaced) && !NUMBER.test(spaced) ? ` ${spaced}` : spaced;
}

/**
 * A table as RFC 4180 has it; the mark in front of it all tells Excel that this is UTF-8.
 *
 * @param {string[][]} rows
 */
export function csv(rows) {
  const cell = (/** @type {string} */ value) => {
    const text = inert(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.reduce((text, row) => `${text}${row.map(cell).join(",")}\r\n`, "\ufeff");
}
