// A plan as the firm.toml that the build reads (template_builder/firm/firm_file.py). Pure.

/** @typedef {import("../plan/plan.mjs").Plan} Plan */

/**
 * @param {Plan} plan
 * @param {string} dateOrder
 */
export function firmToml(plan, dateOrder) {
  const lines = [
    "# Made by the planner of the Firm Transition Guide. Add rates, matters and categories: the firm.toml of the",
    "# repository shows how, and says what each line means. Build with: make build FIRM=path/to/this-file",
    "",
    "[firm]",
    `name = ${text(plan.firm || "Our firm")}`,
    `region = ${text(plan.region)}`,
    `date_order = ${text(dateOrder)}             # The date format set in your Clio account`,
    "rounding_minutes = 1           # Clio's time rounding: 1 is its default",
    `previous_system = ${text(plan.system || "other")}`,
    "",
    planTable(plan),
  ];
  for (const { name, roles } of plan.people) {
    lines.push("[[people]]", `name = ${text(name.trim())}`);
    lines.push(`roles = [${(roles.length ? roles : ["timekeeper"]).map(text).join(", ")}]`, "");
  }
  return lines.join("\n");
}

/**
 * The table [plan] alone.
 * @param {Plan} plan
 */
export function planTable(plan) {
  const lines = [
    "[plan]",
    `export_day = ${plan.exportDay}`,
    `export_time = ${plan.exportTime}:00`,
    `cut_off_time = ${plan.cutOff}:00`,
    `time_zone = ${text(plan.zone)}`,
  ];
  const given = {
    hand_over: plan.handOver,
    expected_completion: plan.expectedCompletion,
    import_confirmed: plan.importConfirmed,
    review_end: plan.reviewEnd,
    sign_off: plan.signOff,
    users_invited: plan.usersInvited,
    reports_day: plan.reportsDay,
  };
  for (const [name, day] of Object.entries(given)) if (day) lines.push(`${name} = ${day}`);
  if (plan.billingDay !== 31) lines.push(`billing_day = ${plan.billingDay}`);
  if (plan.reconciliationDay !== 31) lines.push(`reconciliation_day = ${plan.reconciliationDay}`);
  lines.push(`days_off = [${plan.daysOff.join(", ")}]`);
  lines.push(`works_on = [${plan.worksOn.join(", ")}]`);
  if (plan.calendarId) lines.push(`calendar_id = ${text(plan.calendarId)} # Keep it: by it, events move instead of being there twice`);
  lines.push(`revision = ${plan.revision}                   # Raise it by one whenever a date has changed`);
  return `${lines.join("\n")}\n`;
}

// A basic string of TOML: the escapes of JSON are among those it knows.
const text = (/** @type {string} */ value) => JSON.stringify(value).replaceAll("\x7f", "\\u007f");
