// Whose progress this browser has, and up to which day: an arrival for each person whose file was merged here, or is part of a
// file that was. Pure, except for `storedArrivals`, `withArrivals` and `watchArrivals`.
//
// For other pages: `arrivalRows(storedArrivals(), { people, now, me })` makes a table of it. `people` are the names one expects,
// as a plan has them; `me` is the name of this browser's own reader, whose progress needs no file.

import { cleanLine } from "../base/clean-text.mjs";
import { is, tableFault, textUpTo } from "./entry-check.mjs";
import { MOST } from "./entry-done.mjs";
import { byText, isId, isMoment, isTable, openEntry } from "./entry-form.mjs";
import { dayLabel, dayOf } from "../base/days.mjs";
import { storage } from "../base/storage.mjs";
import { nameKey, nameNow, ownerOf, personKey } from "./persons.mjs";

/**
 * @typedef {import("./view.mjs").People} People
 *
 * @typedef {object} Arrival
 * @property {string} by whose progress it is; "" for somebody who typed no name
 * @property {string} r their browser
 * @property {string} made the moment up to which their progress is here
 * @property {string} merged the moment at which this browser took it
 *
 * @typedef {object} ArrivalRow
 * @property {string} name
 * @property {"here" | "none" | "old" | "recent"} state "here": the reader of this browser; "old": of more than a week ago
 * @property {string} made the moment up to which their progress is here; "" for `here` and `none`
 * @property {string} merged the moment at which this browser took it
 * @property {string} words such as "Thu 14 Jan 2027, more than a week old"
 * @property {boolean} expected whether it is one of the names that were asked for
 */

const WEEK = 7 * 24 * 60 * 60 * 1000;
const store = storage("arrivals");

export const watchArrivals = store.watch;

const ARRIVAL = { by: textUpTo(MOST.name), r: is(isId), made: is(isMoment), merged: is(isMoment) };

/**
 * Whether a value of a file is a list of arrivals.
 * @param {unknown} value
 * @returns {value is Arrival[]}
 */
export const areArrivals = (value) =>
  Array.isArray(value) && value.length <= MOST.people && value.every((each) => isTable(each) && !tableFault(each, ARRIVAL));

/** @returns {Arrival[]} */
export function storedArrivals() {
  try {
    const value = JSON.parse(store.read() ?? "");
    return areArrivals(value) ? value : [];
  } catch {
    return [];
  }
}

/**
 * All lists as one: of each person the latest progress. The same in any order, and again.
 * @param {...Arrival[]} lists
 * @returns {Arrival[]}
 */
export function joinedArrivals(...lists) {
  /** @type {Map<string, Arrival>} */
  const latest = new Map();
  const order = (/** @type {Arrival} */ a, /** @type {Arrival} */ b) => byText(a.made, b.made) || byText(b.merged, a.merged) || byText(a.by, b.by) || byText(a.r, b.r);
  for (const each of lists.flat()) {
    const key = personKey(each);
    const known = latest.get(key);
    if (!known || order(known, each) < 0) latest.set(key, each);
  }
  return [...latest.values()].sort((a, b) => byText(personKey(a), personKey(b)));
}

/**
 * What the files of a merge bring: their own progress, that of people who share their browser, and what they had taken from others,
 * none of it later than now, whatever a clock said.
 * @param {(Pick<import("./backup.mjs").Backup, "by" | "replica" | "made" | "arrivals" | "progress">)[]} files
 * @param {string} now
 * @param {string[]} people those of the plan
 * @returns {Arrival[]}
 */
export function arrivalsOf(files, now, people) {
  const all = files.flatMap(({ by, replica, made, arrivals, progress }) => [
    { by, r: replica, made },
    ...sharing(progress, replica, people.filter((name) => nameKey(name) !== nameKey(by))),
    ...arrivals,
  ]);
  return all.map(({ by, r, made }) => ({ by: cleanLine(by), r, made: made < now ? made : now, merged: now }));
}

