// What has changed between two checks: examples, and what holds for any two lists.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { changes, inWords } from "../../docs/assets/tools/changes.mjs";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

const finding = (kind, cell = "A2", value = "") => ({ kind, sheet: "Time", cell, value });
const A = finding("hours-as-clock");
const B = finding("matter-unknown", "B2");

test("what is gone, still there and new", () => {
  assert.deepEqual(changes([A, B], [B]), { gone: 1, still: 1, fresh: new Set() });
  assert.deepEqual(changes([A], [B]), { gone: 1, still: 0, fresh: new Set([0]) });
  assert.deepEqual(changes([A], [A, A]), { gone: 0, still: 1, fresh: new Set([1]) });
  assert.deepEqual(changes([], []), { gone: 0, still: 0, fresh: new Set() });
});

test("in words", () => {
  assert.equal(inWords(changes([A, B], [B])), "Since the last check: 1 gone, 1 still there, 0 new.");
  assert.equal(inWords(changes([], [])), "Since the last check: nothing to report, as before.");
});

const lists = fc.array(fc.constantFrom(A, B, finding("date-missing"), finding("hours-as-clock", "A3")));

test("the figures add up to both lists, and swapping them swaps gone and new", () => {
  fc.assert(
    fc.property(lists, lists, (before, now) => {
      const there = changes(before, now);
      const back = changes(now, before);
      assert.equal(there.gone + there.still, before.length);
      assert.equal(there.fresh.size + there.still, now.length);
      assert.equal(there.gone, back.fresh.size);
    }),
  );
});
