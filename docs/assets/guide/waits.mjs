// Says beside an open item which of those it needs are not ticked yet, in whatever phase they are.

import { openTicks } from "../progress/ticks.mjs";

export function showWaits(phases) {
  const rows = [...document.querySelectorAll("[data-waits]")].map((note) => {
    const find = (selector) => [...note.closest(".tg-item").querySelectorAll(selector)];
    return { note, box: find("[data-item]")[0], needs: find("[data-need]") };
  });
  const items = rows.flatMap(({ needs }) => needs.map(({ dataset }) => dataset.need));
  const ticks = phases.map((phase) => openTicks([{ ...phase, items }]));

  function render() {
    for (const { note, box, needs } of rows) {
      const open = needs.filter(({ dataset }) => !ticks.some(({ done }) => done(dataset.need)));
      const named = open.slice(0, 3).flatMap((need) => ["; ", need.cloneNode(true)]);
      note.hidden = box.checked || !open[0];
      const more = open[3] ? ` and ${open.length - 3} more` : "";
      note.replaceChildren("Cannot start yet: needs ", ...named.slice(1), more);
    }
  }

  for (const { watch } of ticks) watch(render);
  render();
}
