// Progress made to look like that of another time, a disagreement settled, and which entries look different afterwards. Pure.

import { change, laterMoment, tick } from "./entries.mjs";
import { closeEntry, openEntry } from "./entry-form.mjs";
import { joined, paired } from "./merging.mjs";
import { appearance, inOrder } from "./view.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Stamp} Stamp
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./merging.mjs").Progress} Progress
 * @typedef {{ place: string, id: string, before?: Entry, after?: Entry }} Change
 */

/**
 * The entries that look different afterwards.
 * @param {Progress} before
 * @param {Progress} after
 * @param {string} me
 */
export function visibleChanges(before, after, me) {
  /** @type {Change[]} */
  const found = [];
  paired(before, after, (one, two) => ({ one, two })).forEach((items, place) => {
    items.forEach(({ one, two }, id) => {
      if (appearance(one, me) !== appearance(two, me)) found.push({ place, id, before: one, after: two });
    });
  });
  return found;
}

/**
 * Today's progress made to look like `target` by new changes that supersede what they replace, as a later change would.
 * @param {Progress} today
 * @param {Progress} target
 * @param {Stamp} stamp
 */
export function restored(today, target, stamp) {
  return paired(today, target, (now, then) => {
    const both = joined(now, then, stamp.r);
    return appearance(both, stamp.r) === appearance(then, stamp.r) ? both : madeAnew(both, then, stamp);
  });
}

/**
 * @param {Entry} both
 * @param {Entry | undefined} then
 * @param {Stamp} stamp
 */
function madeAnew(both, then, stamp) {
  const { seen, more, ...now } = openEntry(both, stamp.r);
  /** @type {{ ticks: (Omit<Tick, "at" | "r"> & { at?: string })[], notes: Omit<Note, "r">[] }} */
  const { ticks, notes } = inOrder(then, stamp.r);
  if (!ticks.length && now.ticks.length) ticks.push({ done: false });
  if (!notes.length && now.notes.length) notes.push({ by: "", on: "", note: "", at: "" });
  /**
   * @template {object} T
   * @param {T} change
   */
  const sign = (change) => {
    const at = laterMoment(seen.get(stamp.r), stamp.now);
    seen.set(stamp.r, at);
    return { ...change, at, r: stamp.r };
  };
  return closeEntry({
    ticks: ticks.map((change) => sign({ ...change, when: change.when ?? change.at })),
    // The last one signed is the first one shown.
    notes: notes.reverse().map((each) => sign(each.at ? { ...each, writer: each.writer ?? "", when: each.when ?? each.at } : { ...each, writer: stamp.by })),
    seen,
    more,
  });
}

/**
 * The entry without its disagreement.
 * @param {Entry} entry
 * @param {Tick | (Pick<Note, "by" | "on" | "note"> & Partial<Note>)} chosen one of its ticks or notes, or a new note
 * @param {Stamp} stamp
 * @returns {Entry}
 */
export function settled(entry, chosen, stamp) {
  const state = { items: { x: closeEntry(openEntry(entry, stamp.r)) } };
  if ("done" in chosen) return tick(state, "x", chosen.done, stamp, chosen).items.x ?? {};
  const { by, on, note, at, when = at } = chosen;
  const whose = at === undefined ? {} : { writer: chosen.writer ?? "", when };
  return change(state, "x", { by, on, note, ...whose }, stamp).items.x ?? {};
}
