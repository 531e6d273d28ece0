import assert from "node:assert/strict";
import test from "node:test";

import { milestonesOfDay } from "../../docs/assets/plan/milestones-of-day.mjs";

const milestones = [
  "cut-off",
  "export-session",
  "earliest-completion",
  "expected-completion",
  "import-confirmed",
  "review",
  "expert-qa",
  "catch-up",
  "sign-off",
].map((id) => ({ id, title: id, what: "", how: "", howGiven: "", howMoved: "" }));
const plan = JSON.stringify({ version: 1, exportDay: "2027-01-14", exportTime: "13:00", cutOff: "12:00" });

test("the day of the export session names its hours", () => {
  assert.equal(
    milestonesOfDay({ milestones, plan: null }, plan, "2027-01-14"),
    "Today: cut-off at 12:00; export-session at 13:00. Next in the plan: earliest-completion, Thu 21 Jan 2027.",
  );
});

test("a stretch says until when", () => {
  assert.equal(
    milestonesOfDay({ milestones, plan: null }, plan, "2027-01-27"),
    "Today: review, until Thu 28 Jan 2027; expert-qa. Next in the plan: catch-up, Fri 29 Jan 2027.",
  );
});

test("before and after everything", () => {
  assert.equal(milestonesOfDay({ milestones, plan: null }, plan, "2026-12-01"), "Next in the plan: cut-off, Thu 14 Jan 2027.");
  assert.equal(milestonesOfDay({ milestones, plan: null }, plan, "2028-01-01"), "");
  assert.equal(milestonesOfDay({ milestones, plan: null }, null, "2027-01-14"), "");
});

test("the firm's own plan goes before that of the browser", () => {
  const own = { ...JSON.parse(plan), exportDay: "2027-03-08" };
  assert.match(milestonesOfDay({ milestones, plan: own }, plan, "2027-01-14"), /Mon 8 Mar 2027/);
});
