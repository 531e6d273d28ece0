// What the ticks of several people, or of two times, come to together. Pure. Joining is the same in any order, and joining
// again changes nothing: docs/decisions/0015.
//
// Progress is a Map of places ("before:v1", one checklist) to Maps of item ids to entries as entries.mjs makes them.
// Inside this module an entry is opened: the changes that nothing has superseded, by kind, and what it has `seen`.

import { change, laterMoment, tick } from "./entries.mjs";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const isMoment = (value) => typeof value === "string" && MOMENT.test(value);
export const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const optional = (value) => (typeof value === "string" ? value : undefined);
const moment = (value) => (value === "" || isMoment(value) ? value : undefined);
const text = (value) => (typeof value === "string" ? value : "");
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// The same text for the same value, in whatever order its keys were written.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isTable(value)) return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const pairs = keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join()}}`;
}

// An unsigned change is `me`'s own; what cannot be read is left out.
function opened(entry, me) {
  const { done, at, by, r, when, evidence, seen, others, ...more } = isTable(entry) ? entry : {};
  const signed = (change) => ({ ...change, at: isMoment(change.at) ? change.at : "", r: text(change.r) || me });
  const changes = [{ done, at, by, r, when }, evidence, ...(Array.isArray(others) ? others : [])].filter(isTable);
  const ticks = changes
    .filter((change) => typeof change.done === "boolean")
    .map(({ by, when, ...change }) => signed({ ...change, by: text(by) || undefined, when: moment(when) }));
  const notes = changes
    .filter((change) => !("done" in change))
    .map(({ writer, when, ...change }) => ({ ...change, writer: optional(writer), when: moment(when) }))
    .map((change) => signed({ ...change, by: text(change.by), on: text(change.on), note: text(change.note) }));
  const pairs = Object.entries(isTable(seen) ? seen : {}).filter(([, at]) => at === "" || isMoment(at));
  return { ticks, notes, seen: latest(pairs, [...ticks, ...notes].map((change) => [change.r, change.at])), more };
}

function latest(...pairs) {
  const found = new Map();
  for (const [r, at] of pairs.flat()) if (!(found.get(r) >= at)) found.set(r, at);
  return found;
}

// In one order only, so that equal entries are equal texts. An item on which people disagree is open.
function closed({ ticks, notes, seen, more }) {
  const since = (change) => change.when ?? change.at;
  const signature = (a, b) => byText(a.r, b.r) || byText(canonical(a), canonical(b));
  const [first, ...ticked] = [...ticks].sort((a, b) => a.done - b.done || byText(since(a), since(b)) || signature(a, b));
  const [last, ...written] = [...notes].sort((a, b) => byText(b.at, a.at) || signature(a, b));
  const entry = { ...more, ...first };
  if (last) entry.evidence = last;
  if (seen.size) entry.seen = Object.fromEntries([...seen].sort(([a], [b]) => byText(a, b)));
  if (ticked.length || written.length) entry.others = [...ticked, ...written];
  return entry;
}

// A change stays unless the other side has seen it and holds it no more.
export function joined(a, b, me) {
  const [one, two] = [opened(a, me), opened(b, me)];
  const left = (changes, { seen }, theirs) =>
    changes.filter(({ r, at }) => theirs.some((each) => each.r === r && each.at === at) || !(seen.get(r) >= at));
  const union = (kind) => {
    const all = [...left(one[kind], two, two[kind]), ...left(two[kind], one, one[kind])];
    return [...new Map(all.map((change) => [canonical(change), change])).values()];
  };
  const more = new Map(Object.entries(one.more));
  for (const [key, value] of Object.entries(two.more)) {
    if (!(more.has(key) && canonical(more.get(key)) > canonical(value))) more.set(key, value);
  }
  const seen = latest([...one.seen], [...two.seen]);
  return closed({ ticks: union("ticks"), notes: union("notes"), seen, more: Object.fromEntries(more) });
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

function renamed(entry, id, me) {
  const { ticks, notes, seen, more } = opened(entry, me);
  const name = (r) => (r.includes("@") ? r : `${r}@${id}`);
  const all = (changes) => changes.map((change) => ({ ...change, r: name(change.r) }));
  return closed({ ticks: all(ticks), notes: all(notes), seen: latest([...seen].map(([r, at]) => [name(r), at])), more });
}

// What a reader sees of an entry; `ticks` and `notes` hold each answer once, several of them where people disagree. `people`
// names browsers whose owners have not signed a change.
export function view(entry, me = "", people = {}) {
  const { ticks: made, notes } = inOrder(entry, me);
  const owner = ({ r }) => Object.entries(people).find(([name]) => name === r.split("@")[0])?.[1];
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
  return opened(closed(opened(entry, me)), me);
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
  const { seen, more, ...now } = opened(both, stamp.r);
  const { ticks, notes } = inOrder(then, stamp.r);
  if (!ticks.length && now.ticks.length) ticks.push({ done: false });
  if (!notes.length && now.notes.length) notes.push({ by: "", on: "", note: "" });
  const sign = (change) => {
    const at = laterMoment(seen.get(stamp.r), stamp.now);
    seen.set(stamp.r, at);
    return { ...change, at, r: stamp.r };
  };
  return closed({
    ticks: ticks.map((change) => sign({ ...change, when: change.when ?? change.at })),
    notes: notes.reverse().map((each) => sign({ ...each, writer: each.at ? (each.writer ?? "") : stamp.by })), // the last one signed is the first one shown
    seen,
    more,
  });
}

// The disagreement about an entry ended: `chosen` is one of its `ticks` or `notes`, or a new note.
export function settled(entry, chosen, stamp) {
  const state = { items: { x: closed(opened(entry, stamp.r)) } };
  if ("done" in chosen) return tick(state, "x", chosen.done, stamp, chosen).items.x;
  const { by, on, note, at, when = at } = chosen;
  const whose = at === undefined ? {} : { writer: chosen.writer ?? "", when };
  return change(state, "x", { by, on, note, ...whose }, stamp).items.x;
}
