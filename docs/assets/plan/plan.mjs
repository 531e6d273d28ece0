// A plan and the dates that follow from it: the same arithmetic as template_builder/plan/dates.py, held to it by
// tests/plan/plan_cases.toml. Pure: no page, no storage, no clock.

import { cleanLine } from "../base/clean-text.mjs";
import { addBusinessDays, addDays, isBusinessDay, isDay } from "../base/days.mjs";
import { guideItems } from "../base/guide-data.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("../base/guide-data.mjs").Guide} Guide
 * @typedef {{ name: string, roles: string[] }} Person
 * @typedef {"MDY" | "DMY"} DateOrder
 * @typedef {object} Plan A date that nobody has given yet is "".
 * @property {number} version
 * @property {number} revision
 * @property {string} calendarId what the ids of events end in, fixed when a calendar is first handed out; "" before
 * @property {string} handedOut a digest of the dates in the calendars that were handed out last; "" before
 * @property {Day} exportDay
 * @property {string} exportTime such as "13:00", as `cutOff`
 * @property {string} cutOff
 * @property {number} billingDay of the month, as `reconciliationDay`
 * @property {number} reconciliationDay
 * @property {Day[]} daysOff
 * @property {Day[]} worksOn public holidays on which the firm works
 * @property {Record<Day, string>} holidays
 * @property {Person[]} people
 * @property {string} firm
 * @property {string} region
 * @property {DateOrder} dateOrder as it is set in Clio
 * @property {number} rounding of time in Clio, in minutes
 * @property {string} zone
 * @property {string} system
 * @property {Day | ""} handOver when Clio gets the files; "" for the day of the export session
 * @property {Day | ""} expectedCompletion
 * @property {Day | ""} importConfirmed
 * @property {Day | ""} reviewEnd
 * @property {Day | ""} signOff
 * @property {Day | ""} usersInvited
 * @property {Day | ""} reportsDay
 * @typedef {import("../base/guide-data.mjs").Anchor} Anchor
 * @typedef {Record<Anchor, Day>} Anchors
 */

export const VERSION = 1;
const CALENDAR_ID = /^[a-z0-9]([a-z0-9-]{0,80}[a-z0-9])?$/;
const DIGEST = /^[0-9a-f]{8}$/;

// Business days, except for the Expert Q&A, which is counted in calendar days.
export const COUNTS = { shortest: 5, processing: 7, review: 3, catch_up: 5, expert_qa: 2 };

const ROUNDINGS = [1, 5, 6, 10, 12, 15, 20, 30, 60];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The plan in a text from storage or from a file, its own texts without controls; null where there is none that can be used.
 * @param {string | null} stored
 * @param {Partial<Plan>} [settings] those of the firm, for a plan of earlier days, which had none
 * @returns {Plan | null}
 */
export function readPlan(stored, { dateOrder, rounding } = {}) {
  let given;
  try {
    given = { dateOrder, rounding, ...JSON.parse(stored ?? "") };
  } catch {
    return null;
  }
  if (given?.version !== VERSION || !isDay(given.exportDay)) return null;
  /** @type {(value: unknown) => any[]} */
  const list = (value) => (Array.isArray(value) ? value : []);
  /** @type {(value: any, least: number, most: number, otherwise: number) => number} */
  const number = (value, least, most, otherwise) =>
    Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? cleanLine(value) : "");
  /** @type {(value: unknown, otherwise: string) => string} */
  const time = (value, otherwise) => (typeof value === "string" && TIME.test(value) ? value : otherwise);
  const day = (/** @type {unknown} */ value) => (isDay(value) ? value : "");
  return {
    version: VERSION,
    revision: number(given.revision, 0, 2 ** 31 - 1, 0),
    calendarId: CALENDAR_ID.test(given.calendarId) ? given.calendarId : "",
    handedOut: DIGEST.test(given.handedOut) ? given.handedOut : "",
    exportDay: given.exportDay,
    exportTime: time(given.exportTime, "13:00"),
    cutOff: time(given.cutOff, "12:00"),
    billingDay: number(given.billingDay, 1, 31, 31),
    reconciliationDay: number(given.reconciliationDay, 1, 31, 31),
    daysOff: list(given.daysOff).filter(isDay),
    worksOn: list(given.worksOn).filter(isDay),
    holidays: Object.fromEntries(
      Object.entries(given.holidays ?? {})
        .filter(([day, name]) => isDay(day) && typeof name === "string")
        .map(([day, name]) => [day, text(name)]),
    ),
    people: list(given.people)
      .filter((person) => typeof person?.name === "string")
      .map(({ name, roles }) => ({ name: cleanLine(name), roles: list(roles).filter((role) => typeof role === "string").map(cleanLine) })),
    firm: text(given.firm),
    region: text(given.region),
    dateOrder: ["MDY", "DMY"].includes(given.dateOrder) ? given.dateOrder : usualDateOrder(text(given.region)),
    rounding: ROUNDINGS.includes(given.rounding) ? given.rounding : 1,
    zone: text(given.zone),
    system: text(given.system),
    handOver: day(given.handOver),
    expectedCompletion: day(given.expectedCompletion),
    importConfirmed: day(given.importConfirmed),
    reviewEnd: day(given.reviewEnd),
    signOff: day(given.signOff),
    usersInvited: day(given.usersInvited),
    reportsDay: day(given.reportsDay),
  };
}

