import assert from "node:assert/strict";
import test from "node:test";

import { needsNote } from "../../docs/assets/guide/open-needs.mjs";

const said = (...needs) => needsNote(needs.map((name) => ({ own: name.startsWith("own"), link: name }))).join("");

test("what the same role does comes first, what others do usually before", () => {
  assert.equal(said("own a"), "First: own a");
  assert.equal(said("theirs", "theirs too"), "Usually after: theirs; theirs too");
  assert.equal(said("theirs", "own a", "own b"), "First: own a; own b. Usually after: theirs");
});

test("three are named, the rest is counted", () => {
  assert.equal(said("own a", "b", "c", "d", "e"), "First: own a. Usually after: b; c and 2 more");
  assert.equal(said("a", "b", "c"), "Usually after: a; b; c");
});
