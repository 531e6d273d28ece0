// Who reads: a name and a role, said once, under the names of storage that the other pages know.

import { cleanLine } from "../base/clean-text.mjs";
import { element } from "../base/elements.mjs";
import { part } from "../base/find.mjs";
import { announcer, optional } from "../base/messages.mjs";
import { storage } from "../base/storage.mjs";
import { readPlan } from "../plan/plan.mjs";
import { nameKey } from "../progress/persons.mjs";

const OTHER = "other"; // somebody who is not on the list; no name of it, as those are numbers

/** @param {HTMLElement} root */
export function start(root) {
  const [name, role, plan] = [storage("name"), storage("role"), storage("plan")];
  const listed = part(root, "person", HTMLSelectElement);
  const typed = part(root, "name", HTMLInputElement);
  const roles = part(root, "role", HTMLSelectElement);
  const say = announcer(part(root, "status"));
  const known = [...roles.options].filter(({ value }) => value);
  /** Whether somebody wants to type another name than those of the list. */
  let other = false;
  /** @type {import("../plan/plan.mjs").Person[]} */
  const published = JSON.parse(root.dataset.people ?? "[]");
  const people = () => (published.length ? published : (readPlan(plan.read())?.people ?? []));
  const rolesOf = (/** @type {string} */ stored) => known.filter(({ value }) => stored.split(" ").includes(value));
  const namesOf = (/** @type {HTMLOptionElement[]} */ options) => options.map(({ text }) => text).join(" and ");

  function render() {
    const [who, which] = [cleanLine(name.read() ?? "").trim(), role.read() ?? ""];
    const place = people().findIndex((person) => nameKey(person.name) === nameKey(who));
    const isOther = people().length > 0 && (other || (who !== "" && place < 0));
    const options = people().map((person, number) => element("option", { value: String(number) }, person.name));
    listed.replaceChildren(element("option", { value: "" }, "choose"), ...options, element("option", { value: OTHER }, "another name"));
    listed.value = isOther ? OTHER : place < 0 ? "" : String(place);
    part(root, "listed").hidden = !people().length;
    part(root, "typed").hidden = people().length > 0 && !isOther;
    part(root, "typed-label").textContent = isOther ? "Other name" : "Your name";
    if (document.activeElement !== typed) typed.value = who;

    const own = rolesOf(which);
    roles.querySelector("[data-several]")?.remove();
    if (own.length > 1) roles.append(element("option", { value: which, dataset: { several: "" } }, namesOf(own)));
    roles.value = own.length ? which : "";

    const words = [who, namesOf(own)].filter(Boolean).join(", ");
    part(root, "summary").textContent = words ? `You are ${words}` : "Who are you?";
    const links = own.flatMap(({ text, dataset: { sheet = "", calendar } }) => [
      "; ",
      element("a", { href: sheet }, `${text} in date order`),
      ...(calendar ? [" (", element("a", { href: calendar, download: "" }, "calendar"), ")"] : []),
    ]);
    part(root, "sheets").replaceChildren("Yours: ", ...links.slice(1));
    part(root, "meeting").hidden = !own.some(({ value }) => value === "coordinator");
    part(root, "workbook").hidden = !own.some(({ value }) => value === "timekeeper");
    part(root, "mine").hidden = !own.length;
    part(root, "not-kept").hidden = !name.refused && !role.refused;
  }

  function keep(/** @type {string} */ who, /** @type {string} */ which) {
    const before = name.read() ?? "";
    name.write(who);
    role.write(which);
    say(name.refused || role.refused ? "This is not kept." : "Kept in this browser.");
    if (before === who) return; // what is offered for an earlier name stays
    const given = { before, after: who, people: people().map(({ name }) => name) };
    if (!before) part(root, "former").hidden = true;
    else optional("progress/former-name", import("../progress/former-name.mjs").then(({ offerFormer }) => offerFormer(part(root, "former"), given)));
  }

  listed.addEventListener("change", () => {
    other = listed.value === OTHER;
    const person = people()[Number(listed.value || NaN)];
    if (person) keep(person.name, rolesOf(person.roles.join(" ")).map(({ value }) => value).join(" "));
    else if (!other) keep("", "");
    render();
    if (other) {
      typed.value = "";
      typed.focus();
    }
  });
  typed.addEventListener("change", () => keep(typed.value.trim(), role.read() ?? ""));
  roles.addEventListener("change", () => keep(name.read() ?? "", roles.value));
  for (const store of [name, role, plan]) store.watch(render);
  render();
}
