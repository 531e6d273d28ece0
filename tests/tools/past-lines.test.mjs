// `Leave them out` takes the lines of the past out of a list, and no edit with them.

import assert from "node:assert/strict";
import test from "node:test";

import { withoutPast } from "../../docs/assets/tools/past-lines.mjs";

const READ = "Name\tRate\nAnn\t\nBob\t200\nCy\t\n";
const CURRENT = "Name\tRate\nAnn\t\nCy\t\n";

test("a list that nobody edited is what is current of it", () => {
  assert.equal(withoutPast(READ, READ, CURRENT), CURRENT);
  assert.equal(withoutPast(READ, READ, "Name\tRate\nAnn A\t\n"), "Name\tRate\nAnn A\t\n");
});

test("what was typed since stays", () => {
  assert.equal(withoutPast("Name\tRate\nAnn\t320\nBob\t200\nCy\t\nDi\t150\n", READ, CURRENT), "Name\tRate\nAnn\t320\nCy\t\nDi\t150\n");
  assert.equal(withoutPast("Name\tRate\nCy\t\nBob\t250\n", READ, CURRENT), "Name\tRate\nCy\t\nBob\t250\n");
});

test("where the lines that are left have another form, an edited list stays as it is", () => {
  assert.equal(withoutPast(`${READ}Di\t\n`, READ, "Name\tRate\nAnn A\t\nCy\t\n"), null);
});
