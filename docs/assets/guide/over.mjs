// The line at the top of a phase's page and of a role's sheet once the move is over. Loaded only where something can have ended it.

import { dayLabel, today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { openEnd } from "./move-end.mjs";

export async function showOver() {
  const line = find(document, "[data-over]");
  const end = openEnd(await loadGuide());

  function render() {
    const day = end.day(today());
    if (day) part(line, "moved-on").replaceChildren(element("time", { dateTime: day }, dayLabel(day)));
    line.hidden = !day;
  }

  end.watch(render);
  render();
}
