// The form of an entry, docs/decisions/0015: what is a moment, an id, a signature. Pure. The one place for what is read and what
// is written: `openEntry` makes what storage has fit it, entry-check.mjs says in words what a file has of another form.

import { cleanLine, cleanLines } from "../base/clean-text.mjs";
import { MOST } from "./entry-done.mjs";
import { ownerOf } from "./persons.mjs";

/**
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {{ ticks: Tick[], notes: Note[], seen: Map<string, string>, more: string }} Opened
 *   The changes of an entry by kind, the last change of each browser that it includes, and what has another form, as text.
 * @typedef {Record<string, (value: unknown) => boolean>} Fields Whether a value is one that the field of this name may have.
 */

const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const ID = /^[a-z0-9:-]{1,80}$/;
const SIGNATURE = /^[a-z0-9:-]{1,80}(@[a-z0-9:-]{1,80})?$/; // browser, mark of its page, and where the change is from

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const matches = (/** @type {RegExp} */ form) => (/** @type {unknown} */ value) => typeof value === "string" && form.test(value);
export const isId = matches(ID);
export const isReplica = matches(/^[a-z0-9-]{1,60}$/);
const isDayText = matches(/^\d{4}-\d\d-\d\d$/);
export const isSignature = matches(SIGNATURE);

