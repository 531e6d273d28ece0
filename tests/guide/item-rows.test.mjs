import assert from "node:assert/strict";
import test from "node:test";

import { linkTarget } from "../../docs/assets/guide/item-rows.mjs";

test("an address leads to an item, and one that nobody can decode to nothing", () => {
  globalThis.document = { getElementById: (id) => (id === "item-a" ? "the item" : null) };
  const led = (hash) => {
    globalThis.location = { hash };
    return linkTarget();
  };
  assert.deepEqual(["#item-a", "#50%", "#", ""].map(led), ["the item", null, null, null]);
  delete globalThis.document;
  delete globalThis.location;
});
