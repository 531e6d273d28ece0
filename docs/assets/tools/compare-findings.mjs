// What has changed between two checks of the same file. Pure.

import { plural } from "../base/plural.mjs";

/**
 * @typedef {"error" | "warning" | "note"} Severity
 * @typedef {{ kind: string, severity: Severity, sheet: string, cell: string, value: string, message: string, fix: string, clio: string }} Finding
 *   A finding in the JSON of `check`; `clio` is what Clio would do.
 * @typedef {{ gone: number, remaining: number, added: Set<number> }} Comparison
 *   `added` holds the places of the new findings in the later list.
 */

const key = (/** @type {Finding} */ { kind, sheet, cell, value }) => JSON.stringify([kind, sheet, cell, value]);

/**
 * @param {Finding[]} before
 * @param {Finding[]} now
 * @returns {Comparison}
 */
export function compareFindings(before, now) {
  const open = new Map();
  for (const finding of before) open.set(key(finding), (open.get(key(finding)) ?? 0) + 1);
  const added = new Set();
  now.forEach((finding, place) => {
    const left = open.get(key(finding)) ?? 0;
    if (left) open.set(key(finding), left - 1);
    else added.add(place);
  });
  const remaining = now.length - added.size;
  return { gone: before.length - remaining, remaining, added };
}

/** @param {Comparison} comparison */
export function comparisonWords({ gone, remaining, added }) {
  if (!gone && !remaining && !added.size) return "Since the last check: no findings then or now.";
  return `Since the last check: ${plural(gone, "finding")} gone, ${remaining} still there, ${added.size} new.`;
}
