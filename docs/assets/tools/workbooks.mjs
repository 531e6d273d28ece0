// The page `Make our workbooks`: people and matters typed, pasted or from a file; personal workbooks and crosswalk out.

import { Refused, pair } from "./check-run.mjs";
import { dayLabel } from "../base/days.mjs";
import { planTable } from "../firm/firm-toml.mjs";
import { isInUnitedStates, readPlan } from "../plan/plan.mjs";
import { storage } from "../base/storage.mjs";
import { counted, dropZone, engineOf, finder, guardDrops, leadTo, make, save, table } from "./parts.mjs";
import { work } from "./work.mjs";

const ALL = "transition-kit.zip";

// A name as one cell of a pasted line.
const quoted = (name) => (/[",;\t]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

export function start(root) {
  const find = finder(root);
  const engine = engineOf(root);
  const desk = work(root, engine);
  const results = find("[data-results]");
  const form = find("form");
  let made = {};

  async function build(args) {
    results.hidden = true;
    await desk.during(0, async () => {
      const answer = await engine.ask("kit", await args(), 4 * desk.limit);
      if (answer.refused) throw new Refused(answer.refused);
      made = answer.made;
      show(answer.files);
      return "Done. The workbooks follow.";
    });
    engine.tidy();
  }

  function show(files) {
    const own = files.filter(({ name }) => name.startsWith("time-tracking-")).length;
    find("[data-summary]").textContent = `${counted(files.length - 2, "workbook")} made, ${own} of them made out to a person.`;
    const link = ({ name }) => {
      const button = make("button", { type: "button", class: "tg-link" }, name);
      button.addEventListener("click", () => save(name, made[name]));
      return button;
    };
    const columns = [
      { title: "File", of: link },
      { title: "What it is", of: (file) => file.title },
      { title: "Size", number: true, of: (file) => `${Math.max(1, Math.round(file.size / 1000))} kB` },
    ];
    find("[data-files]").replaceChildren(table("Files of the kit", columns, files));
    find("[data-save-firm]").hidden = !made["firm.toml"];
    results.hidden = false;
    leadTo(find("[data-results-title]"));
  }

  // What was said on `Plan the move` need not be typed again.
  const plan = readPlan(storage("plan").read());
  if (plan) {
    const { elements } = form;
    elements.name.value ||= plan.firm;
    elements.people.value ||= plan.people.map(({ name }) => quoted(name)).join("\n");
    for (const [name, value] of [["region", plan.region], ["previous_system", plan.system]]) {
      if ([...elements[name].options].some((option) => option.value === value)) elements[name].value = value;
    }
    find("[data-plan-words]").textContent = `With the dates of the plan made in this browser: export session on ${dayLabel(plan.exportDay)}`;
    find("[data-plan]").hidden = false;
  }

  // The format that is usual in the region, until the reader has chosen one.
  const { region, date_order: order } = form.elements;
  let orderChosen = false;
  const followRegion = () => {
    if (!orderChosen) order.value = isInUnitedStates(region.value) ? "MDY" : "DMY";
  };
  order.addEventListener("change", () => (orderChosen = true));
  region.addEventListener("change", followRegion);
  followRegion();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { with_plan: wanted, ...fields } = Object.fromEntries(new FormData(form));
    if (plan && wanted) fields.plan = planTable(plan);
    build(async () => ({ form: fields }));
  });
  for (const name of ["people", "matters"]) {
    dropZone(find(`[data-drop=${name}]`), ([file]) =>
      desk.during(0, async () => {
        const sheet = { people: "People", matters: "Matters" }[name];
        const answer = await engine.ask("list_text", { file: await pair(file), sheet }, desk.limit);
        if (answer.refused) throw new Refused(answer.refused);
        form.elements[name].value = answer.text;
        form.elements[name].focus();
        return `${counted(answer.text.split("\n").filter(Boolean).length, "line")} taken from ${file.label}. Look at them before you go on.`;
      }),
    );
  }
  dropZone(find("[data-drop=firm]"), ([file]) => build(async () => ({ firm: await pair(file) })));
  find("[data-save]").addEventListener("click", () => save(ALL, made[ALL], "application/zip"));
  find("[data-save-firm]").addEventListener("click", () => save("firm.toml", made["firm.toml"], "text/plain"));
  guardDrops();
}
