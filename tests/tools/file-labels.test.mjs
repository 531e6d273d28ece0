// Names of chosen files that tell them apart.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { fileLabels } from "../../docs/assets/tools/file-labels.mjs";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

test("a name that only one file has stays", () => {
  assert.deepEqual(fileLabels(["a.xlsx", "b.xlsx"]), ["a.xlsx", "b.xlsx"]);
});

test("files of one name get numbers, also where only case or the way an accent is written differs", () => {
  assert.deepEqual(fileLabels(["time.xlsx", "a.xlsx", "time.xlsx"]), ["time.xlsx (1)", "a.xlsx", "time.xlsx (2)"]);
  assert.deepEqual(fileLabels(["Time.xlsx", "time.XLSX"]), ["Time.xlsx (1)", "time.XLSX (2)"]);
  assert.deepEqual(fileLabels(["Zo\u00eb.xlsx", "Zoe\u0308.xlsx"]), ["Zo\u00eb.xlsx (1)", "Zoe\u0308.xlsx (2)"]);
});

test("a number that a file has in its own name is passed over", () => {
  assert.deepEqual(fileLabels(["a.csv", "a.csv (1)", "a.csv"]), ["a.csv (2)", "a.csv (1)", "a.csv (3)"]);
});

test("as many labels as names, no two of them alike, each begins with its name", () => {
  const name = fc.constantFrom("t.xlsx", "T.xlsx", "t.xlsx (1)", "t.xlsx (2)", "t.xlsx (1) (1)", "u.csv");
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const found = fileLabels(names);
      assert.equal(found.length, names.length);
      assert.equal(new Set(found.map((label) => label.toLowerCase())).size, names.length);
      found.forEach((label, at) => assert.ok(label.startsWith(names[at])));
    }),
  );
});
