// What the ticks of several people, or of two times, come to together. Pure. Joining is the same in any order, and joining
// again changes nothing: docs/decisions/0015.
//
// Progress is a Map of places ("before:v1", one checklist) to Maps of item ids to entries as entries.mjs makes them.
// An opened entry (entry-form.mjs) holds the changes that nothing has superseded, by kind, and what it has `seen`.

import { change, laterMoment, tick } from "./entries.mjs";
import { byText, canonical, closeEntry, latest, openEntry } from "./entry-form.mjs";

const ELSEWHERE = "elsewhere"; // in place of a retired id in a signature

// A change stays unless the other side has seen it and holds it no more.
export function joined(a, b, me) {
  const [one, two] = [openEntry(a, me), openEntry(b, me)];
  const left = (changes, { seen }, theirs) =>
    changes.filter(({ r, at }) => theirs.some((each) => each.r === r && each.at === at) || !(seen.get(r) >= at));
  const union = (kind) => {
    const all = [...left(one[kind], two, two[kind]), ...left(two[kind], one, one[kind])];
    return [...new Map(all.map((change) => [canonical(change), change])).values()];
  };
  const seen = latest([...one.seen], [...two.seen]);
  const more = byText(one.more, two.more) < 0 ? two.more : one.more;
  return closeEntry({ ticks: union("ticks"), notes: union("notes"), seen, more });
}

// One entry a place and id: `pick` gets both sides, either of which may be missing.
function paired(a, b, pick) {
  const both = new Map();
  for (const place of new Set([...a.keys(), ...b.keys()])) {
    const [left, right] = [a.get(place) ?? new Map(), b.get(place) ?? new Map()];
    const ids = new Set([...left.keys(), ...right.keys()]);
    both.set(place, new Map([...ids].map((id) => [id, pick(left.get(id), right.get(id))])));
  }
  return both;
}

export function mergedProgress(a, b, me) {
  return paired(a, b, (one, two) => joined(one, two, me));
}

// Every entry where the guide has its item today. `places`: item id to place; `retired`: old id to new id or null. The
// changes of a retired id keep its name in their signature, so that none is mistaken for a change of the new item.
export function inCurrentPlaces(progress, { places, retired }, me) {
  const home = new Map([...progress.keys()].map((place) => [place, new Map()]));
  for (const [place, items] of progress) {
    for (const [id, entry] of items) {
      const now = (Object.hasOwn(retired, id) && retired[id]) || id;
      const there = Object.hasOwn(places, now) ? places[now] : place;
      const found = now === id ? entry : renamed(entry, id, me);
      if (!home.has(there)) home.set(there, new Map());
      home.get(there).set(now, joined(home.get(there).get(now), found, me));
    }
  }
  return home;
}

// The browser of a signature.
const ownerOf = (r) => r.split("@")[0];

function renamed(entry, id, me) {
  const { ticks, notes, seen, more } = openEntry(entry, me);
  const name = (r) => (r.includes("@") ? r : `${r}@${id}`);
  const all = (changes) => changes.map((change) => ({ ...change, r: name(change.r) }));
  return closeEntry({ ticks: all(ticks), notes: all(notes), seen: latest([...seen].map(([r, at]) => [name(r), at])), more });
}

// The entries of a file as far as they can speak about this browser. What they have `seen` of its changes ends where its own
// entry ends; changes in its name that it does not hold get a signature of their own; and a `seen` that would take the last tick or note away without
// holding one is not believed, since no browser ever writes that. Then no file takes back what only this browser can.
export function credible(progress, own, me) {
  return new Map(
    [...progress].map(([place, items]) => [
      place,
      new Map([...items].map(([id, entry]) => [id, credibleEntry(entry, own.get(place)?.get(id), me)])),
    ]),
  );
}

function credibleEntry(theirs, mine, me) {
  const own = openEntry(mine, me);
  const { ticks, notes, seen, more } = openEntry(theirs, me);
  const isUnknown = ([r, at]) => ownerOf(r) === me && !(own.seen.get(r) >= at);
  const named = (change) => (isUnknown([change.r, change.at]) ? { ...change, r: `${me}@${ELSEWHERE}` } : change);
  const made = { ticks: ticks.map(named), notes: notes.map(named) };
  const erases = (kind) => !made[kind].length && own[kind].some(({ r, at }) => seen.get(r) >= at);
  const pairs = ["ticks", "notes"].some(erases) ? [] : [...seen].map((pair) => (isUnknown(pair) ? [pair[0], own.seen.get(pair[0])] : pair));
  return closeEntry({ ...made, seen: new Map(pairs.filter(([, at]) => at !== undefined)), more });
}

