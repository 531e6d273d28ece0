import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { calendarFile, calendarName } from "../../docs/assets/plan/calendar.mjs";
import { anchorDates, readPlan } from "../../docs/assets/plan/plan.mjs";

const DAYS = { version: 1, exportDay: "2027-01-14" };
const read = (given) => readPlan(JSON.stringify({ ...DAYS, ...given }));
const WORDS = { milestones: [], roles: {}, calendar: { session: 60, alarms: {}, noReturnAlarm: -60, zones: {} } };
const calendar = (plan) => calendarFile(plan, WORDS, { checklists: [] }, "", calendarName(plan.firm, "", WORDS), "20270101T000000Z");

test("no text of a plan holds controls or marks of direction", () => {
  const bad = "A\r\nB\u0007\u202eC\u2028D\u0085E";
  const plan = read({ firm: bad, zone: bad, holidays: { "2027-01-15": bad }, people: [{ name: bad, roles: [bad] }] });
  const clean = "A B C D E";
  assert.deepEqual([plan.firm, plan.zone, plan.holidays["2027-01-15"]], [clean, clean, clean]);
  assert.deepEqual(plan.people, [{ name: clean, roles: [clean] }]);
});

test("a plan of earlier days is handed over on the day of the export session", () => {
  const plan = read({});
  assert.equal(plan.handOver, "");
  assert.equal(anchorDates(plan)["hand-over"], "2027-01-14");
  assert.equal(anchorDates({ ...plan, handOver: "2027-01-20" })["expected-completion"], "2027-01-29");
});

test("a plan of earlier days has the settings of the firm, or those usual in its region", () => {
  const settings = (given, firm) => {
    const { dateOrder, rounding } = readPlan(JSON.stringify({ ...DAYS, ...given }), firm);
    return [dateOrder, rounding];
  };
  assert.deepEqual(settings({ region: "US-TX" }, { dateOrder: "DMY", rounding: 6 }), ["DMY", 6]);
  assert.deepEqual(settings({ region: "US-TX" }), ["MDY", 1]);
  assert.deepEqual(settings({ region: "CA-ON" }), ["DMY", 1]);
  assert.deepEqual(settings({ region: "CA-ON", dateOrder: "MDY", rounding: 15 }, { dateOrder: "DMY", rounding: 6 }), ["MDY", 15]);
  assert.deepEqual(settings({ region: "IE", dateOrder: "constructor", rounding: 7 }), ["DMY", 1]);
});

test("a calendar has no line break of a firm's name", () => {
  for (const end of ["\r", "\n", "\r\n", "\u0085", "\u2028"]) {
    const text = calendar(read({ firm: `Firm${end}BEGIN:VEVENT` }));
    assert.match(text, /X-WR-CALNAME:Move to Clio Manage: Firm BEGIN:VEVENT\r\n/);
    assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n\u0085\u2028]/);
  }
});

test("a time zone that only JavaScript knows is none", () => {
  for (const zone of ["constructor", "toString", "__proto__"]) assert.doesNotMatch(calendar(read({ zone })), /TZID/);
});

test("whatever a plan holds, it is read or it is none", () => {
  const keys = ["exportTime", "cutOff", "firm", "zone", "holidays", "people", "daysOff", "billingDay", "reviewEnd"];
  const value = fc.oneof(fc.jsonValue(), fc.constant({ toString: 1 }), fc.constant(["13:00"]));
  fc.assert(
    fc.property(fc.constantFrom(...keys), value, (key, given) => {
      const plan = read({ [key]: given });
      assert.deepEqual(readPlan(JSON.stringify(plan)), plan);
      for (const time of [plan.exportTime, plan.cutOff]) assert.match(time, /^\d\d:\d\d$/);
      for (const time of [plan.exportTime, plan.cutOff]) assert.equal(typeof time, "string");
    }),
  );
});
