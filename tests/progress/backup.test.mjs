import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { backupText, fileName, fingerprint, firstChange, isBackupDue, readBackup } from "../../docs/assets/progress/backup.mjs";
import { change, tick } from "../../docs/assets/progress/entries.mjs";
import { visibleChanges } from "../../docs/assets/progress/restoring.mjs";

const NOW = "2027-01-14T09:30:00.000Z";
const MADE = { now: NOW, r: "1-2-3", by: "Casey Specimen" };
const STAMP = { r: "1-2-3", now: NOW };
const entry = change(tick({ items: {} }, "x", true, STAMP), "x", { by: "Alex Example", on: "2027-01-14", note: "Binder 3" }, STAMP).items.x;
const kept = (...entries) => ({ progress: new Map([["before:v1", new Map(entries)]]), plan: '{"version":1}' });

test("what was saved comes back", () => {
  const text = backupText(kept(["x", entry], ["no-such-item", { done: true, at: NOW, later: 3 }]), MADE);
  const { progress, ...rest } = readBackup(text);
  assert.deepEqual(rest, { made: NOW, by: "Casey Specimen", replica: "1-2-3", people: { "1-2-3": "Casey Specimen" }, arrivals: [], plan: '{"version":1}', unreadable: "" });
  assert.deepEqual(visibleChanges(kept(["x", entry]).progress, new Map([["before:v1", new Map([["x", progress.get("before:v1").get("x")]])]]), "1-2-3"), []);
  assert.equal(progress.get("before:v1").get("no-such-item").more, '{"later":3}');
  assert.equal(progress.get("before:v1").get("no-such-item").r, "1-2-3");
});

test("a file of format 1 has no arrivals, and is read", () => {
  const { arrivals, version, ...old } = good();
  assert.deepEqual([arrivals, version], [[], 2]);
  assert.deepEqual(readBackup(JSON.stringify({ ...old, version: 1 })), readBackup(JSON.stringify(good())));
});

test("whose progress has come goes along", () => {
  const come = [{ by: "Billie Sample", r: "2-2-2", made: NOW, merged: NOW }];
  assert.deepEqual(readBackup(backupText({ ...kept(["x", entry]), arrivals: come }, MADE)).arrivals, come);
});

test("a backup of damaged storage can be read", () => {
  for (const bad of [null, 3, "x", [], { done: "yes", at: 7 }, { seen: 3, others: 3, evidence: [] }, { evidence: { by: 3 }, at: "x" }, { done: true, by: 3, when: 4 }]) {
    assert.equal(readBackup(backupText(kept(["x", bad]), MADE)).problem, undefined, JSON.stringify(bad));
  }
});

const good = () => JSON.parse(backupText(kept(["x", entry]), MADE));
const changed = (change) => {
  const file = good();
  change(file);
  return JSON.stringify(file);
};

for (const [name, text, words] of [
  ["nothing", "", "not a backup of this guide, or it was cut short"],
  ["cut short", backupText(kept(["x", entry]), MADE).slice(0, 200), "cut short"],
  ["another program's file", '{"compilerOptions": {}}', "not a backup of this guide."],
  ["a list", "[]", "not a backup of this guide."],
  ["a newer format", changed((file) => (file.version = 3)), "format 3; this page reads format 1 and 2"],
  ["arrivals that are none", changed((file) => (file.arrivals = [{ by: "A", r: "1-2-3", made: "soon", merged: NOW }])), '"arrivals" cannot be read'],
  ["no format", changed((file) => delete file.version), "a format without a number"],
  ["no moment", changed((file) => (file.made = "yesterday")), '"made" cannot be read'],
  ["no maker", changed((file) => (file.replica = "")), '"replica" cannot be read'],
  ["names that are none", changed((file) => (file.people = { a: 3 })), '"people" cannot be read'],
  ["a plan that is no text", changed((file) => (file.plan = {})), '"plan" cannot be read'],
  ["no checklists", changed((file) => (file.checklists = {})), '"checklists" cannot be read'],
  ["a checklist without items", changed((file) => (file.checklists[0].items = [])), "one of its checklists"],
  ["a checklist twice", changed((file) => file.checklists.push(file.checklists[0])), "the same checklist twice"],
  ["an entry that is none", changed((file) => (file.checklists[0].items.x = 3)), 'the item "x": "entry" cannot be read'],
  ["a tick that is neither", changed((file) => (file.checklists[0].items.x.done = "yes")), 'the item "x": "done" cannot be read'],
  ["a moment that is none", changed((file) => (file.checklists[0].items.x.at = "1 Jan")), 'the item "x": "at" cannot be read'],
  ["a moment after which there is no later one", changed((file) => (file.checklists[0].items.x.seen.r = "9999-12-31T23:59:59.999Z")), 'the item "x": "seen" cannot be read'],
  ["no signature", changed((file) => delete file.checklists[0].items.x.r), 'the item "x": "r" cannot be read'],
  ["a note that is markup in a table", changed((file) => (file.checklists[0].items.x.evidence.note = ["<b>"])), 'the item "x": "note" of "evidence" cannot be read'],
  ["a note without end", changed((file) => (file.checklists[0].items.x.evidence.note = "x".repeat(20_001))), '"note" of "evidence" has more than 20000 characters'],
  ["what was seen is no table", changed((file) => (file.checklists[0].items.x.seen = [1])), 'the item "x": "seen" cannot be read'],
  ["others that are none", changed((file) => (file.checklists[0].items.x.others = [{ done: 1 }])), 'the item "x": "done" of "others" cannot be read'],
]) {
  test(`refused in words: ${name}`, () => assert.match(readBackup(text).problem, new RegExp(words.replaceAll(".", "\\."))));
}

