// The page `Find a Clio number`: a crosswalk in, a search over its matters out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { sought } from "../base/number-search.mjs";
import { plural } from "../base/plural.mjs";
import { namedBytes } from "./chosen-files.mjs";
import { resultTable } from "./result-table.mjs";
import { startTool } from "./tool.mjs";

/** @typedef {[old: string, clio: string, client: string, description: string]} Matter */

const MOST = 50;

/** @type {import("./result-table.mjs").Column<Matter>[]} */
const COLUMNS = [
  { title: "Old number", whole: true, of: ([old]) => old },
  { title: "In Clio", whole: true, of: ([, clio]) => clio || "no number yet" },
  { title: "Client", of: ([, , client]) => client },
  { title: "Description", of: ([, , , description]) => description },
];

/** @param {HTMLElement} root */
export function start(root) {
  const field = part(root, "wanted", HTMLInputElement);
  /** @type {Matter[]} */
  let matters = [];

  function search() {
    const matches = sought(field.value);
    const found = matters.filter(matches);
    const wanted = Boolean(field.value.trim());
    const shown = wanted ? found.slice(0, MOST) : [];
    const rest = found.length > MOST ? `; the first ${MOST} are shown, so type more of it` : "";
    part(root, "found").textContent = wanted ? `${plural(found.length, "matter")} found${rest}.` : `${plural(matters.length, "matter")}. Type a number or a name.`;
    part(root, "matters").replaceChildren(shown.length ? resultTable("Matters found", COLUMNS, shown) : element("p", { hidden: true }));
  }

  const tool = startTool(root, {
    onChosen() {
      part(root, "results").hidden = true;
      if (tool.chosen.crosswalk.length) tool.run();
    },
    async work() {
      return tool.ask("matter_numbers", { crosswalk: await Promise.all(tool.chosen.crosswalk.map(namedBytes)) });
    },
    show(answer) {
      matters = answer.matters;
      const problems = part(root, "problems");
      problems.hidden = !answer.problems.length;
      part(problems, "lines").replaceChildren(...answer.problems.map((/** @type {string} */ line) => element("li", {}, line)));
      search();
    },
  });
  field.addEventListener("input", search);
}
