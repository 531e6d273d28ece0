// What has changed between two checks: examples, and what holds for any two lists.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { compareFindings, comparisonWords } from "../../docs/assets/tools/compare-findings.mjs";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

const finding = (kind, cell = "A2", value = "") => ({ kind, sheet: "Time", cell, value });
const A = finding("hours-as-clock");
const B = finding("matter-unknown", "B2");

test("what is gone, still there and new", () => {
  assert.deepEqual(compareFindings([A, B], [B]), { gone: 1, remaining: 1, added: new Set() });
  assert.deepEqual(compareFindings([A], [B]), { gone: 1, remaining: 0, added: new Set([0]) });
  assert.deepEqual(compareFindings([A], [A, A]), { gone: 0, remaining: 1, added: new Set([1]) });
  assert.deepEqual(compareFindings([], []), { gone: 0, remaining: 0, added: new Set() });
});

test("in words", () => {
  assert.equal(comparisonWords(compareFindings([A, B], [B])), "Since the last check: 1 finding gone, 1 still there, 0 new.");
  assert.equal(comparisonWords(compareFindings([], [])), "Since the last check: no findings then or now.");
});

const lists = fc.array(fc.constantFrom(A, B, finding("date-missing"), finding("hours-as-clock", "A3")));

test("the figures add up to both lists, and swapping them swaps gone and new", () => {
  fc.assert(
    fc.property(lists, lists, (before, now) => {
      const there = compareFindings(before, now);
      const back = compareFindings(now, before);
      assert.equal(there.gone + there.remaining, before.length);
      assert.equal(there.added.size + there.remaining, now.length);
      assert.equal(there.gone, back.added.size);
    }),
  );
});
