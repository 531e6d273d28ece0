// The system that the firm leaves, as a reader of a site for anybody has chosen it: an id of systems.json, or "other".

import { storage } from "../base/storage.mjs";
import { readPlan } from "../plan/plan.mjs";

export const OTHER = "other";

const chosen = storage("system");
const plan = storage("plan");

/** The choice, or else what the plan of this browser says; "other" where nobody has said anything. */
export const chosenSystem = () => chosen.read() || readPlan(plan.read())?.system || OTHER;

/** Keeps the choice, also in the plan of this browser, which warns of what only one system needs. */
export function chooseSystem(/** @type {string} */ id) {
  chosen.write(id);
  const own = readPlan(plan.read());
  if (own && own.system !== id) plan.write(JSON.stringify({ ...own, system: id }));
}

/**
 * Has the select of the planner show the choice and keep it; the plan itself is kept by the planner.
 * @param {HTMLSelectElement} select
 */
export function followSystem(select) {
  if ([...select.options].some(({ value }) => value === chosen.read())) select.value = chosen.read() ?? OTHER;
  select.addEventListener("change", () => chosen.write(select.value));
}

/** Whether the choice is lost when the reader leaves the page. */
export const choiceIsRefused = () => chosen.refused;

/** @param {() => void} changed */
export function watchSystem(changed) {
  for (const store of [chosen, plan]) store.watch(changed);
}
