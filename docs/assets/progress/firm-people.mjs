// The people of the firm, as far as their names are known here.

import { storage } from "../base/storage.mjs";
import { loadPlanData } from "../plan/plan-data.mjs";
import { readPlan } from "../plan/plan.mjs";

/** @typedef {import("../plan/plan.mjs").Person} Person */

/**
 * Returns what gives them: those that the site publishes with its plan, else those of the plan in this browser, else nobody.
 * @returns {Promise<() => Person[]>}
 */
export async function loadFirmPeople() {
  const published = await loadPlanData().then(({ plan }) => plan?.people ?? [], () => []);
  return () => (published.length ? published : (readPlan(storage("plan").read())?.people ?? []));
}
