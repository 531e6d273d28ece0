import assert from "node:assert/strict";
import test from "node:test";

import { NEXT, agenda, closedOf, datesOf, distance, inOrder, openNeeds } from "../../docs/assets/guide/agenda.mjs";

const due = { anchor: "cut-off", offset: 0, business: true };
const item = (id, role, date, needs = []) => ({ id, text: id, role, needs, due, ...(date && { date }) });
const guideOf = (items, order = items.map(({ id }) => id)) => ({
  order,
  closed: [],
  checklists: [{ id: "before", version: 1, href: "before/", sections: [{ id: "s", items }] }],
});
const ids = (items) => items.map(({ id }) => id).join(" ");
const PLAN = JSON.stringify({ version: 1, exportDay: "2027-01-14" });
const TODAY = "2027-01-14";

const DATED = guideOf([
  item("late", "billing", "2027-01-11"),
  item("later", "it", "2027-01-13"),
  item("now", "everyone", "2027-01-14"),
  item("soon", "billing", "2027-01-15", ["late"]),
]);

function lists(guide, { role = "", ticked = [], stored = null, today = TODAY } = {}) {
  const dates = datesOf(guide, stored);
  const closed = closedOf(guide, stored);
  return agenda(inOrder(guide, dates), { dates, closed, today, role, done: (id) => ticked.includes(id) });
}

test("every open item is overdue, due today or still to come", () => {
  const found = lists(DATED);
  assert.deepEqual([ids(found.overdue), ids(found.today), ids(found.next)], ["late later", "now", "soon"]);
});

test("a role sees its own items and those of everyone", () => {
  const found = lists(DATED, { role: "it" });
  assert.deepEqual([ids(found.overdue), ids(found.today), ids(found.next)], ["later", "now", ""]);
});

test("what is ticked is on no list", () => {
  const found = lists(DATED, { ticked: ["late", "now"] });
  assert.deepEqual([ids(found.overdue), ids(found.today), ids(found.next), found.open], ["later", "", "soon", 2]);
});

test("without dates nothing is late, and the order is the guide's", () => {
  const found = lists(guideOf([item("a", "it"), item("b", "it")], ["b", "a"]));
  assert.deepEqual([ids(found.overdue), ids(found.today), ids(found.next)], ["", "", "b a"]);
});

test("next is short", () => {
  const many = Array.from({ length: NEXT + 3 }, (_, number) => item(`i${number}`, "it"));
  assert.equal(lists(guideOf(many)).next.length, NEXT);
});

test("the plan of the firm comes before the one made in this browser", () => {
  assert.equal(datesOf(DATED, PLAN).get("now"), "2027-01-14");
  const undated = guideOf([item("a", "it")]);
  assert.equal(datesOf(undated, PLAN).get("a"), "2027-01-14");
  for (const text of [null, "", "nonsense", "{}", "[]"]) assert.equal(datesOf(undated, text), null);
});

test("dates decide the order, the guide's order decides within a day", () => {
  const guide = guideOf([item("a", "it", "2027-01-15"), item("b", "it", "2027-01-14"), item("c", "it", "2027-01-14")]);
  assert.equal(ids(inOrder({ ...guide, order: ["a", "c", "b"] }, datesOf(guide, null))), "c b a");
});

test("what concerns other regions than the plan's has no date and is on no list", () => {
  const guide = guideOf([item("a", "it"), { ...item("own", "it"), regions: ["AU", "NZ"] }]);
  const order = (region) => {
    const stored = JSON.stringify({ version: 1, exportDay: TODAY, region });
    return ids(inOrder(guide, datesOf(guide, stored)));
  };
  assert.deepEqual(["US-TX", "AU-NSW", "NZ", ""].map(order), ["a", "a own", "a own", "a own"]);
  assert.equal(ids(inOrder(guide, null)), "a own");
});

test("days from today are business days, as due dates are", () => {
  const closed = new Set(["2027-01-18"]); // a Monday
  const said = { "2027-01-13": "1 business day overdue", "2027-01-01": "9 business days overdue" };
  Object.assign(said, { "2027-01-14": "due today", "2027-01-15": "due tomorrow", "2027-01-19": "due in 2 business days" });
  for (const [day, words] of Object.entries(said)) assert.equal(distance(day, TODAY, closed), words);
});

test("over a weekend nothing gets later", () => {
  assert.equal(distance("2027-01-15", "2027-01-16", new Set()), "overdue");
  assert.equal(distance("2027-01-15", "2027-01-18", new Set(["2027-01-18"])), "overdue");
  assert.equal(distance("2027-01-15", "2027-01-19", new Set(["2027-01-18"])), "1 business day overdue");
  assert.equal(distance("2027-01-17", "2027-01-16", new Set()), "due tomorrow");
});

test("days off are those of the plan whose dates are shown", () => {
  const stored = JSON.stringify({ version: 1, exportDay: TODAY, daysOff: ["2027-01-18"] });
  assert.deepEqual([...closedOf({ ...DATED, closed: ["2027-01-19"] }, stored)], ["2027-01-19"]);
  assert.deepEqual([...closedOf(guideOf([item("a", "it")]), stored)], ["2027-01-18"]);
});

const DAILY = guideOf([item("first", "it", "2027-01-14"), { ...item("record", "timekeeper", "2027-01-22"), daily: true }]);
const daily = (today, more) => ids(lists(DAILY, { today, ...more }).daily);

test("what is to be done daily shows on each business day of its phase until it is due", () => {
  assert.deepEqual(["2027-01-13", "2027-01-14", "2027-01-21", "2027-01-22"].map((day) => daily(day)), ["", "record", "record", ""]);
  assert.equal(daily("2027-01-16"), ""); // a Saturday
  assert.equal(ids(lists({ ...DAILY, closed: ["2027-01-18"] }, { today: "2027-01-18" }).daily), "");
});

test("the last day of a daily duty has its box, and it stands on one list only", () => {
  const last = lists(DAILY, { today: "2027-01-22", ticked: ["first"] });
  assert.deepEqual([ids(last.today), ids(last.daily), ids(last.next)], ["record", "", ""]);
  const before = lists(DAILY, { today: "2027-01-13" });
  assert.deepEqual([ids(before.daily), ids(before.next)], ["", "first record"]);
  assert.equal(ids(lists(DAILY, { today: "2027-01-15" }).next), "");
});

test("a daily duty is for those it concerns, until it is ticked", () => {
  assert.deepEqual([daily("2027-01-15", { role: "it" }), daily("2027-01-15", { role: "timekeeper" })], ["", "record"]);
  assert.equal(daily("2027-01-15", { ticked: ["record"] }), "");
});

test("an item waits for what it needs until that is ticked", () => {
  const items = inOrder(DATED, datesOf(DATED, null));
  const soon = items.find(({ id }) => id === "soon");
  assert.equal(ids(openNeeds(soon, items, () => false)), "late");
  assert.equal(ids(openNeeds(soon, items, () => true)), "");
});