export const byText = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A moment that exists and has a later one: what JavaScript makes of it is the same text.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isMoment(value) {
  if (typeof value !== "string" || !MOMENT.test(value) || value >= "2100") return false;
  if (value.slice(8, 10) <= "28") return true; // in every month, so there is no need to ask; files have thousands of moments
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

// What the fields of a tick, a note and an entry may hold

const isText = (/** @type {number} */ most) => (/** @type {unknown} */ value) => typeof value === "string" && value.length <= most;
const isAt = (/** @type {unknown} */ value) => value === "" || isMoment(value);
const isSeen = (/** @type {unknown} */ value) => {
  const pairs = Object.entries(isTable(value) ? value : { "": value });
  return pairs.length <= MOST.seen && pairs.every(([r, at]) => isSignature(r) && isAt(at));
};
const SIGNED = { at: isAt, r: isSignature, when: isAt };

/** @type {Fields} */
export const TICK = { done: (value) => typeof value === "boolean", by: isText(MOST.name), day: isDayText, ...SIGNED };
/** @type {Fields} */
export const NOTE = { by: isText(MOST.name), on: isText(MOST.day), note: isText(MOST.text), writer: isText(MOST.name), ...SIGNED };
/** @type {Fields} */
export const ENTRY = {
  evidence: (value) => isTable(value) && isLoose(value, NOTE),
  others: (value) => Array.isArray(value) && value.length <= MOST.others && value.every((each) => isTable(each) && isLoose(each, fieldsOf(each))),
  seen: isSeen,
  more: isText(MOST.text),
};

export const fieldsOf = (/** @type {object} */ change) => (Object.hasOwn(change, "done") ? TICK : NOTE);

/**
 * Whether a field is one that a stored entry may have. Any may be missing there, and a signature blank.
 * @param {Fields} fields
 * @returns {(pair: [string, unknown]) => boolean}
 */
const isField = (fields) => ([key, value]) => value === undefined || (Object.hasOwn(fields, key) && fields[key](value)) || (key === "r" && value === "");

/**
 * @param {Record<string, unknown>} value
 * @param {Fields} fields
 */
const isLoose = (value, fields) => Object.entries(value).every(isField(fields));

// Reading what may have another form

const line = (/** @type {unknown} */ value, /** @type {number} */ most) => (typeof value === "string" ? cleanLine(value).slice(0, most) : "");
const name = (/** @type {unknown} */ value) => line(value, MOST.name);
const lines = (/** @type {unknown} */ value) => (typeof value === "string" ? cleanLines(value).slice(0, MOST.text) : "");
const moment = (/** @type {unknown} */ value) => (value === "" || isMoment(value) ? value : undefined);

/**
 * An unsigned change is that of `me`, a browser or its signature; what does not have the form is kept as a text in `more`.
 * @param {unknown} entry
 * @param {string} me
 * @returns {Opened}
 */
export function openEntry(entry, me) {
  const { done, at, by, r, when, day, evidence, seen, others } = isTable(entry) ? entry : {};
  const all = [{ done, at, by, r, when, day }, evidence, ...(Array.isArray(others) ? others.slice(0, MOST.others) : [])].filter(isTable);
  const signed = (/** @type {Record<string, any>} */ { at, r, when }) => ({ at: isMoment(at) ? at : "", r: isSignature(r) ? r : ownerOf(me), when: moment(when) });
  const ticks = all
    .filter((change) => typeof change.done === "boolean")
    .map((change) => ({ done: change.done, by: name(change.by) || undefined, day: isDayText(change.day) ? change.day : undefined, ...signed(change) }));
  const notes = all
    .filter((change) => !Object.hasOwn(change, "done"))
    .map(({ by, on, note, writer, ...change }) => ({
      by: name(by),
      on: line(on, MOST.day),
      note: lines(note),
      writer: typeof writer === "string" ? name(writer) : undefined,
      ...signed(change),
    }));
  const pairs = Object.entries(isTable(seen) ? seen : {}).filter(([r, at]) => isSignature(r) && moment(at) !== undefined);
  const made = [...ticks, ...notes].filter(({ r }) => r).map(({ r, at }) => /** @type {[string, string]} */ ([r, at]));
  return { ticks, notes, seen: latest(pairs, made), more: remainder(entry) };
}

/**
 * The later moment of each browser.
 * @param {...[string, string][]} pairs
 * @returns {Map<string, string>}
 */
export function latest(...pairs) {
  const found = new Map();
  for (const [r, at] of pairs.flat()) if (!(found.get(r) >= at)) found.set(r, at);
  return found;
}

const isKnown = isField({ ...TICK, ...ENTRY });

/**
 * As a text: what an entry has beside its form, or in the place of one of its fields.
 * @param {unknown} entry
 */
function remainder(entry) {
  if (entry === undefined) return "";
  if (!isTable(entry)) return asText(entry);
  const rest = Object.entries(entry).filter((pair) => !isKnown(pair));
  const more = typeof entry.more === "string" ? lines(entry.more) : "";
  if (!rest.length) return more;
  return asText(Object.fromEntries(more ? [["more", more], ...rest.filter(([key]) => key !== "more")] : rest));
}

/**
 * A value of any form as text, as much of it as a text may have.
 * @param {unknown} value
 */
export function asText(value) {
  try {
    return lines(JSON.stringify(value));
  } catch {
    return "(nested too deeply)";
  }
}

/**
 * In one order only, so that equal entries are equal texts. An item on which people disagree is open.
 * @param {Opened} opened
 * @returns {import("./entries.mjs").Entry}
 */
export function closeEntry({ ticks, notes, seen, more }) {
  const since = (/** @type {Tick} */ change) => change.when ?? change.at;
  const signature = (/** @type {Tick | Note} */ a, /** @type {Tick | Note} */ b) => byText(a.r, b.r) || byText(JSON.stringify(a), JSON.stringify(b));
  const [first, ...ticked] = [...ticks].sort((a, b) => Number(a.done) - Number(b.done) || byText(since(a), since(b)) || signature(a, b));
  const [last, ...written] = [...notes].sort((a, b) => byText(b.at, a.at) || signature(a, b));
  /** @type {import("./entries.mjs").Entry} */
  const entry = { ...first };
  if (more) entry.more = more;
  if (last) entry.evidence = last;
  if (seen.size) entry.seen = Object.fromEntries(newest(seen));
  if (ticked.length || written.length) entry.others = [...ticked, ...written];
  return entry;
}

// What was seen longest ago is forgotten first; the worst that can come of it is a question that was answered before.
function newest(/** @type {Map<string, string>} */ seen) {
  const pairs = [...seen].sort(([a, x], [b, y]) => byText(y, x) || byText(a, b));
  return pairs.slice(0, MOST.seen).sort(([a], [b]) => byText(a, b));
}

export const readEntry = (/** @type {unknown} */ entry) => closeEntry(openEntry(entry, ""));
