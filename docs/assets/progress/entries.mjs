// Ticks as data: {items: {"<item id>": entry}}. Pure; knows no page and no clock. What an entry holds, and that what we do
// not know of is kept: docs/decisions/0015.

import { closeEntry, isMoment, openEntry } from "./entry-form.mjs";

/**
 * @typedef {{ r: string, by?: string, now: string, day?: string }} Stamp
 *   How a browser signs a change: its own random name with a mark of the page that is open, its reader's name, the moment,
 *   the day as the computer has it.
 * @typedef {{ done: boolean, by?: string, when?: string, day?: string, at: string, r: string }} Tick
 *   `at` and `r` are moment and browser of the change; `when` is the moment of the tick that it brings back; `day` is the day
 *   on the computer on which it was made.
 * @typedef {{ by: string, on: string, note: string, writer?: string, when?: string, at: string, r: string }} Note
 *   `by` is who did the item, on the day `on`; `writer` is who wrote that down.
 * @typedef {Partial<Tick> & { evidence?: Note, seen?: Record<string, string>, others?: (Tick | Note)[], more?: string }} Entry
 *   `seen`: the last change of each browser that this entry includes. `others`: changes that disagree.
 * @typedef {{ items: Record<string, unknown> }} Entries The entries of one checklist by the ids of the items, as stored.
 */

/** @param {Entries} state */
export function serialize(state) {
  return JSON.stringify({ items: state.items });
}

/**
 * An unsigned entry is `me`'s own.
 * @param {Entries} state
 * @param {string} id
 * @param {string} [me]
 */
export function entryOf(state, id, me = "") {
  return closeEntry(openEntry(Object.hasOwn(state.items, id) ? state.items[id] : undefined, me));
}

/**
 * An item as a person sees it: their own tick and note, which are in the first of some entries that has one, else those of the
 * firm.
 * @param {Entries} state
 * @param {string} id
 * @param {string[]} persons the ids of that person
 */
export function entryFor(state, id, persons) {
  const own = persons.map((person) => `${id}:${person}`).filter((each) => Object.hasOwn(state.items, each));
  if (!own.length) return entryOf(state, id);
  const layers = [...own, id].map((each) => openEntry(Object.hasOwn(state.items, each) ? state.items[each] : undefined, ""));
  const [ticks, notes] = [layers.find(({ ticks }) => ticks[0]), layers.find(({ notes }) => notes[0])];
  return closeEntry({ ticks: ticks?.ticks ?? [], notes: notes?.notes ?? [], seen: layers[0].seen, more: "" });
}

/**
 * @param {Entries} state
 * @param {string} id
 * @param {boolean} done
 * @param {Stamp} stamp
 * @param {Partial<Tick>} [was] the earlier tick that this one only brings back
 */
export function tick(state, id, done, stamp, was) {
  const { by, when, day } = was ? { by: was.by, when: was.when ?? was.at, day: was.day } : { by: stamp.by, when: undefined, day: stamp.day };
  return change(state, id, { done, by, when, day }, stamp);
}

/**
 * Replaces every change of its kind that the entry includes: ticks, or notes.
 * @param {Entries} state
 * @param {string} id
 * @param {{ done: boolean, by?: string, when?: string, day?: string } | Pick<Note, "by" | "on" | "note" | "writer" | "when">} value
 * @param {Stamp} stamp
 * @returns {Entries}
 */
export function change(state, id, value, { r, now, by }) {
  const old = entryOf(state, id, r);
  const at = laterMoment(old.seen?.[r], now);
  const isTick = "done" in value;
  const made = { ...(isTick ? {} : { writer: by }), ...value, at, r };
  const others = old.others?.filter((each) => "done" in each !== isTick);
  const entry = { ...old, ...(isTick ? made : { evidence: made }), seen: { ...old.seen, [r]: at }, others };
  return { items: { ...state.items, [id]: entry } };
}

const LAST = "2099-01-01T00:00:00.000Z";

/**
 * The moment and the day of a computer with which to sign. A clock may be far off; what is signed can be read again all the same.
 * @param {Date} clock
 * @returns {{ now: string, day?: string }}
 */
export function timesOf(clock) {
  const day = new Date(clock.getTime() - clock.getTimezoneOffset() * 60_000); // as if its zone were UTC
  if (Number.isNaN(day.getTime())) return { now: LAST };
  const [now, local] = [clock.toISOString(), day.toISOString()];
  return isMoment(now) && isMoment(local) && now < LAST ? { now, day: local.slice(0, 10) } : { now: LAST };
}

/**
 * A moment after the browser's last change, whatever its clock says; the last moment of all has no later one.
 * @param {string | undefined} last
 * @param {string} now
 * @returns {string}
 */
export function laterMoment(last, now) {
  if (!isMoment(last) || last < now) return now;
  const next = new Date(Date.parse(last) + 1).toISOString();
  return isMoment(next) ? next : last;
}
