// People who ticked under a name that the plan does not have: the offer to count it for one of its people, and the way back.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { readPeople } from "./entry-check.mjs";
import { REFUSED, UNTIL_LEFT } from "./outcome.mjs";
import { changedNames, renamed, strangers } from "./renaming.mjs";
import { parsedObject } from "./stored-progress.mjs";
import { storeTogether } from "./storing.mjs";

/**
 * Returns what shows it again.
 * @param {import("./progress-page.mjs").Page} page
 * @param {HTMLElement} box
 * @param {import("./outcome.mjs").Say} say
 * @returns {(groups: import("./group.mjs").Group[]) => void}
 */
export function showRenamed({ people, current, show }, box, say) {
  const store = storage("people");
  const stored = () => readPeople(parsedObject(store.read()));

  async function keep(/** @type {import("./view.mjs").People} */ names, /** @type {string} */ words) {
    const { kept, back } = storeTogether([], [{ store, text: JSON.stringify(names) }]);
    if (kept === "refused") return say(REFUSED);
    await show();
    say([words, kept === "until left" && UNTIL_LEFT].filter(Boolean).join(" "), back);
  }

  function strangerRow(/** @type {{ name: string, items: number }} */ { name, items }) {
    const choices = people().map(({ name }, number) => element("option", { value: String(number) }, name));
    const chosen = element("select", {}, element("option", { value: "" }, "choose"), ...choices);
    const button = element("button", { type: "button", className: "tg-button", disabled: true }, "Count it for this person");
    chosen.addEventListener("change", () => (button.disabled = !chosen.value));
    button.addEventListener("click", () => {
      const now = people()[Number(chosen.value)].name;
      keep(renamed(stored(), name, now), `What ${name} ticked counts for ${now}.`);
    });
    const label = element("label", { className: "tg-field" }, `${name} is now `, chosen);
    return element("li", {}, `${name}, who is not among the people of the plan, has ticked ${plural(items, "item")}. `, label, " ", button);
  }

  function changedRow(/** @type {import("./renaming.mjs").Renamed} */ { id, before, now }) {
    const what = before ? `What ${before} ticked` : "What was ticked under an earlier name";
    const button = element("button", { type: "button", className: "tg-button", ariaLabel: `Take back: ${before || "an earlier name"}` }, "Take back");
    button.addEventListener("click", () => {
      const { [id]: gone, ...others } = stored();
      keep(others, `${what} no longer counts for ${now}.`);
    });
    return element("li", {}, `${what} counts for ${now}. `, button);
  }

  return (groups) => {
    const names = people().map(({ name }) => name);
    const strange = names.length ? strangers(groups, names) : [];
    const { people: known, progress } = current();
    part(box, "renamed").replaceChildren(...strange.map(strangerRow), ...changedNames(known, progress).map(changedRow));
  };
}
