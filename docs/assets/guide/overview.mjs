// Progress of every phase and of all together, on the home page.

import { openTicks } from "../progress/ticks.mjs";

export function start(root) {
  const phases = [...root.querySelectorAll("[data-checklist]")].map((line) => ({
    line,
    id: line.dataset.checklist,
    version: line.dataset.version,
    items: line.dataset.items.split(" "),
  }));
  const ticks = openTicks(phases);
  const lines = [...phases, { line: root.querySelector("[data-total]"), items: phases.flatMap(({ items }) => items) }];

  function render() {
    for (const { line, items } of lines) {
      const done = ticks.count(items);
      line.querySelector("[data-count-text]").textContent = `${done} of ${items.length} ticked`;
      const bar = line.querySelector("[data-count-bar]");
      bar.value = done;
      bar.hidden = false;
    }
    root.querySelector("[data-storage-note]").hidden = !ticks.refused;
  }

  ticks.watch(render);
  render();
}
