// Which milestones of the plan are today, and which comes next. Loaded only where there is a plan.

import { byDay, dayLabel } from "../base/days.mjs";
import { planRows } from "./milestones.mjs";
import { readPlan } from "./plan.mjs";
import { loadPlanData } from "./plan-data.mjs";
import { clock, here, momentIn } from "./zone-time.mjs";

/**
 * A sentence or two; "" without a plan. The firm's own plan in `data` goes before the one that this browser has `stored`.
 * @param {Pick<import("./plan-data.mjs").PlanData, "milestones" | "plan" | "calendar">} data
 * @param {string | null} stored
 * @param {import("../base/days.mjs").Day} today
 */
export function milestonesOfDay(data, stored, today) {
  const plan = readPlan(JSON.stringify(data.plan)) ?? readPlan(stored);
  if (!plan) return "";
  const vtimezone = data.calendar.zones[plan.zone];
  // What has an hour is on the day that the reader's calendar shows then.
  const rows = planRows(plan, data).map((row) => {
    if (!row.time || !vtimezone) return { ...row, elsewhere: "" };
    const { day, time } = here(momentIn(vtimezone, row.start, row.time));
    return { ...row, start: day, end: day, elsewhere: day === row.start && time === row.time ? "" : `, ${time} here` };
  });
  const now = rows.filter(({ start, end }) => start <= today && today <= end);
  const next = rows.filter(({ start }) => start > today).sort((a, b) => byDay(a.start, b.start))[0];
  const named = now.map(({ title, start, end, time, elsewhere }) => {
    if (time) return `${title} at ${clock(plan, time)}${elsewhere}`;
    return start === end ? title : `${title}, until ${dayLabel(end)}`;
  });
  const parts = [];
  if (named.length) parts.push(`Today: ${named.join("; ")}.`);
  if (next) parts.push(`Next in the plan: ${next.title}, ${dayLabel(next.start)}.`);
  return parts.join(" ");
}

/** Returns what gives the sentences for the plan of this browser and a day. */
export async function loadMilestones() {
  const data = await loadPlanData();
  return (/** @type {string | null} */ stored, /** @type {import("../base/days.mjs").Day} */ today) => milestonesOfDay(data, stored, today);
}
