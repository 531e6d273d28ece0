// The lines of a firm's file that have to change before its site shows a draft; every other line stays as it is. Pure.

import { firmValues, planValues, tomlLines } from "./firm-toml.mjs";

/**
 * @typedef {import("../plan/plan.mjs").Plan} Plan
 * @typedef {{ firm: import("../plan/plan-data.mjs").FirmSettings, plan: Plan | null }} Published what the site was built with
 * @typedef {{ table: string, lines: string[] }} Change a table of the file, and its lines that are new, other, or to be deleted
 */

const DELETE = "# Delete the line: ";

/**
 * @param {Published} published
 * @param {Plan} draft
 * @returns {Change[]}
 */
export function firmChanges({ firm, plan }, draft) {
  const changes = [
    { table: "firm", lines: changed(firmValues(firm), firmValues(draft)) },
    { table: "plan", lines: changed(plan ? planValues(plan) : {}, planValues(draft)) },
  ];
  return changes.filter(({ lines }) => lines.length);
}

/**
 * The changes as a text to copy. A table that the file has is named in a comment: TOML takes its header only once.
 * @param {Published} published
 * @param {Change[]} changes
 */
export const changesText = ({ plan }, changes) =>
  changes.map(({ table, lines }) => [table === "plan" && !plan ? "[plan]" : `# In the table [${table}]:`, ...lines].join("\n")).join("\n\n");

/** @type {(before: import("./firm-toml.mjs").Values, after: import("./firm-toml.mjs").Values) => string[]} */
function changed(before, after) {
  const other = Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value));
  const gone = Object.fromEntries(Object.entries(before).filter(([key]) => !(key in after)));
  return [...tomlLines(other), ...tomlLines(gone).map((line) => DELETE + line)];
}
