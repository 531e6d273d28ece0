// Items that each person ticks: every tick is an entry of its person, and joining leaves it that.

import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { backupText, excess, readBackup } from "../../docs/assets/progress/backup.mjs";
import { change, entryFor, tick } from "../../docs/assets/progress/entries.mjs";
import { canonical } from "../../docs/assets/progress/entry-check.mjs";
import { countWords, groupOf, memberName } from "../../docs/assets/progress/group.mjs";
import { credible } from "../../docs/assets/progress/credible.mjs";
import { inCurrentPlaces, mergedProgress, mergingAll } from "../../docs/assets/progress/merging.mjs";
import { restored, visibleChanges } from "../../docs/assets/progress/restoring.mjs";
import { view } from "../../docs/assets/progress/view.mjs";
import { formerWords } from "../../docs/assets/progress/former-name.mjs";
import { idsOf, idOfName, itemOf, nameKey, nameNow, personId, personOf } from "../../docs/assets/progress/persons.mjs";
import { askedOf, changedNames, joinedNames, renamed, strangers } from "../../docs/assets/progress/renaming.mjs";

const at = (minute) => new Date(Date.UTC(2027, 0, 14, 9, minute)).toISOString();
const PLACE = "before:v1";
const PEOPLE = ["Alex Example", "Billie Sample", "Casey Specimen"];
const as = (items) => new Map([[PLACE, items]]);
const put = (items, id, make) => new Map(Object.entries(make({ items: Object.fromEntries(items) }, id).items));

test("an id has room for every name, and tells them apart", () => {
  assert.match(personId({ by: "Alex Example", r: "1-2-3" }), /^p[a-z0-9-]{3,20}$/);
  assert.equal(personId({ by: " alex  EXAMPLE", r: "9" }), personId({ by: "Alex Example", r: "1-2-3" }));
  assert.equal(personId({ r: "1-2-3:77" }), "1-2-3");
  assert.deepEqual([itemOf("hand-in-time:1-2-3"), personOf("hand-in-time:1-2-3"), personOf("hand-in-time")], ["hand-in-time", "1-2-3", ""]);
  const names = new Set(Array.from({ length: 20_000 }, (_, number) => personId({ by: `Person ${number.toString(36)}`, r: "" })));
  assert.equal(names.size, 20_000);
});

test("what a person sees is their own, before what the firm has", () => {
  const firm = tick({ items: {} }, "x", true, { r: "a", now: at(1), by: "Alex Example" });
  const own = tick(firm, "x:pb", false, { r: "b", now: at(2) });
  assert.equal(entryFor(firm, "x", ["pb"]).done, true);
  assert.equal(entryFor(own, "x", ["pb", "b"]).done, false);
  assert.equal(entryFor(own, "x", ["pc"]).done, true);
  const noted = change(own, "x", { by: "", on: "", note: "Binder 3" }, { r: "a", now: at(3) });
  assert.deepEqual([entryFor(noted, "x", ["pb"]).done, entryFor(noted, "x", ["pb"]).evidence.note], [false, "Binder 3"]);
});

// Several people at several browsers, some of them copies of one, tick one item for themselves and pass files on.

const who = fc.nat({ max: 3 });
const step = fc.oneof(
  fc.record({ do: fc.constant("tick"), who, done: fc.boolean() }),
  fc.record({ do: fc.constant("note"), who, words: fc.constantFrom("Binder 3", "Vault") }),
  fc.record({ do: fc.constant("merge"), who, from: who }),
);
const story = fc.array(fc.tuple(step, fc.integer({ min: -50, max: 50 })), { maxLength: 25 });

function play(steps) {
  // The last two are Casey, at the office and at home; the first and the last are copies of one profile.
  const browsers = ["1-1", "2-2", "3-3", "1-1"].map((replica, number) => ({ replica, name: PEOPLE[Math.min(number, 2)], items: new Map() }));
  const last = new Map();
  steps.forEach(([each, jump], number) => {
    const browser = browsers[each.who];
    const by = { r: `${browser.replica}:${each.who}`, by: browser.name, now: at(number + jump) };
    const id = `x:${personId(by)}`;
    if (each.do === "tick") browser.items = put(browser.items, id, (state) => tick(state, id, each.done, by));
    if (each.do === "note") browser.items = put(browser.items, id, (state) => change(state, id, { by: "", on: "", note: each.words }, by));
    if (each.do === "merge") {
      const theirs = credible(as(browsers[each.from].items), as(browser.items), by.r);
      browser.items = mergedProgress(as(browser.items), theirs, by.r).get(PLACE);
    }
    if (each.do === "tick") last.set(each.who, each.done);
  });
  return { browsers, last };
}

