// What the ticks of several people, or of two times, come to together. Pure. Joining is the same in any order, and joining
// again changes nothing: docs/decisions/0015.
//
// Progress is a Map of places ("before:v1", one checklist) to Maps of item ids to entries as entries.mjs makes them.
// An opened entry (entry-form.mjs) holds the changes that nothing has superseded, by kind, and what it has `seen`.

import { change, laterMoment, tick } from "./entries.mjs";
import { byText, closeEntry, latest, openEntry, ownerOf } from "./entry-form.mjs";
import { itemOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Stamp} Stamp
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./entry-form.mjs").Opened} Opened
 * @typedef {Map<string, Map<string, Entry>>} Progress
 * @typedef {Record<string, string>} People Names of people by their browsers.
 * @typedef {{ place: string, id: string, before?: Entry, after?: Entry }} Change
 * @typedef {object} View What a reader sees of an entry.
 * @property {boolean} done
 * @property {string} [by]
 * @property {string} [when]
 * @property {string} [day]
 * @property {Pick<Note, "by" | "on" | "note">} [evidence]
 * @property {Tick[]} ticks each answer once: several of them where people disagree
 * @property {Note[]} notes the same
 */

const ELSEWHERE = "elsewhere"; // in place of a retired id in a signature

/**
 * Whether the last change of a browser that is known is this one or a later one.
 * @param {Map<string, string>} seen
 * @param {string} r
 * @param {string} at
 */
function includes(seen, r, at) {
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
function paired(a, b, pick) {
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
function signedBy(entry, name, me) {
  const { ticks, notes, seen, more } = openEntry(entry, me);
  /**
   * @template {Tick | Note} T
   * @param {T[]} changes
   */
  const all = (changes) => changes.map((change) => ({ ...change, r: name(change.r) }));
  return closeEntry({ ticks: all(ticks), notes: all(notes), seen: latest([...seen].map(([r, at]) => [name(r), at])), more });
}

/**
 * The entries of a file as far as they can speak about this browser. What they have `seen` of its changes ends where its own
 * entry ends; changes in its name that it does not have get a signature of their own, unless they bear the mark of a page that was
 * open elsewhere, in a copy of this browser; and a `seen` that would take the last tick or note away without having one is not
 * believed, since no browser ever writes that. Then no file takes back what only this browser can.
 * @param {Progress} progress
 * @param {Progress} own
 * @param {string} me the signature of this page
 * @returns {Progress}
 */
export function credible(progress, own, me) {
  return new Map(
    [...progress].map(([place, items]) => [
      place,
      new Map([...items].map(([id, entry]) => [id, credibleEntry(entry, own.get(place)?.get(id), me)])),
    ]),
  );
}

/**
 * Whether a file under this browser's name holds what this browser never did: it comes from a copy, such as a profile that was
 * taken along to a second computer.
 * @param {Progress} progress
 * @param {Progress} own
 * @param {string} me
 */
export function isOfCopy(progress, own, me) {
  return [...progress].some(([place, items]) =>
    [...items].some(([id, entry]) => {
      const { seen } = openEntry(own.get(place)?.get(id), me);
      return [...openEntry(entry, "").seen].some(([r, at]) => ownerOf(r) === ownerOf(me) && !includes(seen, r, at));
    }),
  );
}

/**
 * The entries of a file whose browser is known under another name: a profile was copied, or two people use one browser. What was
 * signed without the mark of a page, as earlier versions did, gets a signature of its own, so that neither's later change takes
 * the other's for an earlier one of itself.
 * @param {Progress} progress
 * @param {string} replica
 * @param {string} person
 * @returns {Progress}
 */
export function signedApart(progress, replica, person) {
  const name = (/** @type {string} */ r) => (r === replica ? `${r}@${person}` : r);
  const items = (/** @type {Map<string, Entry>} */ entries) => new Map([...entries].map(([id, entry]) => [id, signedBy(entry, name, replica)]));
  return new Map([...progress].map(([place, entries]) => [place, items(entries)]));
}

/**
 * @param {Entry} theirs
 * @param {Entry | undefined} mine
 * @param {string} me
 */
function credibleEntry(theirs, mine, me) {
  const own = openEntry(mine, me);
  const { ticks, notes, seen, more } = openEntry(theirs, me);
  const owner = ownerOf(me);
  const isOfOtherPage = (/** @type {string} */ r) => r.includes(":") && r !== me && !own.seen.has(r);
  const isUnknown = (/** @type {[string, string]} */ [r, at]) => ownerOf(r) === owner && !includes(own.seen, r, at) && !isOfOtherPage(r);
  /**
   * @template {Tick | Note} T
   * @param {T} change
   */
  const named = (change) => (isUnknown([change.r, change.at]) ? { ...change, r: `${owner}@${ELSEWHERE}` } : change);
  const made = { ticks: ticks.map(named), notes: notes.map(named) };
  const erases = (/** @type {"ticks" | "notes"} */ kind) => !made[kind].length && own[kind].some(({ r, at }) => includes(seen, r, at));
  const believed = new Map();
  for (const [r, at] of erases("ticks") || erases("notes") ? [] : seen) {
    const last = isUnknown([r, at]) ? own.seen.get(r) : at;
    if (last !== undefined) believed.set(r, last);
  }
  return closeEntry({ ...made, seen: believed, more });
}

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
function inOrder(entry, me) {
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
function appearance(entry, me) {
  const { done, by, when, evidence, ticks, notes } = view(entry, me);
  const written = notes.map(({ by, on, note, writer, at, when = at }) => [by, on, note, writer || "", when]);
  return JSON.stringify([done, done && [by, when], evidence && [evidence.by, evidence.on, evidence.note], ticks.length > 1, notes.length > 1 && written]);
}

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
