// Ticks as data: what storage holds, and what follows from it. Pure; knows no page and no clock.
//
// Storage text: {"items": {"<item id>": {done, at, by, r, evidence, seen, others}}}: docs/decisions/0015. An entry may carry
// more than we know, and there may be entries for items that this page does not have: both are kept.

export function storageName(checklist, version) {
  return `checklist:${checklist}:v${version}`;
}

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

export function entryOf(state, id) {
  return (Object.hasOwn(state.items, id) && state.items[id]) || {};
}

export function isDone(state, id) {
  return entryOf(state, id).done === true;
}

// `when`: the moment of the tick, if this change only brings it back.
export function tick(state, id, done, { by, ...stamp }, when) {
  return change(state, id, stamp, true, (mark) => ({ done, by, when, ...mark }));
}

export function note(state, id, { by, on, note }, stamp) {
  return change(state, id, stamp, false, (mark) => ({ evidence: { by, on, note, ...mark } }));
}

// A change supersedes what it saw.
function change(state, id, { r, now }, isTick, made) {
  const old = entryOf(state, id);
  const seen = old.seen ?? { [r]: old.at };
  const at = following(seen[r], now);
  const others = old.others?.filter?.((each) => "done" in each !== isTick);
  const entry = { ...old, ...made({ at, r }), seen: { ...seen, [r]: at }, others };
  return { items: { ...state.items, [id]: entry } };
}

// Later than the browser's last change, whatever its clock says.
export function following(last, now) {
  const next = Date.parse(last) + 1;
  return last >= now && next ? new Date(next).toISOString() : now;
}

export function shows(filter, role, done) {
  const concerned = !filter.role || role === filter.role || role === "everyone";
  return concerned && !(filter.open && done);
}
