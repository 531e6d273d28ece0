// What speaks against the dates of a plan, each point with its reason: the same as template_builder/plan/warnings.py. Pure.

import { addBusinessDays, addDays, businessDaysBetween, dayLabel, isDayOfMonth, isWeekend, weekday } from "../base/days.mjs";
import { plural } from "../base/plural.mjs";
import { COUNTS, anchorDates, closedDays } from "./plan.mjs";
import { filled, regionWords } from "./plan-data.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("./plan.mjs").Plan} Plan
 * @typedef {import("./plan.mjs").Anchors} Anchors
 * @typedef {Pick<import("./plan-data.mjs").PlanData, "warnings" | "systems" | "regions" | "years">} Data
 * @typedef {Generator<[id: string, values: Record<string, string | number>]>} Found
 * @typedef {{ id: string } & import("./plan-data.mjs").WarningText} PlanWarning
 */

const FRIDAY = 5;

/**
 * @param {Plan} plan
 * @param {Data} data
 * @returns {PlanWarning[]}
 */
export function planWarnings(plan, data) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  const found = [
    ...coordinatorWarnings(plan),
    ...exportWarnings(plan, closed),
    ...userWarnings(plan, anchors),
    ...reportWarnings(plan, data),
    ...completionWarnings(plan, anchors, closed),
    ...blackoutWarnings(plan, anchors),
    ...reviewWarnings(plan, anchors, closed),
    ...signOffWarnings(anchors),
    ...holidayWarnings(plan, anchors, data),
  ];
  return found.map(([id, values]) => {
    const { message, why, todo } = data.warnings[id];
    return { id, message: filled(message, values), why, todo };
  });
}

/**
 * @param {Plan} plan
 * @returns {Found}
 */
function* coordinatorWarnings({ people }) {
  if (people.length && !people.some(({ roles }) => roles.includes("coordinator"))) yield ["no-coordinator", {}];
}

/**
 * @param {Plan} plan
 * @param {Set<Day>} closed
 * @returns {Found}
 */
function* exportWarnings(plan, closed) {
  const day = plan.exportDay;
  if (weekday(day) === FRIDAY) yield ["export-on-friday", { day: dayLabel(day) }];
  const next = addBusinessDays(day, 1, closed);
  for (let each = addDays(day, 1); each < next; each = addDays(each, 1)) {
    if (closed.has(each)) {
      yield ["export-before-holiday", { day: dayLabel(day), holiday: named(plan, each) }];
      return;
    }
  }
}

/**
 * @param {Plan} plan
 * @param {Anchors} anchors
 * @returns {Found}
 */
function* userWarnings({ usersInvited }, anchors) {
  const imported = anchors["import-confirmed"];
  if (!usersInvited) yield ["users-not-dated", {}];
  else if (usersInvited >= imported) {
    yield ["users-invited-late", { day: dayLabel(usersInvited), import: dayLabel(imported) }];
  }
}

/**
 * @param {Plan} plan
 * @param {Data} data
 * @returns {Found}
 */
function* reportWarnings({ system, reportsDay, exportDay }, { systems }) {
  const own = systems.find(({ id }) => id === system);
  if (own?.todayOnly.length && reportsDay && reportsDay !== exportDay) {
    const values = { system: own.name, reports: own.todayOnly.join(", ") };
    yield ["reports-not-on-cut-off", { day: dayLabel(reportsDay), cut_off: dayLabel(exportDay), ...values }];
  }
}

/**
 * @param {Plan} plan
 * @param {Anchors} anchors
 * @param {Set<Day>} closed
 * @returns {Found}
 */
function* completionWarnings(plan, anchors, closed) {
  const day = plan.importConfirmed || plan.expectedCompletion;
  if (!day) return;
  const handOver = anchors["hand-over"];
  const count = businessDaysBetween(handOver, day, closed).length;
  if (count < COUNTS.shortest) yield ["completion-early", { day: dayLabel(day), count: counted(count), hand_over: dayLabel(handOver) }];
}

/**
 * On the day of the export session both are done before the cut-off: closing on a month end is good.
 * @param {Plan} plan
 * @param {Anchors} anchors
 * @returns {Found}
 */
function* blackoutWarnings(plan, anchors) {
  const texts = [];
  for (let day = addDays(plan.exportDay, 1); day <= anchors["review-end"]; day = addDays(day, 1)) {
    const jobs = [];
    if (isDayOfMonth(day, plan.billingDay)) jobs.push("billing run");
    if (isDayOfMonth(day, plan.reconciliationDay)) jobs.push("trust reconciliation");
    if (jobs.length) texts.push(`${jobs.join(" and ")} on ${dayLabel(day)}`);
  }
  if (texts.length) yield ["blackout", { days: texts.join("; ") }];
}

/**
 * @param {Plan} plan
 * @param {Anchors} anchors
 * @param {Set<Day>} closed
 * @returns {Found}
 */
function* reviewWarnings(plan, anchors, closed) {
  const confirmed = anchors["import-confirmed"];
  const last = anchors["review-end"];
  const count = businessDaysBetween(confirmed, last, closed).length;
  if (count < COUNTS.review) yield ["review-short", { count: counted(count), day: dayLabel(last) }];
  const inside = [...closed].sort().filter((day) => day > confirmed && day <= last && !isWeekend(day));
  if (inside.length && !plan.reviewEnd) {
    const earlier = dayLabel(addBusinessDays(confirmed, COUNTS.review, new Set()));
    yield ["review-holidays", { days: inside.map((day) => named(plan, day)).join("; "), earlier }];
  }
}

/**
 * @param {Anchors} anchors
 * @returns {Found}
 */
function* signOffWarnings(anchors) {
  const [day, end] = [anchors["sign-off"], anchors["review-end"]];
  if (day <= end) yield ["sign-off-early", { day: dayLabel(day), review_end: dayLabel(end) }];
}

/**
 * @param {Plan} plan
 * @param {Anchors} anchors
 * @param {Data} data
 * @returns {Found}
 */
function* holidayWarnings(plan, anchors, { regions, years: [first, last] }) {
  const known = regions.some(([id]) => id === plan.region);
  const years = new Set([plan.exportDay, anchors["sign-off"]].map((day) => Number(day.slice(0, 4))));
  const unknown = [...years].sort().filter((year) => !known || year < first || year > last);
  if (unknown.length) yield ["holidays-unknown", { region: regionWords(plan.region, regions), year: unknown.join(" and ") }];
}

const named = (/** @type {Plan} */ plan, /** @type {Day} */ day) => `${dayLabel(day)} (${plan.holidays[day] ?? "day off"})`;
const counted = (/** @type {number} */ count) => plural(count, "business day");
