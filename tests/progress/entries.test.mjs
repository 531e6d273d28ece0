import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { backupText, readBackup } from "../../docs/assets/progress/backup.mjs";
import { change, entryFor, entryOf, serialize, tick, timesOf } from "../../docs/assets/progress/entries.mjs";
import { isDone, parse } from "../../docs/assets/progress/entry-done.mjs";

test("what storage held comes back, unknown entries included", () => {
  const text = '{"items":{"gone":{"done":true,"at":"2027-01-14T09:30:00.000Z","note":"kept"}}}';
  assert.equal(serialize(parse(text)), text);
});

test("text that is no progress is an empty list", () => {
  for (const text of [null, "", "null", "[]", "{", "{}", '{"items":[]}', '{"items":3}', "nonsense"]) assert.deepEqual(parse(text), { items: {} });
});

test("a tick says when, by whom and in which browser, and what came before is contained in it", () => {
  const first = tick(parse(null), "a", true, { r: "r1", now: "2027-01-14T09:30:00.000Z", by: "Casey Specimen" });
  assert.deepEqual(JSON.parse(serialize(first)).items.a, {
    done: true,
    at: "2027-01-14T09:30:00.000Z",
    by: "Casey Specimen",
    r: "r1",
    seen: { r1: "2027-01-14T09:30:00.000Z" },
  });
  const second = tick(first, "a", false, { r: "r2", now: "2027-01-15T09:30:00.000Z" });
  assert.deepEqual(JSON.parse(serialize(second)).items.a, {
    done: false,
    at: "2027-01-15T09:30:00.000Z",
    r: "r2",
    seen: { r1: "2027-01-14T09:30:00.000Z", r2: "2027-01-15T09:30:00.000Z" },
  });
});

test("a note leaves the tick as it is, and the other way round", () => {
  const noted = change(parse(null), "a", { by: "Casey Specimen", on: "2027-01-14", note: "Binder 3" }, { r: "r1", now: "t1" });
  const both = tick(noted, "a", true, { r: "r1", now: "t2" });
  assert.equal(entryOf(noted, "a").done, undefined);
  assert.equal(entryOf(both, "a").done, true);
  assert.equal(entryOf(both, "a").evidence.note, "Binder 3");
});

test("an entry from before changes were signed is this browser's own", () => {
  const old = parse('{"items":{"a":{"done":true,"at":"2027-01-14T09:30:00.000Z"}}}');
  const { seen } = entryOf(tick(old, "a", false, { r: "r1", now: "2027-01-15T09:30:00.000Z" }), "a");
  assert.deepEqual(seen, { r1: "2027-01-15T09:30:00.000Z" });
});

test("a clock that was set back does not put a change before an earlier one of the same browser", () => {
  const late = tick(parse(null), "a", true, { r: "r1", now: "2027-01-14T09:30:00.000Z" });
  const early = tick(late, "a", false, { r: "r1", now: "2026-01-14T09:30:00.000Z" });
  assert.equal(entryOf(early, "a").at, "2027-01-14T09:30:00.001Z");
});

test("damaged entries are untouched items", () => {
  for (const entry of [null, 3, "x", [], { done: "yes" }, { seen: 3, others: 3, at: {} }]) {
    const state = parse(JSON.stringify({ items: { a: entry } }));
    assert.notEqual(entryOf(state, "a").done, true);
    assert.equal(entryOf(tick(state, "a", true, { r: "r1", now: "2027-01-14T09:30:00.000Z" }), "a").done, true);
  }
});

for (const clock of [Date.UTC(1970, 0, 1), Date.UTC(2080, 2, 5), Date.UTC(2137, 5, 1), Date.UTC(12027, 0, 1), -8.64e15, 8.64e15]) {
  test(`whatever a clock says, what it signs is read again: ${clock}`, () => {
    const stamp = { r: "r1:5", ...timesOf(new Date(clock)) };
    const ticked = tick(tick(parse(null), "a", true, stamp), "a", false, stamp);
    const noted = change(ticked, "a", { by: "", on: "", note: "Binder 3" }, stamp);
    const text = backupText({ progress: new Map([["before:v1", new Map(Object.entries(noted.items))]]), isKnown: () => true }, stamp);
    const { problem, progress } = readBackup(text);
    assert.equal(problem, undefined);
    assert.equal(progress.get("before:v1").get("a").evidence.note, "Binder 3");
    const later = tick({ items: Object.fromEntries(progress.get("before:v1")) }, "a", true, { r: "r1:9", now: "2027-01-14T09:30:00.000Z" });
    assert.equal(later.items.a.at, "2027-01-14T09:30:00.000Z", "the next page signs with its own clock");
  });
}

// What storage can hold: entries of the form, others of earlier versions, damaged ones.
const answer = fc.oneof(fc.boolean(), fc.constantFrom(undefined, null, "yes", 1));
const changed = fc.oneof(fc.record({ done: answer, r: fc.constantFrom("a", "b") }), fc.constantFrom(null, 3, "x", [true]));
const stored = fc.oneof(
  fc.record({ done: answer, evidence: changed, others: fc.oneof(fc.array(changed, { maxLength: 3 }), fc.constant("x")) }, { requiredKeys: [] }),
  changed,
);

test("a page that only shows ticks knows the same items done as what opens their entries", () => {
  const ids = ["x", "x:pa", "x:1-2-3", "y"];
  const items = fc.record(Object.fromEntries(ids.map((id) => [id, stored])), { requiredKeys: [] });
  fc.assert(
    fc.property(items, fc.subarray(["pa", "1-2-3", "pb"]), (items, persons) => {
      const state = parse(JSON.stringify({ items }));
      for (const id of ["x", "y", "z"]) assert.equal(isDone(state, id, persons), entryFor(state, id, persons).done === true);
    }),
  );
  const many = { x: { done: true, others: [...Array(200).fill({ done: true, r: "a" }), { done: false, r: "b" }] } };
  assert.equal(isDone({ items: many }, "x", []), entryFor({ items: many }, "x", []).done);
});
