// Files that a hostile colleague could make: refused in words, or taken so that nothing of the receiver is lost or locked.

import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { backupText, excess, fingerprint, readBackup } from "../../docs/assets/progress/backup.mjs";
import { entryOf, change, laterMoment, tick } from "../../docs/assets/progress/entries.mjs";
import { canonical } from "../../docs/assets/progress/entry-check.mjs";
import { isMoment, readEntry } from "../../docs/assets/progress/entry-form.mjs";
import { credible } from "../../docs/assets/progress/credible.mjs";
import { inCurrentPlaces, mergedProgress } from "../../docs/assets/progress/merging.mjs";
import { restored, settled, visibleChanges } from "../../docs/assets/progress/restoring.mjs";
import { view } from "../../docs/assets/progress/view.mjs";

const ME = "1-2-3";
const at = (minute) => new Date(Date.UTC(2027, 0, 14, 9, minute)).toISOString();
const stamp = (minute) => ({ r: ME, now: at(minute), by: "Casey Specimen" });
const LAST = "2099-12-31T23:59:59.999Z";
const isKnown = (id) => ["x", "y"].includes(id);
const state = (progress, rest) => ({ progress, plan: null, people: {}, isKnown, ...rest });
const place = (items) => new Map([["before:v1", new Map(Object.entries(items))]]);
const only = (progress, id = "x") => progress.get("before:v1")?.get(id);

const mine = () => {
  const ticked = tick({ items: {} }, "x", true, stamp(1));
  return place(change(ticked, "x", { by: "", on: "", note: "Binder 3" }, stamp(2)).items);
};

const file = (items, rest) =>
  JSON.stringify({
    kind: "transition-progress",
    version: 1,
    made: at(30),
    by: "Alex Example",
    replica: "9-9-9",
    people: {},
    checklists: [{ checklist: "before:v1", items }],
    plan: null,
    ...rest,
  });
const theirs = { done: true, at: at(3), r: "9-9-9", seen: { "9-9-9": at(3) } };
const deep = (levels) => JSON.parse("[".repeat(levels) + "]".repeat(levels));

// Milliseconds of work, however busy the machine is.
const cpuTime = () => process.cpuUsage().user / 1000;

// As the page takes a file: what would be kept, or null where it says why not.
function taken(own, text, how = "merge") {
  const { problem, progress } = readBackup(text);
  if (problem) return assert.match(problem, /^It /), null;
  const home = credible(inCurrentPlaces(progress, { places: {}, retired: {} }, ME), own, ME);
  const after = how === "merge" ? mergedProgress(own, home, ME) : restored(own, home, stamp(40));
  const words = excess(state(after), stamp(40));
  return words ? (assert.match(words, /^It would/), null) : after;
}

function assertReadable(progress, made = stamp(50)) {
  const text = backupText(state(progress), made);
  assert.equal(readBackup(text).problem, undefined);
  return readBackup(text).progress;
}

for (const [name, text, words] of [
  ["an id that is a method", file({ toString: theirs }), 'the item "toString" has an id that no guide has'],
  ["an id that is a prototype", `${file({}).replace('"items":{}', '"items":{"__proto__":{"done":true}}')}`, 'the item "__proto__"'],
  ["an id without end", file({ ["x".repeat(81)]: theirs }), "has an id that no guide has"],
  ["a place that is a method", file({}, { checklists: [{ checklist: "toString", items: {} }] }), '"checklist" cannot be read'],
  ["a replica that is a method", file({}, { replica: "valueOf" }), '"replica" cannot be read'],
  ["a signature that is a method", file({ x: { ...theirs, r: "toString" } }), '"r" cannot be read'],
  ["a browser in seen that is a method", file({ x: { ...theirs, seen: { toString: at(1) } } }), '"seen" cannot be read'],
  ["a name of a browser that is a method", file({}, { people: { toString: "A" } }), '"people" cannot be read'],
  ["an unknown key", file({ x: { ...theirs, later: 1 } }), '"later" is nothing that this page knows'],
  ["an unknown key in a note", file({ x: { ...theirs, others: [{ ...theirs, seen: undefined, later: 1 }] } }), '"later" of "others"'],
  ["an unknown key of the file", file({}, { extra: 1 }), '"extra" is nothing that this page knows'],
  ["a deep entry", file({ x: { ...theirs, later: deep(3000) } }), '"later" is nothing'],
  ["a deep note", file({ x: { ...theirs, evidence: deep(3000) } }), '"evidence" cannot be read'],
  ["a deep plan", file({}, { plan: deep(3000) }), '"plan" cannot be read'],
  ["a moment after the file", file({ x: { ...theirs, at: "2027-01-15T09:30:00.001Z" } }), '"at" is later than the file itself'],
  ["a moment in seen after the file", file({ x: { ...theirs, seen: { [ME]: LAST } } }), '"seen" cannot be read'],
  ["a day that does not exist", file({ x: { ...theirs, at: "2026-99-99T99:99:99.999Z" } }), '"at" cannot be read'],
  ["31 February", file({ x: { ...theirs, when: "2026-02-31T00:00:00.000Z" } }), '"when" cannot be read'],
  ["a file of no day", file({}, { made: "2026-13-01T00:00:00.000Z" }), '"made" cannot be read'],
  ["50,000 items", file(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`a-${n}`, theirs]))), "more than 10000 items"],
  ["45,000 answers", file({ x: { ...theirs, others: Array(45_000).fill({ done: false, at: "", r: "a" }) } }), '"others" has more than 200 answers'],
  ["45,000 browsers", file({ x: { ...theirs, seen: Object.fromEntries(Array.from({ length: 45_000 }, (_, n) => [`a-${n}`, ""])) } }), '"seen" has more than 200 browsers'],
  ["a long name", file({ x: { ...theirs, by: "x".repeat(201) } }), '"by" has more than 200 characters'],
]) {
  test(`refused in words, and at once: ${name}`, () => {
    const before = cpuTime();
    assert.ok(readBackup(text).problem?.includes(words), readBackup(text).problem);
    assert.ok(cpuTime() - before < 1000);
  });
}

