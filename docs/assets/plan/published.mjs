// The plan that the site was built with, and a draft as the firm's file would hold it. Pure.

import { calendarId, digest } from "./calendar.mjs";
import { planRows } from "./milestones.mjs";
import { dueDates, readPlan } from "./plan.mjs";

/**
 * @typedef {import("./plan.mjs").Plan} Plan
 * @typedef {import("./plan-data.mjs").PlanData} PlanData
 * @typedef {import("../firm/firm-changes.mjs").Published} Published
 */

/**
 * What the site was built with; null for a site that is no firm's.
 * @param {Pick<PlanData, "firm" | "plan">} data
 * @returns {Published | null}
 */
export function publishedIn({ firm, plan: given }) {
  const plan = readPlan(JSON.stringify(given));
  if (plan) plan.worksOn = plan.worksOn.filter((day) => day in plan.holidays);
  return firm && { firm, plan };
}

/**
 * A digest of every date in a plan's calendars: equal for plans whose calendars differ in nothing.
 * @param {Plan} plan
 * @param {Pick<PlanData, "milestones">} data
 * @param {Pick<import("../base/guide-data.mjs").Guide, "checklists">} guide
 */
export const datesDigest = (plan, data, guide) => digest(JSON.stringify([plan.zone, planRows(plan, data), [...dueDates(plan, guide)]]));

/**
 * The draft with the number and the id that keep its calendars in step with those of the site: a higher number where a date
 * differs, and the id of the events that are handed out already, whatever the firm is called now.
 * @param {Published | null} published
 * @param {Plan} draft
 * @param {(plan: Plan) => string} digestOf
 * @returns {Plan}
 */
export function inStep(published, draft, digestOf) {
  const plan = published?.plan;
  if (!plan) return draft;
  const least = plan.revision + Number(digestOf(plan) !== digestOf(draft));
  const id = draft.calendarId || calendarId(plan);
  const rebuilt = plan.calendarId || calendarId({ calendarId: "", firm: draft.firm });
  return { ...draft, revision: Math.max(draft.revision, least), calendarId: id === rebuilt ? plan.calendarId : id };
}
