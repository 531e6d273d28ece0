// The items that each person ticks, with how many have and who is missing; a tick for the whole firm where people do not tick here.

import { element, inline } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { tick } from "./entries.mjs";
import { countWords, groupOf, missingWords, namesOfRole, namesWords } from "./group.mjs";
import { REFUSED, UNTIL_LEFT } from "./outcome.mjs";
import { isOfEach } from "./persons.mjs";
import { showRenamed } from "./renamed-people.mjs";
import { storeTogether } from "./storing.mjs";
import { tickWords } from "./tick-words.mjs";
import { stamp } from "./ticking.mjs";

const COLUMNS = ["Item", "Ticked", "Missing", "For the whole firm"];

/**
 * Returns what shows it again.
 * @param {import("./progress-page.mjs").Page} page
 * @param {HTMLElement} box
 * @param {import("./outcome.mjs").Say} say
 */
export function showEach(page, box, say) {
  const { guide, current, people, show } = page;
  const table = part(box, "each");
  const showNames = showRenamed(page, box, say);
  const items = [...guide.items.values()].filter(({ role }) => isOfEach(role));

  async function set(/** @type {(typeof items)[number]} */ item, /** @type {boolean} */ done) {
    const place = guide.places[item.id];
    const entry = current().progress.get(place)?.get(item.id);
    const made = tick({ items: entry ? { x: entry } : {} }, "x", done, stamp()).items.x;
    const { kept, back } = storeTogether([{ place, id: item.id, entry: made }]);
    if (kept === "refused") return say(REFUSED);
    await show();
    say([done ? "Ticked for the whole firm." : "Taken back for the whole firm; each person's own tick stays.", kept === "until left" && UNTIL_LEFT].filter(Boolean).join(" "), back);
  }

  /** @type {(item: (typeof items)[number], group: import("./group.mjs").Group) => HTMLElement} */
  function rowOf(item, group) {
    const { firm, missing, done } = group;
    const word = firm.done ? "Take back" : "Tick for all";
    const button = element("button", { type: "button", className: "tg-button", ariaLabel: `${word}: ${item.text}` }, word);
    button.addEventListener("click", () => set(item, !firm.done));
    const themselves = done.length ? `; for themselves: ${namesWords(done)}` : "";
    const ticked = firm.done ? `${tickWords(firm)}, for the whole firm${themselves}` : countWords(group);
    const cell = (/** @type {number} */ column, /** @type {(Node | string)[]} */ ...contents) => element("td", { dataset: { label: COLUMNS[column] } }, ...contents);
    const title = element("a", { href: item.link }, ...inline(item.text));
    return element("tr", {}, element("th", { scope: "row" }, title), cell(1, ticked), cell(2, missingWords(missing)), cell(3, button));
  }

  return () => {
    const head = element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" }, title)));
    const { progress, people: known } = current();
    const groups = items.map((item) => groupOf(progress.get(guide.places[item.id]) ?? new Map(), item.id, { people: namesOfRole(people(), item.role), known }));
    const rows = items.map((item, number) => rowOf(item, groups[number]));
    showNames(groups);
    table.replaceChildren(element("table", { className: "tg-table" }, element("thead", {}, head), element("tbody", {}, ...rows)));
    const named = people().length > 0;
    part(box, "each-summary").textContent = named
      ? "Each person ticks these for themselves. Everybody whom the plan names is expected."
      : "Each person ticks these for themselves. With a plan that names people, this says who is missing.";
  };
}