test("files of several people come to the same in any order, and everybody's last tick is theirs", () => {
  fc.assert(
    fc.property(story, fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8 }), (steps, order) => {
      const { browsers, last } = play(steps);
      const text = (progress) => canonical([...progress].map(([place, items]) => [place, Object.fromEntries(items)]));
      const sum = (all) => all.reduce((whole, { items }) => mergedProgress(whole, as(items), "me"), as(new Map()));
      const whole = sum(browsers);
      assert.equal(text(sum(order.map((number) => browsers[number]))), text(whole));
      let steps_ = mergingAll(browsers.map(({ items }) => as(items)), "me");
      for (let next = steps_.next(); ; next = steps_.next()) if (next.done) { steps_ = next.value; break; }
      assert.equal(text(steps_), text(whole));
      const group = groupOf(whole.get(PLACE), "x", { people: PEOPLE, known: {} });
      for (const [number, done] of last) {
        const others = number >= 2 && last.has(5 - number); // Casey may say two things at two browsers
        if (!others) assert.equal(group.done.includes(browsers[number].name), done);
      }
      for (const { name, view: found } of group.members) assert.ok(PEOPLE.includes(name) && (found.ticks.length || found.notes.length));
    }),
    { numRuns: 300 },
  );
});

test("a name typed later takes over what was ticked without one", () => {
  const nameless = tick({ items: {} }, "x:1-2-3", true, { r: "1-2-3:5", now: at(1) });
  const items = (state) => new Map(Object.entries(state.items));
  const given = { people: PEOPLE, known: { "1-2-3": "Alex Example" } };
  assert.deepEqual(groupOf(items(nameless), "x", given).done, ["Alex Example"]);
  const id = `x:${personId({ by: "Alex Example", r: "1-2-3" })}`;
  assert.deepEqual(idsOf("alex example", given.known), ["1-2-3"]);
  assert.deepEqual(idsOf("", { "1-2-3": "" }), []);
  const open = tick(nameless, id, false, { r: "1-2-3:6", now: at(2), by: "Alex Example" });
  assert.deepEqual(groupOf(items(open), "x", given).done, []);
  assert.equal(entryFor(open, "x", [personOf(id), "1-2-3"]).done, false);
  assert.equal(countWords(groupOf(items(nameless), "x", { people: [], known: {} })), "1: 1 without a name");
});

test("a name counts only where it is that of the id", () => {
  const id = `x:${personId({ by: "Alex Example", r: "" })}`;
  const forged = tick({ items: {} }, id, true, { r: "9", now: at(1), by: "Billie Sample" }).items[id];
  assert.equal(memberName(id, forged, [], {}), "");
  assert.equal(memberName(id, forged, PEOPLE, {}), "Alex Example");
});

test("own ticks go through a backup, follow a retired item and come back by a restore", () => {
  const id = `old:${personId({ by: "Alex Example", r: "" })}`;
  const state = tick({ items: {} }, id, true, { r: "1-2-3:5", now: at(1), by: "Alex Example", day: "2027-01-14" });
  const made = { r: "1-2-3:5", now: at(2), by: "Alex Example" };
  const { problem, progress } = readBackup(backupText({ progress: as(new Map(Object.entries(state.items))), isKnown: () => true }, made));
  assert.equal(problem, undefined);
  assert.equal(progress.get(PLACE).get(id).day, "2027-01-14");
  const home = inCurrentPlaces(progress, { places: { new: "after:v1" }, retired: { old: "new" } }, "me");
  const now = id.replace("old", "new");
  assert.deepEqual([...home.get("after:v1").keys()], [now]);
  const after = restored(new Map(), home, { r: "7-7-7:1", now: at(9), by: "Casey Specimen" });
  assert.deepEqual(visibleChanges(home, after, "7-7-7"), []);
  const open = restored(home, new Map(), { r: "7-7-7:1", now: at(9), by: "Casey Specimen" });
  const again = restored(open, home, { r: "7-7-7:2", now: at(10), by: "Casey Specimen" });
  const found = view(again.get("after:v1").get(now));
  assert.deepEqual([found.done, found.by, found.day, nameKey(found.by)], [true, "Alex Example", "2027-01-14", "alex example"]);
});

test("a firm of two hundred fits, and more is refused in words", () => {
  const items = (people) => new Map(Array.from({ length: 20 * people }, (_, n) => [`i-${n % 20}:p-${n}`, tick({ items: {} }, "x", true, { r: `${n}-1:2`, now: at(1), by: "A" }).items.x]));
  const held = (people) => ({ progress: as(items(people)), plan: null, people: {}, isKnown: () => true });
  const made = { r: "1-2-3", now: at(2) };
  assert.equal(excess(held(200), made), "");
  assert.equal(readBackup(backupText(held(200), made)).problem, undefined);
  assert.match(excess(held(301), made), /6020 ticks of single persons; this page keeps at most 6000/);
});

test("a group is found without comparing each tick with each name", (t) => {
  const people = Array.from({ length: 50 }, (_, number) => `Person ${number}`);
  const items = new Map(people.map((by) => [`x:${idOfName(by)}`, { done: true, by, at: at(1), r: "1-2-3:5" }]));
  const known = Object.fromEntries(people.map((name, number) => [`1-${number}-3`, name]));
  const { mock } = t.mock.method(String.prototype, "normalize");
  assert.deepEqual(groupOf(items, "x", { people, known }).done, people);
  assert.ok(mock.callCount() < 30 * people.length, `${mock.callCount()} names compared`);
});

