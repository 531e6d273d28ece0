// The sign-off sheet as rows, and as a table to file. Pure.

import { TITLE } from "./disagreement-words.mjs";
import { hasDisagreement, view } from "./merging.mjs";
import { answerWords, doneBy, noteWords } from "./tick-words.mjs";

// What the sheet shows beside an item: {done, by, on, note}.
export function signOffRow(entry, people) {
  const found = view(entry, "", people);
  const { by, on } = doneBy(found);
  if (!hasDisagreement(found)) return { done: found.done, by, on, note: signedNote(found.notes[0], by) };
  const ticks = found.ticks.length > 1 ? found.ticks.map(answerWords) : [];
  const notes = found.notes.length > 1 ? found.notes.map((each) => noteWords(each)) : [found.evidence?.note];
  const note = [TITLE, ...ticks, ...notes].filter(Boolean).join("\n");
  return { done: false, by: "", on: "", note };
}

// Beside the name of who did the item, a note says so if another wrote it.
function signedNote({ note, writer } = {}, by) {
  return [note, note && writer && writer !== by && `(note by ${writer})`].filter(Boolean).join("\n") || "";
}

// RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe; the mark in front of it all tells
// Excel that this is UTF-8.
export function csv(rows) {
  const cell = (value) => {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.reduce((text, row) => `${text}${row.map(cell).join(",")}\r\n`, "\ufeff");
}
