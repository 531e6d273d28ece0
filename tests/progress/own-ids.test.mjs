// Whose ticks a page shows: those of its reader, whatever they were called.

import assert from "node:assert/strict";
import test from "node:test";

import { storage } from "../../docs/assets/base/storage.mjs";
import { idOfName } from "../../docs/assets/progress/persons.mjs";
import { ownIds } from "../../docs/assets/progress/ticks.mjs";

// What a browser has, for as long as a test runs.
function withBrowser(t) {
  const kept = new Map();
  const [localStorage, dispatchEvent] = [{ getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) }, () => true];
  const before = { localStorage: globalThis.localStorage, dispatchEvent: globalThis.dispatchEvent };
  Object.assign(globalThis, { localStorage, dispatchEvent });
  t.after(() => Object.assign(globalThis, before));
}

const write = (name, text) => storage(name).write(text);

test("the reader's ids follow the name, the browser and the names known, and are looked for once", (t) => {
  withBrowser(t);
  write("replica", "1-2-3");
  assert.deepEqual(ownIds(), ["1-2-3"]);
  write("name", "Ann New");
  assert.deepEqual(ownIds(), [idOfName("Ann New"), "1-2-3"]);
  const others = Object.fromEntries(Array.from({ length: 50 }, (_, number) => [`9-${number}`, `Person ${number}`]));
  write("people", JSON.stringify({ ...others, [idOfName("Ann Old")]: "Ann New", "7-7-7": "ann new", damaged: 3 }));
  assert.deepEqual(ownIds(), [idOfName("Ann New"), idOfName("Ann Old"), "7-7-7", "1-2-3"]);
  const { mock } = t.mock.method(String.prototype, "normalize");
  for (let item = 0; item < 50; item += 1) ownIds();
  assert.ok(mock.callCount() < 1000, `${mock.callCount()} names read`);
  write("people", "not JSON");
  assert.deepEqual(ownIds(), [idOfName("Ann New"), "1-2-3"]);
});
