// Whether the move is over, and since when. Pure, except for `openEnd`; the day is given.

import { dayOf } from "../base/days.mjs";
import { storage } from "../base/storage.mjs";
import { openTicking } from "../progress/ticking.mjs";
import { readPlan } from "../plan/plan.mjs";
import { datesOf, lastDay } from "./agenda.mjs";

/** The item that ends the move. */
export const SIGN_OFF = "sign-off-transition";

/**
 * The day on which the firm moved; "" while the move goes on. It is over once the sign-off is ticked, after a day of sign-off that
 * the plan names, and after the last day of a plan that only counts it: until then, what is late has to be seen.
 * @param {Pick<import("../base/guide-data.mjs").Guide, "checklists" | "signOff">} guide
 * @param {{ stored: string | null, today: import("../base/days.mjs").Day, signedOff?: string }} given
 *   `stored` is the plan of this browser, `signedOff` the moment at which the item was ticked in it
 * @returns {import("../base/days.mjs").Day | ""}
 */
export function movedOn(guide, { stored, today, signedOff }) {
  if (signedOff !== undefined) return dayOf(signedOff) || today;
  const dates = datesOf(guide, stored);
  if (!dates) return "";
  const named = ofSite(guide) ? guide.signOff : readPlan(stored)?.signOff;
  const over = named ? named < today : lastDay(dates) < today;
  return over ? named || dates.get(SIGN_OFF) || lastDay(dates) : "";
}

// Whether the dates are those of the plan that the site was built with.
const ofSite = (/** @type {Pick<import("../base/guide-data.mjs").Guide, "checklists">} */ { checklists }) =>
  checklists.some(({ sections }) => sections.some(({ items }) => items.some(({ date }) => date)));

/**
 * The moment at which the sign-off was ticked in this browser; undefined where it is not.
 * @param {import("../progress/ticking.mjs").Ticking} ticks
 */
export function signedOffAt(ticks) {
  const { done, when, at } = ticks.entry(SIGN_OFF);
  return done ? (when ?? at ?? "") : undefined;
}

/**
 * The end of the move as this browser knows it, from its plan and its tick of the sign-off.
 * @param {import("../base/guide-data.mjs").Guide} guide
 */
export function openEnd(guide) {
  const plan = storage("plan");
  const ticks = openTicking(guide.checklists.map(({ id, version }) => ({ id, version, items: [SIGN_OFF] })).slice(-1));
  return {
    /** As `movedOn`. */
    day: (/** @type {import("../base/days.mjs").Day} */ today) => movedOn(guide, { stored: plan.read(), today, signedOff: signedOffAt(ticks) }),
    watch(/** @type {() => void} */ changed) {
      ticks.watch(changed);
      plan.watch(changed);
    },
  };
}