// What a reader sees of an entry; `ticks` and `notes` hold each answer once, several of them where people disagree. `people`
// names browsers whose owners have not signed a change.
export function view(entry, me = "", people = {}) {
  const { ticks: made, notes } = inOrder(entry, me);
  const owner = ({ r }) => (Object.hasOwn(people, ownerOf(r)) ? people[ownerOf(r)] : undefined);
  const ticks = made.map((tick) => ({ ...tick, by: tick.by || owner(tick) }));
  const written = notes.map((each) => ({ ...each, writer: each.writer ?? owner(each) }));
  const evidence = notes[0] && [notes[0].by, notes[0].on, notes[0].note].some(Boolean) ? notes[0] : undefined;
  return {
    done: ticks[0]?.done === true,
    by: ticks[0]?.by,
    when: ticks[0] && (ticks[0].when ?? ticks[0].at),
    evidence: evidence && { by: evidence.by, on: evidence.on, note: evidence.note },
    ticks: once(ticks, ({ done }) => [done]),
    notes: once(written, ({ by, on, note }) => [by, on, note]),
  };
}

function inOrder(entry, me) {
  return openEntry(closeEntry(openEntry(entry, me)), me);
}

function once(changes, answer) {
  const first = new Map();
  for (const change of changes) {
    const key = canonical(answer(change));
    if (!first.has(key)) first.set(key, change);
  }
  return [...first.values()];
}

export function hasDisagreement({ ticks, notes }) {
  return ticks.length > 1 || notes.length > 1;
}

function appearance(entry, me) {
  const { done, by, when, evidence, ticks, notes } = view(entry, me);
  return canonical([done, done && [by, when], evidence, ticks.length > 1, notes.length > 1 && notes]);
}

// The entries that look different afterwards: [{place, id, before, after}].
export function visibleChanges(before, after, me) {
  const found = [];
  paired(before, after, (one, two) => [one, two]).forEach((items, place) => {
    items.forEach(([one, two], id) => {
      if (appearance(one, me) !== appearance(two, me)) found.push({ place, id, before: one, after: two });
    });
  });
  return found;
}

// Today's progress made to look like `target` by new changes that supersede what they replace, as a later change would.
export function restored(today, target, stamp) {
  return paired(today, target, (now, then) => {
    const both = joined(now, then, stamp.r);
    return appearance(both, stamp.r) === appearance(then, stamp.r) ? both : madeAnew(both, then, stamp);
  });
}

function madeAnew(both, then, stamp) {
  const { seen, more, ...now } = openEntry(both, stamp.r);
  const { ticks, notes } = inOrder(then, stamp.r);
  if (!ticks.length && now.ticks.length) ticks.push({ done: false });
  if (!notes.length && now.notes.length) notes.push({ by: "", on: "", note: "" });
  const sign = (change) => {
    const at = laterMoment(seen.get(stamp.r), stamp.now);
    seen.set(stamp.r, at);
    return { ...change, at, r: stamp.r };
  };
  return closeEntry({
    ticks: ticks.map((change) => sign({ ...change, when: change.when ?? change.at })),
    notes: notes.reverse().map((each) => sign({ ...each, writer: each.at ? (each.writer ?? "") : stamp.by })), // the last one signed is the first one shown
    seen,
    more,
  });
}

// The disagreement about an entry ended: `chosen` is one of its `ticks` or `notes`, or a new note.
export function settled(entry, chosen, stamp) {
  const state = { items: { x: closeEntry(openEntry(entry, stamp.r)) } };
  if ("done" in chosen) return tick(state, "x", chosen.done, stamp, chosen).items.x;
  const { by, on, note, at, when = at } = chosen;
  const whose = at === undefined ? {} : { writer: chosen.writer ?? "", when };
  return change(state, "x", { by, on, note, ...whose }, stamp).items.x;
}
