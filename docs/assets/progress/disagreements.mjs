// Items on which people disagree: every answer with who gave it, and a button that makes one of them count.

import { element, inline } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { ALL_IN_ONE_NOTE, IS_IT_DONE, listWords, settledWords, WHICH_NOTE } from "./disagreement-words.mjs";
import { MOST } from "./entry-done.mjs";
import { memberName } from "./group.mjs";
import { settled } from "./restoring.mjs";
import { stamp } from "./ticking.mjs";
import { hasDisagreement, view } from "./view.mjs";
import { REFUSED, UNTIL_LEFT } from "./outcome.mjs";
import { personOf } from "./persons.mjs";
import { storeTogether } from "./storing.mjs";
import { answerWords, evidenceWords, noteWords } from "./tick-words.mjs";

/**
 * @typedef {import("./entries.mjs").Note} Note
 * @typedef {import("./entries.mjs").Tick} Tick
 * @typedef {{ place: string, id: string, entry: import("./entries.mjs").Entry, people: import("./view.mjs").People }} Found
 */

/**
 * Returns what shows them again.
 * @param {import("./progress-page.mjs").Page} page
 * @param {HTMLElement} box
 * @param {import("./outcome.mjs").Say} say
 */
export function showDisagreements({ guide, current, show }, box, say) {
  const list = part(box, "disputes");

  async function settle(/** @type {Found} */ { place, id, entry }, /** @type {Parameters<typeof settled>[1]} */ chosen) {
    const { kept, back } = storeTogether([{ place, id, entry: settled(entry, chosen, stamp()) }]);
    if (kept === "refused") return say(REFUSED);
    await show();
    say([settledWords(list.children.length), kept === "until left" && UNTIL_LEFT].filter(Boolean).join(" "), back);
    list.querySelector("button")?.focus();
  }

  function card(/** @type {Found} */ found) {
    const item = guide.itemOf(found.id);
    const whose = personOf(found.id) && `${memberName(found.id, found.entry, [], found.people) || "Somebody without a name"}: `;
    const title = item ? element("a", { href: item.link }, whose, ...inline(item.text)) : element("code", {}, found.id);
    const { ticks, notes } = view(found.entry, "", found.people);
    const option = (/** @type {string} */ words, /** @type {Parameters<typeof settled>[1]} */ chosen) => {
      const button = element("button", { type: "button", className: "tg-button" }, words);
      button.addEventListener("click", () => settle(found, chosen));
      return button;
    };
    const question = (/** @type {string} */ words, /** @type {HTMLElement[]} */ options) =>
      element("div", { className: "tg-question" }, element("p", {}, words), element("div", { className: "tg-options" }, ...options));
    const questions = [];
    if (ticks.length > 1) questions.push(question(IS_IT_DONE, ticks.map((tick) => option(answerWords(tick), tick))));
    if (notes.length > 1) {
      const words = notes.map((each) => option(noteWords(each), each));
      const all = together(notes);
      questions.push(question(WHICH_NOTE, all.note.length > MOST.text ? words : [...words, option(ALL_IN_ONE_NOTE, all)]));
    }
    return element("li", {}, element("p", { className: "tg-box-title" }, title), ...questions);
  }

  return () => {
    const { progress, people } = current();
    const all = [...progress].flatMap(([place, items]) => [...items].map(([id, entry]) => ({ place, id, entry, people })));
    const disputed = all.filter(({ entry }) => hasDisagreement(view(entry)));
    list.replaceChildren(...disputed.map(card));
    part(box, "summary").textContent = listWords(disputed.length);
  };
}

function together(/** @type {Note[]} */ notes) {
  const inOrder = [...notes].reverse().filter((each) => evidenceWords(each));
  return { by: inOrder[0].by, on: inOrder[0].on, note: inOrder.map(evidenceWords).join("\n") };
}
