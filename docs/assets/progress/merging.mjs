// What the ticks of several people, or of two times, come to together. Pure. Joining is the same in any order, and joining
// again changes nothing: docs/decisions/0015.
//
// Progress is a Map of places ("before:v1", one checklist) to Maps of item ids to entries as entries.mjs makes them.
// An opened entry (entry-form.mjs) holds the changes that nothing has superseded, by kind, and what it has `seen`.

import { byText, closeEntry, latest, openEntry } from "./entry-form.mjs";
import { itemOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./entry-form.mjs").Opened} Opened
 * @typedef {Map<string, Map<string, Entry>>} Progress
 */

/**
 * Whether the last change of a browser that is known is this one or a later one.
 * @param {Map<string, string>} seen
 * @param {string} r
 * @param {string} at
 */
export function includes(seen, r, at) {
  const last = seen.get(r);
  return last !== undefined && last >= at;
}

/**
 * A change stays unless the other side has seen it and no longer has it.
 * @param {Entry | undefined} a
 * @param {Entry | undefined} b
 * @param {string} me
 */
export const joined = (a, b, me) => joinedAll([a, b], me);

/**
 * The same of any number of sides at once, as joining one after the other would come to.
 * @param {(Entry | undefined)[]} entries
 * @param {string} me
 */
export function joinedAll(entries, me) {
  const sides = entries.map((entry) => openEntry(entry, me));
  const seen = latest(...sides.map((side) => [...side.seen]));
  const more = sides.reduce((most, side) => (byText(most, side.more) < 0 ? side.more : most), "");
  return closeEntry({ ticks: union(sides, ({ ticks }) => ticks), notes: union(sides, ({ notes }) => notes), seen, more });
}

/**
 * The changes of one kind that are left, each once.
 * @template {Tick | Note} T
 * @param {Opened[]} sides
 * @param {(side: Opened) => T[]} changesOf
 */
function union(sides, changesOf) {
  const signature = (/** @type {T} */ { r, at }) => `${r} ${at}`;
  const held = sides.map((side) => new Set(changesOf(side).map(signature)));
  /** @type {Map<string, T[]>} */
  const left = new Map();
  for (const change of sides.flatMap(changesOf)) {
    const name = signature(change);
    const twins = left.get(name) ?? [];
    const replaced = !twins.length && sides.some(({ seen }, number) => !held[number].has(name) && includes(seen, change.r, change.at));
    if (!replaced && !twins.some((each) => isSame(each, change))) left.set(name, [...twins, change]);
  }
  return [...left.values()].flat();
}

/**
 * @param {Record<string, any>} one
 * @param {Record<string, any>} other
 */
const isSame = (one, other) => Object.keys({ ...one, ...other }).every((key) => one[key] === other[key]);

/**
 * One entry for each place and id: `pick` gets both sides, either of which may be missing.
 * @template T
 * @param {Progress} a
 * @param {Progress} b
 * @param {(left: Entry | undefined, right: Entry | undefined) => T} pick
 * @returns {Map<string, Map<string, T>>}
 */
export function paired(a, b, pick) {
  const both = new Map();
  for (const place of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(place) ?? new Map(), b.get(place) ?? new Map()];
    const ids = new Set([...left.keys(), ...right.keys()]);
    both.set(place, new Map([...ids].map((id) => [id, pick(left.get(id), right.get(id))])));
  }
  return both;
}

/**
 * @param {Progress} a
 * @param {Progress} b
 * @param {string} me
 */
export function mergedProgress(a, b, me) {
  return paired(a, b, (one, two) => joined(one, two, me));
}

/**
 * All of them as one, item by item, so that a page can do something else in between. Yields how much of it is done, from 0 to 1.
 * @param {Progress[]} all
 * @param {string} me
 * @returns {Generator<number, Progress>}
 */
export function* mergingAll(all, me) {
  /** @type {Map<string, Set<string>>} */
  const ids = new Map();
  for (const progress of all)
    for (const [place, items] of progress) ids.set(place, new Set([...(ids.get(place) ?? []), ...items.keys()]));
  const total = [...ids.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  /** @type {Progress} */
  const merged = new Map();
  for (const [place, its] of ids) {
    const items = new Map();
    for (const id of its) {
      items.set(id, joinedAll(all.map((progress) => progress.get(place)?.get(id)).filter(Boolean), me));
      yield ++done / total;
    }
    merged.set(place, items);
  }
  return merged;
}

/**
 * Every entry where the guide has its item today. The changes of a retired id keep its name in their signature, so that none is
 * mistaken for a change of the new item.
 * @param {Progress} progress
 * @param {{ places: Record<string, string>, retired: Record<string, string | null> }} guide
 *   `places`: item id to place; `retired`: old id to new id or null
 * @param {string} me
 * @returns {Progress}
 */
export function inCurrentPlaces(progress, { places, retired }, me) {
  /** @type {Progress} */
  const home = new Map([...progress.keys()].map((place) => [place, new Map()]));
  for (const [place, items] of progress) {
    for (const [id, entry] of items) {
      const item = itemOf(id);
      const heir = (Object.hasOwn(retired, item) && retired[item]) || item;
      const there = Object.hasOwn(places, heir) ? places[heir] : place;
      const now = heir + id.slice(item.length);
      const found = now === id ? entry : renamed(entry, item, me);
      const entries = home.get(there) ?? new Map();
      home.set(there, entries.set(now, joined(entries.get(now), found, me)));
    }
  }
  return home;
}

/**
 * @param {Entry} entry
 * @param {string} id
 * @param {string} me
 */
const renamed = (entry, id, me) => signedBy(entry, (r) => (r.includes("@") ? r : `${r}@${id}`), me);

/**
 * The entry with other signatures.
 * @param {Entry} entry
 * @param {(r: string) => string} name
 * @param {string} me
 */
export function signedBy(entry, name, me) {
  const { ticks, notes, seen, more } = openEntry(entry, me);
  /**
   * @template {Tick | Note} T
   * @param {T[]} changes
   */
  const all = (changes) => changes.map((change) => ({ ...change, r: name(change.r) }));
  return closeEntry({ ticks: all(ticks), notes: all(notes), seen: latest([...seen].map(([r, at]) => [name(r), at])), more });
}
