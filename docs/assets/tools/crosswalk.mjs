// The page `Propose a crosswalk`: two lists of matters in, a choice for each row, the crosswalk out.

import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { namedBytes } from "./chosen-files.mjs";
import { openColumnChoices } from "./column-choices.mjs";
import { openMatches } from "./match-choices.mjs";
import { save, startTool } from "./tool.mjs";
import { unsavedWork } from "./unsaved-work.mjs";

/** @typedef {import("./match-choices.mjs").Matches} Matches */

const FILE = "matter-crosswalk.xlsx";
const LISTS = ["old", "clio", "old_people", "clio_people"];

/** @param {HTMLElement} root */
export function start(root) {
  /** @type {{ matters?: Matches, people?: Matches }} */
  let found = {};
  const work = unsavedWork();
  const decided = () => {
    work.begin();
    changed();
  };
  const columns = openColumnChoices(root, () => tool, async (name, file, reading) => {
    const { lists } = await tool.ask("crosswalk", { [name]: file, readings: { [name]: reading } });
    return lists[name];
  });
  const tool = startTool(root, { work: propose, show, onChosen: columns.read, ready: () => columns.ready });

  async function args() {
    const given = LISTS.filter((name) => tool.chosen[name].length);
    const files = given.map(async (name) => [name, await namedBytes(tool.chosen[name][0])]);
    return { ...Object.fromEntries(await Promise.all(files)), readings: columns.readings };
  }

  async function propose() {
    return tool.ask("crosswalk", await args());
  }

  function show(/** @type {import("../engine/engine.mjs").Answer} */ { matters, clio, people, users, exchanged }) {
    part(root, "exchanged").textContent = exchanged;
    part(root, "exchanged").hidden = !exchanged;
    found = {
      matters: openMatches("Old matter", matters, clio, "Number", names("matters", clio), decided),
      ...(people && { people: openMatches("Old name", people, users, "Name", names("users", users), decided) }),
    };
    part(root, "tables").replaceChildren(
      ...tables("Matters", /** @type {Matches} */ (found.matters)),
      ...(found.people ? tables("People", found.people) : []),
    );
    changed();
  }

  /** The names that one may type, once for all rows. */
  function names(/** @type {string} */ what, /** @type {import("./match-choices.mjs").InClio[]} */ clio) {
    const id = `tg-names-${what}`;
    const options = clio.map(([name, client]) => element("option", { value: name }, client));
    root.querySelector(`#${id}`)?.remove();
    root.append(element("datalist", { id }, ...options));
    return id;
  }

  function changed() {
    const all = Object.values(found);
    const open = all.reduce((sum, each) => sum + each.open, 0);
    part(root, "decided").hidden = open > 0;
    part(root, "open").hidden = !open;
    part(root, "open").textContent = `${plural(open, "row")} still to decide.`;
    const twice = all.flatMap((each) => [...each.shared()].map(([at, numbers]) => `${each.label(at)} is the choice for ${numbers.join(" and ")}.`));
    part(root, "shared").replaceChildren(...twice.map((words) => element("li", {}, words)));
    part(root, "shared-note").hidden = !twice.length;
  }

  part(root, "make").addEventListener("click", () =>
    tool.job.runIfFree(async () => {
      const decided = Object.fromEntries(Object.entries(found).map(([what, matches]) => [what, Object.fromEntries(matches.decided)]));
      const { made } = await tool.ask("crosswalk", { ...(await args()), decided });
      save(FILE, made[FILE]);
      work.end();
      return `${FILE} is handed to the browser's downloads.`;
    }),
  );
}

/**
 * What is to decide first; what is certain folded below it.
 * @param {string} title
 * @param {Matches} matches
 */
function tables(title, matches) {
  const open = matches.table(`${title} to decide`, ["likely", "open"]);
  const certain = matches.table(`${title} that are certain`, ["certain"]);
  return [
    element("h3", {}, title),
    open ?? element("p", { className: "tg-clean" }, "Nothing to decide."),
    certain && element("details", { className: "tg-details" }, element("summary", {}, `Certain: ${plural(certain.tBodies[0].rows.length, "row")}`), certain),
  ].filter((each) => each !== null);
}
