// The page for Monday's meeting: what is overdue, due this week and blocked, by role and person, and whose progress file is here.

import { dayLabel, today } from "../base/days.mjs";
import { element, inline } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { itemAddress, loadGuide } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { arrivalRows, storedArrivals, watchArrivals } from "../progress/arrivals.mjs";
import { loadFirmPeople } from "../progress/firm-people.mjs";
import { nameKey } from "../progress/persons.mjs";
import { storedPeople } from "../progress/stored-progress.mjs";
import { openTicking } from "../progress/ticking.mjs";
import { closedOf, datesOf, distance, inOrder } from "./agenda.mjs";
import { countsWords, mondayRows } from "./monday-rows.mjs";
import { movedOn, signedOffAt } from "./move-end.mjs";
import { tickedBy } from "./ticked-by.mjs";

/** @typedef {import("./monday-rows.mjs").Due} Due */

// What paper has room for on one page; the screen shows all, and so does paper on request.
const ON_PAPER = { items: 3, each: 5, names: 4, people: 45 };

/** @param {HTMLElement} root */
export async function start(root) {
  const [guide, people] = await Promise.all([loadGuide(), loadFirmPeople()]);
  /** @type {Record<string, string>} */
  const roles = JSON.parse(root.dataset.roles ?? "{}");
  const [plan, name, known] = [storage("plan"), storage("name"), storage("people")];
  const ticks = openTicking(
    guide.checklists.map(({ id, version, sections }) => ({ id, version, items: sections.flatMap(({ items }) => items.map((item) => item.id)) })),
  );
  const dated = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-dated]"));
  const body = (/** @type {string} */ table) => find(part(root, table), "tbody");
  const cell = (/** @type {string} */ label, /** @type {(Node | string)[]} */ ...contents) => element("td", { dataset: { label } }, ...contents);

  function render() {
    const day = today();
    const dates = datesOf(guide, plan.read());
    const closed = closedOf(guide, plan.read());
    part(root, "no-dates").hidden = Boolean(dates);
    for (const each of dated) each.hidden = !dates;
    const moved = movedOn(guide, { stored: plan.read(), today: day, signedOff: signedOffAt(ticks) });
    const late = moved ? "not ticked" : "overdue";
    if (!dates) return showPeople(new Map(), late);
    const by = tickedBy();
    const found = mondayRows(inOrder(guide, dates), { dates, today: day, roles: Object.keys(roles), people: people(), done: ticks.done, by });

    const when = (/** @type {Due} */ due) => (due.day < day && !moved ? distance(due.day, day, closed) : dayLabel(due.day));
    const link = (/** @type {Due} */ { item }) => element("a", { href: itemAddress(item.checklist, item) }, ...inline(item.text));
    const line = (/** @type {Due} */ due, words = when(due)) => [link(due), ", ", element("strong", {}, words), due.item.planned ? `; the plan says: ${due.item.planned}` : ""];
    const lateLine = (/** @type {Due} */ due) => line(due, when(due).replace(" overdue", "")); // as its column says that
    const after = (/** @type {import("./monday-rows.mjs").Blocked} */ { after: [first, ...more] }) => {
      const whose = roles[first.role] ?? "Everyone";
      return ["; after: ", ...inline(first.short ?? first.text), ` (${whose})`, more[0] ? ` and ${more.length} more` : ""];
    };

    part(root, "today").textContent = dayLabel(day);
    part(root, "counts").textContent = countsWords(found.counts, late);
    part(root, "over").hidden = !moved;
    part(root, "last").textContent = dayLabel(moved);
    part(root, "late").textContent = moved ? "Not ticked" : "Overdue";
    body("work").replaceChildren(
      ...found.roles.map(({ role, people, overdue, week, blocked }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, roles[role], element("span", { className: "tg-sub" }, people.join(", "))),
          cell(moved ? "Not ticked" : "Overdue", list(overdue.map((due) => lateLine(due)))),
          cell("Due this week", list(week.map((due) => line(due)))),
          cell("Waits for others", list(blocked.map((each) => [...line(each), ...after(each)]))),
        ),
      ),
    );
    body("each").replaceChildren(
      ...found.each.map((row, number) => {
        const ticked = row.of ? `${row.done} of ${row.of}` : String(row.done);
        const made = element("tr", {}, element("th", { scope: "row" }, link(row)), cell("Due", element("span", { className: "tg-when" }, when(row))), cell("Ticked", ticked), cell("Missing", ...names(row.missing)));
        made.classList.toggle("tg-beyond", number >= ON_PAPER.each);
        return made;
      }),
    );
    if (found.each.length > ON_PAPER.each) {
      const more = `and ${found.each.length - ON_PAPER.each} more`;
      body("each").append(element("tr", { className: "tg-only-print" }, element("td", { colSpan: 4 }, more)));
    }
    part(root, "work").hidden = !found.roles.length;
    part(root, "each").hidden = !found.each.length;
    part(root, "nothing").hidden = Boolean(found.roles.length || found.each.length);

    /** @type {Map<string, number>} */
    const lateness = new Map();
    const add = (/** @type {string} */ who, /** @type {number} */ count) => lateness.set(nameKey(who), (lateness.get(nameKey(who)) ?? 0) + count);
    for (const row of found.each) if (row.day < day) for (const who of row.missing) add(who, 1);
    for (const { people, overdue, blocked } of found.roles)
      for (const who of people) add(who, overdue.length + blocked.filter((each) => each.day < day).length);
    showPeople(lateness, late);
  }

  function showPeople(/** @type {Map<string, number>} */ lateness, /** @type {string} */ late) {
    const rows = arrivalRows(storedArrivals(), { people: people().map(({ name }) => name), now: new Date().toISOString(), me: name.read() ?? "", known: storedPeople() });
    part(root, "nobody").hidden = rows.length > 0;
    const said = rows.map(({ name, state, words }, number) => {
      const file = { here: "this browser", none: "no file yet", old: `file of ${words}`, recent: `file of ${words}` }[state];
      const count = lateness.get(nameKey(name)) ?? 0;
      const made = element("li", {}, `${name}: `, state === "none" || state === "old" ? element("strong", {}, file) : file, count ? `; ${count} ${late}` : "");
      made.classList.toggle("tg-beyond", number >= ON_PAPER.people);
      return made;
    });
    if (rows.length > ON_PAPER.people) said.push(element("li", { className: "tg-only-print" }, `and ${rows.length - ON_PAPER.people} more`));
    part(root, "people").replaceChildren(...said);
    part(root, "cut").hidden = !root.querySelector(".tg-beyond");
  }

  part(root, "print").addEventListener("click", () => print());
  part(root, "print-all").addEventListener("click", () => {
    root.dataset.whole = "";
    print();
  });
  addEventListener("afterprint", () => delete root.dataset.whole);
  document.addEventListener("visibilitychange", () => document.hidden || render());
  ticks.watch(render);
  for (const store of [plan, name, known]) store.watch(render);
  watchArrivals(render);
  render();
}

// As a list of which paper shows the first.
function list(/** @type {(Node | string)[][]} */ lines) {
  if (!lines.length) return "";
  const items = lines.map((contents, number) => {
    const made = element("li", {}, ...contents);
    made.classList.toggle("tg-beyond", number >= ON_PAPER.items);
    return made;
  });
  const rest = lines.length - ON_PAPER.items;
  return element("ul", {}, ...items, rest > 0 && element("li", { className: "tg-only-print" }, `and ${rest} more`));
}

// Names of which paper shows the first.
function names(/** @type {string[]} */ missing) {
  const rest = missing.slice(ON_PAPER.names);
  if (!rest.length) return [missing.join(", ")];
  return [
    missing.slice(0, ON_PAPER.names).join(", "),
    element("span", { className: "tg-beyond" }, `, ${rest.join(", ")}`),
    element("span", { className: "tg-only-print" }, ` and ${plural(rest.length, "other")}`),
  ];
}
