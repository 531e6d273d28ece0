import assert from "node:assert/strict";
import test from "node:test";

import fc from "fast-check";

// A run that decides about a change tries the same cases each time.
if (process.env.CI) fc.configureGlobal({ seed: 20270114 });

import { canonical } from "../../docs/assets/progress/entry-check.mjs";
import { credible, isOfCopy, signedApart } from "../../docs/assets/progress/credible.mjs";
import { inCurrentPlaces, joined, joinedAll, mergedProgress } from "../../docs/assets/progress/merging.mjs";
import { visibleChanges, restored, settled } from "../../docs/assets/progress/restoring.mjs";
import { hasDisagreement, view } from "../../docs/assets/progress/view.mjs";
import { change, tick } from "../../docs/assets/progress/entries.mjs";

const at = (minute) => new Date(Date.UTC(2027, 0, 14, 9, minute)).toISOString();
const stamp = (r, minute, by) => ({ r, by, now: at(minute) });
const ticked = (entry, done, by) => tick({ items: entry ? { x: entry } : {} }, "x", done, by).items.x;
const noted = (entry, words, by) => change({ items: entry ? { x: entry } : {} }, "x", { by: "", on: "", note: words }, by).items.x;
const same = (a, b) => assert.equal(canonical(a), canonical(b));

// Entries as several browsers come to hold them: they tick, note, take in each other's files, settle, restore; their
// clocks jump. `history` holds every entry that any of them ever had.

const REPLICAS = ["anna", "ben", "cleo"];
const who = fc.nat({ max: REPLICAS.length - 1 });
const step = fc.oneof(
  fc.record({ do: fc.constant("tick"), who, done: fc.boolean() }),
  fc.record({ do: fc.constant("note"), who, words: fc.constantFrom("", "Binder 3", "Vault") }),
  fc.record({ do: fc.constant("merge"), who, from: who }),
  fc.record({ do: fc.constant("settle"), who, pick: fc.nat(3) }),
  fc.record({ do: fc.constant("restore"), who, back: fc.nat(20) }),
);
const clock = fc.integer({ min: -50, max: 50 });
const story = fc.array(fc.tuple(step, clock), { maxLength: 25 });

function play(steps) {
  const held = REPLICAS.map(() => undefined);
  const history = [];
  steps.forEach(([each, jump], number) => {
    const by = stamp(REPLICAS[each.who], number + jump);
    const mine = held[each.who];
    const made = {
      tick: () => ticked(mine, each.done, by),
      note: () => noted(mine, each.words, by),
      merge: () => joined(mine, held[each.from], by.r),
      settle: () => {
        const { ticks, notes } = view(mine);
        const open = ticks.length > 1 ? ticks : notes.length > 1 ? notes : [];
        return open.length ? settled(mine, open[each.pick % open.length], by) : mine;
      },
      restore: () => only(restored(as(mine), as(history[each.back % (history.length || 1)]), by)),
    }[each.do]();
    held[each.who] = made;
    history.push(made);
  });
  return { held, history };
}

const as = (entry) => new Map([["before:v1", new Map(entry ? [["x", entry]] : [])]]);
const only = (progress) => progress.get("before:v1").get("x");

// Anything a file could hold, made by no story: clashing signatures, nonsense in `seen`, unknown keys.
const moment = fc.constantFrom("", at(1), at(2), at(3));
const signed = { at: moment, r: fc.constantFrom(...REPLICAS) };
const made = fc.record({ done: fc.boolean(), ...signed }, { requiredKeys: ["done", "at", "r"] });
const notes = fc.record({ by: fc.constantFrom("", "A"), on: fc.constant(""), note: fc.constantFrom("", "n"), ...signed });
const wild = fc
  .record({
    tick: fc.option(made, { nil: {} }),
    evidence: fc.option(notes, { nil: undefined }),
    others: fc.array(fc.oneof(made, notes), { maxLength: 3 }),
    seen: fc.dictionary(fc.constantFrom(...REPLICAS), moment),
    later: fc.option(fc.integer({ max: 3 }), { nil: undefined }),
  })
  .map(({ tick, ...rest }) => ({ ...tick, ...rest }));

for (const [name, entries] of [
  ["whatever people do", fc.tuple(story, fc.nat(), fc.nat(), fc.nat()).map(([steps, ...picks]) => {
    const all = [undefined, ...play(steps).history];
    return picks.map((pick) => all[pick % all.length]);
  })],
  ["whatever a file holds", fc.tuple(wild, wild, wild)],
]) {
  test(`joining is commutative, associative and idempotent, ${name}`, () => {
    fc.assert(
      fc.property(entries, ([a, b, c]) => {
        same(joined(a, b, "me"), joined(b, a, "me"));
        same(joined(joined(a, b, "me"), c, "me"), joined(a, joined(b, c, "me"), "me"));
        same(joinedAll([a, b, c], "me"), joined(joined(a, b, "me"), c, "me"));
        const once = joined(a, b, "me");
        same(joined(once, b, "me"), once);
        same(joined(once, once, "me"), once);
      }),
      { numRuns: 1000 },
    );
  });
}

