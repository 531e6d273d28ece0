// The list for a first day, which remembers and counts its ticks.

import { part } from "../base/find.mjs";
import { announcer } from "../base/messages.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { itemRows, keepEarlyTicks } from "./item-rows.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  const items = itemRows(document);
  const ids = items.map(({ id }) => id);
  const ticks = openTicks([{ id: "first-day", version: root.dataset.version ?? "", items: ids }]);
  const bar = part(root, "count-bar", HTMLProgressElement);
  const say = announcer(part(root, "status"));

  function render() {
    for (const { id, box, row } of items) {
      box.checked = ticks.done(id);
      row.toggleAttribute("data-done", box.checked);
    }
    bar.value = ticks.count(ids);
    part(root, "count-text").textContent = `${bar.value} of ${ids.length} ticked in this browser`;
    part(root, "storage-note").hidden = !ticks.refused;
  }

  for (const { id, box } of items) {
    box.addEventListener("change", () => {
      ticks.tick(id, box.checked);
      say(part(root, "count-text").textContent ?? "");
    });
  }
  ticks.watch(render);
  keepEarlyTicks(items, ticks);
  render();
}
