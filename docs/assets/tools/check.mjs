// The page `Check a workbook`: files in, findings out, and what has changed since the same file was checked before.

import { changes, inWords as changesInWords } from "./changes.mjs";
import { CheckRun, pair } from "./check-run.mjs";
import { copy, counted, dropZone, engineOf, finder, guardDrops, leadTo, make, save, table, today, totalsInWords } from "./parts.mjs";
import { work } from "./work.mjs";

const NOT_OURS = ["file-unknown", "file-other-template"]; // findings of a file in which there is nothing to mark
const SEVERITIES = ["error", "warning", "note"];
const where = ({ sheet, cell }) => [sheet, cell].filter(Boolean).join("!") || "the file";
const COLUMNS = [
  { title: "Severity", of: (finding) => make("span", { class: "tg-severity", "data-severity": finding.severity }, finding.severity) },
  { title: "Where", whole: true, of: where },
  { title: "What is there", of: (finding) => finding.value },
  { title: "Problem", of: (finding) => finding.message },
  { title: "What to do", of: ({ fix, clio }) => [fix, make("p", { class: "tg-sub" }, clio)] },
];

export function start(root) {
  const find = finder(root);
  const engine = engineOf(root);
  const desk = work(root, engine);
  const filters = [...root.querySelectorAll(".tg-filter input")];
  const results = find("[data-results]");
  const list = find("[data-files]");
  const before = new Map(); // findings of the check before, by the name of the file, if only one had it
  let chosen = [];
  let crosswalk = [];
  let firm = null;
  let run = null;

  async function check() {
    if (!chosen.length) return;
    const files = chosen;
    list.replaceChildren();
    results.hidden = true;
    await desk.during(files.length, async (progress) => {
      const settings = { today: today(), crosswalk: await Promise.all(crosswalk.map(pair)) };
      if (firm) settings.firm = await pair(firm);
      run = new CheckRun(engine, { settings, limit: desk.limit, most: Number(root.dataset.most) });
      const all = await run.check(files, (found, name, failed) => {
        progress(name);
        results.hidden = false;
        list.append(found ? section(found, run.added.length - 1) : refused(name, failed));
        filter();
      });
      list.replaceChildren(
        ...files.map((file) => {
          const number = run.added.indexOf(file);
          return number < 0 ? refused(file.label, run.failed.get(file)) : section(all.files[number], number, earlier(file));
        }),
      );
      run.added.forEach(remember(all.files));
      find("[data-summary]").textContent = summary(all, run.failed);
      for (const severity of SEVERITIES) {
        const count = all.summary[severity + "s"];
        find(`[data-count="${severity}"]`).textContent = `(${count})`;
      }
      filter();
      results.hidden = false;
      leadTo(find("[data-results-title]"));
      return "Done. The findings follow.";
    });
    engine.tidy();
  }

  // Of two files of one name, nobody knows which was which the last time.
  const isAlone = ({ file, label }) => label === file.name;
  const earlier = (chosen) => (isAlone(chosen) ? before.get(chosen.label) : undefined);
  const remember = (files) => (chosen, number) => {
    if (isAlone(chosen)) before.set(chosen.label, files[number].findings);
    else before.delete(chosen.file.name);
  };

  // A file with its number among those checked.
  function section({ name, totals, findings }, number, earlier) {
    const unread = findings.find(({ kind }) => kind === "file-unreadable");
    if (unread) return refused(name, `${unread.message} ${unread.fix}`);
    const since = earlier && changes(earlier, findings);
    const rows = findings
      .map((finding, place) => ({ ...finding, fresh: since?.fresh.has(place) }))
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    const mark = ({ severity, fresh }) => ({ "data-severity": severity, "data-fresh": fresh });
    const columns = since ? [{ ...COLUMNS[0], of: (row) => [COLUMNS[0].of(row), row.fresh ? " new" : ""] }, ...COLUMNS.slice(1)] : COLUMNS;
    return make(
      "section",
      { class: "tg-file", "data-file": name },
      make("h3", {}, name),
      make("p", { class: "tg-sub" }, totalsInWords(totals)),
      since && make("p", { "data-changes": true }, changesInWords(since)),
      findings.length
        ? table(`Findings in ${name}`, columns, rows, mark)
        : make("p", { class: "tg-clean" }, "Nothing needs attention."),
      make("p", { class: "tg-empty", "data-none": true, hidden: true }, "All findings of this file are hidden by the filter above."),
      buttons(name, number, findings),
    );
  }

  function refused(name, why) {
    return make(
      "section",
      { class: "tg-file", "data-file": name, "data-refused-file": true },
      make("h3", {}, name),
      make("p", { class: "tg-warning" }, make("strong", {}, "Not checked. "), why),
    );
  }

  function buttons(name, number, findings) {
    const button = (words, press) => {
      const made = make("button", { type: "button", class: "tg-button" }, words, make("span", { class: "tg-hidden" }, `(${name})`));
      made.addEventListener("click", press);
      return made;
    };
    const marked = (share_safe) => async () => {
      await desk.aside(async () => {
        const { made } = await run.ask("marked_copy", { number, share_safe });
        for (const [file, data] of Object.entries(made)) save(file, data);
        return "The marked copy is saved among your downloads. Your own file is not changed.";
      });
    };
    const markable = !findings.some(({ kind }) => NOT_OURS.includes(kind));
    const lines = () => findings.map((f) => [f.severity, where(f), f.value, f.message, f.fix, f.clio].join("\t"));
    return make(
      "div",
      { class: "tg-buttons" },
      markable ? button("Save a marked copy", marked(false)) : null,
      markable ? button("Save a marked copy to share", marked(true)) : null,
      findings.length ? button("Copy the findings", async () => desk.say((await copy(lines().join("\n"))) ? "Copied." : "The browser does not let this page copy. Select the table and copy it.")) : null,
    );
  }

  function filter() {
    const shown = new Set(filters.filter((box) => box.checked).map((box) => box.value));
    for (const part of list.children) {
      const rows = [...part.querySelectorAll("tbody tr")];
      for (const row of rows) row.hidden = !shown.has(row.dataset.severity);
      const none = part.querySelector("[data-none]");
      if (!none || !rows.length) continue;
      none.hidden = rows.some((row) => !row.hidden);
      part.querySelector("table").hidden = !none.hidden;
    }
  }

  for (const box of filters) {
    box.addEventListener("change", () => {
      filter();
      const rows = [...list.querySelectorAll("tbody tr")];
      desk.say(`${rows.filter((row) => !row.hidden).length} of ${counted(rows.length, "finding")} shown`);
    });
  }
  find("[data-report]").addEventListener("click", () =>
    desk.aside(async () => {
      const { made } = await run.ask("report", {});
      for (const [name, data] of Object.entries(made)) save(name, data, "text/plain");
      return "The report is saved among your downloads.";
    }),
  );
  // Files in several places at once, chosen before this script had started, are one check.
  let due = false;
  const checkSoon = () => {
    if (!due) queueMicrotask(() => ((due = false), check()));
    due = true;
  };
  dropZone(find("[data-drop=files]"), (files) => {
    chosen = files;
    checkSoon();
  });
  dropZone(find("[data-drop=crosswalk]"), (files) => {
    crosswalk = files;
    checkSoon();
  });
  dropZone(find("[data-drop=firm]"), ([file]) => {
    firm = file;
    checkSoon();
  });
  guardDrops();
}

function summary({ summary }, failed) {
  const unread = summary.unreadable + failed.size;
  const parts = ["error", "warning", "note"].filter((s) => summary[`${s}s`]).map((s) => counted(summary[`${s}s`], s));
  const files = counted(summary.files + failed.size, "file");
  const found = parts.length ? parts.join(", ") : "nothing needs attention";
  const rest = unread ? ` ${counted(unread, "file")} could not be read.` : "";
  return `${files} checked: ${found}.${rest}`;
}