test("every order of the same files comes to the same, files twice included", () => {
  const shuffled = story.chain((steps) => {
    const { history } = play(steps);
    const all = [...history, ...history];
    return fc.tuple(fc.constant(history), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  fc.assert(
    fc.property(shuffled, ([history, order]) => {
      const sum = (files) => files.reduce((whole, file) => joined(whole, file, "me"), undefined);
      same(sum(order), sum(history));
    }),
  );
});

test("the last thing each person did is there, or was seen by whoever changed it", () => {
  fc.assert(
    fc.property(story, (steps) => {
      const { held } = play(steps);
      const whole = held.reduce((sum, entry) => joined(sum, entry, "me"), undefined);
      const { ticks } = view(whole);
      for (const entry of held) {
        const mine = view(entry);
        if (mine.ticks.length !== 1) continue;
        const covered = held.some((other) => other !== entry && other?.seen?.[entry.r] >= entry.at);
        assert.ok(covered || ticks.some(({ done }) => done === mine.done));
      }
    }),
  );
});

test("a settlement ends exactly what it saw: old files bring nothing back, new ones do", () => {
  fc.assert(
    fc.property(story, who, (steps, by) => {
      const { held, history } = play(steps);
      const whole = held.reduce((sum, entry) => joined(sum, entry, "me"), undefined);
      const { ticks, notes } = view(whole);
      let end = whole;
      if (ticks.length > 1) end = settled(end, ticks[by % ticks.length], stamp("coordinator", 0));
      if (notes.length > 1) end = settled(end, notes[by % notes.length], stamp("coordinator", 0));
      const again = history.reduce((sum, entry) => joined(sum, entry, "me"), end);
      assert.equal(hasDisagreement(view(again)), false);
      same(again, joined(end, end, "me"));
      if (ticks.length < 2) return;
      const later = ticked(held[by], !view(end).done, stamp(REPLICAS[by], 99));
      assert.equal(view(joined(end, later, "me")).ticks.length, 2);
    }),
  );
});

test("a restore shows what the backup showed, and wins over the files it replaced", () => {
  fc.assert(
    fc.property(story, fc.nat(), fc.nat(), (steps, now, then) => {
      const all = [undefined, ...play(steps).history];
      const [today, backup] = [all[now % all.length], all[then % all.length]];
      const after = restored(as(today), as(backup), stamp("me", 5));
      assert.deepEqual(visibleChanges(as(backup), after, "me"), []);
      const again = mergedProgress(after, as(today), "me");
      assert.deepEqual(visibleChanges(after, again, "me"), []);
    }),
  );
});

// Browsers whose profile was copied: several have one name, and each page that is open has a mark of its own.

const copied = fc.oneof(step, fc.record({ do: fc.constant("copy"), who, from: who }), fc.record({ do: fc.constant("reload"), who }));

test("in copies of one browser, what nobody replaced who knew of it is there", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(copied, clock), { maxLength: 25 }), (steps) => {
      const browsers = REPLICAS.map((name) => ({ name, page: 0, entry: undefined, knows: new Set() }));
      const events = [];
      steps.forEach(([each, jump], number) => {
        const browser = browsers[each.who];
        const other = browsers[each.from];
        const by = stamp(`${browser.name}:${each.who}-${browser.page}`, number + jump);
        const did = (kind, value, entry) => {
          const event = { kind, value, knew: new Set(browser.knows) };
          events.push(event);
          browser.knows.add(event);
          browser.entry = entry;
        };
        const know = () => other.knows.forEach((event) => browser.knows.add(event));
        if (each.do === "tick") did("ticks", each.done, ticked(browser.entry, each.done, by));
        if (each.do === "note") did("notes", each.words, noted(browser.entry, each.words, by));
        if (each.do === "merge") {
          const [mine, theirs] = [as(browser.entry), as(other.entry)];
          browser.entry = only(mergedProgress(mine, credible(theirs, mine, by.r), by.r));
          know();
        }
        if (each.do === "copy" && other !== browser) {
          Object.assign(browser, { name: other.name, entry: other.entry, knows: new Set() });
          know();
        }
        if (each.do === "copy" || each.do === "reload") browser.page = number + 1;
      });
      const held = browsers.map(({ entry }) => entry);
      const whole = held.reduce((sum, entry) => joined(sum, entry, "me"), undefined);
      same(held.reduceRight((sum, entry) => joined(entry, joined(sum, entry, "me"), "me"), undefined), whole);
      const found = view(whole);
      const shown = { ticks: found.ticks.map(({ done }) => done), notes: found.notes.map(({ note }) => note) };
      const left = events.filter((event) => browsers.some(({ knows }) => knows.has(event))); // a copy overwrites what was there
      const last = left.filter((event) => !left.some((later) => later.kind === event.kind && later.knew.has(event)));
      for (const { kind, value } of last) assert.ok(shown[kind].includes(value), `${kind}: ${value}`);
    }),
    { numRuns: 500 },
  );
});

