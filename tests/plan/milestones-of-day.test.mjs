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
const vtimezone = ["BEGIN:VTIMEZONE", "BEGIN:STANDARD", "DTSTART:20251102T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD", "END:VTIMEZONE"].join("\r\n");
const calendar = { session: 60, alarms: {}, noReturnAlarm: 0, zones: { "America/New_York": vtimezone } };
const plan = JSON.stringify({ version: 1, exportDay: "2027-01-14", exportTime: "13:00", cutOff: "12:00" });

test("the day of the export session names its hours", () => {
  assert.equal(
    milestonesOfDay({ milestones, plan: null, calendar }, plan, "2027-01-14"),
    "Today: cut-off at 12:00 local time; export-session at 13:00 local time. Next in the plan: earliest-completion, Thu 21 Jan 2027.",
  );
});

test("a stretch says until when", () => {
  assert.equal(
    milestonesOfDay({ milestones, plan: null, calendar }, plan, "2027-01-27"),
    "Today: review, until Thu 28 Jan 2027; expert-qa. Next in the plan: catch-up, Fri 29 Jan 2027.",
  );
});

test("before and after everything", () => {
  assert.equal(milestonesOfDay({ milestones, plan: null, calendar }, plan, "2026-12-01"), "Next in the plan: cut-off, Thu 14 Jan 2027.");
  assert.equal(milestonesOfDay({ milestones, plan: null, calendar }, plan, "2028-01-01"), "");
  assert.equal(milestonesOfDay({ milestones, plan: null, calendar }, null, "2027-01-14"), "");
});

test("the firm's own plan goes before that of the browser", () => {
  const own = { ...JSON.parse(plan), exportDay: "2027-03-08" };
  assert.match(milestonesOfDay({ milestones, plan: own, calendar }, plan, "2027-01-14"), /Mon 8 Mar 2027/);
});

test("who reads the hour elsewhere sees it on their own clock and day", () => {
  const own = { ...JSON.parse(plan), zone: "America/New_York" };
  const said = (zone, day) => {
    process.env.TZ = zone;
    return milestonesOfDay({ milestones, plan: own, calendar }, null, day);
  };
  const before = process.env.TZ ?? "";
  assert.match(said("America/New_York", "2027-01-14"), /^Today: cut-off at 12:00 New York time; export-session at 13:00 New York time\./);
  assert.match(said("America/Los_Angeles", "2027-01-14"), /^Today: cut-off at 12:00 New York time, 09:00 here;/);
  assert.match(said("Australia/Sydney", "2027-01-15"), /^Today: cut-off at 12:00 New York time, 04:00 here;/);
  assert.doesNotMatch(said("Australia/Sydney", "2027-01-14"), /Today/);
  process.env.TZ = before;
});
