// The questions of a preview: an answer counts for what was asked, whatever else is asked by then.

import assert from "node:assert/strict";
import test from "node:test";

import { planChoice, renameQuestion } from "../../docs/assets/progress/change-preview.mjs";

// As much of a document as makes a question.
function withDocument(t) {
  const createElement = (tag) => ({ tag, dataset: {}, contents: [], append(...contents) { this.contents.push(...contents); } });
  globalThis.document = { createElement };
  t.after(() => delete globalThis.document);
}

/** The values of the inputs of a question. */
const valuesOf = ({ tag, value, contents = [] }) => [...(tag === "input" ? [value] : []), ...contents.flatMap(valuesOf)];
const answered = (value) => ({ querySelector: () => ({ value }), querySelectorAll: () => [{ value }] });

test("a person renamed in another tab takes no answer from another question", (t) => {
  withDocument(t);
  const [ann, bob] = [{ file: "a.json", before: "Ann Old", now: "Ann" }, { file: "b.json", before: "Bob Old", now: "Bob" }];
  const [forAnn, forBob] = valuesOf(renameQuestion([ann, bob]).choice);
  assert.deepEqual(renameQuestion([ann, bob]).chosen(answered(forBob)), [bob]);
  assert.deepEqual(renameQuestion([bob]).chosen(answered(forBob)), [bob]);
  assert.deepEqual(renameQuestion([bob]).chosen(answered(forAnn)), []);
});

test("a plan stored in another tab takes no answer from another plan", (t) => {
  withDocument(t);
  const files = ["one", "two", "three"].map((plan) => ({ file: `${plan}.json`, by: "", plan }));
  const [today, one, two] = valuesOf(planChoice("mine", files).choice);
  assert.equal(planChoice("mine", files).chosen(answered(two)), "two");
  assert.equal(planChoice("one", files).chosen(answered(two)), "two");
  assert.equal(planChoice("one", files).chosen(answered(one)), "one");
  assert.equal(planChoice("mine", files).chosen(answered(today)), "mine");
});
