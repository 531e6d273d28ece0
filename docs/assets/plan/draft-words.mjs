// What a draft says to others while the site still shows the firm's plan: one line, a note to IT, a message to colleagues. Pure.

import { dayLabel } from "../base/days.mjs";
import { clock } from "./zone-time.mjs";

/**
 * @typedef {import("./plan.mjs").Plan} Plan
 * @typedef {import("./milestones.mjs").PlanRow} PlanRow
 */

const TOLD = ["cut-off", "export-session", "hand-over", "expected-completion", "review", "sign-off"];

/**
 * @param {Plan | null} published
 * @param {Plan} draft
 */
export function differenceWords(published, draft) {
  const day = dayLabel(draft.exportDay);
  if (published?.exportDay === draft.exportDay) return `The site and your draft both say ${day}, but differ in other points.`;
  return `${siteWords(published)} Your draft says ${day}.`;
}

/** @param {Plan | null} published */
export const unfinishedWords = (published) => `${siteWords(published)} What the form holds is your draft, and not a plan yet.`;

const siteWords = (/** @type {Plan | null} */ published) =>
  published ? `The site shows ${dayLabel(published.exportDay)}.` : "The site shows no dates yet.";

/** @param {number} count */
export function untilWords(count) {
  const lines = count === 1 ? "this line" : `these ${count} lines`;
  return `Nobody else sees your draft until IT changes ${lines} of your firm’s file and builds the site again.`;
}

/**
 * @param {Plan | null} published
 * @param {Plan} draft
 * @param {string} lines
 */
export function noteToIt(published, draft, lines) {
  const session = `the export session on ${dayLabel(draft.exportDay)}`;
  const moves = published && published.exportDay !== draft.exportDay;
  return [
    moves ? `Our export session moves from ${dayLabel(published.exportDay)} to ${dayLabel(draft.exportDay)}.` : `Our plan for ${session} has changed.`,
    "Please change these lines of our firm's file (firm.toml). Each takes the place of the line with the same name in its table, or is added to that table. All other lines stay: rates, matters, categories, people.",
    "",
    lines,
    "",
    "Then run: make build FIRM=path/to/our-firm.toml",
    `Put the folder site/ on the server. The page "Plan the move" should then show ${session}.`,
    "",
  ].join("\n");
}

/**
 * The dates that colleagues have to know, with those they replace; "" where none of them has changed.
 * @param {{ plan: Plan, rows: PlanRow[] } | null} published
 * @param {{ plan: Plan, rows: PlanRow[] }} draft
 * @param {string} howTo the address of the page on calendars
 */
export function messageToColleagues(published, draft, howTo) {
  const before = new Map(published?.rows.map((row) => [row.id, whenWords(published.plan, row)]));
  let moved = false;
  const lines = draft.rows.filter(({ id }) => TOLD.includes(id)).map((row) => {
    const [now, earlier] = [whenWords(draft.plan, row), before.get(row.id)];
    if (earlier !== now) moved = true;
    const was = earlier && earlier !== now ? ` (it was ${earlier})` : "";
    return `${row.title}: ${now}${was}`;
  });
  if (!moved) return "";
  return [
    published ? "The dates of our move to Clio Manage have changed:" : "The dates of our move to Clio Manage:",
    "",
    ...lines,
    "",
    "After the cut-off, nobody enters anything in the old system.",
    `If you have put the dates into your calendar, take out the old ones and bring in the new file: ${howTo}`,
    "",
  ].join("\n");
}

function whenWords(/** @type {Plan} */ plan, /** @type {PlanRow} */ { start, end, time }) {
  const at = time ? ` at ${clock(plan, time)}` : "";
  return dayLabel(start) + at + (end === start ? "" : ` to ${dayLabel(end)}`);
}
