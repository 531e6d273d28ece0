// The page `Build the import`: people's workbooks and the crosswalk in, totals, rows left out and one zip out.

import { CheckRun, Refused, pair, requireAll } from "./check-run.mjs";
import { isInUnitedStates, readPlan } from "../plan/plan.mjs";
import { storage } from "../base/storage.mjs";
import { counted, dropZone, engineOf, finder, guardDrops, leadTo, make, save, table, today, totalsInWords } from "./parts.mjs";
import { work } from "./work.mjs";

const LEFT_OUT = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "What", of: (row) => row.what },
  { title: "Why", of: (row) => row.why },
];
const PARTS = { recorded: "in", exported: "out", "left out": "rejected" };

// What was exported and left out by name; together they are what was recorded.
const figures = (words, part) =>
  Object.entries({ hours: "hours", time_amount: "time", expense_amount: "expenses" }).map(([figure, name]) => ({
    title: `${words}: ${name}`,
    number: true,
    whole: true,
    of: (row) => row[part][figure],
  }));
const named = (title) => ({ title, of: (row) => row.name || "(none)" });
const PEOPLE = [named("Person"), ...figures("Exported", "out"), ...figures("Left out", "rejected")];
const left = ({ rejected }) => counted(rejected.time_rows + rejected.expense_rows, "row");
const MATTERS = [named("Matter"), ...figures("Exported", "out"), { title: "Left out", number: true, of: left }];

export function start(root) {
  const find = finder(root);
  const engine = engineOf(root);
  const desk = work(root, engine);
  const results = find("[data-results]");
  const go = find("[data-go]");
  const given = { files: [], crosswalk: [], firm: [] };
  let zip = null;

  async function build() {
    results.hidden = true;
    zip = null;
    await desk.during(given.files.length + 1, async (progress) => {
      const withFirm = given.firm.length > 0;
      const settings = { today: today(), crosswalk: await Promise.all(given.crosswalk.map(pair)) };
      if (withFirm) settings.firm = await pair(given.firm[0]);
      const run = new CheckRun(engine, { settings, limit: desk.limit, most: Number(root.dataset.most) });
      await run.check(given.files, (_, name) => progress(name));
      if (run.failed.size) {
        const words = [...run.failed].map(([{ label }, why]) => `${label}: ${why}`);
        throw new Refused([...words, "Nothing is exported until every file can be read."].join("\n"));
      }
      const answer = await run.ask("export", {});
      requireAll(given.files.length, answer.inputs.length);
      zip = answer.made["import.zip"];
      progress("import.zip");
      show(answer, withFirm);
      return "Done. The totals follow.";
    });
    engine.tidy();
  }

  function show({ all: [total], inputs, people, matters, rejected, not_exported, date_order }, withFirm) {
    const out = total.out;
    const left = rejected.length ? `${counted(rejected.length, "row")} left out.` : "No row is left out.";
    find("[data-ties]").textContent = `It ties: recorded = exported + left out, to the last cent. ${left}`;
    find("[data-inputs]").textContent = `${counted(inputs.length, "file")} read: ${inputs.join(", ")}.`;
    find("[data-total]").replaceChildren(
      ...Object.entries(PARTS).map(([words, part]) => make("div", {}, make("dt", {}, words), make("dd", {}, totalsInWords(total[part])))),
    );
    find("[data-dates]").textContent = `Dates are written as ${date_order === "DMY" ? "DD/MM/YYYY" : "MM/DD/YYYY"}.`;
    find("[data-no-firm=after]").hidden = withFirm;
    find("[data-people]").replaceChildren(table("Totals by person", PEOPLE, people));
    find("[data-matters]").replaceChildren(table("Totals by matter", MATTERS, matters));
    find("[data-rejected]").replaceChildren(
      rejected.length ? table("Rows left out", LEFT_OUT, rejected) : make("p", { class: "tg-clean" }, "No row is left out."),
    );
    find("[data-not-exported]").replaceChildren(...not_exported.map((column) => make("li", {}, column)));
    find("[data-columns]").hidden = not_exported.length === 0;
    find("[data-save]").disabled = !out;
    results.hidden = false;
    leadTo(find("[data-results-title]"));
  }

  function offer() {
    go.disabled = !(given.files.length && given.crosswalk.length);
    find("[data-missing]").hidden = !go.disabled;
    find("[data-no-firm=before]").hidden = given.firm.length > 0;
  }

  const plan = readPlan(storage("plan").read());
  for (const words of root.querySelectorAll("[data-abroad]")) words.hidden = !plan?.region || isInUnitedStates(plan.region);

  for (const name of Object.keys(given)) {
    dropZone(find(`[data-drop=${name}]`), (files) => {
      given[name] = files;
      offer();
    });
  }
  offer();
  go.addEventListener("click", build);
  find("[data-save]").addEventListener("click", () => save("import.zip", zip, "application/zip"));
  guardDrops();
}
