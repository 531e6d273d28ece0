// How far a file can speak about this browser: a profile may be copied, a clock set back, a file made up. Pure.

import { closeEntry, openEntry } from "./entry-form.mjs";
import { includes, signedBy } from "./merging.mjs";
import { ownerOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Entry} Entry
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {import("./merging.mjs").Progress} Progress
 */

const ELSEWHERE = "elsewhere"; // in place of a retired id in a signature

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
