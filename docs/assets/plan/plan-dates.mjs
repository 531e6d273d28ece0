// The dates of a plan made in this browser, beside the words that count them or, where those are marked, in their place; the dates of a firm's own plan are in the
// page already, which then has no place for these. Loaded only where there is such a plan.

import { datesOf } from "../guide/agenda.mjs";
import { dayLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { storage } from "../base/storage.mjs";

export async function showPlanDates() {
  const plan = storage("plan");
  const guide = await loadGuide();
  const places = [...document.querySelectorAll("[data-due]")].map((place) => {
    const time = element("time");
    const words = place.querySelector("[data-due-words]");
    place.append(element("span", { hidden: true }, words ? "" : ": ", time));
    return { id: place.dataset.due, time, words, counted: words?.textContent };
  });

  function render() {
    const dates = datesOf(guide, plan.read());
    for (const { id, time, words, counted } of places) {
      time.parentElement.hidden = !dates;
      time.dateTime = dates?.get(id) ?? "";
      if (words) words.textContent = dates ? "" : counted;
      time.textContent = dates ? dayLabel(dates.get(id)) : "";
    }
  }

  plan.watch(render);
  render();
}
