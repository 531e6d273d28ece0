// What a restore or a merge would change, as a table: item, now, after.

import { element } from "./elements.mjs";
import { isDisputed, view } from "./merging.mjs";
import { evidenceWords, tickWords } from "./words.mjs";

const COLUMNS = ["Item", "Now", "After"];

// Rows: {item, id, before, after} with entries, or {title, now, then} in words.
export function previewTable(rows, people) {
  const head = element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" }, title)));
  const body = rows.map((row) => {
    const cells = row.title ? [row.title, row.now, row.then] : [named(row), ...[row.before, row.after].map((entry) => state(entry, people))];
    const [first, ...rest] = cells;
    const made = rest.map((cell, number) => {
      const td = element("td", {}, cell);
      td.dataset.label = COLUMNS[number + 1];
      return td;
    });
    return element("tr", {}, element("th", { scope: "row" }, first), ...made);
  });
  return element("table", { className: "tg-table tg-preview" }, element("thead", {}, head), element("tbody", {}, ...body));
}

function named({ item, id }) {
  if (!item) return element("code", {}, id);
  return element("span", {}, item.text.replaceAll("`", ""), element("span", { className: "tg-sub" }, item.phase));
}

// An entry in words: ticked when and by whom, and what was written down; every answer where people disagree.
export function state(entry, people) {
  const found = view(entry, "", people);
  const box = element("span");
  const line = (words) => box.append(element("span", { className: "tg-line" }, words));
  if (isDisputed(found)) box.append(element("strong", { className: "tg-line" }, "People disagree:"));
  for (const tick of found.ticks.length > 1 ? found.ticks : [found]) line(answer(tick));
  if (found.said.length > 1) found.said.forEach((each) => line(evidenceWords(each) || "Nothing written down"));
  else if (found.evidence) line(evidenceWords(found.evidence));
  return box;
}

// One answer on whether an item is done.
export function answer({ done, by, when, at }) {
  const moment = when ?? at;
  if (done || !moment) return tickWords({ done, by, when: moment });
  return tickWords({ done: true, by, when: moment }).replace("Ticked", "Open: tick taken back");
}

export function planRow(now, then) {
  if (now === then) return [];
  return [{ title: "The plan", now: now ? "A plan" : "No plan", then: now ? "Another plan" : "The plan of the file" }];
}

// Several plans are a question: `choice` asks it, `chosen` reads the answer. One is simply taken where there is none.
export function planChoice(today, files) {
  const others = files.filter(({ plan }) => plan && plan !== today);
  const different = others.filter(({ plan }, number) => others.findIndex((each) => each.plan === plan) === number);
  if (!different.length) return { chosen: () => today };
  if (!today && different.length === 1) return { chosen: () => different[0].plan };
  const radio = (value, words) => {
    const input = element("input", { type: "radio", name: "plan", value, defaultChecked: value === "" });
    return element("label", { className: "tg-field" }, input, ` ${words}`);
  };
  const choice = element(
    "fieldset",
    { className: "tg-choice" },
    element("legend", {}, "The files hold different plans. Which one counts?"),
    radio("", today ? "The plan in this browser" : "None of them"),
    ...different.map(({ file, by }, number) => radio(String(number), `The plan of ${file}${by ? `, ${by}` : ""}`)),
  );
  const chosen = (root) => different[root?.querySelector("input[name=plan]:checked")?.value]?.plan ?? today;
  return { choice, chosen };
}