test("the largest file that is taken keeps nobody waiting", () => {
  const others = Array.from({ length: 99 }, (_, n) => ({ done: n % 2 === 0, at: at(n % 30), r: `b-${n}` }));
  const items = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`a-${n}`, { ...theirs, others }]));
  const before = cpuTime();
  const after = taken(mine(), file(items));
  assert.equal(after.get("before:v1").size, 26);
  assert.ok(cpuTime() - before < 3000, `${cpuTime() - before} ms`);
  assert.equal(taken(mine(), file(Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`a-${n}`, theirs])))), null);
});

test("a merge that could not be saved and read again is refused in words", () => {
  const many = (count, entry) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`a-${n}`, entry]));
  const browsers = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`c-${n}`, at(1)]));
  const answers = (count) => Array.from({ length: count }, (_, n) => ({ done: false, at: at(4), r: `b-${n}` }));
  for (const [items, words] of [
    [many(1001, theirs), "1001 entries for items that are not in this guide"],
    [many(250, { ...theirs, seen: browsers }), "signatures of too many browsers"],
    [{ x: { ...theirs, others: answers(180) } }, "more than 150 answers to the item x"],
    [many(90, { ...theirs, others: answers(90) }), "more than 8000 answers"],
    [many(900, { ...theirs, evidence: { by: "", on: "", note: "m".repeat(4000), at: at(3), r: "9-9-9" } }), "more text than this page can save"],
  ]) {
    const { problem, progress } = readBackup(file(items));
    assert.equal(problem, undefined);
    const found = excess(state(progress), stamp(40));
    assert.ok(found.includes(words), found);
  }
  const people = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`d-${n}`, "D"]));
  assert.match(excess(state(mine(), { people }), stamp(40)), /names of more than 500 browsers/);
  assert.equal(excess(state(mine()), stamp(40)), "");
});

test("seen cannot speak for the receiver", () => {
  for (const entry of [
    { seen: { [ME]: at(2) } },
    { seen: { [ME]: at(29) } },
    { seen: { [ME]: at(29), "9-9-9": at(29) }, evidence: undefined },
    { ...theirs, done: false, seen: { [ME]: at(29) } },
    { done: false, at: at(29), r: ME, seen: {} },
    { evidence: { by: "", on: "", note: "", at: at(29), r: ME }, seen: {} },
  ]) {
    for (const how of ["merge", "restore"]) {
      const after = taken(mine(), file({ x: entry }), how);
      if (how === "merge") {
        const { ticks, notes } = view(only(after));
        assert.ok(ticks.some(({ done }) => done), canonical(entry));
        assert.ok(notes.some(({ note }) => note === "Binder 3"), canonical(entry));
      }
      assert.ok(!(only(after).seen[ME] > at(41)), "the receiver's own next change keeps its moment");
      const next = tick({ items: { x: only(after) } }, "x", false, stamp(41)).items.x;
      assert.equal(next.seen[ME], at(41));
      assertReadable(place({ x: next }));
    }
  }
});

test("a file cannot set the clock of a page that is open, nor of one that was open before", () => {
  const open = { ...stamp(1), r: `${ME}:7` };
  const own = place(tick({ items: {} }, "x", true, { ...open, r: `${ME}:6` }).items);
  for (const r of [`${ME}:7`, `${ME}:6`]) {
    const after = credible(place({ x: { done: false, at: at(29), r, seen: { [r]: at(29) } } }), own, open.r);
    const merged = only(mergedProgress(own, after, open.r));
    for (const next of [open, { ...open, r: `${ME}:6`, now: at(2) }]) {
      assert.equal(change({ items: { x: merged } }, "x", { done: true }, next).items.x.at, next.now);
    }
  }
});

