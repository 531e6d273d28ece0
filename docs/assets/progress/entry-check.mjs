// Whether the entries of a file have the form of entry-form.mjs, and why not, in words; whose browser is whose. Pure. A checklist
// does without.

import { cleanLine } from "../base/clean-text.mjs";
import { MOST } from "./entry-done.mjs";
import { byText, ENTRY, fieldsOf, isId, isTable, NOTE, TICK } from "./entry-form.mjs";

/**
 * @typedef {(value: unknown) => string} Check What is wrong with a value, or "".
 * @typedef {Record<string, Check>} Checks The check of each key that a table may have.
 */

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

export const UNREADABLE = "cannot be read";
const OPTIONAL = { tick: ["by", "day", "when"], note: ["writer", "when"] };
/** @type {Record<string, number>} */
const LONGEST = { by: MOST.name, writer: MOST.name, on: MOST.day, note: MOST.text, more: MOST.text };

/**
 * @param {(value: unknown) => boolean} fits
 * @returns {Check}
 */
export const is = (fits) => (value) => (fits(value) ? "" : UNREADABLE);

/**
 * @param {number} most
 * @returns {Check}
 */
export const textUpTo = (most) => (value) => {
  if (typeof value !== "string") return UNREADABLE;
  return value.length > most ? `has more than ${most} characters` : "";
};

/**
 * A table with known keys only. The words say which key: "at" of "evidence" cannot be read.
 * @param {Record<string, unknown>} value
 * @param {Checks} checks
 * @param {string} [where]
 */
export function tableFault(value, checks, where = "") {
  const named = (/** @type {string} */ key) => `"${cleanLine(key).slice(0, 60)}"${where}`;
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(checks, key));
  if (unknown !== undefined) return `${named(unknown)} is nothing that this page knows`;
  for (const [key, check] of Object.entries(checks)) {
    const fault = check(Object.hasOwn(value, key) ? value[key] : undefined);
    if (fault) return `${named(key)} ${fault}`;
  }
  return "";
}

/**
 * The checks of a tick or a note of a file whose latest moment may be `latest`.
 * @param {import("./entry-form.mjs").Fields} fields
 * @param {string[]} optional
 * @param {string} latest
 * @returns {Checks}
 */
function checksOf(fields, optional, latest) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, fits]) => {
      /** @type {Check} */
      const check = (value) => {
        if (value === undefined && optional.includes(key)) return "";
        if (!fits(value)) return key in LONGEST ? textUpTo(LONGEST[key])(value) || UNREADABLE : UNREADABLE;
        return (key === "at" || key === "when") && String(value) > latest ? "is later than the file itself" : "";
      };
      return [key, check];
    }),
  );
}

/**
 * What says what is wrong with an entry of a file whose latest moment may be `latest`; "" for nothing.
 * @param {string} latest
 * @returns {Check}
 */
export function entryCheck(latest) {
  const tick = checksOf(TICK, OPTIONAL.tick, latest);
  const note = checksOf(NOTE, OPTIONAL.note, latest);
  /** @type {Check} */
  const seen = (value) => {
    if (!isTable(value)) return UNREADABLE;
    if (Object.keys(value).length > MOST.seen) return `has more than ${MOST.seen} browsers`;
    return ENTRY.seen(value) && Object.values(value).every((at) => at <= latest) ? "" : UNREADABLE;
  };
  // The changes in it are looked at below, each with words of its own.
  const optional = (/** @type {Check} */ check) => (/** @type {unknown} */ value) => (value === undefined ? "" : check(value));
  const entry = { seen, evidence: optional(is(isTable)), others: optional(is(Array.isArray)), more: optional(textUpTo(MOST.text)) };

  return (value) => {
    if (!isTable(value)) return `"entry" ${UNREADABLE}`;
    const fault = tableFault(value, { ...entry, ...(Object.hasOwn(value, "done") && tick) });
    if (fault) return fault;
    const others = value.others ?? [];
    if (others.length > MOST.others) return `"others" has more than ${MOST.others} answers`;
    const changes = [...(value.evidence ? [[value.evidence, "evidence"]] : []), ...others.map((/** @type {unknown} */ each) => [each, "others"])];
    for (const [change, key] of changes) {
      if (!isTable(change)) return `"${key}" ${UNREADABLE}`;
      const checks = key === "others" && fieldsOf(change) === TICK ? tick : note;
      const inside = tableFault(change, checks, ` of "${key}"`);
      if (inside) return inside;
    }
    return "";
  };
}

/**
 * Whose browser is whose; what has another form is left out.
 * @param {unknown} people
 * @returns {Record<string, string>}
 */
export function readPeople(people) {
  const pairs = Object.entries(isTable(people) ? people : {}).filter(([r, owner]) => isId(r) && typeof owner === "string");
  return Object.fromEntries(pairs.slice(0, MOST.people).map(([r, owner]) => [r, cleanLine(/** @type {string} */ (owner)).slice(0, MOST.name)]));
}
