// A plan as the firm.toml that the build reads (template_builder/firm/firm_file.py). Pure.

/**
 * @typedef {import("../plan/plan.mjs").Plan} Plan
 * @typedef {Record<string, string>} Values values as TOML, by their keys
 */

/** @type {Values} */
const COMMENTS = {
  date_order: "The date format set in your Clio account",
  rounding_minutes: "Clio's time rounding: 1 is its default",
  calendar_id: "Keep it: by it, events move instead of being there twice",
  revision: "Raise it by one whenever a date has changed",
};

/**
 * A whole new file, for a firm that has none yet.
 * @param {Plan} plan
 */
export function firmToml(plan) {
  const lines = [
    "# A whole new file, made by the planner of the Firm Transition Guide. It holds no rates, matters or categories: the",
    "# firm.toml of the repository shows how to add them. You have such a file already? Then copy only the table [plan]",
    "# into it; built with this one in its place, the site would lose the rest.",
    "# Build with: make build FIRM=path/to/this-file",
    "",
    "[firm]",
    ...commented({ ...firmValues(plan), name: text(plan.firm || "Our firm") }),
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
export const planTable = (plan) => `${["[plan]", ...commented(planValues(plan))].join("\n")}\n`;

/**
 * What the table [firm] says of what the planner asks.
 * @param {Pick<Plan, "firm" | "region" | "dateOrder" | "rounding" | "system">} plan
 * @returns {Values}
 */
export const firmValues = ({ firm, region, dateOrder, rounding, system }) => ({
  name: text(firm),
  region: text(region),
  date_order: text(dateOrder),
  rounding_minutes: String(rounding),
  previous_system: text(system || "other"),
});

/**
 * What the table [plan] says; what is not known, or as usual, is left out.
 * @param {Plan} plan
 * @returns {Values}
 */
export function planValues(plan) {
  const known = {
    hand_over: plan.handOver,
    expected_completion: plan.expectedCompletion,
    import_confirmed: plan.importConfirmed,
    review_end: plan.reviewEnd,
    sign_off: plan.signOff,
    users_invited: plan.usersInvited,
    reports_day: plan.reportsDay,
    billing_day: plan.billingDay === 31 ? "" : String(plan.billingDay),
    reconciliation_day: plan.reconciliationDay === 31 ? "" : String(plan.reconciliationDay),
  };
  return {
    export_day: plan.exportDay,
    export_time: `${plan.exportTime}:00`,
    cut_off_time: `${plan.cutOff}:00`,
    time_zone: text(plan.zone),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value)),
    days_off: `[${plan.daysOff.join(", ")}]`,
    works_on: `[${plan.worksOn.join(", ")}]`,
    ...(plan.calendarId && { calendar_id: text(plan.calendarId) }),
    revision: String(plan.revision),
  };
}

/**
 * Values as lines of a file.
 * @param {Values} values
 */
export const tomlLines = (values) => Object.entries(values).map(([key, value]) => `${key} = ${value}`);

const commented = (/** @type {Values} */ values) =>
  tomlLines(values).map((line) => {
    const comment = COMMENTS[line.split(" ")[0]];
    return comment ? `${line} # ${comment}` : line;
  });

// A basic string of TOML: the escapes of JSON are among those it knows.
const text = (/** @type {string} */ value) => JSON.stringify(value).replaceAll("\x7f", "\\u007f");
