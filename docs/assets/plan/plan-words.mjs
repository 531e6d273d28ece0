// What a plan says: its milestones with their dates, and its warnings. The words come from assets/plan/plan.json, the same
// as in template_builder/plan/milestones.py and plan_warnings.py. Pure.

import {
  addBusinessDays,
  addDays,
  businessDaysBetween,
  dayLabel,
  isDayOfMonth,
  isWeekend,
  weekday,
} from "../base/days.mjs";
import { plural } from "../base/plural.mjs";
import { COUNTS, anchorDates, closedDays, expertQaUnmoved, onBusinessDay } from "./plan.mjs";

const FRIDAY = 5;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A row for each milestone: id, title, what, how it is counted, start and end (both inclusive), a time where it has one.
export function planRows(plan, words) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  const unmoved = expertQaUnmoved(anchors);
  const counts = { ...COUNTS, unmoved: dayLabel(unmoved) };
  const on = (day) => [day, day];
  const after = (anchor, last) => {
    const first = addBusinessDays(anchors[anchor], 1, closed);
    return [first < last ? first : last, last];
  };
  const spans = {
    "cut-off": on(plan.exportDay),
    "export-session": on(plan.exportDay),
    "earliest-completion": on(addBusinessDays(plan.exportDay, COUNTS.shortest, closed)),
    "expected-completion": on(anchors["expected-completion"]),
    "import-confirmed": on(anchors["import-confirmed"]),
    review: after("import-confirmed", anchors["review-end"]),
    "expert-qa": on(onBusinessDay(unmoved, closed)),
    "catch-up": after("review-end", anchors["sign-off"]),
    "sign-off": on(anchors["sign-off"]),
  };
  const given = {
    "expected-completion": plan.expectedCompletion,
    "import-confirmed": plan.importConfirmed,
    review: plan.reviewEnd,
    "catch-up": plan.signOff,
    "sign-off": plan.signOff,
  };
  const times = { "cut-off": plan.cutOff, "export-session": plan.exportTime };
  return words.milestones.map(({ id, title, what, how, howGiven, howMoved }) => {
    const [start, end] = spans[id];
    const moved = id === "expert-qa" && start !== unmoved;
    const counted = given[id] ? howGiven : moved ? howMoved : how;
    return { id, title, what, how: fill(counted, counts), start, end, time: times[id] ?? "" };
  });
}

// Every risk of a plan: id, message, why, todo.
export function planWarnings(plan, words) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  const found = [
    ...exportWarnings(plan, closed),
    ...userWarnings(plan, anchors),
    ...reportWarnings(plan, words),
    ...completionWarnings(plan, closed),
    ...blackoutWarnings(plan, anchors),
    ...reviewWarnings(plan, anchors, closed),
    ...signOffWarnings(anchors),
    ...holidayWarnings(plan, anchors, words),
  ];
  return found.map(([id, values]) => {
    const { message, why, todo } = words.warnings[id];
    return { id, message: fill(message, values), why, todo };
  });
}

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

function* userWarnings({ usersInvited }, anchors) {
  const imported = anchors["import-confirmed"];
  if (!usersInvited) yield ["users-not-dated", {}];
  else if (usersInvited >= imported) {
    yield ["users-invited-late", { day: dayLabel(usersInvited), import: dayLabel(imported) }];
  }
}

function* reportWarnings({ system, reportsDay, exportDay }, words) {
  const own = words.systems.find(({ id }) => id === system);
  if (own?.todayOnly.length && reportsDay && reportsDay !== exportDay) {
    const values = { system: own.name, reports: own.todayOnly.join(", ") };
    yield ["reports-not-on-cut-off", { day: dayLabel(reportsDay), cut_off: dayLabel(exportDay), ...values }];
  }
}

function* completionWarnings(plan, closed) {
  const day = plan.importConfirmed || plan.expectedCompletion;
  if (!day) return;
  const count = businessDaysBetween(plan.exportDay, day, closed).length;
  if (count < COUNTS.shortest) yield ["completion-early", { day: dayLabel(day), count: counted(count) }];
}

// On the day of the export session both are done before the cut-off: closing on a month end is good.
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

function* reviewWarnings(plan, anchors, closed) {
  const confirmed = anchors["import-confirmed"];
  const last = anchors["review-end"];
  const count = businessDaysBetween(confirmed, last, closed).length;
  if (count < COUNTS.review) yield ["review-short", { count: counted(count), day: dayLabel(last) }];
  const inside = [...closed].sort().filter((day) => day > confirmed && day <= last && !isWeekend(day));
  if (inside.length) yield ["review-holidays", { days: inside.map((day) => named(plan, day)).join("; ") }];
}

function* signOffWarnings(anchors) {
  const [day, end] = [anchors["sign-off"], anchors["review-end"]];
  if (day <= end) yield ["sign-off-early", { day: dayLabel(day), review_end: dayLabel(end) }];
}

function* holidayWarnings(plan, anchors, { regions, years: [first, last] }) {
  const known = regions.some(([id]) => id === plan.region);
  const years = new Set([plan.exportDay, anchors["sign-off"]].map((day) => Number(day.slice(0, 4))));
  const unknown = [...years].sort().filter((year) => !known || year < first || year > last);
  if (unknown.length) yield ["holidays-unknown", { region: plan.region, year: unknown.join(" and ") }];
}

const named = (plan, day) => `${dayLabel(day)} (${plan.holidays[day] ?? "day off"})`;
const counted = (count) => plural(count, "business day");

// The public holidays of a region by day, from the table in assets/plan/plan.json.
function publicHolidays(words, region) {
  if (!words.regions.some(([id]) => id === region)) return {};
  const everywhere = `${region.split("-")[0]}*`;
  const own = words.holidays.filter(([, , where]) => where.split(" ").some((id) => id === region || id === everywhere));
  return Object.fromEntries(own.map(([day, name]) => [day, name]));
}

// Those of them a plan can touch: of the year of its export session, the one before and the one after.
export function holidaysNear(words, region, day) {
  const year = Number(day.slice(0, 4));
  const near = ([each]) => Math.abs(Number(each.slice(0, 4)) - year) <= 1;
  return Object.fromEntries(Object.entries(publicHolidays(words, region)).filter(near));
}
