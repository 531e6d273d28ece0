// Ticks as data: {items: {"<item id>": entry}}. Pure; knows no page and no clock. What an entry holds, and that what we do
// not know of is kept: docs/decisions/0015.

import { closeEntry, isMoment, openEntry } from "./entry-form.mjs";

export function parse(text) {
  try {
    const { items } = JSON.parse(text);
    return items && typeof items === "object" && !Array.isArray(items) ? { items } : { items: {} };
  } catch {
    return { items: {} };
  }
}

export function serialize(state) {
  return JSON.stringify({ items: state.items });
}

// An unsigned entry is `me`'s own.
export function entryOf(state, id, me = "") {
  return closeEntry(openEntry(Object.hasOwn(state.items, id) ? state.items[id] : undefined, me));
}

// `was`: the earlier tick that this one only brings back.
export function tick(state, id, done, stamp, was) {
  const { by, when = was?.at } = was ?? stamp;
  return change(state, id, { done, by, when }, stamp);
}

// Takes the place of every change of its kind that it saw: of ticks, or of what is written down (without `done`), where
// `by` is who did the item and `writer` who wrote that down.
export function change(state, id, value, { r, now, by }) {
  const old = entryOf(state, id, r);
  const at = laterMoment(old.seen?.[r], now);
  const isTick = "done" in value;
  const made = { ...(isTick ? {} : { writer: by }), ...value, at, r };
  const others = old.others?.filter((each) => "done" in each !== isTick);
  const entry = { ...old, ...(isTick ? made : { evidence: made }), seen: { ...old.seen, [r]: at }, others };
  return { items: { ...state.items, [id]: entry } };
}

// After the browser's last change, whatever its clock says; the last moment of all has no later one.
export function laterMoment(last, now) {
  if (!isMoment(last) || last < now) return now;
  const next = new Date(Date.parse(last) + 1).toISOString();
  return isMoment(next) ? next : last;
}

export function shows(filter, role, done) {
  const concerned = !filter.role || role === filter.role || role === "everyone";
  return concerned && !(filter.open && done);
}
