// Ticks and notes in words. Pure; a moment is given in the time zone of the computer.

import { dayLabel, dayOf } from "../base/days.mjs";

/**
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./entries.mjs").Note} Note
 */

/** @param {Pick<Partial<Tick>, "done" | "by" | "when">} tick */
export function tickWords({ done, by, when }) {
  return done ? signed("Ticked", when, by) : "Open";
}

/**
 * One of several answers: a person who says that the item is open has taken a tick back.
 * @param {Pick<Partial<Tick>, "done" | "by" | "when" | "at">} tick
 */
export function answerWords({ done, by, when, at }) {
  return done || at === undefined ? tickWords({ done, by, when: when ?? at }) : signed("Open: tick taken back", when ?? at, by);
}

/**
 * @param {string} what
 * @param {string} [when]
 * @param {string} [by]
 */
function signed(what, when = "", by) {
  return [what, dayLabel(dayOf(when)), by && `by ${by}`].filter(Boolean).join(" ");
}

/** @param {Pick<Note, "by" | "on" | "note">} note */
export function evidenceWords({ by, on, note }) {
  return [by, dayLabel(on), note].filter(Boolean).join(" · ");
}

/**
 * A note with its writer and day. The name in the note is that of the person who did the item, who may not be the writer.
 * @param {Note} note
 * @param {Note} [before] the note that it replaces
 */
export function noteWords(note, before) {
  const [words, earlier] = [evidenceWords(note), before && evidenceWords(before)];
  const what = signed(words ? "Note written" : earlier ? "Note removed" : "No note", note.when ?? note.at, note.writer);
  if (!words) return what;
  const whose = before?.writer && before.writer !== note.writer ? `${before.writer}’s` : "the earlier one";
  const replaced = earlier && earlier !== words ? `, replaces ${whose}` : "";
  return `${what}${replaced}: ${words}`;
}

/**
 * Name and date of an item for the record: those of its note, else who ticked it and when.
 * @param {Pick<import("./merging.mjs").View, "done" | "by" | "when" | "evidence">} view
 */
export function doneBy({ done, by, when, evidence }) {
  return { by: evidence?.by || (done && by) || "", on: evidence?.on || (done ? dayOf(when ?? "") : "") };
}
