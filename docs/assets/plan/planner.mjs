// The planner: a form in, the plan out. Keeps the plan in this browser, hands out calendars and firm.toml.

import { announcer } from "../base/announcer.mjs";
import { dayLabel, today } from "../base/days.mjs";
import { download, part } from "../base/elements.mjs";
import { loadGuide, loadJson } from "../base/guide-data.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { firmToml } from "../firm/firm-toml.mjs";
import { calendarFile, calendarName, stampOf } from "./calendar.mjs";
import { dueDates, readPlan } from "./plan.mjs";
import { openForm } from "./planner-form.mjs";
import { showItems, showPlan } from "./planner-result.mjs";
import { planRows, planWarnings } from "./plan-words.mjs";

export async function start(root) {
  const [words, guide] = await Promise.all([loadJson(new URL("./plan.json", import.meta.url)), loadGuide()]);
  const store = storage("plan");
  const handedOut = storage("plan-handed-out");
  const draft = storage("plan-draft");
  const result = part(root, "result");
  const undo = part(root, "undo");
  const clear = part(root, "clear");
  const role = part(root, "items-role");
  const form = openForm(root, words, guide, () => update());
  let plan = null;
  let forgotten = null;
  let writing = false;
  const say = announcer(part(root, "status"));

  // Others are told of a change; this page need not read back what it wrote.
  const write = (text) => {
    writing = true;
    store.write(text);
    writing = false;
  };

  function update({ keep = true } = {}) {
    const before = readPlan(store.read());
    plan = form.read(before);
    result.hidden = !plan;
    // What is typed but cannot be a plan yet is kept as well, and is there after a reload.
    if (keep) draft.write(plan ? "" : JSON.stringify(form.typed()));
    if (!plan) {
      say("");
      return;
    }
    if (keep) {
      forgotten = null;
      write(JSON.stringify(plan));
    }
    part(root, "past").hidden = plan.exportDay >= today();
    undo.hidden = !forgotten;
    clear.hidden = false;
    part(root, "storage-note").hidden = !store.refused;
    const rows = planRows(plan, words);
    const warnings = planWarnings(plan, words);
    showPlan(root, { plan, rows, warnings, guide });
    showItems(root, { plan, words, guide, role: role.value });
    say(`Plan updated. ${plural(warnings.length, "warning")}. Sign-off ${dayLabel(rows.at(-1).end)}.`);
  }

  // Calendars that were handed out with other dates are replaced only by ones with a higher number.
  function numbered() {
    const dates = JSON.stringify([planRows(plan, words), [...dueDates(plan, guide)]]);
    const before = handedOut.read();
    if (before !== null && before !== dates) form.revise();
    handedOut.write(dates);
    update();
  }

  function hand(name, type, text) {
    download(name, type, text);
    say(`${name} went to your browser's downloads.`);
  }

  for (const each of root.querySelectorAll("[data-calendar]")) {
    each.addEventListener("click", () => {
      const own = each.dataset.calendar;
      numbered();
      const name = calendarName(plan.firm, own, words);
      const file = own ? `transition-plan-${own}.ics` : "transition-plan.ics";
      hand(file, "text/calendar", calendarFile(plan, words, guide, own, name, stampOf(new Date())));
    });
  }
  part(root, "toml").addEventListener("click", () => hand("firm.toml", "application/toml", firmToml(plan, form.dateOrder())));
  role.addEventListener("change", () => showItems(root, { plan, words, guide, role: role.value }));
  clear.addEventListener("click", () => {
    forgotten = JSON.stringify(plan);
    write("");
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
  store.watch(() => {
    if (writing) return;
    const other = readPlan(store.read());
    if (other) form.fill(other);
    update({ keep: false });
  });

  const known = draftOf(draft.read()) ?? readPlan(store.read()) ?? readPlan(JSON.stringify(words.plan));
  if (known) form.fill(known);
  update({ keep: false });
}

// What was typed when it could not be a plan; null where there is nothing of the kind.
function draftOf(stored) {
  try {
    const typed = JSON.parse(stored);
    return [typed.daysOff, typed.worksOn, typed.people].every(Array.isArray) ? typed : null;
  } catch {
    return null;
  }
}