/**
 * Those of some people who ticked something in a browser themselves, up to their last tick there: they may use another one as well.
 * What was restored or settled there is signed by it too, and has an earlier moment.
 * @param {import("./merging.mjs").Progress} progress
 * @param {string} replica
 * @param {string[]} people
 */
function sharing(progress, replica, people) {
  const all = [...progress.values()].flatMap((items) => [...items.values()].flatMap((entry) => openEntry(entry, "").ticks));
  /** @type {Map<string, string>} */
  const last = new Map();
  for (const { r, when, by = "", at } of all) {
    if (ownerOf(r) === replica && !when && at > (last.get(nameKey(by)) ?? "")) last.set(nameKey(by), at);
  }
  return people.flatMap((name) => {
    const made = last.get(nameKey(name));
    return made ? [{ by: name, r: replica, made }] : [];
  });
}

/**
 * Whether what has come is of a later day than what is known of somebody.
 * @param {Arrival[]} known
 * @param {Arrival[]} come
 */
export function isLaterDay(known, come) {
  const days = (/** @type {Arrival[]} */ arrivals) => joinedArrivals(arrivals).map((each) => `${personKey(each)} ${each.made.slice(0, 10)}`);
  return days([...known, ...come]).join("\n") !== days(known).join("\n");
}

/**
 * What to store once something has come, beside what is known.
 * @param {Arrival[]} come
 */
export const withArrivals = (come) => ({ store, text: JSON.stringify(joinedArrivals(storedArrivals(), come).slice(0, MOST.people)) });

const underNamesOfToday = (/** @type {Arrival[]} */ arrivals, /** @type {People} */ known) => arrivals.map((each) => ({ ...each, by: nameNow(each.by, known) }));

/**
 * Names whose files came from browsers of one number: one profile was copied, or two people use one browser.
 * @param {Arrival[]} arrivals
 * @param {People} [known]
 * @returns {string[][]}
 */
export function sharedNumbers(arrivals, known = {}) {
  const named = joinedArrivals(underNamesOfToday(arrivals, known)).filter(({ by }) => by);
  const numbers = [...new Set(named.map(({ r }) => r))];
  return numbers.map((number) => named.filter(({ r }) => r === number).map(({ by }) => by)).filter((names) => names.length > 1);
}

/**
 * A row for each name that is expected, in that order, then one for each other person whose progress has come.
 * @param {Arrival[]} arrivals
 * @param {{ people: string[], now: string, me?: string, known?: People }} given
 * @returns {ArrivalRow[]}
 */
export function arrivalRows(arrivals, { people, now, me = "", known = {} }) {
  const come = new Map(joinedArrivals(underNamesOfToday(arrivals, known)).map((each) => [personKey(each), each]));
  const row = (/** @type {string} */ name, /** @type {Arrival | undefined} */ arrival, /** @type {boolean} */ expected) => {
    if (nameKey(name) && nameKey(name) === nameKey(nameNow(me, known))) return { name, state: /** @type {const} */ ("here"), made: "", merged: "", words: "This browser", expected };
    if (!arrival) return { name, state: /** @type {const} */ ("none"), made: "", merged: "", words: "None", expected };
    const { made, merged } = arrival;
    const isOld = Date.parse(now) - Date.parse(made) > WEEK;
    const words = `${dayLabel(dayOf(made))}${isOld ? ", more than a week old" : ""}`;
    return { name, state: isOld ? /** @type {const} */ ("old") : /** @type {const} */ ("recent"), made, merged, words, expected };
  };
  const names = people.filter((name, place) => nameKey(name) && people.findIndex((each) => nameKey(each) === nameKey(name)) === place);
  const others = [...come].filter(([key]) => !names.some((name) => nameKey(name) === key));
  return [
    ...names.map((name) => row(name, come.get(nameKey(name)), true)),
    ...others.map(([, arrival]) => row(arrival.by || "Somebody without a name", arrival, false)),
  ];
}
