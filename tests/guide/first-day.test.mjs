import assert from "node:assert/strict";
import test from "node:test";

import { isTicked, othersWhoRead, READ, withTick } from "../../docs/assets/guide/first-day-ticks.mjs";
import { readEntry } from "../../docs/assets/progress/entry-form.mjs";
import { mergedProgress } from "../../docs/assets/progress/merging.mjs";

const NONE = { items: {} };
const stamp = (r, day, by) => ({ r: `${r}:7`, by, now: `2027-05-${day}T12:00:00.000Z` });
const reader = (replica, name = "") => ({ replica, name });
const read = (state, ...signed) => withTick(state, READ, true, stamp(...signed), {});
const back = (state, ...signed) => withTick(state, READ, false, stamp(...signed), {});

// What a browser holds after it has merged the file of another.
function merged(one, other, me) {
  const progress = ({ items }) => new Map([["first-day:v1", new Map(Object.entries(items).map(([id, entry]) => [id, readEntry(entry)]))]]);
  return { items: Object.fromEntries(mergedProgress(progress(one), progress(other), me).get("first-day:v1")) };
}

test("a tick is the reader's own, also after their file was merged", () => {
  const both = merged(read(NONE, "1-1", "10", "Ann"), NONE, "2-2");
  assert.equal(isTicked(both, READ, reader("1-1"), {}), true);
  assert.equal(isTicked(both, READ, reader("2-2", "Ben"), {}), false);
  assert.equal(isTicked(both, "find-a-report", reader("1-1"), {}), false);
});

test("whoever ticks or takes back changes nothing of the others", () => {
  const ann = read(NONE, "1-1", "10", "Ann");
  const ben = merged(read(NONE, "2-2", "11", "Ben"), ann, "2-2");
  const cleared = back(ben, "2-2", "12", "Ben");
  assert.deepEqual(othersWhoRead(cleared, reader("3-3"), {}), [{ name: "Ann", day: "2027-05-10" }]);
  const again = merged(cleared, ann, "2-2");
  assert.deepEqual(othersWhoRead(again, reader("3-3"), {}), [{ name: "Ann", day: "2027-05-10" }]);
  assert.equal(isTicked(again, READ, reader("2-2", "Ben"), {}), false);
});

test("one person in two browsers is one, and takes the tick back in both", () => {
  const both = merged(read(NONE, "1-1", "12", "Zoë  Model"), read(NONE, "2-2", "10", "zoe\u0308 model"), "1-1");
  assert.deepEqual(othersWhoRead(both, reader("3-3"), {}), [{ name: "zoe\u0308 model", day: "2027-05-10" }]);
  assert.equal(isTicked(both, READ, reader("4-4", "ZOË MODEL"), {}), true);
  const none = back(both, "1-1", "13", "Zoë Model");
  assert.deepEqual(othersWhoRead(none, reader("3-3"), {}), []);
});

test("a name that came with a file names its browser; without one, each browser is somebody", () => {
  const both = merged(read(NONE, "1-1", "10"), read(NONE, "2-2", "11"), "3-3");
  assert.deepEqual(othersWhoRead(both, reader("3-3"), { "1-1": "Ann" }), [
    { name: "Ann", day: "2027-05-10" },
    { name: "", day: "2027-05-11" },
  ]);
  assert.equal(othersWhoRead(both, reader("1-1"), {}).length, 1);
});
