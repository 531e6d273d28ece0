import assert from "node:assert/strict";
import test from "node:test";

import { NEXT, agenda, datesOf, distance, inOrder, openNeeds } from "../../docs/assets/guide/agenda.mjs";

const due = { anchor: "cut-off", offset: 0, business: true };
const item = (id, role, date, needs = []) => ({ id, text: id, role, needs, due, ...(date && { date }) });
const guideOf = (items, order = items.map(({ id }) => id)) => ({
  order,
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
  return agenda(inOrder(guide, dates), { dates, today, role, done: (id) => ticked.includes(id) });
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

test("days from today are said in words", () => {
  const said = { "2027-01-13": "1 calendar day overdue", "2027-01-01": "13 calendar days overdue" };
  Object.assign(said, { "2027-01-14": "due today", "2027-01-15": "due tomorrow", "2027-02-03": "due in 20 calendar days" });
  for (const [day, words] of Object.entries(said)) assert.equal(distance(day, TODAY), words);
});

test("a change of clocks makes no day shorter or longer", () => {
  assert.equal(distance("2027-03-29", "2027-03-27"), "due in 2 calendar days");
  assert.equal(distance("2027-03-15", "2027-03-13"), "due in 2 calendar days");
});

test("an item waits for what it needs until that is ticked", () => {
  const items = inOrder(DATED, datesOf(DATED, null));
  const soon = items.find(({ id }) => id === "soon");
  assert.equal(ids(openNeeds(soon, items, () => false)), "late");
  assert.equal(ids(openNeeds(soon, items, () => true)), "");
});
