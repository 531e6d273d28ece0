// Items on which people disagree: every answer with who gave it, and a button that makes one of them count.

import { element, inline, part } from "../base/elements.mjs";
import { plural } from "../base/plural.mjs";
import { storeWithUndo } from "./stored-progress.mjs";
import { hasDisagreement, settled, view } from "./merging.mjs";
import { stamp } from "./ticks.mjs";
import { answerWords, evidenceWords, noteWords } from "./tick-words.mjs";

// Returns what shows them anew.
export function showDisagreements({ guide, current }, box, say) {
  const list = part(box, "disputes");

  function settle({ place, id, entry }, chosen) {
    const back = storeWithUndo([{ place, id, entry: settled(entry, chosen, stamp()) }]);
    const left = list.children.length;
    say(left ? `Settled. ${plural(left, "item")} left.` : "Settled. Nobody disagrees on anything now.", back);
    list.querySelector("button")?.focus();
  }

  function card(found) {
    const item = guide.items.get(found.id);
    const title = item ? element("a", { href: item.link }, ...inline(item.text)) : element("code", {}, found.id);
    const { ticks, notes } = view(found.entry, "", found.people);
    const option = (words, chosen) => {
      const button = element("button", { type: "button", className: "tg-button" }, words);
      button.addEventListener("click", () => settle(found, chosen));
      return button;
    };
    const question = (words, options) =>
      element("div", { className: "tg-question" }, element("p", {}, words), element("div", { className: "tg-options" }, ...options));
    const questions = [];
    if (ticks.length > 1) questions.push(question("Is it done?", ticks.map((tick) => option(answerWords(tick), tick))));
    if (notes.length > 1) {
      const words = notes.map((each) => option(noteWords(each), each));
      questions.push(question("Which name, date and note count?", [...words, option("Keep all of them in one note", together(notes))]));
    }
    return element("li", {}, element("p", { className: "tg-box-title" }, title), ...questions);
  }

  return () => {
    const { progress, people } = current();
    const all = [...progress].flatMap(([place, items]) => [...items].map(([id, entry]) => ({ place, id, entry, people })));
    const disputed = all.filter(({ entry }) => hasDisagreement(view(entry)));
    list.replaceChildren(...disputed.map(card));
    part(box, "none").hidden = disputed.length > 0;
    const some = part(box, "some");
    some.hidden = !disputed.length;
    some.textContent = `${plural(disputed.length, "item")} to settle. Click the answer that counts.`;
  };
}

function together(notes) {
  const inOrder = [...notes].reverse().filter((each) => evidenceWords(each));
  return { by: inOrder[0].by, on: inOrder[0].on, note: inOrder.map(evidenceWords).join("\n") };
}