test("a colleague who saw a tick and took it back is still believed", () => {
  const seen = { [ME]: at(2), "9-9-9": at(3) };
  const note = only(mine()).evidence;
  const after = taken(mine(), file({ x: { done: false, at: at(3), r: "9-9-9", evidence: note, seen } }));
  assert.deepEqual([view(only(after)).done, view(only(after)).ticks.length, view(only(after)).notes.length], [false, 1, 1]);
});

test("a backup of this browser that it has forgotten in part comes back", () => {
  const text = backupText(state(mine()), stamp(10));
  for (const own of [new Map(), place({ x: tick({ items: {} }, "x", true, stamp(1)).items.x })]) {
    for (const how of ["merge", "restore"]) assert.deepEqual(visibleChanges(mine(), taken(own, text, how), ME), []);
  }
});

test("what has the form comes back as it is; what has not is kept as text", () => {
  const kept = readEntry({ ...theirs, later: { a: 1 }, evidence: { by: 3 } });
  assert.equal(kept.more, '{"later":{"a":1},"evidence":{"by":3}}');
  assert.deepEqual(readEntry(kept), kept);
  assert.equal(readEntry("x").more, '"x"');
  const text = backupText(state(mine(), { unreadable: [{ id: "toString", entry: theirs }] }), stamp(50));
  assert.ok(readBackup(text).unreadable.startsWith('{"id":"toString"'));
});

test("what is too much goes along as text, and the items of the guide do not", () => {
  const evidence = { by: "", on: "", note: "m".repeat(2000), at: at(3), r: "9-9-9" };
  const many = Array.from({ length: 1600 }, (_, n) => [`a-${n}`, { ...theirs, at: LAST, evidence }]);
  const text = backupText(state(new Map([["a", new Map(many)], ...mine()]), { plan: "p".repeat(100_001) }), stamp(50));
  const { problem, progress, plan, unreadable } = readBackup(text);
  assert.equal(problem, undefined);
  assert.deepEqual([progress.get("a").size, view(only(progress)).done, plan], [1000, true, null]);
  assert.match(unreadable, /"id":"a-1000"[^]*\(and \d+ characters more\)$/);
});

test("texts come without controls and marks of direction", () => {
  const note = { by: "A\u202eB", on: "", note: "a\u0007b\r\nc\u2066\td", at: at(3), r: "9-9-9" };
  const { by, progress } = readBackup(file({ x: { evidence: note, seen: {} } }, { by: "Al\u200fex\n" }));
  assert.equal(by, "Alex ");
  const found = view(only(progress)).evidence;
  assert.deepEqual(found, { by: "AB", on: "", note: "a b\nc\td" });
});

test("a moment has a later one, or is the last", () => {
  assert.equal(laterMoment(LAST, at(1)), LAST);
  assert.equal(laterMoment("2099-12-31T23:59:59.998Z", at(1)), LAST);
  for (const bad of ["2026-99-99T99:99:99.999Z", "2026-02-30T00:00:00.000Z", "2026-13-14T09:30:00.000Z", "2026-01-14T24:00:00.000Z", "2026-01-14T09:60:00.000Z", "2100-01-01T00:00:00.000Z", "", undefined, 3]) {
    assert.equal(isMoment(bad), false);
    assert.equal(laterMoment(bad, at(1)), at(1));
  }
});

// Anything at all

const NAMES = ["toString", "__proto__", "constructor", "hasOwnProperty", "x", "y", "a-1", "", "x".repeat(90), "\u202e"];
const odd = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, "", "x", [], {}, LAST, "2026-99-99T99:99:99.999Z", "NaN", at(1), at(31), ME, "9-9-9", "\ud800", "\u202e"),
  fc.constant(deep(500)),
  fc.constantFrom(...NAMES).map((name) => JSON.parse(`{${JSON.stringify(name)}:1}`)),
  fc.jsonValue({ maxDepth: 3 }),
);
const moment = fc.constantFrom("", at(1), at(2), at(3), at(29), at(29), "2098-05-05T05:05:05.000Z");
const r = fc.constantFrom(ME, "9-9-9", "8-8-8", "constructor", `${ME}@old`);
const tickOf = fc.record({ done: fc.boolean(), at: moment, r, by: fc.constantFrom("A", "B\u202e"), when: moment }, { requiredKeys: ["done", "at", "r"] });
const noteOf = fc.record(
  { by: fc.constantFrom("", "A"), on: fc.constantFrom("", "2027-01-14"), note: fc.constantFrom("", "n\u0000", "m".repeat(20_000)), at: moment, r, writer: fc.constant("W") },
  { requiredKeys: ["by", "on", "note", "at", "r"] },
);
const wellFormed = fc
  .record({ first: fc.option(tickOf, { nil: {} }), evidence: fc.option(noteOf, { nil: undefined }), others: fc.array(fc.oneof(tickOf, noteOf), { maxLength: 3 }), seen: fc.dictionary(r, moment) })
  .map(({ first, ...rest }) => ({ ...first, ...rest }));
