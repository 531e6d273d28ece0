// The list for a first day, which remembers and counts its ticks; for the coordinator, who else has read the page.

import { cleanLine } from "../base/clean-text.mjs";
import { dayLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { announcer } from "../base/messages.mjs";
import { placeOf, storage, ticksAt } from "../base/storage.mjs";
import { serialize } from "../progress/entries.mjs";
import { parse } from "../progress/entry-done.mjs";
import { storedPeople } from "../progress/stored-progress.mjs";
import { stamp } from "../progress/ticking.mjs";
import { isTicked, othersWhoRead, withTick } from "./first-day-ticks.mjs";
import { itemRows } from "./item-rows.mjs";
import { keepEarlyTicks } from "./tick-rows.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  const items = itemRows(document);
  const store = ticksAt(placeOf({ id: "first-day", version: root.dataset.version ?? "" }));
  const [replica, name, people] = [storage("replica"), storage("name"), storage("people")];
  const bar = part(root, "count-bar", HTMLProgressElement);
  const typed = part(root, "name", HTMLInputElement);
  const say = announcer(part(root, "status"));

  function render() {
    const state = parse(store.read());
    const known = storedPeople();
    const reader = { replica: replica.read() ?? "", name: cleanLine(name.read() ?? "").trim() };
    for (const { id, box, row } of items) {
      box.checked = isTicked(state, id, reader, known);
      row.toggleAttribute("data-done", box.checked);
    }
    bar.value = items.filter(({ box }) => box.checked).length;
    part(root, "count-text").textContent = `${bar.value} of ${items.length} ticked in this browser`;
    part(root, "storage-note").hidden = !store.refused;
    if (document.activeElement !== typed) typed.value = reader.name;
    const others = othersWhoRead(state, reader, known);
    part(root, "readers").hidden = !others.length;
    part(root, "readers-list").replaceChildren(
      ...others.map(({ name, day }) => element("li", {}, name || "somebody without a name", day && `, ${dayLabel(day)}`)),
    );
  }

  function tick(/** @type {string} */ id, /** @type {boolean} */ done) {
    store.write(serialize(withTick(parse(store.read()), id, done, stamp(), storedPeople())));
  }

  for (const { id, box } of items) {
    box.addEventListener("change", () => {
      tick(id, box.checked);
      say(part(root, "count-text").textContent ?? "");
    });
  }
  typed.addEventListener("change", () => name.write(cleanLine(typed.value).trim()));
  for (const each of [store, replica, name, people]) each.watch(render);
  keepEarlyTicks(items, { tick });
  render();
}
