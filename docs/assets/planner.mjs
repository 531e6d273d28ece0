// The planner: a form in, the plan out - warnings, drawing, dates, calendars, firm.toml. Kept in this browser.

import { calendarFile, calendarName, stampOf } from "./calendar.mjs";
import { dayLabel, isBusinessDay } from "./days.mjs";
import { firmToml } from "./firm-toml.mjs";
import { PLAN_KEY, VERSION, anchorDates, closedDays, dueDates, guideItems, howCounted, readPlan } from "./plan.mjs";
import { draw } from "./plan-drawing.mjs";
import { holidaysNear, planRows, planWarnings } from "./plan-words.mjs";
import { storage } from "./storage.mjs";

const NUMBERS = ["billingDay", "reconciliationDay"];
const HANDED_OUT = "plan-handed-out";

export async function start(root) {
  const find = (selector) => {
    const found = root.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found;
  };
  const load = async (name) => {
    const answer = await fetch(new URL(name, import.meta.url));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  const [words, guide] = await Promise.all([load("plan.json"), load("guide.json")]);
  const form = find("[data-form]");
  const fields = form.elements;
  const store = storage(PLAN_KEY);
  const handedOut = storage(HANDED_OUT);
  const status = find("[data-status]");
  const undo = find("[data-undo]");
  const clear = find("[data-clear]");
  const lists = { daysOff: [], worksOn: [], people: [] };
  let plan = null;
  let forgotten = null;
  let revision = 0;
  let writing = false;
  let speaking;

  // Others are told of a change; this page need not read back what it wrote.
  const write = (text) => {
    writing = true;
    store.write(text);
    writing = false;
  };
  const say = (text) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => (status.textContent = text), 600);
  };
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // --- the form ------------------------------------------------------------------------------------------------------

  function fromForm() {
    const given = { version: VERSION, revision, ...lists };
    for (const name of FIELDS) given[name] = NUMBERS.includes(name) ? Number(fields[name].value) : fields[name].value.trim();
    given.holidays = given.exportDay ? holidaysNear(words, given.region, given.exportDay) : {};
    given.worksOn = lists.worksOn.filter((day) => day in given.holidays);
    given.people = lists.people.filter(({ name }) => name.trim());
    return readPlan(JSON.stringify(given));
  }

  function toForm(given) {
    for (const name of FIELDS) if (given[name] !== undefined) fields[name].value = given[name];
    if (!fields.region.value) fields.region.value = "US";
    Object.assign(lists, { daysOff: [...given.daysOff], worksOn: [...given.worksOn] });
    lists.people = given.people.map(({ name, roles }) => ({ name, roles: [...roles] }));
    revision = given.revision;
    showDaysOff();
    showPeople();
  }

  // What would stop the build too, in the words of the form.
  function problem(given) {
    const closed = closedDays(given);
    const { exportDay, exportTime, cutOff } = given;
    if (!isBusinessDay(exportDay, closed)) {
      const why = given.holidays[exportDay] ? ` (${given.holidays[exportDay]})` : "";
      return `${dayLabel(exportDay)}${why} is not a business day; the session needs people at work. Choose another day.`;
    }
    if (cutOff >= exportTime) return `The cut-off, ${cutOff}, has to come before the export session at ${exportTime}.`;
    const confirmed = given.importConfirmed || given.expectedCompletion || exportDay;
    for (const [name, before, what] of [
      ["expectedCompletion", exportDay, "the export session"],
      ["importConfirmed", exportDay, "the export session"],
      ["reviewEnd", confirmed, "the import confirmation"],
      ["signOff", confirmed, "the import confirmation"],
    ]) {
      const label = fields[name].closest("label").firstChild.textContent.trim();
      if (given[name] && given[name] <= before) return `${label}: ${dayLabel(given[name])} is not after ${what}.`;
    }
    return "";
  }

  const button = (text, action) => {
    const made = make("button", { type: "button", className: "tg-button", textContent: text });
    made.addEventListener("click", action);
    return made;
  };

  function showDaysOff() {
    const list = find("[data-days-off]");
    list.replaceChildren(
      ...lists.daysOff.map((day) => {
        const remove = button("Remove", () => {
          lists.daysOff = lists.daysOff.filter((each) => each !== day);
          showDaysOff();
          find("[data-day-off]").focus();
          update();
        });
        remove.ariaLabel = `Remove ${dayLabel(day)}`;
        return make("li", {}, `${dayLabel(day)} `, remove);
      }),
    );
  }

  function showPeople() {
    const rows = lists.people.map((person, index) => {
      const name = make("input", { type: "text", value: person.name, maxLength: 100 });
      name.addEventListener("input", () => {
        person.name = name.value;
        update();
      });
      const boxes = Object.entries(words.roles).filter(([role]) => role !== "everyone");
      const roles = boxes.map(([role, label]) => {
        const box = make("input", { type: "checkbox", checked: person.roles.includes(role) });
        box.addEventListener("change", () => {
          person.roles = boxes.map(([id]) => id).filter((id) => (id === role ? box.checked : person.roles.includes(id)));
          update();
        });
        return make("label", { className: "tg-field" }, box, ` ${label}`);
      });
      const remove = button("Remove", () => {
        lists.people.splice(index, 1);
        showPeople();
        find("[data-add-person]").focus();
        update();
      });
      remove.ariaLabel = `Remove person ${index + 1}`;
      const group = make("div", { role: "group", ariaLabel: `Roles of person ${index + 1}`, className: "tg-ticks" }, ...roles);
      return make("li", {}, make("label", { className: "tg-field" }, "Name ", name), group, remove);
    });
    find("[data-people]").replaceChildren(...rows);
  }

  // The public holidays between the first item and the last, whichever of them the firm works on.
  function showHolidays(given) {
    const days = [...dueDates(given, guide).values()].sort();
    const met = Object.entries(given.holidays).filter(([day]) => day >= days[0] && day <= days.at(-1));
    const text = met.flat().join();
    const holder = find("[data-holidays]");
    find("[data-no-holidays]").hidden = met.length > 0;
    if (holder.dataset.shows === text) return;
    holder.dataset.shows = text;
    holder.replaceChildren(
      ...met.map(([day, name]) => {
        const box = make("input", { type: "checkbox", checked: !lists.worksOn.includes(day) });
        box.addEventListener("change", () => {
          lists.worksOn = lists.worksOn.filter((each) => each !== day);
          if (!box.checked) lists.worksOn.push(day);
          update();
        });
        return make("label", {}, box, ` ${dayLabel(day)}: ${name}`);
      }),
    );
  }

  // --- the plan ------------------------------------------------------------------------------------------------------

  function update({ keep = true } = {}) {
    const given = fromForm();
    const wrong = given ? problem(given) : "";
    find("[data-problem]").textContent = wrong;
    plan = given && !wrong ? given : null;
    find("[data-result]").hidden = !plan;
    if (given) showHolidays(given);
    if (!plan) return;
    if (keep) {
      forgotten = null;
      write(JSON.stringify(plan));
    }
    undo.hidden = !forgotten;
    find("[data-storage-note]").hidden = !store.refused;
    showPlan();
  }

  function showPlan() {
    const rows = planRows(plan, words);
    const warnings = planWarnings(plan, words);
    showWarnings(warnings);
    draw(find("[data-drawing]"), plan, rows, guide);
    find("[data-rows]").replaceChildren(...rows.map(milestone));
    showItems();
    const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
    say(`Plan updated. ${count}. Sign-off ${dayLabel(rows.at(-1).end)}.`);
  }

  function showWarnings(warnings) {
    const box = find("[data-warnings]");
    box.hidden = !warnings.length;
    find("[data-no-warnings]").hidden = warnings.length > 0;
    find("[data-warnings-title]").textContent =
      `The plan speaks up: ${warnings.length} ${warnings.length === 1 ? "point" : "points"}`;
    box.querySelector("ul").replaceChildren(
      ...warnings.map(({ message, why, todo }) =>
        make("li", {}, make("strong", { textContent: message }), ` ${why} ${todo}`),
      ),
    );
  }

  const time = (day) => make("time", { dateTime: day, textContent: dayLabel(day) });

  function cell(label, ...children) {
    const made = make("td", { role: "cell" }, ...children);
    made.dataset.label = label;
    return made;
  }

  function milestone({ title, start, end, time: at, how }) {
    const when = [time(start), at ? ` at ${at}` : "", ...(end === start ? [] : [" to ", time(end)])];
    const name = make("th", { scope: "row", role: "rowheader", textContent: title });
    const counted = `${how[0].toUpperCase()}${how.slice(1)}.`;
    return make("tr", { role: "row" }, name, cell("Date", ...when), cell("How it is counted", counted));
  }

  function showItems() {
    const role = find("[data-items-role]").value;
    const days = dueDates(plan, guide);
    const anchors = anchorDates(plan);
    const phases = guide.checklists.flatMap(({ href, sections }) => sections.flatMap(({ items }) => items.map(({ id }) => [id, href])));
    const pages = new Map(phases);
    const wanted = guideItems(guide).filter((item) => !role || item.role === role || item.role === "everyone");
    wanted.sort((a, b) => (days.get(a.id) < days.get(b.id) ? -1 : days.get(a.id) > days.get(b.id) ? 1 : 0));
    find("[data-items]").replaceChildren(
      ...wanted.map(({ id, text, role: own, due }) => {
        const href = new URL(`../${pages.get(id)}#item-${id}`, import.meta.url).href;
        const link = make("a", { href, textContent: text.replaceAll("`", "") });
        const cells = [time(days.get(id)), link, words.roles[own], howCounted(due, anchors, days.get(id))].map((content) => make("td", {}, content));
        return make("tr", {}, ...cells);
      }),
    );
  }

  // --- what one takes along ------------------------------------------------------------------------------------------

  function download(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say(`${name} is ready.`);
  }

  // Calendars that were handed out with other dates are replaced only by ones with a higher number.
  function numbered() {
    const dates = JSON.stringify([planRows(plan, words), [...dueDates(plan, guide)]]);
    const before = handedOut.read();
    if (before !== null && before !== dates) revision += 1;
    handedOut.write(dates);
    plan.revision = revision;
    write(JSON.stringify(plan));
  }

  for (const each of root.querySelectorAll("[data-calendar]")) {
    each.addEventListener("click", () => {
      const role = each.dataset.calendar;
      numbered();
      const name = calendarName(plan.firm, role, words);
      const file = `${["transition-plan", role].filter(Boolean).join("-")}.ics`;
      download(file, calendarFile(plan, words, guide, role, name, stampOf(new Date())), "text/calendar");
    });
  }
  find("[data-toml]").addEventListener("click", () => {
    download("firm.toml", firmToml(plan, { dateOrder: fields.dateOrder.value }), "application/toml");
  });
  find("[data-items-role]").addEventListener("change", showItems);
  find("[data-add-day]").addEventListener("click", () => {
    const field = find("[data-day-off]");
    if (field.value && !lists.daysOff.includes(field.value)) {
      lists.daysOff = [...lists.daysOff, field.value].sort();
      showDaysOff();
      update();
    }
    field.value = "";
    field.focus();
  });
  find("[data-add-person]").addEventListener("click", () => {
    lists.people.push({ name: "", roles: ["timekeeper"] });
    showPeople();
    find("[data-people] li:last-child input").focus();
  });
  fields.region.addEventListener("change", () => {
    const { zone } = fields.region.selectedOptions[0].dataset;
    if (zone) fields.zone.value = zone;
    fields.dateOrder.value = fields.region.value.startsWith("US") ? "MDY" : "DMY";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => update());
  clear.addEventListener("click", () => {
    forgotten = JSON.stringify(plan);
    write("");
    find("[data-result]").hidden = false;
    undo.hidden = false;
    clear.hidden = true;
    undo.focus();
    say("The plan is forgotten in this browser. Undo brings it back until you leave the page.");
  });
  undo.addEventListener("click", () => {
    write(forgotten);
    forgotten = null;
    undo.hidden = true;
    clear.hidden = false;
    clear.focus();
    say("The plan is back.");
  });

  const known = readPlan(store.read()) ?? readPlan(JSON.stringify(words.plan));
  if (known) toForm(known);
  store.watch(() => {
    if (writing) return;
    const other = readPlan(store.read());
    if (other) toForm(other);
    update({ keep: false });
  });
  update({ keep: false });
}

const FIELDS = [
  "exportDay",
  "exportTime",
  "cutOff",
  "region",
  "zone",
  "expectedCompletion",
  "importConfirmed",
  "reviewEnd",
  "signOff",
  "firm",
  "system",
  "usersInvited",
  "reportsDay",
  ...NUMBERS,
];
