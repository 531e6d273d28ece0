// Whether the entries of a file have the form of entry-form.mjs, and why not; whose browser is whose. Pure. A checklist does without.

import { cleanLine } from "../base/clean-text.mjs";
import { fieldsUpTo, isId, isTable, MOST, tableFault, UNREADABLE } from "./entry-form.mjs";

/**
 * What says what is wrong with an entry of a file whose latest moment may be `latest`; "" for nothing.
 * @param {string} latest
 * @returns {import("./entry-form.mjs").Check}
 */
export function entryCheck(latest) {
  const fields = fieldsUpTo(latest);
  return (entry) => (isTable(entry) ? entryFault(entry, fields) : `"entry" ${UNREADABLE}`);
}

/**
 * @param {Record<string, any>} entry
 * @param {ReturnType<typeof fieldsUpTo>} fields
 */
function entryFault(entry, fields) {
  const isTick = Object.hasOwn(entry, "done");
  const fault = tableFault(entry, { ...fields.entry, ...(isTick && fields.tick) });
  if (fault) return fault;
  const others = entry.others ?? [];
  if (others.length > MOST.others) return `"others" has more than ${MOST.others} answers`;
  const changes = [...(entry.evidence ? [[entry.evidence, "evidence"]] : []), ...others.map((/** @type {unknown} */ each) => [each, "others"])];
  for (const [change, key] of changes) {
    if (!isTable(change)) return `"${key}" ${UNREADABLE}`;
    const form = key === "others" && Object.hasOwn(change, "done") ? fields.tick : fields.note;
    const inside = tableFault(change, form, ` of "${key}"`);
    if (inside) return inside;
  }
  return "";
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
