import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { areArrivals, arrivalRows, arrivalsOf, isLaterDay, joinedArrivals, sharedNumbers } from "../../docs/assets/progress/arrivals.mjs";
import { tick } from "../../docs/assets/progress/entries.mjs";
import { idOfName, nameKey } from "../../docs/assets/progress/persons.mjs";

const at = (day) => new Date(Date.UTC(2027, 0, day, 12)).toISOString();
const arrival = (by, r, made, merged = made) => ({ by, r, made: at(made), merged: at(merged) });
const file = (by, replica, made, arrivals = [], progress = new Map()) => ({ by, replica, made: at(made), arrivals, progress });

test("a name is the same however it is written", () => {
  assert.equal(nameKey(" Alex  EXAMPLE"), nameKey("alex example"));
  assert.equal(nameKey("Jose\u0301"), nameKey("Jos\u00e9"));
  assert.notEqual(nameKey("李伟"), nameKey("王芳"));
});

test("lists are joined in any order, and again, to the latest of each person", () => {
  const one = fc.record({ by: fc.constantFrom("", "Ann", "ann ", "Bob"), r: fc.constantFrom("1-1", "2-2"), made: fc.integer({ min: 1, max: 5 }), merged: fc.integer({ min: 1, max: 5 }) });
  const list = fc.array(one.map(({ by, r, made, merged }) => arrival(by, r, made, merged)), { maxLength: 5 });
  fc.assert(
    fc.property(list, list, list, (a, b, c) => {
      const all = joinedArrivals(a, b, c);
      assert.deepEqual(joinedArrivals(joinedArrivals(c, a), joinedArrivals(b)), all);
      assert.deepEqual(joinedArrivals(all, b), all);
      for (const each of [...a, ...b, ...c]) assert.ok(all.some(({ by, made }) => nameKey(by) === nameKey(each.by) && made >= each.made));
    }),
  );
});

test("a file brings its own progress and what it had taken from others, not later than today", () => {
  const come = arrivalsOf([file("Ann", "1-1", 14, [arrival("Bob", "2-2", 12)]), file("", "3-3", 30)], at(20), ["Ann"]);
  assert.deepEqual(come, [arrival("Ann", "1-1", 14, 20), arrival("Bob", "2-2", 12, 20), arrival("", "3-3", 20)]);
  assert.ok(areArrivals(come));
});

test("who ticked at another person's browser is here up to that tick; what was restored or settled there is not theirs", () => {
  const stamp = (by, day) => ({ r: "1-1:5", by, now: at(day) });
  const ticked = (by, day, was) => tick({ items: {} }, "x", true, stamp(by, day), was).items.x;
  const items = new Map([["a", ticked("bob ", 9)], ["b", ticked("Bob", 10)], ["c", ticked("Ann", 14)], ["d", ticked("Cy", 12, { by: "Cy", at: at(2) })], ["e", ticked("Guest", 12)]]);
  const come = arrivalsOf([file("Ann", "1-1", 15, [], new Map([["before:v1", items]]))], at(20), ["Ann", "Bob", "Cy"]);
  assert.deepEqual(come, [arrival("Ann", "1-1", 15, 20), arrival("Bob", "1-1", 10, 20)]);
});

test("who shares a browser is found without comparing each tick with each person", (t) => {
  const names = Array.from({ length: 50 }, (_, number) => `Person ${number}`);
  const entry = (by) => tick({ items: {} }, "x", true, { r: "1-1:5", by, now: at(9) }).items.x;
  const progress = new Map([["before:v1", new Map(names.map((by, number) => [`item-${number}`, entry(by)]))]]);
  const compared = t.mock.method(String.prototype, "normalize");
  assert.equal(arrivalsOf([file("Guest", "1-1", 15, [], progress)], at(20), names).length, 51);
  assert.ok(compared.mock.callCount() < 20 * names.length, `${compared.mock.callCount()} names compared`);
});

test("the same file on the same day brings nothing new, a later one does", () => {
  const known = [arrival("Ann", "1-1", 12, 14)];
  assert.equal(isLaterDay(known, [arrival("ann", "1-1", 12, 20), arrival("Ann", "1-1", 11, 20)]), false);
  assert.equal(isLaterDay(known, [arrival("Ann", "1-1", 13, 20)]), true);
  assert.equal(isLaterDay(known, [arrival("Bob", "2-2", 11, 20)]), true);
});

test("the table names who is missing, and what is older than a week", () => {
  const come = [arrival("ann example", "1-1", 19), arrival("Bob", "2-2", 12), arrival("", "9-9", 20), arrival("Guest", "8-8", 20)];
  const rows = arrivalRows(come, { people: ["Ann Example", "Bob", "Cy", "Alex", "cy"], now: at(20), me: "Alex" });
  assert.deepEqual(
    rows.map(({ name, state, words, expected }) => [name, state, words, expected]),
    [
      ["Ann Example", "recent", "Tue 19 Jan 2027", true],
      ["Bob", "old", "Tue 12 Jan 2027, more than a week old", true],
      ["Cy", "none", "None", true],
      ["Alex", "here", "This browser", true],
      ["Somebody without a name", "recent", "Wed 20 Jan 2027", false],
      ["Guest", "recent", "Wed 20 Jan 2027", false],
    ],
  );
});

test("who has a new name is one person, whichever of the two a file or the reader goes by", () => {
  const known = { [idOfName("Alex")]: "Ann Example", [idOfName("Bo")]: "Bob" };
  const come = [arrival("Bo", "2-2", 12), arrival("Bob", "2-2", 19)];
  const rows = arrivalRows(come, { people: ["Ann Example", "Bob"], now: at(20), me: "alex", known });
  assert.deepEqual(rows.map(({ name, state }) => [name, state]), [["Ann Example", "here"], ["Bob", "recent"]]);
  assert.deepEqual(sharedNumbers(come, known), []);
  assert.deepEqual(sharedNumbers(come), [["Bo", "Bob"]]);
});

test("two names with one browser's number are told", () => {
  const come = [arrival("Ann", "1-1", 12), arrival("ann ", "1-1", 13), arrival("Bob", "1-1", 14), arrival("", "1-1", 14), arrival("Cy", "2-2", 14)];
  assert.deepEqual(sharedNumbers(come), [["ann ", "Bob"]]);
  assert.deepEqual(sharedNumbers(come.slice(0, 2)), []);
});

test("what is no list of arrivals is none", () => {
  for (const bad of [null, 3, {}, [3], [{ ...arrival("A", "1-1", 1), more: 1 }], [{ ...arrival("A", "1-1", 1), r: "__proto__" }], Array(1001).fill(arrival("A", "1-1", 1))]) {
    assert.equal(areArrivals(bad), false);
  }
  assert.equal(areArrivals([]), true);
});
