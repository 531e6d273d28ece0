// Which milestones of the plan are today, and which comes next, in words. Loaded only where there is a plan.

import { dayLabel } from "../base/days.mjs";
import { readPlan } from "./plan.mjs";
import { planRows } from "./plan-words.mjs";

// `stored` is the plan of this browser, `words` what assets/plan/plan.json holds: the firm's own plan goes first.
export function moments(words, stored, today) {
  const plan = readPlan(JSON.stringify(words.plan)) ?? readPlan(stored);
  if (!plan) return "";
  const rows = planRows(plan, words);
  const now = rows.filter(({ start, end }) => start <= today && today <= end);
  const next = rows.filter(({ start }) => start > today).sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)))[0];
  const named = now.map(({ title, start, end, time }) => {
    if (time) return `${title} at ${time}`;
    return start === end ? title : `${title}, until ${dayLabel(end)}`;
  });
  const parts = [];
  if (named.length) parts.push(`Today: ${named.join("; ")}.`);
  if (next) parts.push(`Next in the plan: ${next.title}, ${dayLabel(next.start)}.`);
  return parts.join(" ");
}
