// What is overdue, due today and next: from the guide, its dates, the ticks and a day. Pure; the day is given.

import { addDays, businessDaysBetween, byDay, isBusinessDay, weekday } from "../base/days.mjs";
import { guideItems } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { closedDays, dueDates, readPlan } from "../plan/plan.mjs";

export const NEXT = 5;
const LATER = "9999"; // after every day

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("../base/guide-data.mjs").Checklist} Checklist
 * @typedef {import("../base/guide-data.mjs").Guide} Guide
 * @typedef {import("../base/guide-data.mjs").Item} Item
 * @typedef {Item & { checklist: Checklist }} AgendaItem
 * @typedef {Map<string, Day>} Dates The day of each item by its id.
 * @typedef {{ overdue: AgendaItem[], today: AgendaItem[], daily: AgendaItem[], next: AgendaItem[], open: number }} Agenda
 */

/**
 * The day of each item: from the firm's plan, which the build has put into the guide, else from the plan made in this
 * browser. Null without either.
 * @param {Pick<Guide, "checklists">} guide
 * @param {string | null} stored
 * @returns {Dates | null}
 */
export function datesOf(guide, stored) {
  /** @type {Dates} */
  const dated = new Map();
  for (const { id, date } of guideItems(guide)) if (date) dated.set(id, date);
  if (dated.size) return dated;
  const plan = readPlan(stored);
  return plan && dueDates(plan, guide);
}

/**
 * The days, weekends aside, on which the firm does not work: those of the same plan.
 * @param {Pick<Guide, "checklists" | "closed">} guide
 * @param {string | null} stored
 * @returns {Set<Day>}
 */
export function closedOf(guide, stored) {
  const plan = guideItems(guide).some(({ date }) => date) ? null : readPlan(stored);
  return plan ? closedDays(plan) : new Set(guide.closed);
}

/**
 * The last day on which anything is due: after it, the plan is over.
 * @param {Dates} dates
 * @returns {Day}
 */
export const lastDay = (dates) => [...dates.values()].sort(byDay).at(-1) ?? "";

/**
 * The Saturday that ends "this week" on a day; a weekend belongs to the week it is the eve of.
 * @param {Day} day
 */
export const endOfWeek = (day) => addDays(day, 6 - weekday(day) || 7);

/**
 * Every item in date order, each with the checklist it belongs to. Dates differ from the order of the guide at most where
 * a plan moves milestones against each other; on one day the guide's order stays, which puts needs first. An item without a
 * date in a plan does not concern its region.
 * @param {Pick<Guide, "checklists" | "order">} guide
 * @param {Dates | null} dates
 */
export function inOrder(guide, dates) {
  /** @type {Map<string, AgendaItem>} */
  const items = new Map();
  for (const checklist of guide.checklists)
    for (const section of checklist.sections)
      for (const item of section.items) items.set(item.id, { ...item, checklist });
  const ordered = guide.order.flatMap((id) => items.get(id) ?? []);
  const day = (/** @type {Item} */ { id }) => dates?.get(id) ?? "";
  return dates ? ordered.filter(({ id }) => dates.has(id)).sort((a, b) => byDay(day(a), day(b))) : ordered;
}

/**
 * The open items of a role, or of several ("" for all roles), in lists; without dates, everything open is still to come. What is to be done
 * daily is on the list of that on each business day from the first day of its phase until it is due.
 * @param {AgendaItem[]} items
 * @param {{ dates: Dates | null, closed: Set<Day>, today: Day, role: string, done: (id: string) => boolean }} given
 * @returns {Agenda}
 */
export function agenda(items, { dates, closed, today, role, done }) {
  const open = items.filter((item) => !done(item.id) && concerns(item, role));
  const day = (/** @type {Item} */ { id }) => dates?.get(id) ?? LATER;
  const begun = new Set(items.filter((item) => day(item) <= today).map(({ checklist }) => checklist.id));
  const isDaily = (/** @type {AgendaItem} */ item) => item.daily && begun.has(item.checklist.id) && day(item) > today;
  return {
    overdue: open.filter((item) => day(item) < today),
    today: open.filter((item) => day(item) === today),
    daily: isBusinessDay(today, closed) ? open.filter(isDaily) : [],
    next: open.filter((item) => day(item) > today && !isDaily(item)).slice(0, NEXT),
    open: open.length,
  };
}

/**
 * Whether one of these roles, or everyone, does an item.
 * @param {Pick<Item, "role">} item
 * @param {string} roles such as "billing" or "billing timekeeper"; "" for all
 */
export const concerns = (item, roles) => !roles || item.role === "everyone" || roles.split(" ").includes(item.role);

/**
 * How far a day is from today, in business days, as due dates are counted.
 * @param {Day} day
 * @param {Day} today
 * @param {Set<Day>} closed
 */
export function distance(day, today, closed) {
  if (day === today) return "due today";
  if (day === addDays(today, 1)) return "due tomorrow";
  const late = day < today;
  const count = (late ? businessDaysBetween(day, today, closed) : businessDaysBetween(today, day, closed)).length;
  if (late) return count ? `${plural(count, "business day")} overdue` : "overdue";
  return `due in ${plural(count, "business day")}`;
}

/**
 * What an item needs and is not ticked yet, in the order of the specs.
 * @param {AgendaItem} item
 * @param {AgendaItem[]} items
 * @param {(id: string) => boolean} done
 */
export function openNeeds(item, items, done) {
  const byId = new Map(items.map((each) => [each.id, each]));
  return item.needs.filter((id) => !done(id)).flatMap((id) => byId.get(id) ?? []);
}
