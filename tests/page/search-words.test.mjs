// What the search is asked for when people type a whole question: the worker run as a browser runs it, with the theme's behind it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const WORKER = readFileSync(new URL("../../docs/assets/page/workers/search.js", import.meta.url), "utf8");

/** What the theme's worker receives where a page sends a message to ours. */
function received(message) {
  const listeners = [];
  const got = [];
  const imported = [];
  runInNewContext(WORKER, {
    addEventListener: (kind, listener) => listeners.push(listener),
    location: { hash: "#search.0a1b2c3d.min.js" },
    importScripts(address) {
      imported.push(address);
      listeners.push(({ data }) => got.push(data));
    },
  });
  assert.deepEqual(imported, ["../../javascripts/workers/search.0a1b2c3d.min.js"]);
  const event = { data: message };
  for (const listener of listeners) listener(event);
  assert.equal(got.length, 1);
  return got[0];
}

const asked = (query) => received({ type: 2, data: query }).data;

test("a question loses its little words and its marks", () => {
  assert.equal(asked("Where do I write my time today?"), "write time today");
  assert.equal(asked("May I create a matter, and when?"), "create matter");
  assert.equal(asked("trust deposits"), "trust deposits");
});

test("little words alone, quotation marks and what is typed so far stay", () => {
  assert.equal(asked("where do I"), "where do I");
  assert.equal(asked('"trust listing"'), '"trust listing"');
  assert.equal(asked("  "), "  ");
  assert.equal(asked("PCLaw 2.0"), "PCLaw 2.0");
});

test("other messages pass as they are", () => {
  const setup = { type: 0, data: { config: { lang: ["en"] } } };
  assert.deepEqual(received(setup), { type: 0, data: { config: { lang: ["en"] } } });
});
