// The milestones of a plan with their dates: the same as template_builder/plan/milestones.py. Pure.

import { addBusinessDays, dayLabel } from "../base/days.mjs";
import { COUNTS, anchorDates, closedDays, expertQaUnmoved, onBusinessDay } from "./plan.mjs";
import { filled } from "./plan-data.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {{ id: string, title: string, what: string, how: string, start: Day, end: Day, time: string }} PlanRow
 *   One milestone: `how` says how it is counted; `start` and `end` are both inclusive; `time` is "" for most.
 */

/**
 * @param {import("./plan.mjs").Plan} plan
 * @param {Pick<import("./plan-data.mjs").PlanData, "milestones">} data
 * @returns {PlanRow[]}
 */
export function planRows(plan, data) {
  const closed = closedDays(plan);
  const anchors = anchorDates(plan, closed);
  const unmoved = expertQaUnmoved(anchors);
  const counts = { ...COUNTS, unmoved: dayLabel(unmoved) };
  /** @type {(day: Day) => [Day, Day]} */
  const on = (day) => [day, day];
  /** @type {(anchor: import("./plan.mjs").Anchor, last: Day) => [Day, Day]} */
  const after = (anchor, last) => {
    const first = addBusinessDays(anchors[anchor], 1, closed);
    return [first < last ? first : last, last];
  };
  /** @type {Record<string, [Day, Day]>} */
  const spans = {
    "cut-off": on(plan.exportDay),
    "export-session": on(plan.exportDay),
    "hand-over": on(anchors["hand-over"]),
    "earliest-completion": on(addBusinessDays(anchors["hand-over"], COUNTS.shortest, closed)),
    "expected-completion": on(anchors["expected-completion"]),
    "import-confirmed": on(anchors["import-confirmed"]),
    review: after("import-confirmed", anchors["review-end"]),
    "expert-qa": on(onBusinessDay(unmoved, closed)),
    "catch-up": after("review-end", anchors["sign-off"]),
    "sign-off": on(anchors["sign-off"]),
  };
  /** @type {Record<string, Day | "">} */
  const given = {
    "hand-over": plan.handOver,
    "expected-completion": plan.expectedCompletion,
    "import-confirmed": plan.importConfirmed,
    review: plan.reviewEnd,
    "catch-up": plan.signOff,
    "sign-off": plan.signOff,
  };
  /** @type {Record<string, string>} */
  const times = { "cut-off": plan.cutOff, "export-session": plan.exportTime };
  return data.milestones.map(({ id, title, what, how, howGiven, howMoved }) => {
    const [start, end] = spans[id];
    const moved = id === "expert-qa" && start !== unmoved;
    const counted = given[id] ? howGiven : moved ? howMoved : how;
    return { id, title, what, how: filled(counted, counts), start, end, time: times[id] ?? "" };
  });
}