test("no text makes the reader fall over", () => {
  const anything = fc.anything({ withObjectString: true, maxDepth: 4 }).map((value) => JSON.stringify(value) ?? "");
  const almost = fc.record({ key: fc.constantFrom("made", "by", "replica", "plan", "checklists"), value: fc.jsonValue() });
  fc.assert(fc.property(anything, (text) => assert.equal(typeof readBackup(text).problem, "string")));
  fc.assert(
    fc.property(almost, ({ key, value }) => {
      const read = readBackup(changed((file) => (file[key] = value)));
      assert.ok(read.problem || read.progress instanceof Map);
    }),
  );
});

for (const [by, name] of [
  ["", "transition-progress-k3f9-2027-01-14.json"],
  ["Alex Example", "transition-progress-alex-example-k3f9-2027-01-14.json"],
  [" Dr. Björn O’Groß ", "transition-progress-dr-bjorn-o-gross-k3f9-2027-01-14.json"],
  ["../Casey: Specimen", "transition-progress-casey-specimen-k3f9-2027-01-14.json"],
  ["山田", "transition-progress-山田-k3f9-2027-01-14.json"],
  ["Йон Пример", "transition-progress-йон-пример-k3f9-2027-01-14.json"],
  [`${"x".repeat(39)} yz`, `transition-progress-${"x".repeat(39)}-k3f9-2027-01-14.json`],
]) {
  test(`the name of the file says whose it is, from which browser and the day, and nothing of the firm: ${by}`, () => {
    assert.equal(fileName("2027-01-14", by, "k3f9a2-77"), name);
  });
}

test("the fingerprint changes with every change, and only then", () => {
  const before = fingerprint(kept(["x", entry]));
  assert.equal(fingerprint(kept(["x", { ...entry }])), before);
  assert.notEqual(fingerprint(kept(["x", { ...entry, done: false }])), before);
  assert.notEqual(fingerprint({ ...kept(["x", entry]), plan: null }), before);
  const named = (/** @type {Record<string, string>} */ people) => fingerprint({ ...kept(["x", entry]), people });
  assert.equal(named({ "1-2-3": "Alex Example" }), before);
  assert.notEqual(named({ "pabc-def": "Alex Example" }), before);
  assert.notEqual(named({ "pabc-def": "Alex Example" }), named({ "pabc-def": "Billie Sample" }));
});

for (const [name, given, due] of [
  ["nothing recorded", { changed: true }, false],
  ["first change today", { first: "2027-01-14T08:00:00.000Z", changed: true }, false],
  ["first change a week ago, no backup", { first: "2027-01-07T09:30:00.000Z", changed: true }, true],
  ["backup yesterday", { first: "2026-12-01T09:30:00.000Z", last: "2027-01-13T09:30:00.000Z", changed: true }, false],
  ["backup a week ago, something new", { last: "2027-01-07T09:30:00.000Z", changed: true }, true],
  ["backup by a clock that was ahead", { first: "2027-01-07T09:30:00.000Z", last: "2080-01-07T09:30:00.000Z", changed: true }, true],
  ["backup a week ago, nothing new", { last: "2027-01-07T09:30:00.000Z", changed: false }, false],
]) {
  test(`reminder: ${name}`, () => assert.equal(isBackupDue({ ...given, now: NOW }), due));
}

test("the first change is the earliest one that is still there", () => {
  assert.equal(firstChange(new Map()), undefined);
  const older = { done: true, at: "2026-01-01T00:00:00.000Z" };
  assert.equal(firstChange(kept(["x", entry], ["y", older], ["z", null]).progress), older.at);
});
