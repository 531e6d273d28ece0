// The form of an entry, docs/decisions/0015: what is a moment, an id, a signature. Pure. The one place for what is read and what
// is written: `openEntry` makes what storage has fit it, entry-check.mjs refuses what a file has of another form.

import { cleanLine, cleanLines } from "../base/clean-text.mjs";

// Texts in characters, the others in number: `seen` and `others` of an entry, names of browsers. Several times what a large firm
// comes to.
/**
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {{ ticks: Tick[], notes: Note[], seen: Map<string, string>, more: string }} Opened
 *   The changes of an entry by kind, the last change of each browser that it includes, and what has another form, as text.
 * @typedef {(value: unknown) => string} Check What is wrong with a value, or "".
 * @typedef {Record<string, Check>} Fields The check of each key that a table may have.
 */

export const MOST = { name: 200, day: 40, text: 20_000, seen: 200, others: 200, people: 1000 };

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
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
export const isSignature = matches(SIGNATURE);

/** The browser of a signature. */
export const ownerOf = (/** @type {string} */ r) => r.split(/[:@]/)[0];
export const byText = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A moment that exists and has a later one: what JavaScript makes of it is the same text.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isMoment(value) {
  if (typeof value !== "string" || !MOMENT.test(value) || value >= "2100") return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

/**
 * The same text for the same value, in whatever order its keys were written.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isTable(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const pairs = keys.sort(byText).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join()}}`;
}

// Checks

export const UNREADABLE = "cannot be read";

/**
 * @param {(value: unknown) => boolean} check
 * @returns {Check}
 */
export const is = (check) => (value) => (check(value) ? "" : UNREADABLE);

/**
 * @param {Check} check
 * @returns {Check}
 */
const optional = (check) => (value) => (value === undefined ? "" : check(value));

/**
 * @param {number} most
 * @returns {Check}
 */
export const textUpTo = (most) => (value) => {
  if (typeof value !== "string") return UNREADABLE;
  return value.length > most ? `has more than ${most} characters` : "";
};

/**
 * @param {string} latest
 * @returns {Check}
 */
const momentUpTo = (latest) => (value) => {
  if (value !== "" && !isMoment(value)) return UNREADABLE;
  return value > latest ? "is later than the file itself" : "";
};

/**
 * A table with known keys only. The words say which key: "at" of "evidence" cannot be read.
 * @param {Record<string, unknown>} value
 * @param {Fields} fields
 * @param {string} [where]
 */
export function tableFault(value, fields, where = "") {
  const named = (/** @type {string} */ key) => `"${cleanLine(key).slice(0, 60)}"${where}`;
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
  if (unknown !== undefined) return `${named(unknown)} is nothing that this page knows`;
  for (const [key, check] of Object.entries(fields)) {
    const fault = check(Object.hasOwn(value, key) ? value[key] : undefined);
    if (fault) return `${named(key)} ${fault}`;
  }
  return "";
}

/**
 * The checks of a tick, a note and an entry of a file whose latest moment may be `latest`.
 * @param {string} latest
 */
export function fieldsUpTo(latest) {
  const at = momentUpTo(latest);
  const [name, day, text] = [textUpTo(MOST.name), textUpTo(MOST.day), textUpTo(MOST.text)];
  const signed = { at, r: is(isSignature), when: optional(at) };
  const tick = { done: is((done) => typeof done === "boolean"), by: optional(name), ...signed };
  const note = { by: name, on: day, note: text, writer: optional(name), ...signed };
  const seen = (/** @type {unknown} */ value) => {
    if (!isTable(value)) return UNREADABLE;
    const pairs = Object.entries(value);
    if (pairs.length > MOST.seen) return `has more than ${MOST.seen} browsers`;
    return pairs.every(([r, moment]) => isSignature(r) && !at(moment)) ? "" : UNREADABLE;
  };
  return { tick, note, entry: { seen, evidence: optional(is(isTable)), others: optional(is(Array.isArray)), more: optional(text) } };
}

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
  const { done, at, by, r, when, evidence, seen, others } = isTable(entry) ? entry : {};
  const all = [{ done, at, by, r, when }, evidence, ...(Array.isArray(others) ? others.slice(0, MOST.others) : [])].filter(isTable);
  const signed = (/** @type {Record<string, any>} */ { at, r, when }) => ({ at: isMoment(at) ? at : "", r: isSignature(r) ? r : ownerOf(me), when: moment(when) });
  const ticks = all
    .filter((change) => typeof change.done === "boolean")
    .map((change) => ({ done: change.done, by: name(change.by) || undefined, ...signed(change) }));
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

/**
 * As a text: what an entry has beside its form, or in the place of one of its fields.
 * @param {unknown} entry
 */
function remainder(entry) {
  if (entry === undefined) return "";
  if (!isTable(entry)) return asText(entry);
  const rest = Object.entries(entry).filter(([key, value]) => !Object.hasOwn(LOOSE, key) || LOOSE[key](value));
  const more = typeof entry.more === "string" ? lines(entry.more) : "";
  if (!rest.length) return more;
  return asText(Object.fromEntries(more ? [["more", more], ...rest.filter(([key]) => key !== "more")] : rest));
}

/**
 * The fields of stored entries, which may be unsigned and lack any of them.
 * @type {Fields}
 */
const LOOSE = (() => {
  const { tick, note, entry } = fieldsUpTo("2100");
  const loose = (/** @type {Fields} */ fields) => Object.fromEntries(Object.entries(fields).map(([key, check]) => [key, optional(check)]));
  const unsigned = { r: optional(is((r) => r === "" || isSignature(r))) };
  const [ticks, notes] = [tick, note].map((fields) => ({ ...loose(fields), ...unsigned }));
  const fits = (/** @type {unknown} */ change) => isTable(change) && !tableFault(change, Object.hasOwn(change, "done") ? ticks : notes);
  const evidence = is((value) => isTable(value) && !tableFault(value, notes));
  const others = is((value) => Array.isArray(value) && value.length <= MOST.others && value.every(fits));
  return { ...ticks, ...loose({ ...entry, evidence, others }) };
})();

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
  const signature = (/** @type {Tick | Note} */ a, /** @type {Tick | Note} */ b) => byText(a.r, b.r) || byText(canonical(a), canonical(b));
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
