// The page `Retry refused rows`: what Clio handed back and what was uploaded in, only the refused rows out.

import { Refused, pair } from "./check-run.mjs";
import { counted, dropZone, engineOf, finder, guardDrops, leadTo, make, save, table, totalsInWords } from "./parts.mjs";
import { work } from "./work.mjs";

const FAILED = [
  { title: "Line", of: (row) => `${row.line}` },
  { title: "Recorded in", whole: true, of: (row) => row.origin },
  { title: "Matter", of: (row) => row.values[0] },
  { title: "Date", whole: true, of: (row) => row.values[1] },
  { title: "What Clio said", of: (row) => row.error },
];
const UNMATCHED = [
  { title: "Where", whole: true, of: (row) => row.place },
  { title: "What Clio said", of: (row) => row.error },
  { title: "Why it is left out", of: (row) => row.why },
];

export function start(root) {
  const find = finder(root);
  const engine = engineOf(root);
  const desk = work(root, engine);
  const results = find("[data-results]");
  const go = find("[data-go]");
  const given = { errors: null, exported: null, receipt: null };
  let again = null;

  async function retry() {
    results.hidden = true;
    await desk.during(0, async () => {
      const chosen = Object.entries(given).filter(([, file]) => file);
      const args = Object.fromEntries(await Promise.all(chosen.map(async ([name, file]) => [name, await pair(file)])));
      const answer = await engine.ask("retry", args, desk.limit);
      if (answer.refused) throw new Refused(answer.refused);
      again = answer.made["again.csv"];
      show(answer);
      return "Done. The rows follow.";
    });
    engine.tidy();
  }

  function show({ failed, unmatched, passed, totals, notes }) {
    find("[data-summary]").textContent = `${counted(failed.length, "row")} to upload again: ${totalsInWords(totals)}. ${counted(passed, "row")} without an error.`;
    find("[data-notes]").replaceChildren(...notes.map((note) => make("p", { class: "tg-warning" }, note)));
    find("[data-failed]").replaceChildren(failed.length ? table("Rows to upload again", FAILED, failed) : make("p", {}, "None."));
    find("[data-unmatched-part]").hidden = !unmatched.length;
    find("[data-unmatched]").replaceChildren(unmatched.length ? table("Rows not written", UNMATCHED, unmatched) : "");
    find("[data-save]").disabled = !again;
    results.hidden = false;
    leadTo(find("[data-results-title]"));
  }

  function offer() {
    go.disabled = !(given.errors && given.exported);
    find("[data-missing]").hidden = !go.disabled;
  }

  for (const name of Object.keys(given)) {
    dropZone(find(`[data-drop=${name}]`), ([file]) => {
      given[name] = file;
      offer();
    });
  }
  offer();
  go.addEventListener("click", retry);
  find("[data-save]").addEventListener("click", () => save("again.csv", again, "text/csv"));
  guardDrops();
}
