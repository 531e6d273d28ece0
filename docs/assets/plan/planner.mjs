// The planner: a form in, the plan out. Keeps the plan in this browser, hands out calendars and firm.toml.

import { dayLabel, today } from "../base/days.mjs";
import { download } from "../base/elements.mjs";
import { find, part } from "../base/find.mjs";
import { loadGuide } from "../base/guide-data.mjs";
import { announcer } from "../base/messages.mjs";
import { plural } from "../base/plural.mjs";
import { storage } from "../base/storage.mjs";
import { firmToml } from "../firm/firm-toml.mjs";
import { followSystem } from "../guide/chosen-system.mjs";
import { calendarFile, calendarId, calendarName, digest, stampOf } from "./calendar.mjs";
import { openDraftNotice } from "./draft-notice.mjs";
import { planRows } from "./milestones.mjs";
import { anchorDates, dueDates, readPlan } from "./plan.mjs";
import { draw } from "./plan-drawing.mjs";
import { loadPlanData } from "./plan-data.mjs";
import { openForm } from "./planner-form.mjs";
import { showItems, showPlan } from "./planner-result.mjs";
import { datesDigest, inStep, publishedIn } from "./published.mjs";
import { planWarnings } from "./warnings.mjs";

/** @typedef {import("./plan.mjs").Plan} Plan */

/** @param {HTMLElement} root */
export async function start(root) {
  const [data, guide] = await Promise.all([loadPlanData(), loadGuide()]);
  const store = storage("plan");
  const handedOut = storage("plan-handed-out");
  const draft = storage("plan-draft");
  const result = part(root, "result");
  const undo = part(root, "undo");
  const clear = part(root, "clear");
  const role = part(root, "items-role", HTMLSelectElement);
  const form = openForm(root, data, guide, () => update());
  const published = publishedIn(data);
  const showDifference = openDraftNotice(root, published, data);
  const digestOf = (/** @type {Plan} */ each) => datesDigest(each, data, guide);
  const kept = () => readPlan(store.read(), data.firm ?? {});
  /** @type {Plan | null} */
  let plan = null;
  /** What Undo brings back: the form, and what was stored of it. @type {{ typed: Plan, kept: string, unfinished: string } | null} */
  let forgotten = null;
  let writing = false;
  /** The role and the dates of the items that are shown. */
  let shown = "";
  const say = announcer(part(root, "status"));

  // Others are told of a change; this page need not read back what it wrote.
  const write = (/** @type {string} */ text) => {
    writing = true;
    store.write(text);
    writing = false;
  };

  function update({ keep = true } = {}) {
    plan = form.read(published?.plan ?? kept());
    result.hidden = !plan;
    // What is typed but cannot be a plan yet is kept as well, and is there after a reload.
    if (keep) draft.write(plan ? "" : JSON.stringify(form.typed()));
    if (keep) {
      forgotten = null;
      if (plan) write(JSON.stringify(plan));
    }
    undo.hidden = !forgotten;
    clear.hidden = !store.read() && !draft.read();
    if (!plan) {
      say("");
      showDifference(null, form.typed());
      return;
    }
    part(root, "past").hidden = plan.exportDay >= today();
    part(root, "storage-note").hidden = !store.refused;
    const rows = planRows(plan, data);
    const warnings = planWarnings(plan, data);
    showPlan(root, { plan, rows, warnings });
    drawPlan();
    showDifference(inStep(published, plan, digestOf), plan);
    showDatedItems();
    say(`Plan updated. ${plural(warnings.length, "warning")}. Sign-off ${dayLabel(rows[rows.length - 1].end)}.`);
  }

  function drawPlan() {
    if (plan) draw(part(root, "drawing", SVGSVGElement), plan, planRows(plan, data), guide);
  }

  // More than a hundred rows, which most fields, and a name as it is typed, leave as they are.
  function showDatedItems() {
    if (!plan) return;
    const dates = JSON.stringify([role.value, anchorDates(plan), ...dueDates(plan, guide)]);
    if (dates !== shown) showItems(root, { plan, data, guide, role: role.value });
    shown = dates;
  }

  // Calendars that were handed out with other dates are replaced only by ones with a higher number.
  function numbered(/** @type {Plan} */ current) {
    const earlier = handedOut.read(); // the dates themselves, as the first edition kept them
    const { revision, calendarId: id } = inStep(published, current, digestOf);
    form.handOut(digestOf(current), current.handedOut || (earlier ? digest(earlier) : ""), { revision, calendarId: id || calendarId(current) });
    update();
  }

  /** @type {(name: string, type: string, text: string) => void} */
  function hand(name, type, text) {
    download(name, type, text);
    say(`${name} went to your browser's downloads.`);
  }

  /** @type {NodeListOf<HTMLElement>} */
  const calendars = root.querySelectorAll("[data-calendar]");
  for (const each of calendars) {
    each.addEventListener("click", () => {
      const own = each.dataset.calendar ?? "";
      if (plan) numbered(plan);
      if (!plan) return;
      const name = calendarName(plan.firm, own, data);
      const file = own ? `transition-plan-${own}.ics` : "transition-plan.ics";
      hand(file, "text/calendar", calendarFile(plan, data, guide, own, name, stampOf(new Date())));
    });
  }
  part(root, "toml").addEventListener("click", () => {
    if (plan) hand("firm.toml", "application/toml", firmToml(plan));
  });
  role.addEventListener("change", showDatedItems);
  // The drawing is as wide as there is room: a phone that is turned has more or less of it.
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawPlan();
  });
  clear.addEventListener("click", () => {
    const before = { typed: form.typed(), kept: store.read() ?? "", unfinished: draft.read() ?? "" };
    write("");
    draft.write("");
    if (published?.plan) {
      form.fill(published.plan);
      update({ keep: false });
    }
    forgotten = before;
    undo.hidden = false;
    clear.hidden = true;
    undo.focus();
    say("The plan is forgotten in this browser. Undo brings it back until you leave the page.");
  });
  undo.addEventListener("click", () => {
    if (!forgotten) return;
    const { typed, kept, unfinished } = forgotten;
    forgotten = null;
    write(kept);
    draft.write(unfinished);
    form.fill(typed);
    update({ keep: false });
    clear.focus();
    say("The plan is back.");
  });
  store.watch(() => {
    if (writing) return;
    const other = kept();
    if (other) form.fill(other);
    update({ keep: false });
  });

  const known = draftOf(draft.read()) ?? kept() ?? published?.plan ?? published?.firm;
  if (known) form.fill(known);
  if (!published) followSystem(find(root, "select[name=system]", HTMLSelectElement));
  update({ keep: false });
}

/**
 * What was typed when it could not be a plan; null where there is nothing of the kind.
 * @param {string | null} stored
 * @returns {Plan | null}
 */
function draftOf(stored) {
  try {
    const typed = JSON.parse(stored ?? "");
    return [typed.daysOff, typed.worksOn, typed.people].every(Array.isArray) ? typed : null;
  } catch {
    return null;
  }
}
