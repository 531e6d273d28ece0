// The page `Make our workbooks`: people and matters typed, pasted or from a file; personal workbooks and crosswalk out.

import { dayLabel } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { planTable } from "../firm/firm-toml.mjs";
import { isInUnitedStates, readPlan } from "../plan/plan.mjs";
import { namedBytes } from "./chosen-files.mjs";
import { openColumnChoices } from "./column-choices.mjs";
import { withoutPast } from "./past-lines.mjs";
import { Refused } from "./refused.mjs";
import { resultTable } from "./result-table.mjs";
import { save, startTool } from "./tool.mjs";
import { unsavedWork } from "./unsaved-work.mjs";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {{ name: string, title: string, size: number }} KitFile */

const LISTS = ["people", "matters"]; // fields of the form that can be filled from a file
const USUAL_ROLE = "timekeeper";

// A name as one cell of a pasted line.
const quoted = (/** @type {string} */ name) => (/[",;\t]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

// A person of the plan as a line: the roles are the fifth value.
const lineOf = (/** @type {{ name: string, roles: string[] }} */ { name, roles }) =>
  roles.length && String(roles) !== USUAL_ROLE ? `${quoted(name)}, , , , ${roles.join(" + ")}` : quoted(name);

// How many rows are below the headers of a list's lines.
const linesIn = (/** @type {string} */ lines) => lines.trim().split("\n").length - 1;

/** @param {HTMLElement} root */
export function start(root) {
  const columns = openColumnChoices(root, () => tool, describe);
  const work = unsavedWork();
  const tool = startTool(root, { show, onChosen: take, onSaved: work.end });
  const form = find(root, "form", HTMLFormElement);
  const field = (/** @type {string} */ name) => /** @type {Field} */ (form.elements.namedItem(name));
  /** @type {Map<string, string>} */
  const taken = new Map(); // what was taken from a file just now, in words

  /** What was made of the form before must not be handed out for what it says now. */
  function changed() {
    work.begin();
    tool.stale();
  }

  /** @type {() => object | Promise<object>} what the workbooks are made of */
  let given = () => ({});
  const makeKit = (/** @type {typeof given} */ args) => {
    given = args;
    return tool.run(async () => tool.ask("kit", await args(), 4 * tool.job.limit));
  };
  part(root, "folders").addEventListener("click", () =>
    tool.job.run(async () => {
      const site = new URL("../../", location.href).href;
      const { made } = await tool.ask("folders", { ...(await given()), site }, 4 * tool.job.limit);
      save("handout.zip", made["handout.zip"]);
      work.end();
      return "Made handout.zip: its letter in _billing says how to hand the folders out.";
    }),
  );

  function show(/** @type {import("../engine/engine.mjs").Answer} */ { files, made, notes }) {
    const personal = files.filter((/** @type {KitFile} */ { name }) => name.startsWith("time-tracking-")).length;
    part(root, "summary").textContent = `${plural(files.length - 2, "workbook")} made, ${personal} of them for one person each.`;
    part(root, "notes").replaceChildren(...notes.map((/** @type {string} */ note) => element("li", {}, note)));
    const link = (/** @type {KitFile} */ { name }) => {
      const button = element("button", { type: "button", className: "tg-link" }, name);
      button.addEventListener("click", () => save(name, made[name]));
      return button;
    };
    /** @type {import("./result-table.mjs").Column<KitFile>[]} */
    const columns = [
      { title: "File", of: link },
      { title: "What it is", of: (file) => file.title },
      { title: "Size", number: true, of: (file) => `${Math.max(1, Math.round(file.size / 1000))}\u00a0kB` },
    ];
    part(root, "files").replaceChildren(resultTable("Files of the kit", columns, files));
  }

  async function take(/** @type {string[]} */ names) {
    const lists = names.filter((name) => LISTS.includes(name));
    if (lists.length) {
      taken.clear();
      await columns.read(lists);
      if (taken.size) tool.job.say(`${[...taken.values()].join(", ")}. Look at them before you go on.`);
    }
    if (names.includes("firm")) await makeKit(async () => ({ firm: await namedBytes(tool.chosen.firm[0]) }));
  }

  /** Says who or what of a list is of the past, and offers the lines without them. */
  function offerCurrent(/** @type {string} */ name, /** @type {string} */ read, /** @type {{ words: string, lines: string } | undefined} */ past) {
    const note = find(root, `[data-past=${name}]`);
    note.hidden = !past;
    if (!past) return;
    find(note, "span").textContent = past.words;
    find(note, "button").onclick = () => {
      const left = withoutPast(field(name).value, read, past.lines);
      if (left === null) return tool.job.say("The lines have been edited since they were read: delete those that should be left out.");
      field(name).value = left;
      changed();
      note.hidden = true;
      field(name).focus();
      tool.job.say(`${plural(linesIn(left), "line")} left in ${name === "people" ? "People" : "Matters"}.`);
    };
  }

  /** How a list is read. Once nothing has to be asked, its rows are the lines of its field. */
  async function describe(/** @type {string} */ name, /** @type {[string, Uint8Array]} */ file, /** @type {import("./column-choices.mjs").Reading} */ reading) {
    const { lists, lines, past } = await tool.ask("firm", { [name]: file, readings: { [name]: reading } });
    if (name in lines) {
      field(name).value = lines[name];
      changed();
      taken.set(name, `${plural(linesIn(lines[name]), "line")} taken from ${file[0]}`);
    }
    offerCurrent(name, lines[name], past[name]);
    return lists[name];
  }

  // The plan of the site, else what the reader entered on `Plan the move`, need not be typed again.
  const published = readPlan(part(root, "plan").dataset.published ?? "");
  const plan = published ?? readPlan(storage("plan").read());
  if (plan) {
    field("name").value ||= plan.firm;
    field("people").value ||= plan.people.map(lineOf).join("\n");
    choose(field("region"), plan.region);
    choose(field("previous_system"), plan.system);
    choose(field("date_order"), plan.dateOrder);
    choose(field("rounding_minutes"), String(plan.rounding));
    part(root, "plan-words").textContent = `With the dates of ${published ? "this site" : "the plan made in this browser"}: export session on ${dayLabel(plan.exportDay)}`;
    part(root, "plan").hidden = false;
  }

  // The date format that is usual in the region, until the reader has chosen one; that of a plan until its region is left.
  let orderChosen = false;
  const usualOrder = () => (isInUnitedStates(field("region").value) ? "MDY" : "DMY");
  let usual = usualOrder();
  if (!plan) field("date_order").value = usual;
  field("date_order").addEventListener("change", () => (orderChosen = true));
  field("region").addEventListener("change", () => {
    if (!orderChosen && usualOrder() !== usual) field("date_order").value = usualOrder();
    usual = usualOrder();
  });

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { with_plan, ...fields } = Object.fromEntries(new FormData(form));
    const typed = plan && with_plan ? { ...fields, plan: planTable(plan) } : fields;
    makeKit(() => {
      if (!columns.ready) throw new Refused("A list has a question. Answer it above, or choose another file: until then its lines are not in the form.");
      return { form: typed };
    });
  });
}

// Leaves the choice as it is where the value is not offered.
function choose(/** @type {Field} */ field, /** @type {string} */ value) {
  if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
}
