// A plan and the dates that follow from it: the same arithmetic as template_builder/plan/dates.py, held to it by
// tests/plan/plan_cases.toml. Pure: no page, no storage, no clock. Days are texts such as "2027-01-14".

import { cleanLine } from "../base/clean-text.mjs";
import { addBusinessDays, addDays, isBusinessDay, isDay } from "../base/days.mjs";
import { guideItems } from "../base/guide-data.mjs";

export const VERSION = 1;

// Business days, except for the Expert Q&A, which is counted in calendar days.
export const COUNTS = { shortest: 5, processing: 7, review: 3, catch_up: 5, expert_qa: 2 };

const DAYS = ["expectedCompletion", "importConfirmed", "reviewEnd", "signOff", "usersInvited", "reportsDay"];
const TEXTS = ["firm", "region", "zone", "system"];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

// The plan in a text from storage or from a file, its own texts without controls; null where there is none that can be used.
export function readPlan(stored) {
  let given;
  try {
    given = JSON.parse(stored);
  } catch {
    return null;
  }
  if (given?.version !== VERSION || !isDay(given.exportDay)) return null;
  const list = (value) => (Array.isArray(value) ? value : []);
  const number = (value, least, most, otherwise) =>
    Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
  const text = (value) => (typeof value === "string" ? cleanLine(value) : "");
  const time = (value, otherwise) => (typeof value === "string" && TIME.test(value) ? value : otherwise);
  const plan = {
    version: VERSION,
    revision: number(given.revision, 0, 2 ** 31 - 1, 0),
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
        .map(([day, name]) => [day, cleanLine(name)]),
    ),
    people: list(given.people)
      .filter((person) => typeof person?.name === "string")
      .map(({ name, roles }) => ({ name: cleanLine(name), roles: list(roles).filter((role) => typeof role === "string").map(cleanLine) })),
  };
  for (const key of TEXTS) plan[key] = text(given[key]);
  for (const key of DAYS) plan[key] = isDay(given[key]) ? given[key] : "";
  return plan;
}

// Where dates are usually written month first.
export const isInUnitedStates = (region) => /^US(-|$)/.test(region);

// Weekdays on which the firm does not work.
export function closedDays({ holidays, worksOn, daysOff }) {
  const days = new Set(Object.keys(holidays));
  for (const day of worksOn) days.delete(day);
  for (const day of daysOff) days.add(day);
  return days;
}

// The day of each anchor, known or planned.
export function anchorDates(plan, closed = closedDays(plan)) {
  const after = (day, count) => addBusinessDays(day, count, closed);
  const expected = plan.expectedCompletion || after(plan.exportDay, COUNTS.processing);
  const confirmed = plan.importConfirmed || expected;
  const reviewEnd = plan.reviewEnd || after(confirmed, COUNTS.review);
  return {
    "cut-off": plan.exportDay,
    export: plan.exportDay,
    "expected-completion": expected,
    "import-confirmed": confirmed,
    "review-end": reviewEnd,
    "sign-off": plan.signOff || after(reviewEnd, COUNTS.catch_up),
  };
}

// The day itself, or the next business day.
export const onBusinessDay = (day, closed) => (isBusinessDay(day, closed) ? day : addBusinessDays(day, 1, closed));

export const expertQaUnmoved = (anchors) => addDays(anchors["expected-completion"], COUNTS.expert_qa);

// The day of every item of the guide (assets/guide/guide.json): a Map from its id.
export function dueDates(plan, guide) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  const days = new Map();
  for (const { due, id } of guideItems(guide)) {
    const anchor = anchors[due.anchor];
    const day = due.business
      ? addBusinessDays(anchor, due.offset, closed)
      : onBusinessDay(addDays(anchor, due.offset), closed);
    days.set(id, day);
  }
  return days;
}

// How a due date is counted, in words; says so when its day was moved on to a business day.
export function howCounted(due, anchors, day) {
  const moved = !due.business && day !== addDays(anchors[due.anchor], due.offset);
  return moved ? `${due.label}, moved on to a business day` : due.label;
}
