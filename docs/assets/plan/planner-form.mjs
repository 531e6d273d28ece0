// The form of the planner: what a reader has typed as a plan, and a plan as what one could have typed.

import { dayLabel, isBusinessDay } from "../base/days.mjs";
import { element, part } from "../base/elements.mjs";
import { VERSION, closedDays, dueDates, isInUnitedStates, readPlan } from "./plan.mjs";
import { holidaysNear } from "./plan-words.mjs";

const NUMBERS = ["billingDay", "reconciliationDay"];
const TEXTS = ["exportDay", "exportTime", "cutOff", "region", "zone", "firm", "system"];
const OTHERS = ["expectedCompletion", "importConfirmed", "reviewEnd", "signOff", "usersInvited", "reportsDay"];
const FIELDS = [...TEXTS, ...OTHERS, ...NUMBERS];

// `changed` is called whenever the reader has changed something.
export function openForm(root, words, guide, changed) {
  const form = part(root, "form");
  const fields = form.elements;
  const dayOff = part(root, "day-off");
  const addPerson = part(root, "add-person");
  const lists = { daysOff: [], worksOn: [], people: [] };
  let revision = 0;
  let cutOffSet = false;

  // The fields as they are, whether or not they make a plan.
  function typed() {
    const given = { version: VERSION, revision, ...lists };
    for (const name of FIELDS) given[name] = fields[name].value.trim();
    for (const name of NUMBERS) given[name] = Number(given[name]);
    given.holidays = given.exportDay ? holidaysNear(words, given.region, given.exportDay) : {};
    given.worksOn = lists.worksOn.filter((day) => day in given.holidays).sort();
    given.people = lists.people.filter(({ name }) => name.trim());
    return given;
  }

  // What would stop the build too, in the words of the form.
  function problem(given) {
    const { exportDay, exportTime, cutOff, holidays } = given;
    if (!isBusinessDay(exportDay, closedDays(given))) {
      const why = holidays[exportDay] ? ` (${holidays[exportDay]})` : "";
      return `${dayLabel(exportDay)}${why} is not a business day, and the session needs people at work. Choose another day.`;
    }
    if (cutOff >= exportTime) return `The cut-off, ${cutOff}, must be before the export session at ${exportTime}.`;
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

  function button(text, name, action) {
    const made = element("button", { type: "button", className: "tg-button", textContent: text, ariaLabel: name });
    made.addEventListener("click", action);
    return made;
  }

  function showDaysOff() {
    const rows = lists.daysOff.map((day) => {
      const remove = button("Remove", `Remove ${dayLabel(day)}`, () => {
        lists.daysOff = lists.daysOff.filter((each) => each !== day);
        showDaysOff();
        dayOff.focus();
        changed();
      });
      return element("li", {}, `${dayLabel(day)} `, remove);
    });
    part(root, "days-off").replaceChildren(...rows);
  }

  function personRow(person, index) {
    const name = element("input", { type: "text", value: person.name, maxLength: 100 });
    name.addEventListener("input", () => {
      person.name = name.value;
      changed();
    });
    const known = Object.keys(words.roles).filter((role) => role !== "everyone");
    const boxes = known.map((role) => {
      const box = element("input", { type: "checkbox", checked: person.roles.includes(role) });
      box.addEventListener("change", () => {
        person.roles = known.filter((each) => (each === role ? box.checked : person.roles.includes(each)));
        changed();
      });
      return element("label", { className: "tg-field" }, box, ` ${words.roles[role]}`);
    });
    const roles = element("div", { role: "group", ariaLabel: `Roles of person ${index + 1}`, className: "tg-ticks" }, ...boxes);
    const remove = button("Remove", `Remove person ${index + 1}`, () => {
      lists.people.splice(index, 1);
      showPeople();
      addPerson.focus();
      changed();
    });
    return element("li", {}, element("label", { className: "tg-field" }, "Name ", name), roles, remove);
  }

  function showPeople() {
    part(root, "people").replaceChildren(...lists.people.map(personRow));
  }

  // The public holidays between the first item and the last, whichever of them the firm works on.
  function showHolidays(given) {
    const days = [...dueDates(given, guide).values()].sort();
    const met = Object.entries(given.holidays).filter(([day]) => day >= days[0] && day <= days.at(-1));
    const holder = part(root, "holidays");
    const shows = met.flat().join();
    part(root, "no-holidays").hidden = met.length > 0;
    if (holder.dataset.shows === shows) return;
    holder.dataset.shows = shows;
    const boxes = met.map(([day, name]) => {
      const box = element("input", { type: "checkbox", checked: !lists.worksOn.includes(day) });
      box.addEventListener("change", () => {
        lists.worksOn = lists.worksOn.filter((each) => each !== day);
        if (!box.checked) lists.worksOn.push(day);
        changed();
      });
      return element("label", {}, box, ` ${dayLabel(day)}: ${name}`);
    });
    holder.replaceChildren(...boxes);
  }

  part(root, "add-day").addEventListener("click", () => {
    if (dayOff.value && !lists.daysOff.includes(dayOff.value)) {
      lists.daysOff = [...lists.daysOff, dayOff.value].sort();
      showDaysOff();
      changed();
    }
    dayOff.value = "";
    dayOff.focus();
  });
  addPerson.addEventListener("click", () => {
    lists.people.push({ name: "", roles: ["timekeeper"] });
    showPeople();
    part(root, "people").querySelector("li:last-child input").focus();
  });
  fields.region.addEventListener("change", () => {
    const { zone } = fields.region.selectedOptions[0].dataset;
    if (zone) fields.zone.value = zone;
    fields.dateOrder.value = isInUnitedStates(fields.region.value) ? "MDY" : "DMY";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", changed);

  // One hour is the least this guide advises; it follows until the reader sets the cut-off.
  fields.cutOff.addEventListener("change", () => (cutOffSet = true));
  fields.exportTime.addEventListener("change", () => {
    const [hours, minutes] = fields.exportTime.value.split(":");
    if (!cutOffSet && Number(hours) > 0) fields.cutOff.value = `${String(hours - 1).padStart(2, "0")}:${minutes}`;
  });

  return {
    typed,
    // The plan, or null while there is no day yet or something cannot be; the form then says what. `kept` is the plan
    // that the other pages show in the meantime.
    read(kept) {
      const given = readPlan(JSON.stringify(typed()));
      const wrong = given ? problem(given) : "";
      const meanwhile = wrong && kept ? ` Until then the pages show the plan for ${dayLabel(kept.exportDay)}.` : "";
      part(root, "problem").textContent = wrong + meanwhile;
      if (given) showHolidays(given);
      return wrong ? null : given;
    },
    fill(plan) {
      for (const name of FIELDS) fields[name].value = plan[name];
      if (!fields.region.value) fields.region.value = "XX";
      lists.daysOff = [...plan.daysOff];
      lists.worksOn = [...plan.worksOn];
      lists.people = plan.people.map(({ name, roles }) => ({ name, roles: [...roles] }));
      revision = plan.revision;
      cutOffSet = true;
      delete part(root, "holidays").dataset.shows;
      showDaysOff();
      showPeople();
    },
    revise: () => (revision += 1),
    dateOrder: () => fields.dateOrder.value,
  };
}
