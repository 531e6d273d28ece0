// One person under two names: what was ticked under the earlier one counts for the later one. Pure.

import { memberName } from "./group.mjs";
import { idOfName, isOfName, nameKey, nameNow, nameOf, personOf } from "./persons.mjs";

/**
 * @typedef {import("./view.mjs").People} People
 * @typedef {import("./merging.mjs").Progress} Progress
 * @typedef {{ id: string, before: string, now: string }} Renamed `id` is that of the earlier name, which is "" where nothing here is signed with it.
 * @typedef {{ file: string, before: string, now: string }} Asked What a file leads to ask: whether these two names are one person's.
 */

/**
 * The names known, with what was ticked as `before` counting for `now`.
 * @param {People} known
 * @param {string} before
 * @param {string} now
 * @returns {People}
 */
export function renamed(known, before, now) {
  const { [idOfName(now)]: onward, ...others } = known;
  return { ...others, [idOfName(before)]: now };
}

/**
 * The names known, and those of files where there is none: what somebody said here is not turned round by a file that says the
 * contrary.
 * @param {People} known
 * @param {People[]} files
 * @returns {People}
 */
export function joinedNames(known, files) {
  const all = Object.assign({}, ...files, known);
  const isKept = (/** @type {string} */ id) => Object.hasOwn(known, id) || !isOfName(id) || nameOf(id, all) !== "";
  return Object.fromEntries(Object.entries(all).filter(([id]) => isKept(id)));
}

/**
 * Those who ticked for themselves under a name that is not among some people, with the number of items.
 * @param {import("./group.mjs").Group[]} groups one for each item
 * @param {string[]} people
 * @returns {{ name: string, items: number }[]}
 */
export function strangers(groups, people) {
  const known = new Set(people.map(nameKey));
  const active = groups.flatMap(({ members }) => members.filter(({ name, view }) => nameKey(name) && (view.done || view.evidence)));
  const names = active.map(({ name }) => name).filter((name) => !known.has(nameKey(name)));
  const once = names.filter((name, place) => names.findIndex((each) => nameKey(each) === nameKey(name)) === place);
  return once.map((name) => ({ name, items: names.filter((each) => nameKey(each) === nameKey(name)).length }));
}

/**
 * The names that count for another one.
 * @param {People} known
 * @param {Progress} progress where the earlier names are found
 * @returns {Renamed[]}
 */
export function changedNames(known, progress) {
  /** @type {Map<string, string>} */
  const signed = new Map();
  for (const items of progress.values())
    for (const [id, entry] of items) if (isOfName(personOf(id))) signed.set(personOf(id), signed.get(personOf(id)) || memberName(id, entry, [], {}));
  return Object.keys(known)
    .filter((id) => isOfName(id) && nameOf(id, known))
    .map((id) => ({ id, before: signed.get(id) ?? "", now: nameOf(id, known) }));
}

/**
 * The files that somebody of the plan saved in a browser which is known under a name that the plan does not have: it may be the same
 * person's earlier one.
 * @param {{ file: string, replica: string, by: string }[]} files
 * @param {People} known
 * @param {{ people: string[], replica: string, by?: string }} given `people`: those of the plan; `replica` and `by`: this browser
 * @returns {Asked[]}
 */
export function askedOf(files, known, { people, replica: me, by: reader = "" }) {
  const planned = new Set(people.map(nameKey));
  return files.flatMap(({ file, replica, by }) => {
    const [before, now] = [nameNow(known[replica] ?? "", known), nameNow(by, known)];
    const isAnother = replica === me || !nameKey(before) || [...planned, nameKey(reader)].includes(nameKey(before));
    return planned.has(nameKey(now)) && !isAnother ? [{ file, before, now }] : [];
  });
}