// One value of a good entry, anywhere in it, replaced or added.
const broken = fc.tuple(wellFormed, fc.constantFrom("done", "at", "r", "by", "when", "evidence", "seen", "others", "more", ...NAMES), odd).map(([entry, key, value]) =>
  JSON.parse(`${JSON.stringify(entry).replace(/\}$/, "")}${Object.keys(JSON.parse(JSON.stringify(entry))).length ? "," : ""}${JSON.stringify(key)}:${JSON.stringify(value)}}`),
);
const items = (entry) => fc.array(fc.tuple(fc.constantFrom("x", "y", "constructor", "a-1"), entry), { maxLength: 4 }).map(Object.fromEntries);
const made = fc.constantFrom(at(29), at(30), LAST);
const action = fc.oneof(
  fc.record({ do: fc.constant("tick"), id: fc.constantFrom("x", "y"), done: fc.boolean() }),
  fc.record({ do: fc.constant("note"), id: fc.constantFrom("x", "y"), note: fc.constantFrom("", "n", "m".repeat(2000)) }),
  fc.record({ do: fc.constant("settle"), pick: fc.nat(3) }),
);

function acted(progress, actions) {
  const held = new Map(Object.entries(Object.fromEntries(progress.get("before:v1") ?? [])));
  actions.forEach((each, number) => {
    const by = stamp(40 + number);
    const own = { items: Object.fromEntries(held) };
    if (each.do === "tick") held.set(each.id, entryOf(tick(own, each.id, each.done, by), each.id));
    if (each.do === "note") held.set(each.id, entryOf(change(own, each.id, { by: "", on: "", note: each.note }, by), each.id));
    if (each.do === "settle") {
      for (const [id, entry] of held) {
        const { ticks, notes } = view(entry);
        const open = ticks.length > 1 ? ticks : notes.length > 1 ? notes : [];
        if (open.length) held.set(id, settled(entry, open[each.pick % open.length], by));
      }
    }
  });
  return new Map([["before:v1", held]]);
}

test("any accepted file, merged or restored, ticked, noted, settled and saved, is accepted", () => {
  let accepted = 0;
  const files = fc.array(fc.tuple(items(wellFormed), made, fc.constantFrom("merge", "restore")), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(files, fc.array(action, { maxLength: 5 }), (given, actions) => {
      let progress = mine();
      for (const [entries, made, how] of given) {
        const next = taken(progress, file(entries, { made }), how);
        if (next) accepted += 1;
        progress = next ?? progress;
      }
      const after = acted(progress, actions);
      const back = assertReadable(after);
      assert.deepEqual(visibleChanges(after, back, ME), []);
      assertReadable(taken(after, backupText(state(after), stamp(50))));
    }),
  );
  assert.ok(accepted > 50, `${accepted} files were accepted`);
});

test("no file makes the page fall over, and no merge takes the receiver's tick and note away", () => {
  const [before, counts] = [canonical(only(mine())), { taken: 0, refused: 0 }];
  fc.assert(
    fc.property(items(fc.oneof(broken, wellFormed)), fc.constantFrom("by", "replica", "people", "plan", "made", "checklists", "none"), odd, (entries, key, value) => {
      const own = mine();
      const after = taken(own, file(entries, key === "none" ? {} : { [key]: value }));
      counts[after ? "taken" : "refused"] += 1;
      assert.equal(canonical(only(own)), before);
      if (after) assertReadable(after);
    }),
  );
  assert.ok(counts.taken && counts.refused, canonical(counts));
});

test("whatever storage holds, a backup of it is saved and read, and the page can go on", () => {
  fc.assert(
    fc.property(fc.oneof(odd, broken), (raw) => {
      const entry = readEntry(raw);
      assert.deepEqual(readEntry(entry), entry);
      assert.equal(typeof fingerprint(state(place({ x: entry }))), "string");
      const state1 = { items: { x: raw } };
      const ticked = change(tick(state1, "x", true, stamp(40)), "x", { by: "", on: "", note: "n" }, stamp(41));
      assert.equal(entryOf(ticked, "x").done, true);
      assertReadable(place({ x: entryOf(ticked, "x"), y: entry, constructor: entry }));
    }),
    { examples: [[{ seen: { toString: at(1), "9-9-9": 1, "8-8-8": "2026-99-99T99:99:99.999Z" } }], [{ others: Array(300).fill(theirs) }]] },
  );
});
