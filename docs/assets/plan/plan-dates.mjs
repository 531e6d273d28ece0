// The dates of a plan made in this browser, beside the words that count them or, where those are marked, in their place; the dates of a firm's own plan are in the
// page already, which then has no place for these. Loaded only where there is such a plan.

import { dayLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { storage } from "../base/storage.mjs";
import { datesOf } from "../guide/agenda.mjs";

export async function showPlanDates() {
  const plan = storage("plan");
  const guide = await loadGuide();
  /** @type {NodeListOf<HTMLElement>} */
  const all = document.querySelectorAll("[data-due]");
  const places = [...all].map((place) => {
    const time = element("time");
    const words = place.querySelector("[data-due-words]");
    const shown = element("span", { hidden: true }, words ? "" : ": ", time);
    place.append(shown);
    return { id: place.dataset.due ?? "", shown, time, words, counted: words?.textContent ?? "" };
  });

  function render() {
    const dates = datesOf(guide, plan.read());
    for (const { id, shown, time, words, counted } of places) {
      const day = dates?.get(id) ?? "";
      shown.hidden = !dates;
      time.dateTime = day;
      if (words) words.textContent = dates ? "" : counted;
      time.textContent = dayLabel(day);
    }
  }

  plan.watch(render);
  render();
}
