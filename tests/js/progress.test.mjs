import assert from "node:assert/strict";
import test from "node:test";

import { count, parse, serialize, tick } from "../../docs/assets/progress.mjs";

test("what storage held comes back, unknown entries included", () => {
  const text = '{"items":{"gone":{"done":true,"at":"2027-01-14T09:30:00.000Z","note":"kept"}}}';
  assert.equal(serialize(parse(text)), text);
});

test("text that is no progress is an empty list", () => {
  for (const text of [null, "", "[]", "{}", '{"items":[]}', "nonsense"]) assert.deepEqual(parse(text), { items: {} });
});

test("a tick counts once", () => {
  const ticked = tick(tick(parse(null), "a", true, "t1"), "a", true, "t2");
  assert.equal(count(ticked, ["a", "b"]), 1);
});
