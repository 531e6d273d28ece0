// Says beside an open item which of those it comes after are not ticked yet, in whatever phase they are.

import { openTicks } from "../progress/ticks.mjs";

const NAMED = 3;

/**
 * The words with a link for each item: what the same role does is to be done first; what others do usually comes before, and may be
 * done already, as this browser knows the ticks of one person.
 * @param {{ own: boolean, link: Node }[]} open
 */
export function needsNote(open) {
  const named = open.slice(0, NAMED);
  const listed = (/** @type {string} */ words, /** @type {typeof open} */ items) =>
    items.flatMap(({ link }, number) => [number ? "; " : `${words}: `, link]);
  const [own, others] = [named.filter(({ own }) => own), named.filter(({ own }) => !own)];
  const rest = open.length - named.length;
  return [...listed("First", own), own[0] && others[0] ? ". " : "", ...listed("Usually after", others), rest ? ` and ${rest} more` : ""];
}

/**
 * @param {import("./item-rows.mjs").ItemRow[]} items
 * @param {{ id: string, version: number }[]} phases
 */
export function showOpenNeeds(items, phases) {
  const rows = items.map(({ box, row }) => {
    /** @type {NodeListOf<HTMLElement>} */
    const links = row.querySelectorAll("[data-need]");
    const needs = [...links].map((link) => ({ id: link.dataset.need ?? "", own: "ownNeed" in link.dataset, link }));
    return { box, needs, note: /** @type {HTMLElement | null} */ (row.querySelector("[data-waits]")) };
  });
  const ids = rows.flatMap(({ needs }) => needs.map(({ id }) => id));
  const ticks = phases.map((phase) => openTicks([{ ...phase, items: ids }]));

  function render() {
    for (const { note, box, needs } of rows) {
      if (!note) continue;
      const open = needs.filter(({ id }) => !ticks.some(({ done }) => done(id)));
      note.hidden = box.checked || !open[0];
      note.replaceChildren(...needsNote(open.map(({ own, link }) => ({ own, link: link.cloneNode(true) }))));
    }
  }

  for (const { watch } of ticks) watch(render);
  render();
}
