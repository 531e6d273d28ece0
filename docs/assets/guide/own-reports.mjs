// What the system that the firm leaves calls the reports to take, beside the items that ask for them and in the table of reports.
// On a site for anybody the reader chooses the system; that of a firm has the lines already, and neither places nor choice.

import { element, inline } from "../base/elements.mjs";
import { loadJson } from "../base/guide-data.mjs";
import { chooseSystem, choiceIsRefused, chosenSystem, OTHER, watchSystem } from "./chosen-system.mjs";

/**
 * @typedef {{ report: string, menu: string, today: boolean, serves: string[] }} SystemReport
 * @typedef {{ id: string, name: string, href: string, reports: SystemReport[] }} System
 * @typedef {{ called: Record<string, string>, systems: System[] }} Systems as macros/guide/systems_json.py writes them
 */

const ASK = "not found, ask the vendor";

/** @type {Promise<Systems> | undefined} */
let loading;
/** @returns {Promise<Systems>} */
const load = () => (loading ??= loadJson(new URL("./systems.json", import.meta.url)));

const pageOf = (/** @type {System} */ { href, name }) => element("a", { href: new URL(`../../${href}`, import.meta.url).href }, name);

/**
 * The reports of a system that serve recommended ones, with menus; and what of these it was not found to have.
 * @param {System} system
 * @param {string[]} ids
 * @param {Record<string, string>} called
 */
function line(system, ids, called) {
  const own = system.reports.filter(({ serves }) => serves.some((id) => ids.includes(id)));
  const missing = ids.filter((id) => !own.some(({ serves }) => serves.includes(id)));
  const words = own.flatMap(({ report, menu, today }) => [
    "; ",
    ...inline(menu ? `${report}, ${menu}` : report),
    ...(today ? [", ", element("strong", {}, "on the day itself")] : []),
  ]);
  const rest = own.length && missing.length ? `. N${ASK.slice(1)}: ${missing.map((id) => called[id]).join("; ")}` : "";
  return [element("strong", {}, "In ", pageOf(system), ":"), " ", ...(own.length ? words.slice(1) : [ASK]), rest];
}

/** @param {HTMLElement} root what holds the choice, if there is one */
export async function start(root) {
  /** @type {HTMLElement | null} */
  const place = root.querySelector("[data-own-system]");
  if (!place) return;
  const select = element("select");
  const kept = element("span", { role: "status" });
  /** @type {NodeListOf<HTMLElement>} */
  const lines = document.querySelectorAll("[data-own-reports]");
  /** @type {HTMLElement | null} */
  const known = root.querySelector("[data-own-page]");

  async function show() {
    const id = chosenSystem();
    if (id === OTHER && !loading) return;
    const { called, systems } = await load();
    const system = systems.find((each) => each.id === id);
    for (const each of lines) {
      const ids = each.dataset.ownReports?.split(" ") ?? [];
      each.replaceChildren(...(system ? line(system, ids, called) : []));
      each.hidden = !system;
    }
    known?.replaceChildren(...(system ? ["Its page: ", pageOf(system), "."] : []));
    select.value = system ? id : OTHER;
  }

  async function offer() {
    const { systems } = await load();
    select.replaceChildren(new Option("not chosen, or not listed", OTHER), ...systems.map(({ id, name }) => new Option(name, id)));
    place?.append(element("label", { className: "tg-field" }, "You leave ", select), " ", kept);
    await show();
  }

  select.addEventListener("change", () => {
    chooseSystem(select.value);
    kept.textContent = choiceIsRefused() ? "This is not kept: the browser blocks storage for this site." : "Kept in this browser.";
  });
  watchSystem(show);
  const fold = place.closest("details");
  if (!fold || fold.open) return offer();
  fold.addEventListener("toggle", offer, { once: true });
  await show();
}
