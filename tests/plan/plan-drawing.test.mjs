import assert from "node:assert/strict";
import test from "node:test";

import { placed } from "../../docs/assets/plan/plan-drawing.mjs";

test("names that would run into each other stand on lines of their own, all within the drawing", () => {
  const names = [["Export", 100], ["Earliest", 130], ["Expected", 150], ["Review ends", 180], ["Sign-off", 240], ["End", 298]].map(([name, middle]) => ({ name, middle }));
  const found = placed(names, 300);
  assert.deepEqual(found.map(({ line }) => line), [0, 1, 2, 0, 1, 0]);
  for (const { name, middle } of found) assert.ok(middle - name.length * 4 >= 0 && middle + name.length * 4 <= 300, name);
  for (const one of found)
    for (const other of found)
      if (one !== other && one.line === other.line) assert.ok(Math.abs(one.middle - other.middle) >= (one.name.length + other.name.length) * 4);
});

test("where there is room, all stand on the first line", () => {
  assert.deepEqual(placed([{ name: "Export", middle: 100 }, { name: "Sign-off", middle: 200 }], 300).map(({ line }) => line), [0, 0]);
});
