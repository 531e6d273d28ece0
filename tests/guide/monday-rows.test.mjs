import assert from "node:assert/strict";
import test from "node:test";

import { endOfWeek, inOrder } from "../../docs/assets/guide/agenda.mjs";
import { countsWords, mondayRows } from "../../docs/assets/guide/monday-rows.mjs";

const TODAY = "2027-01-11"; // a Monday
const item = (id, role, date, needs = []) => ({ id, text: id, role, needs, date });
const PEOPLE = [
  { name: "Alex", roles: ["coordinator", "timekeeper"] },
  { name: "Billie", roles: ["billing"] },
  { name: "Casey", roles: ["timekeeper"] },
];
const ITEMS = [
  item("set", "coordinator", "2027-01-05"),
  item("hand-in", "everyone", "2027-01-08", ["set"]),
  item("check", "timekeeper", "2027-01-16"),
  item("bill", "billing", "2027-01-08", ["hand-in"]),
  item("apply", "billing", "2027-01-12", ["bill"]),
  item("later", "billing", "2027-01-17"),
];
const ids = (rows) => rows.map(({ item }) => item.id).join(" ");

function monday({ ticked = [], by = {}, people = PEOPLE, today = TODAY } = {}) {
  const guide = { order: ITEMS.map(({ id }) => id), checklists: [{ id: "before", href: "before/", sections: [{ id: "s", items: ITEMS }] }] };
  const dates = new Map(ITEMS.map(({ id, date }) => [id, date]));
  return mondayRows(inOrder(guide, dates), {
    dates,
    today,
    roles: ["coordinator", "billing", "timekeeper"],
    people,
    done: (id) => ticked.includes(id),
    by: ({ id }, names) => ({ done: names.filter((name) => by[id]?.includes(name)), missing: names.filter((name) => !by[id]?.includes(name)) }),
  });
}
const row = (found, role) => found.roles.find((each) => each.role === role);

test("a week ends on Saturday, and at a weekend it is the next one", () => {
  const ends = { "2027-01-11": "2027-01-16", "2027-01-15": "2027-01-16", "2027-01-16": "2027-01-23", "2027-01-17": "2027-01-23" };
  for (const [day, end] of Object.entries(ends)) assert.equal(endOfWeek(day), end);
});

test("what waits for other roles is apart from what is overdue and due this week", () => {
  const found = monday();
  const [coordinator, billing] = [row(found, "coordinator"), row(found, "billing")];
  assert.deepEqual([ids(coordinator.overdue), ids(coordinator.week), ids(coordinator.blocked)], ["set", "", ""]);
  assert.deepEqual([ids(billing.overdue), ids(billing.week), ids(billing.blocked)], ["", "apply", "bill"]);
  assert.deepEqual(billing.blocked[0].after.map(({ id }) => id), ["hand-in"]);
  assert.deepEqual(found.counts, { overdue: 3, week: 2, blocked: 1 });
});

test("each role has the names of its people, and one with nothing to do is left out", () => {
  const found = monday({ ticked: ["bill", "apply"] });
  assert.deepEqual(found.roles.map(({ role, people }) => [role, people]), [["coordinator", ["Alex"]]]);
});

test("an item that each person does counts who has done it and names who has not", () => {
  const [handIn, check] = monday({ by: { "hand-in": ["Casey"] } }).each;
  assert.deepEqual([handIn.item.id, handIn.done, handIn.of, handIn.missing], ["hand-in", 1, 3, ["Alex", "Billie"]]);
  assert.deepEqual([check.item.id, check.done, check.of, check.missing], ["check", 0, 2, ["Alex", "Casey"]]);
});

test("it is done, and blocks nobody, once everybody has done it", () => {
  const found = monday({ by: { "hand-in": ["Alex", "Billie", "Casey"] } });
  assert.equal(ids(found.each), "check");
  assert.deepEqual([ids(row(found, "billing").overdue), ids(row(found, "billing").blocked)], ["bill", ""]);
  assert.equal(ids(monday({ ticked: ["hand-in"] }).each), "hand-in check"); // one's own tick is not that of all
});

test("where nobody is named, a tick counts for the firm", () => {
  const found = monday({ people: [], ticked: ["hand-in"] });
  assert.deepEqual([ids(found.each), found.each[0].of], ["check", 0]);
  assert.equal(ids(row(found, "billing").overdue), "bill");
});

test("the counts are said of one as of one", () => {
  assert.equal(countsWords({ overdue: 3, week: 2, blocked: 1 }, "overdue"), "3 overdue, 2 due this week; 1 of them waits for others");
  assert.match(countsWords({ overdue: 0, week: 2, blocked: 2 }, "not ticked"), /^0 not ticked, .*; 2 of them wait for/);
});
