// The home page once the move is over: what is where comes first, and the guide to the move is folded away below it.

import { dayLabel, today } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { openEnd } from "./move-end.mjs";

const LAST = "what-this-guide-promises"; // from here on the page is the same for everyone

/** @param {HTMLElement} root */
export async function start(root) {
  const end = openEnd(await loadGuide());
  const whole = part(root, "whole");
  find(document, "h1").after(root); // further down without scripts, which cannot show it, and so that notes are numbered as they are read
  const rest = guideBelow(root);
  let unfolded = false;

  function render() {
    const day = end.day(today());
    const folded = Boolean(day) && !unfolded;
    if (day) part(root, "moved-on").replaceChildren(element("time", { dateTime: day }, dayLabel(day)));
    part(root, "panel").hidden = !day;
    whole.setAttribute("aria-expanded", String(!folded));
    whole.textContent = folded ? "Show the guide to the move" : "Fold the guide to the move";
    for (const each of rest) each.toggleAttribute("data-folded", folded); // not `hidden`, which each of them sets for itself
  }

  // A link to a section of the guide leads there.
  function showTarget() {
    if (rest.some((each) => each.id && `#${each.id}` === location.hash)) unfolded = true;
    render();
  }

  whole.addEventListener("click", () => {
    unfolded = !unfolded;
    render();
  });
  document.addEventListener("visibilitychange", render); // the day may be another one by now
  addEventListener("hashchange", showTarget);
  end.watch(render);
  showTarget();
}

/**
 * What follows on the page, and its entries in the table of contents.
 * @param {HTMLElement} root
 */
function guideBelow(root) {
  /** @type {HTMLElement[]} */
  const found = [];
  for (let next = root.nextElementSibling; next && next.id !== LAST; next = next.nextElementSibling)
    if (next instanceof HTMLElement) found.push(next);
  const links = found.flatMap(({ id }) => (id ? [...document.querySelectorAll(`.md-nav a[href="#${id}"]`)] : []));
  return [...found, ...links.flatMap((link) => link.closest("li") ?? [])];
}
