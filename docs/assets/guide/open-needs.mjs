// Says beside an open item which of those it needs are not ticked yet, in whatever phase they are.

import { openTicks } from "../progress/ticks.mjs";

const NAMED = 3;

/**
 * @param {import("./item-rows.mjs").ItemRow[]} items
 * @param {{ id: string, version: number }[]} phases
 */
export function showOpenNeeds(items, phases) {
  const rows = items.map(({ box, row }) => {
    /** @type {NodeListOf<HTMLElement>} */
    const links = row.querySelectorAll("[data-need]");
    const needs = [...links].map((link) => ({ id: link.dataset.need ?? "", link }));
    return { box, needs, note: /** @type {HTMLElement | null} */ (row.querySelector("[data-waits]")) };
  });
  const ids = rows.flatMap(({ needs }) => needs.map(({ id }) => id));
  const ticks = phases.map((phase) => openTicks([{ ...phase, items: ids }]));

  function render() {
    for (const { note, box, needs } of rows) {
      if (!note) continue;
      const open = needs.filter(({ id }) => !ticks.some(({ done }) => done(id)));
      const named = open.slice(0, NAMED).flatMap(({ link }) => ["; ", link.cloneNode(true)]);
      note.hidden = box.checked || !open[0];
      note.replaceChildren("Cannot start yet: needs ", ...named.slice(1), open[NAMED] ? ` and ${open.length - NAMED} more` : "");
    }
  }

  for (const { watch } of ticks) watch(render);
  render();
}
