// Ticks and notes in words. Pure; a moment is given in the time zone of the computer.

import { dayLabel, dayOf } from "../base/days.mjs";

export function tickWords({ done, by, when }) {
  return done ? signed("Ticked", when, by) : "Open";
}

// One of several answers: a person who says that the item is open has taken a tick back.
export function answerWords({ done, by, when, at }) {
  return done || at === undefined ? tickWords({ done, by, when: when ?? at }) : signed("Open: tick taken back", when ?? at, by);
}

function signed(what, when, by) {
  return [what, dayLabel(dayOf(when)), by && `by ${by}`].filter(Boolean).join(" ");
}

export function evidenceWords({ by, on, note }) {
  return [by, dayLabel(on), note].filter(Boolean).join(" · ");
}

// A note with its writer and day; `before` is the note that it replaces. The name in the note is that of the person who did the
// item, who may not be the writer.
export function noteWords(note, before) {
  const [words, earlier] = [evidenceWords(note), before && evidenceWords(before)];
  const what = signed(words ? "Note written" : earlier ? "Note removed" : "No note", note.when ?? note.at, note.writer);
  if (!words) return what;
  const whose = before?.writer && before.writer !== note.writer ? `${before.writer}’s` : "the earlier one";
  const replaced = earlier && earlier !== words ? `, replaces ${whose}` : "";
  return `${what}${replaced}: ${words}`;
}

// Name and date of an item for the record: what was written down, else who ticked it and when.
export function doneBy({ done, by, when, evidence }) {
  return { by: evidence?.by || (done && by) || "", on: evidence?.on || (done ? dayOf(when) : "") };
}
