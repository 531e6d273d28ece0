// Ticks as data: what storage holds, and what follows from it. Pure; knows no page and no clock.
//
// Storage text: {"items": {"<item id>": {"done": true, "at": "2027-01-14T09:30:00.000Z"}}}. An entry may carry more
// than we know (notes, one day), and there may be entries for items that this page does not have: both are kept.

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

export function isDone(state, id) {
  return Object.hasOwn(state.items, id) && state.items[id]?.done === true;
}

export function tick(state, id, done, at) {
  return { items: { ...state.items, [id]: { ...state.items[id], done, at } } };
}

export function clear(state, ids, at) {
  return ids.filter((id) => isDone(state, id)).reduce((left, id) => tick(left, id, false, at), state);
}

export function count(state, ids) {
  return ids.filter((id) => isDone(state, id)).length;
}

export function shows(filter, role, done) {
  const concerned = !filter.role || role === filter.role || role === "everyone";
  return concerned && !(filter.open && done);
}