test("a file of a copy of this browser is known as one, an older file of its own is not", () => {
  const own = ticked(undefined, true, stamp("anna:1", 1));
  const later = noted(own, "Binder 3", stamp("anna:2", 2));
  const copy = noted(own, "Vault", stamp("anna:9", 3));
  assert.equal(isOfCopy(as(own), as(later), "anna:5"), false);
  assert.equal(isOfCopy(as(copy), as(later), "anna:5"), true);
  assert.equal(isOfCopy(as(copy), as(later), "ben:5"), false);
  const both = joined(later, only(credible(as(copy), as(later), "anna:5")), "anna:5");
  assert.deepEqual([view(both).done, view(both).notes.map(({ note }) => note).sort()], [true, ["Binder 3", "Vault"]]);
});

test("copies that signed without a mark, in files of two names, keep both people's ticks and notes", () => {
  // As earlier versions wrote them: Billie's note says that it has seen whatever this browser's name did before.
  const alex = noted(ticked(undefined, true, stamp("anna", 1, "Alex Example")), "Vault", stamp("anna", 2, "Alex Example"));
  const billie = noted(undefined, "Binder 3", stamp("anna", 9, "Billie Sample"));
  assert.equal(view(joined(alex, billie, "me")).done, false, "what happened before");
  const apart = only(signedApart(as(billie), "anna", "pb"));
  for (const both of [joined(alex, apart, "me"), joined(apart, alex, "me")]) {
    assert.deepEqual([view(both).done, view(both).notes.map(({ note }) => note)], [true, ["Binder 3", "Vault"]]);
  }
  const marked = noted(undefined, "Binder 3", stamp("anna:5", 9));
  same(only(signedApart(as(marked), "anna", "pb")), marked);
});

// The same in examples that one can read.

test("nobody's tick is a disagreement with someone who has not touched the item", () => {
  const anna = ticked(undefined, true, stamp("anna", 1, "Alex Example"));
  const both = view(joined(undefined, anna, "me"));
  assert.deepEqual([both.done, both.by, both.when, hasDisagreement(both)], [true, "Alex Example", at(1), false]);
});

test("two who tick the same item agree; the earlier one is named", () => {
  const anna = ticked(undefined, true, stamp("anna", 2, "Alex Example"));
  const ben = ticked(undefined, true, stamp("ben", 1, "Billie Sample"));
  const both = view(joined(anna, ben, "me"));
  assert.deepEqual([both.done, both.by, hasDisagreement(both)], [true, "Billie Sample", false]);
});

test("a tick and its taking back are a disagreement unless one saw the other", () => {
  const anna = ticked(undefined, true, stamp("anna", 1));
  const ben = ticked(ticked(undefined, true, stamp("ben", 2)), false, stamp("ben", 3));
  const both = view(joined(anna, ben, "me"));
  assert.deepEqual([both.done, both.ticks.length], [false, 2]);
  const saw = ticked(anna, false, stamp("ben", 3));
  assert.equal(hasDisagreement(view(joined(anna, saw, "me"))), false);
});

test("different notes disagree, and a note does not disagree with a tick", () => {
  const anna = noted(undefined, "Binder 3", stamp("anna", 1));
  const ben = noted(undefined, "Vault", stamp("ben", 2));
  assert.deepEqual(view(joined(anna, ben, "me")).notes.map((each) => each.note), ["Vault", "Binder 3"]);
  assert.equal(hasDisagreement(view(joined(anna, ticked(undefined, true, stamp("ben", 2)), "me"))), false);
});

