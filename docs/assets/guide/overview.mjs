// Progress of every phase and of all together, on the home page.

import { find, part } from "../base/find.mjs";
import { openTicks } from "../progress/ticks.mjs";
import { leaveOutOtherRegions } from "./item-rows.mjs";

/** @param {HTMLElement} root */
export async function start(root) {
  await leaveOutOtherRegions();
  /** @type {NodeListOf<HTMLElement>} */
  const found = root.querySelectorAll("[data-checklist]");
  const phases = [...found].map((line) => {
    const { checklist = "", version = "", items = "" } = line.dataset;
    return { line, id: checklist, version, items: items.split(" ") };
  });
  const ticks = openTicks(phases);
  const lines = [...phases, { line: part(root, "total"), items: phases.flatMap(({ items }) => items) }];

  function render() {
    for (const { line, items } of lines) {
      const done = ticks.count(items);
      part(line, "count-text").textContent = `${done} of ${items.length} ticked`;
      const bar = find(line, "progress", HTMLProgressElement);
      bar.value = done;
      bar.hidden = false;
    }
    part(root, "storage-note").hidden = !ticks.isRefused();
  }

  ticks.watch(render);
  render();
}
