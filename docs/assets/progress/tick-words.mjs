// Ticks and notes in words. Pure; a moment is given in the time zone of the computer.

import { dayLabel, dayOf } from "../base/days.mjs";

/**
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./entries.mjs").Note} Note
 */

// What no computer says whose clock is right: a moment before there was this guide, or half a year ahead.
const EARLIEST = "2020";
const HALF_A_YEAR = 183 * 24 * 60 * 60 * 1000;

/**
 * Whether the clock that gave a moment, or a day, may have been right.
 * @param {string} moment
 * @param {Date} [now]
 */
export function isPlausible(moment, now = new Date()) {
  const ahead = new Date(now.getTime() + HALF_A_YEAR).toISOString();
  return moment > EARLIEST && (moment < ahead || now.getUTCFullYear() < 2024);
}

/**
 * The day of a tick as the computer had it on which it was made; where it did not say, in the time zone of this one.
 * @param {Pick<Partial<Tick>, "when" | "day">} tick
 */
export const tickDay = ({ day, when = "" }) => day || dayOf(when);

/** A day in words; "" where no clock can have been right. */
export const dayWords = (/** @type {string} */ day) => (/^\d{4}-/.test(day) && !isPlausible(day) ? "" : dayLabel(day));

/**
 * What to say of a tick whose clock was wrong; "" where it may have been right.
 * @param {Pick<Partial<Tick>, "when" | "day">} tick
 */
export function clockWords(tick) {
  const day = tickDay(tick);
  return day && !isPlausible(day) ? `Day not known: the clock of that computer said ${dayLabel(day)}.` : "";
}

/** @param {Pick<Partial<Tick>, "done" | "by" | "when" | "day">} tick */
export function tickWords({ done, by, when, day }) {
  return done ? signed("Ticked", tickDay({ when, day }), by) : "Open";
}

/**
 * One of several answers: a person who says that the item is open has taken a tick back.
 * @param {Pick<Partial<Tick>, "done" | "by" | "when" | "at" | "day">} tick
 */
export function answerWords({ done, by, when, at, day }) {
  const made = { when: when ?? at, day };
  return done || at === undefined ? tickWords({ done, by, ...made }) : signed("Open: tick taken back", tickDay(made), by);
}

/**
 * @param {string} what
 * @param {string} day
 * @param {string} [by]
 */
function signed(what, day, by) {
  const clock = day && !isPlausible(day) ? `(day not known: that clock said ${dayLabel(day)})` : "";
  return [what, clock || dayLabel(day), by && `by ${by}`].filter(Boolean).join(" ");
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
  const what = signed(words ? "Note written" : earlier ? "Note removed" : "No note", dayOf(note.when ?? note.at), note.writer);
  if (!words) return what;
  const whose = before?.writer && before.writer !== note.writer ? `${before.writer}’s` : "the earlier one";
  const replaced = earlier && earlier !== words ? `, replaces ${whose}` : "";
  return `${what}${replaced}: ${words}`;
}