test("who changes their name hears where the earlier ticks are", () => {
  const words = "What you ticked as Alex Exampel stays under that name. Type it again to see it.";
  assert.equal(formerWords(" Alex Exampel ", "Alex Example"), words);
  assert.equal(formerWords("Alex Exampel", ""), words);
  assert.equal(formerWords("", "Alex Example"), "");
  assert.equal(formerWords("ALEX  example", "Alex Example"), "");
});

const EARLIER = "Alex Exampel";
const [OLD, NEW] = [EARLIER, "Alex Example"].map((name) => `x:${idOfName(name)}`);

test("what was ticked under an earlier name counts for the later one, whose own tick comes first", () => {
  const ticked = tick({ items: {} }, OLD, true, { r: "1-2-3:5", now: at(1), by: EARLIER });
  const items = (state) => new Map(Object.entries(state.items));
  const group = (state, known) => groupOf(items(state), "x", { people: PEOPLE, known });
  assert.deepEqual(group(ticked, {}).missing, PEOPLE);
  const known = renamed({}, EARLIER, "Alex Example");
  assert.deepEqual([group(ticked, known).done, group(ticked, known).members.length], [["Alex Example"], 1]);
  assert.equal(entryFor(ticked, "x", [personOf(NEW), ...idsOf("Alex Example", known)]).done, true);
  const open = tick(ticked, NEW, false, { r: "1-2-3:6", now: at(2), by: "Alex Example" });
  for (const state of [open, { items: Object.fromEntries(Object.entries(open.items).reverse()) }]) assert.deepEqual(group(state, known).done, []);
  assert.equal(entryFor(open, "x", [personOf(NEW), ...idsOf("Alex Example", known)]).done, false);
  assert.deepEqual(strangers([group(ticked, {})], PEOPLE), [{ name: EARLIER, items: 1 }]);
  assert.deepEqual(strangers([group(ticked, known)], PEOPLE), []);
});

test("a name may change twice, and a circle leaves names as they are", () => {
  const twice = renamed(renamed({}, "A", "B"), "B", "C");
  assert.deepEqual(["A", "B", "C", "D", ""].map((name) => nameNow(name, twice)), ["C", "C", "C", "D", ""]);
  assert.deepEqual(idsOf("c", twice).sort(), [idOfName("A"), idOfName("B")].sort());
  const back = renamed(renamed({}, "A", "B"), "B", "A");
  assert.deepEqual(["A", "B"].map((name) => nameNow(name, back)), ["A", "A"]);
  const circle = { ...renamed({}, "A", "B"), ...renamed({}, "B", "A") };
  assert.deepEqual(["A", "B"].map((name) => nameNow(name, circle)), ["A", "B"]);
  assert.deepEqual(idsOf("A", circle), []);
});

test("a changed name goes through a backup, and an older file of the earlier name merged later counts as well", () => {
  const known = renamed({ "1-2-3": EARLIER }, EARLIER, "Alex Example");
  const made = { r: "9-9-9:5", now: at(2), by: "Casey Specimen" };
  const { problem, people } = readBackup(backupText({ progress: as(new Map()), people: known, isKnown: () => true }, made));
  assert.equal(problem, undefined);
  const late = tick({ items: {} }, OLD, true, { r: "1-2-3:7", now: at(3), by: EARLIER });
  const whole = mergedProgress(as(new Map()), as(new Map(Object.entries(late.items))), "me");
  assert.deepEqual(groupOf(whole.get(PLACE), "x", { people: PEOPLE, known: people }).done, ["Alex Example"]);
  assert.deepEqual(changedNames(people, whole), [{ id: idOfName(EARLIER), before: EARLIER, now: "Alex Example" }]);
});

test("a merge asks whether somebody of the plan is the one before, whom neither the plan nor the reader is", () => {
  const files = [{ file: "a.json", replica: "1-2-3", by: "Alex Example" }, { file: "b.json", replica: "4-5-6", by: "Billie Sample" }];
  const known = { "1-2-3": EARLIER };
  const asked = (names, given) => askedOf(files, names, { people: PEOPLE, replica: "9", ...given });
  assert.deepEqual(asked(known), [{ file: "a.json", before: EARLIER, now: "Alex Example" }]);
  for (const given of [{ people: [...PEOPLE, EARLIER] }, { people: [] }, { replica: "1-2-3" }, { by: EARLIER }]) assert.deepEqual(asked(known, given), []);
  assert.deepEqual(asked(renamed(known, EARLIER, "Alex Example")), []);
});

test("a file that says the contrary does not turn round what somebody said here", () => {
  const [said, hers] = [renamed({}, "Alex Example", EARLIER), renamed({ "1-2-3": "Alex Example" }, EARLIER, "Alex Example")];
  assert.deepEqual(joinedNames(said, [hers]), { ...said, "1-2-3": "Alex Example" });
  assert.deepEqual(joinedNames({}, [hers]), hers);
  assert.equal(nameNow("Alex Example", joinedNames(said, [hers])), EARLIER);
});
