// The search in a table of matter numbers: rows with what is looked for, and at first only so many that one sees what they are.

import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { sought } from "../base/number-search.mjs";

const AT_FIRST = 5;
const MOST = 50;

/** @param {HTMLElement} root */
export function start(root) {
  const field = part(root, "wanted", HTMLInputElement);
  const rows = [...find(root, "tbody").children].map((row) => ({
    row: /** @type {HTMLElement} */ (row),
    texts: [...row.children].map(({ textContent }) => textContent ?? ""),
  }));

  function search() {
    const matches = sought(field.value);
    const most = field.value.trim() ? MOST : AT_FIRST;
    let found = 0;
    for (const { row, texts } of rows) row.hidden = !matches(texts) || ++found > most;
    part(root, "found").textContent = field.value.trim() ? `${plural(found, "matter")} found` : plural(found, "matter");
    const more = part(root, "more");
    more.hidden = found <= most;
    more.textContent = `${plural(found - most, "more matter")}: type ${field.value.trim() ? "more of it" : "what you look for"}.`;
  }

  field.addEventListener("input", search);
  search();
}
