// Answers for plans given on standard input, one a line, as the page would give them: read by tests/plan/test_page.py.

import { readFileSync } from "node:fs";

import { calendarFile, calendarName } from "../../docs/assets/plan/calendar.mjs";
import { firmToml } from "../../docs/assets/firm/firm-toml.mjs";
import { dueDates, readPlan } from "../../docs/assets/plan/plan.mjs";
import { firmChanges } from "../../docs/assets/firm/firm-changes.mjs";
import { datesDigest, inStep, publishedIn } from "../../docs/assets/plan/published.mjs";
import { planRows } from "../../docs/assets/plan/milestones.mjs";
import { holidaysNear } from "../../docs/assets/plan/plan-data.mjs";
import { planWarnings } from "../../docs/assets/plan/warnings.mjs";

const { words, guide, stamp, plans, calendarsOf } = JSON.parse(readFileSync(0, "utf8"));
const answers = plans.map((given, number) => {
  const plan = readPlan(JSON.stringify(given));
  // As if the site were built with the plan before, and this one were a draft.
  const published = number ? publishedIn({ firm: plans[number - 1], plan: plans[number - 1] }) : null;
  const draft = inStep(published, plan, (each) => datesDigest(each, words, guide));
  return {
    plan,
    draft,
    changes: published ? firmChanges(published, draft) : [],
    near: holidaysNear(words, plan.region, plan.exportDay),
    rows: planRows(plan, words),
    warnings: planWarnings(plan, words),
    due: Object.fromEntries(dueDates(plan, guide)),
    toml: firmToml(plan),
    calendars: (calendarsOf[number] ?? []).map((role) => calendarFile(plan, words, guide, role, calendarName(plan.firm, role, words), stamp)),
  };
});
process.stdout.write(JSON.stringify(answers));
