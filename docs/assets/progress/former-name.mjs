// What a reader is told whose name changes, and the offer to take along what was ticked under the earlier one. Loaded then.

import { element } from "../base/elements.mjs";
import { storage } from "../base/storage.mjs";
import { readPeople } from "./entry-check.mjs";
import { NOT_UNDONE, REFUSED } from "./outcome.mjs";
import { idsOf, idOfName, nameKey, personOf } from "./persons.mjs";
import { renamed } from "./renaming.mjs";
import { parsedObject, storedProgress } from "./stored-progress.mjs";
import { storeTogether } from "./storing.mjs";

/**
 * @param {HTMLElement} box a live region
 * @param {{ before: string, after: string, people: string[] }} given `people`: those of the plan
 */
export function offerFormer(box, { before, after, people }) {
  const words = formerWords(before, after);
  const planned = new Set(people.map(nameKey));
  const areTwo = planned.has(nameKey(before)) && planned.has(nameKey(after));
  // A button that somebody has just used is followed by the next one.
  function show(/** @type {string} */ text, /** @type {HTMLElement | false} */ button) {
    const isUsed = box.contains(document.activeElement);
    box.hidden = !text;
    box.replaceChildren(text, " ", ...(button ? [button] : []));
    if (isUsed && button) button.focus();
  }

  const offer = (/** @type {string} */ text) =>
    show(text, Boolean(words && nameKey(after)) && !areTwo && hasTicked(before) && buttonOf(`I am the same person: count it for ${after}`, take));

  function take() {
    const store = storage("people");
    const { kept, back } = storeTogether([], [{ store, text: JSON.stringify(renamed(readPeople(parsedObject(store.read())), before, after)) }]);
    if (kept === "refused") return offer(REFUSED);
    const undo = buttonOf("Undo", () => (back() ? offer(words) : show(NOT_UNDONE, undo)));
    show(`What you ticked as ${before.trim()} counts for ${after}.${kept === "stored" ? "" : " This is not kept."}`, undo);
  }

  offer(words);
}

/**
 * What to tell a reader whose name changes into another one; "" where it was none, or is the same written otherwise.
 * @param {string} before
 * @param {string} after
 */
export const formerWords = (before, after) =>
  nameKey(before) && nameKey(before) !== nameKey(after) ? `What you ticked as ${before.trim()} stays under that name. Type it again to see it.` : "";

/**
 * Whether something here is somebody's own, under this name or one before it.
 * @param {string} name
 */
function hasTicked(name) {
  const ids = new Set([idOfName(name), ...idsOf(name, readPeople(parsedObject(storage("people").read())))]);
  return [...storedProgress().values()].some((items) => [...items.keys()].some((id) => ids.has(personOf(id))));
}

function buttonOf(/** @type {string} */ words, /** @type {() => void} */ act) {
  const button = element("button", { type: "button", className: "tg-button" }, words);
  button.addEventListener("click", act);
  return button;
}
