// Ticks of the list for a first day, as data. Each person ticks it for themselves, so an entry is a browser's own: its id is that of
// the item and the random name of the browser, and files that are merged never settle one person's tick by another's. Pure.

import { dayOf } from "../base/days.mjs";
import { entryOf, tick } from "../progress/entries.mjs";
import { nameKey, nameNow, ownerOf, personKey } from "../progress/persons.mjs";

/** The item by which somebody says that the page was read. */
export const READ = "read-new-staff";

/**
 * @typedef {import("../progress/entries.mjs").Entries} Entries
 * @typedef {{ replica: string, name: string }} Reader This browser, and whose it is; both "" where that is not known.
 * @typedef {Record<string, string>} People Names of people by their browsers, and later names by the ids of earlier ones.
 */

/**
 * The entries of an item that are ticked: browser, name and day of each.
 * @param {Entries} state
 * @param {string} item
 * @param {People} people
 */
function ticksOf(state, item, people) {
  return Object.keys(state.items)
    .filter((id) => id.startsWith(`${item}:`))
    .filter((id) => entryOf(state, id).done)
    .map((id) => {
      const { by, when, at = "" } = entryOf(state, id);
      const r = id.slice(item.length + 1);
      return { id, r, by: nameNow(by || people[r] || "", people), day: dayOf(when ?? at) };
    });
}

const isOf = (/** @type {Reader} */ { replica, name }) => (/** @type {{ r: string, by: string }} */ { r, by }) =>
  r === replica || (name !== "" && nameKey(by) === nameKey(name));

/**
 * Whether the reader has ticked an item, in this browser or under the same name in another.
 * @param {Entries} state
 * @param {string} item
 * @param {Reader} reader
 * @param {People} people
 */
export const isTicked = (state, item, reader, people) => ticksOf(state, item, people).some(isOf(reader));

/**
 * The entries once the reader has ticked an item, or taken every tick of theirs back.
 * @param {Entries} state
 * @param {string} item
 * @param {boolean} done
 * @param {import("../progress/entries.mjs").Stamp} stamp
 * @param {People} people
 */
export function withTick(state, item, done, stamp, people) {
  const replica = ownerOf(stamp.r);
  const own = ticksOf(state, item, people).filter(isOf({ replica, name: stamp.by ?? "" }));
  const ids = done ? [`${item}:${replica}`] : own.map(({ id }) => id);
  return ids.reduce((entries, id) => tick(entries, id, done, stamp), state);
}

/**
 * Who has read the page, each once with the first day, the reader of this browser aside.
 * @param {Entries} state
 * @param {Reader} reader
 * @param {People} people
 */
export function othersWhoRead(state, reader, people) {
  const isOwn = isOf(reader);
  const read = ticksOf(state, READ, people).filter((each) => !isOwn(each)).sort((a, b) => (a.day < b.day ? -1 : 1));
  /** @type {Map<string, { name: string, day: string }>} */
  const found = new Map();
  for (const each of read) if (!found.has(personKey(each))) found.set(personKey(each), { name: each.by, day: each.day });
  return [...found.values()];
}