test("a note is its writer's, whoever did the item, restored it or settled it", () => {
  const alex = noted(undefined, "Vault", stamp("anna", 1, "Alex Example"));
  const billie = change({ items: { x: alex } }, "x", { by: "Alex Example", on: "", note: "Binder 3" }, stamp("ben", 2)).items.x;
  const found = (entry, people) => view(entry, "me", people).notes.map(({ writer, note }) => [writer, note]);
  assert.deepEqual(found(joined(alex, billie, "me"), { ben: "Billie Sample" }), [["Billie Sample", "Binder 3"]]);
  assert.deepEqual(found(joined(alex, billie, "me")), [[undefined, "Binder 3"]]);
  const back = only(restored(as(billie), as(alex), stamp("cleo", 3, "Casey Specimen")));
  assert.deepEqual(found(back, { cleo: "Casey Specimen" }), [["Alex Example", "Vault"]]);
  const apart = joined(alex, noted(undefined, "Binder 4", stamp("cleo", 4, "Casey Specimen")), "me");
  const vault = view(apart).notes.find(({ note }) => note === "Vault");
  const chosen = settled(apart, vault, stamp("ben", 5, "Billie Sample"));
  assert.deepEqual(found(chosen), [["Alex Example", "Vault"]]);
  assert.equal(view(chosen).notes[0].when, at(1));
});

test("notes that disagree come back from a backup with their writers and days", () => {
  const [alex, billie] = [noted(undefined, "Vault", stamp("anna", 1, "Alex Example")), noted(undefined, "Binder 3", stamp("ben", 2))];
  const backup = joined(alex, billie, "me");
  const after = restored(as(ticked(undefined, true, stamp("me", 3))), as(backup), stamp("me", 5, "Casey Specimen"));
  assert.deepEqual(visibleChanges(as(backup), after, "me"), []);
  assert.deepEqual(view(only(after)).notes.map(({ note, writer, when }) => [note, writer, when]), [
    ["Binder 3", "", at(2)],
    ["Vault", "Alex Example", at(1)],
  ]);
});

test("a signature that two changes share hides neither", () => {
  const one = noted(undefined, "Binder 3", stamp("anna", 1));
  const edited = { ...one, evidence: { ...one.evidence, note: "Binder 4" } };
  assert.deepEqual(view(joined(one, edited, "me")).notes.map((each) => each.note).sort(), ["Binder 3", "Binder 4"]);
});

test("an entry from before changes were signed is joined like this browser's own", () => {
  const old = { done: true, at: at(1) };
  const theirs = ticked(undefined, true, stamp("ben", 2));
  assert.equal(view(joined(old, theirs, "me")).when, at(1));
  assert.equal(hasDisagreement(view(joined(old, ticked(old, false, stamp("me", 3)), "me"))), false);
});

// Ids that were retired or moved.

const GUIDE = { places: { "new-id": "after:v1", x: "before:v2" }, retired: { "old-id": "new-id", gone: null } };
const put = (...entries) => new Map([["before:v1", new Map(entries)]]);

test("entries go where the guide has their items today; unknown ones stay where they are", () => {
  const entry = ticked(undefined, true, stamp("anna", 1));
  const home = inCurrentPlaces(put(["old-id", entry], ["x", entry], ["gone", entry], ["never-heard", entry]), GUIDE, "me");
  assert.deepEqual(
    [...home].map(([place, items]) => [place, [...items.keys()]]),
    [
      ["before:v1", ["gone", "never-heard"]],
      ["after:v1", ["new-id"]],
      ["before:v2", ["x"]],
    ],
  );
  assert.equal(view(home.get("after:v1").get("new-id")).when, at(1));
});

test("an old and a new entry of one item disagree only if they do", () => {
  const open = ticked(ticked(undefined, true, stamp("anna", 1)), false, stamp("anna", 2));
  const done = ticked(undefined, true, stamp("anna", 1));
  const home = inCurrentPlaces(put(["old-id", open], ["new-id", done]), GUIDE, "me").get("after:v1").get("new-id");
  assert.equal(view(home).ticks.length, 2);
  const settledOnce = settled(home, view(home).ticks[1], stamp("me", 3));
  const again = joined(settledOnce, inCurrentPlaces(put(["old-id", open]), GUIDE, "me").get("after:v1").get("new-id"), "me");
  assert.equal(hasDisagreement(view(again)), false);
});

test("carrying over and joining come to the same in either order", () => {
  const two = fc.tuple(story, story).map(([one, other]) => [play(one).held, play(other).held]);
  fc.assert(
    fc.property(two, ([olds, news]) => {
      const [a, b] = [0, 1].map((n) => put(["old-id", olds[n]], ["new-id", news[n]], ["gone", news[n]]));
      const home = (progress) => inCurrentPlaces(progress, GUIDE, "me");
      const text = (progress) => canonical([...progress].map(([place, items]) => [place, Object.fromEntries(items)]).sort());
      assert.equal(text(home(mergedProgress(a, b, "me"))), text(mergedProgress(home(a), home(b), "me")));
      assert.equal(text(home(home(a))), text(home(a)));
    }),
  );
});
