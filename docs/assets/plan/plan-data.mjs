// The data of the planner: assets/plan/plan.json, which macros/plan/plan_json.py writes.

import { loadJson } from "../base/guide-data.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {{ id: string, title: string, what: string, how: string, howGiven: string, howMoved: string }} Milestone
 * @typedef {{ message: string, why: string, todo: string }} WarningText
 * @typedef {{ session: number, alarms: Record<string, number[]>, noReturnAlarm: number, zones: Record<string, string> }} CalendarData
 *   Minutes; `zones` holds a VTIMEZONE by the name of its zone.
 * @typedef {Pick<import("./plan.mjs").Plan, "firm" | "region" | "dateOrder" | "rounding" | "system" | "people">} FirmSettings
 * @typedef {object} PlanData
 * @property {[number, number]} years first and last year whose holidays are known
 * @property {Milestone[]} milestones
 * @property {Record<string, WarningText>} warnings
 * @property {CalendarData} calendar
 * @property {Record<string, string>} roles
 * @property {{ id: string, name: string, todayOnly: string[] }[]} systems
 * @property {[id: string, name: string, zone: string][]} regions
 * @property {[day: Day, name: string, regions: string][]} holidays `regions` are ids, or a country with `*`
 * @property {FirmSettings | null} firm what is known of the firm that the site was built for
 * @property {import("./plan.mjs").Plan | null} plan the firm's own
 */

/** @returns {Promise<PlanData>} */
export const loadPlanData = () => loadJson(new URL("./plan.json", import.meta.url));

/**
 * A text with what its {braces} name.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

export const ELSEWHERE = "XX"; // a country that is not among the regions

/**
 * A region in words, as template_builder/plan/regions.py has it.
 * @param {string} region
 * @param {PlanData["regions"]} regions
 */
export function regionWords(region, regions) {
  const name = regions.find(([id]) => id === region)?.[1];
  if (name) return `your region (${name})`;
  return ["", ELSEWHERE].includes(region) ? "your country" : `your country (${region})`;
}

/**
 * The public holidays of a region by day.
 * @param {Pick<PlanData, "regions" | "holidays">} data
 * @param {string} region
 * @returns {Record<Day, string>}
 */
function publicHolidays(data, region) {
  if (!data.regions.some(([id]) => id === region)) return {};
  const everywhere = `${region.split("-")[0]}*`;
  const own = data.holidays.filter(([, , where]) => where.split(" ").some((id) => id === region || id === everywhere));
  return Object.fromEntries(own.map(([day, name]) => [day, name]));
}

/**
 * Those of them that a plan can meet: of the year of its export session, the one before and the one after.
 * @param {Pick<PlanData, "regions" | "holidays">} data
 * @param {string} region
 * @param {Day} day
 * @returns {Record<Day, string>}
 */
export function holidaysNear(data, region, day) {
  const year = Number(day.slice(0, 4));
  const near = Object.entries(publicHolidays(data, region)).filter(([each]) => Math.abs(Number(each.slice(0, 4)) - year) <= 1);
  return Object.fromEntries(near);
}
