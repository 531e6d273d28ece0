// What a reader sees of an entry: done or not, by whom, and what people disagree on. Pure.

import { closeEntry, openEntry } from "./entry-form.mjs";
import { ownerOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {Record<string, string>} People Names of people by their browsers, and later names by the ids of earlier ones.
 * @typedef {object} View What a reader sees of an entry.
 * @property {boolean} done
 * @property {string} [by]
 * @property {string} [when]
 * @property {string} [day]
 * @property {Pick<Note, "by" | "on" | "note">} [evidence]
 * @property {Tick[]} ticks each answer once: several of them where people disagree
 * @property {Note[]} notes the same
 */

/**
 * @param {Entry | undefined} entry
 * @param {string} [me]
 * @param {People} [people] whose browser it is, where a change is not signed
 * @returns {View}
 */
export function view(entry, me = "", people = {}) {
  const { ticks: made, notes } = inOrder(entry, me);
  const owner = (/** @type {Tick | Note} */ { r }) => (Object.hasOwn(people, ownerOf(r)) ? people[ownerOf(r)] : undefined);
  const ticks = made.map((tick) => ({ ...tick, by: tick.by || owner(tick) }));
  const written = notes.map((each) => ({ ...each, writer: each.writer ?? owner(each) }));
  const evidence = notes[0] && [notes[0].by, notes[0].on, notes[0].note].some(Boolean) ? notes[0] : undefined;
  return {
    done: ticks[0]?.done === true,
    by: ticks[0]?.by,
    when: ticks[0] && (ticks[0].when ?? ticks[0].at),
    day: ticks[0]?.day,
    evidence: evidence && { by: evidence.by, on: evidence.on, note: evidence.note },
    ticks: once(ticks, ({ done }) => [done]),
    notes: once(written, ({ by, on, note }) => [by, on, note]),
  };
}

/**
 * @param {Entry | undefined} entry
 * @param {string} me
 */
export function inOrder(entry, me) {
  return openEntry(closeEntry(openEntry(entry, me)), me);
}

/**
 * @template T
 * @param {T[]} changes
 * @param {(change: T) => unknown} answer
 */
function once(changes, answer) {
  const first = new Map();
  for (const change of changes) {
    const key = JSON.stringify(answer(change));
    if (!first.has(key)) first.set(key, change);
  }
  return [...first.values()];
}

/** @param {Pick<View, "ticks" | "notes">} view */
export function hasDisagreement({ ticks, notes }) {
  return ticks.length > 1 || notes.length > 1;
}

/**
 * @param {Entry | undefined} entry
 * @param {string} me
 */
export function appearance(entry, me) {
  const { done, by, when, evidence, ticks, notes } = view(entry, me);
  const written = notes.map(({ by, on, note, writer, at, when = at }) => [by, on, note, writer || "", when]);
  return JSON.stringify([done, done && [by, when], evidence && [evidence.by, evidence.on, evidence.note], ticks.length > 1, notes.length > 1 && written]);
}
