// The form of the planner: what a reader has typed as a plan, and a plan as what one could have typed.

import { dayLabel, isBusinessDay } from "../base/days.mjs";
import { element } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { VERSION, closedDays, dueDates, readPlan, usualDateOrder } from "./plan.mjs";
import { ELSEWHERE, holidaysNear } from "./plan-data.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("./plan.mjs").Plan} Plan
 * @typedef {import("./plan.mjs").Person} Person
 */

const NUMBERS = /** @type {const} */ (["billingDay", "reconciliationDay", "rounding"]);
const TEXTS = /** @type {const} */ ([
  "exportDay", "exportTime", "cutOff", "region", "zone", "firm", "system", "dateOrder",
  "handOver", "expectedCompletion", "importConfirmed", "reviewEnd", "signOff", "usersInvited", "reportsDay",
]);

/**
 * `changed` is called whenever the reader has changed something.
 * @param {HTMLElement} root
 * @param {import("./plan-data.mjs").PlanData} data
 * @param {import("../base/guide-data.mjs").Guide} guide
 * @param {() => void} changed
 */
export function openForm(root, data, guide, changed) {
  const form = part(root, "form", HTMLFormElement);
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
  const region = /** @type {HTMLSelectElement} */ (field("region"));
  const dayOff = part(root, "day-off", HTMLInputElement);
  const addPerson = part(root, "add-person");
  /** @type {{ daysOff: Day[], worksOn: Day[], people: Person[] }} */
  const lists = { daysOff: [], worksOn: [], people: [] };
  let calendars = { revision: 0, calendarId: "", handedOut: "" };
  let cutOffSet = false;

  /**
   * The fields as they are, whether or not they make a plan.
   * @returns {Plan}
   */
  function typed() {
    const texts = Object.fromEntries(TEXTS.map((name) => [name, field(name).value.trim()]));
    const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(field(name).value)]));
    const holidays = texts.exportDay ? holidaysNear(data, texts.region, texts.exportDay) : {};
    const worksOn = lists.worksOn.filter((day) => day in holidays).sort();
    const people = lists.people.filter(({ name }) => name.trim());
    const all = { version: VERSION, ...calendars, ...lists, ...texts, ...numbers, holidays, worksOn, people };
    return /** @type {Plan} */ (/** @type {unknown} */ (all));
  }

  // What would stop the build too, in the words of the form.
  function problem(/** @type {Plan} */ given) {
    const { exportDay, exportTime, cutOff, holidays } = given;
    if (!isBusinessDay(exportDay, closedDays(given))) {
      const why = holidays[exportDay] ? ` (${holidays[exportDay]})` : "";
      return `${dayLabel(exportDay)}${why} is not a business day, and the session needs people at work. Choose another day.`;
    }
    if (cutOff >= exportTime) return `The cut-off, ${cutOff}, must be before the export session at ${exportTime}.`;
    const names = given.people.map(({ name }) => name.trim().replace(/\s+/g, " ").toLowerCase());
    const namesake = given.people.find((_, number) => names.indexOf(names[number]) < number);
    if (namesake) return `Two people are called ${namesake.name.trim()}. Add what tells them apart, such as an initial: ticks and workbooks go by the name.`;
    const label = (/** @type {string} */ name) => field(name).closest("label")?.firstChild?.textContent?.trim();
    const { handOver } = given;
    if (handOver && handOver < exportDay) return `${label("handOver")}: ${dayLabel(handOver)} is before the export session.`;
    const begun = handOver || exportDay;
    const start = handOver ? "the hand-over" : "the export session";
    const confirmed = given.importConfirmed || given.expectedCompletion || begun;
    /** @type {[name: string, day: Day | "", before: Day, what: string][]} */
    const order = [
      ["expectedCompletion", given.expectedCompletion, begun, start],
      ["importConfirmed", given.importConfirmed, begun, start],
      ["reviewEnd", given.reviewEnd, confirmed, "the import confirmation"],
      ["signOff", given.signOff, confirmed, "the import confirmation"],
    ];
    for (const [name, day, before, what] of order) {
      if (day && day <= before) return `${label(name)}: ${dayLabel(day)} is not after ${what}.`;
    }
    return "";
  }

  /** @type {(text: string, name: string, action: () => void) => HTMLButtonElement} */
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

  /** @type {(person: Person, index: number) => HTMLElement} */
  function personRow(person, index) {
    const name = element("input", { type: "text", value: person.name, maxLength: 100 });
    name.addEventListener("input", () => {
      person.name = name.value;
      changed();
    });
    const known = Object.keys(data.roles).filter((role) => role !== "everyone");
    const boxes = known.map((role) => {
      const box = element("input", { type: "checkbox", checked: person.roles.includes(role) });
      box.addEventListener("change", () => {
        person.roles = known.filter((each) => (each === role ? box.checked : person.roles.includes(each)));
        changed();
      });
      return element("label", { className: "tg-field" }, box, ` ${data.roles[role]}`);
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
  function showHolidays(/** @type {Plan} */ given) {
    const days = [...dueDates(given, guide).values()].sort();
    const met = Object.entries(given.holidays).filter(([day]) => day >= days[0] && day <= days[days.length - 1]);
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
    find(part(root, "people"), "li:last-child input").focus();
  });
  // Zone and date order follow the region unless the reader, or the firm, has another one than is usual there.
  let regionBefore = region.value;
  const usualZone = (/** @type {string} */ id) => [...region.options].find(({ value }) => value === id)?.dataset.zone;
  region.addEventListener("change", () => {
    const zone = usualZone(region.value);
    if (zone && ["", usualZone(regionBefore)].includes(field("zone").value)) field("zone").value = zone;
    if (field("dateOrder").value === usualDateOrder(regionBefore)) field("dateOrder").value = usualDateOrder(region.value);
    regionBefore = region.value;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", changed);

  // One hour is the least this guide advises; it follows until the reader sets the cut-off.
  field("cutOff").addEventListener("change", () => (cutOffSet = true));
  field("exportTime").addEventListener("change", () => {
    const [hours, minutes] = field("exportTime").value.split(":");
    if (!cutOffSet && Number(hours) > 0) field("cutOff").value = `${String(Number(hours) - 1).padStart(2, "0")}:${minutes}`;
  });

  return {
    typed,
    /**
     * The plan, or null while there is no day yet or something cannot be; the form then says what. `kept` is the plan that
     * the other pages show in the meantime.
     * @param {Plan | null} kept
     */
    read(kept) {
      const given = readPlan(JSON.stringify(typed()));
      const wrong = given ? problem(given) : "";
      const meanwhile = wrong && kept ? ` Until then the pages show the plan for ${dayLabel(kept.exportDay)}.` : "";
      part(root, "problem").textContent = wrong + meanwhile;
      if (given) showHolidays(given);
      return wrong ? null : given;
    },
    fill(/** @type {Partial<Plan>} */ plan) {
      if (plan.region && usualZone(plan.region) === undefined) {
        const other = new Option(`Another country (${plan.region})`, plan.region);
        other.dataset.zone = "";
        region.append(other);
      }
      for (const name of [...TEXTS, ...NUMBERS]) if (plan[name] !== undefined) field(name).value = String(plan[name]);
      if (!plan.region) region.value = ELSEWHERE;
      regionBefore = region.value;
      lists.daysOff = [...(plan.daysOff ?? [])];
      lists.worksOn = [...(plan.worksOn ?? [])];
      lists.people = (plan.people ?? []).map(({ name, roles }) => ({ name, roles: [...roles] }));
      const { revision = 0, calendarId = "", handedOut = "" } = plan;
      calendars = { revision, calendarId, handedOut };
      cutOffSet = plan.cutOff !== undefined;
      delete part(root, "holidays").dataset.shows;
      showDaysOff();
      showPeople();
    },
    /**
     * Notes that calendars with these dates are handed out: with a higher number where others were before.
     * @param {string} dates a digest
     * @param {string} before that of the dates handed out before; "" for none
     * @param {{ calendarId: string, revision: number }} least the id, and the number that they have at least
     */
    handOut(dates, before, { calendarId, revision }) {
      const own = calendars.revision + Number(before !== "" && before !== dates);
      calendars = { revision: Math.max(own, revision), calendarId, handedOut: dates };
    },
  };
}
