// The sign-off sheet as rows, and as a table to file. Pure.

import { TITLE } from "./disagreement-words.mjs";
import { hasDisagreement, view } from "./merging.mjs";
import { answerWords, doneBy, noteWords } from "./tick-words.mjs";

/**
 * What the sheet shows beside an item.
 * @param {import("./entries.mjs").Entry | undefined} entry
 * @param {import("./merging.mjs").People} people
 */
export function signOffRow(entry, people) {
  const found = view(entry, "", people);
  const { by, on } = doneBy(found);
  if (!hasDisagreement(found)) return { done: found.done, by, on, note: signedNote(found.notes[0], by) };
  const ticks = found.ticks.length > 1 ? found.ticks.map(answerWords) : [];
  const notes = found.notes.length > 1 ? found.notes.map((each) => noteWords(each)) : [found.evidence?.note];
  const note = [TITLE, ...ticks, ...notes].filter(Boolean).join("\n");
  return { done: false, by: "", on: "", note };
}

/**
 * The note; with its writer, if that is not the person who did the item.
 * @param {Partial<import("./entries.mjs").Note> | undefined} note
 * @param {string} by
 */
function signedNote({ note, writer } = {}, by) {
  return [note, note && writer && writer !== by && `(note by ${writer})`].filter(Boolean).join("\n") || "";
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