/**
 * Where dates are usually written month first.
 * @param {string} region
 */
export const isInUnitedStates = (region) => /^US(-|$)/.test(region);

/**
 * The order of dates that Clio's setting most likely has in a region.
 * @param {string} region
 * @returns {DateOrder}
 */
export const usualDateOrder = (region) => (isInUnitedStates(region) ? "MDY" : "DMY");

/**
 * Days on which the firm does not work, besides weekends.
 * @param {Pick<Plan, "holidays" | "worksOn" | "daysOff">} plan
 */
export function closedDays({ holidays, worksOn, daysOff }) {
  const days = new Set(Object.keys(holidays));
  for (const day of worksOn) days.delete(day);
  for (const day of daysOff) days.add(day);
  return days;
}

/**
 * The day of each anchor, known or planned.
 * @param {Plan} plan
 * @returns {Anchors}
 */
export function anchorDates(plan, closed = closedDays(plan)) {
  const after = (/** @type {Day} */ day, /** @type {number} */ count) => addBusinessDays(day, count, closed);
  const handOver = plan.handOver || plan.exportDay;
  const expected = plan.expectedCompletion || after(handOver, COUNTS.processing);
  const confirmed = plan.importConfirmed || expected;
  const reviewEnd = plan.reviewEnd || after(confirmed, COUNTS.review);
  return {
    "cut-off": plan.exportDay,
    export: plan.exportDay,
    "hand-over": handOver,
    "expected-completion": expected,
    "import-confirmed": confirmed,
    "review-end": reviewEnd,
    "sign-off": plan.signOff || after(reviewEnd, COUNTS.catch_up),
  };
}

/**
 * The day itself, or the next business day.
 * @param {Day} day
 * @param {Set<Day>} closed
 */
export const onBusinessDay = (day, closed) => (isBusinessDay(day, closed) ? day : addBusinessDays(day, 1, closed));

/** @param {Anchors} anchors */
export const expertQaUnmoved = (anchors) => addDays(anchors["expected-completion"], COUNTS.expert_qa);

/**
 * Whether something concerns a region such as "US-TX": a country stands for all its parts, and "" is any.
 * @param {string[] | undefined} regions those that it concerns, where that is not all
 * @param {string} region
 */
export const isOfRegion = (regions, region) => !regions || !region || regions.some((each) => each === region || each === region.split("-")[0]);

/**
 * The day of every item of the guide that concerns the plan's region, by its id.
 * @param {Plan} plan
 * @param {Pick<Guide, "checklists">} guide
 */
export function dueDates(plan, guide) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  /** @type {Map<string, Day>} */
  const days = new Map();
  for (const { due, id, regions } of guideItems(guide)) {
    if (!isOfRegion(regions, plan.region)) continue;
    const anchor = anchors[due.anchor];
    const day = due.business
      ? addBusinessDays(anchor, due.offset, closed)
      : onBusinessDay(addDays(anchor, due.offset), closed);
    days.set(id, day);
  }
  return days;
}

/**
 * How a due date is counted, in words; says so when its day was moved on to a business day.
 * @param {import("../base/guide-data.mjs").Due} due
 * @param {Anchors} anchors
 * @param {Day | undefined} day
 */
export function howCounted(due, anchors, day) {
  const moved = !due.business && day !== addDays(anchors[due.anchor], due.offset);
  return moved ? `${due.label}, moved on to a business day` : due.label;
}
