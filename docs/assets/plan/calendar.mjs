// The calendar of a plan as an iCalendar file (RFC 5545), with the same events as template_builder/plan/calendars/file.py.
// Pure: the moment it is made, `stamp`, is given.

import { addDays } from "../base/days.mjs";
import { planRows } from "./milestones.mjs";
import { anchorDates, dueDates, howCounted } from "./plan.mjs";

/**
 * @typedef {import("../base/days.mjs").Day} Day
 * @typedef {import("./plan-data.mjs").PlanData} PlanData
 */

const LONGEST = 75;
const encoder = new TextEncoder();

/**
 * For everyone (no role): the milestones, what everyone does, and the points of no return.
 * @param {import("../base/guide-data.mjs").Item} item
 * @param {string} wanted
 */
const concerns = ({ role, noReturn }, wanted) =>
  wanted ? role === wanted || role === "everyone" : role === "everyone" || noReturn;

/**
 * The file of a role, or of everyone (""). `stamp` is a moment such as "20270101T000000Z".
 * @param {import("./plan.mjs").Plan} plan
 * @param {Pick<PlanData, "calendar" | "milestones" | "roles">} data
 * @param {Pick<import("../base/guide-data.mjs").Guide, "checklists">} guide
 * @param {string} role
 * @param {string} name
 * @param {string} stamp
 */
export function calendarFile(plan, data, guide, role, name, stamp) {
  const { session, alarms, noReturnAlarm, zones } = data.calendar;
  const zone = Object.hasOwn(zones, plan.zone) ? plan.zone : "";
  const key = calendarId(plan);
  const days = dueDates(plan, guide);
  const anchors = anchorDates(plan);
  const head = (/** @type {string} */ id) => [`UID:${id}.${key}@firm-transition-guide`, `SEQUENCE:${plan.revision}`, `DTSTAMP:${stamp}`];
  const lines = ["BEGIN:VCALENDAR", "PRODID:-//Firm Transition Guide//Plan//EN", "VERSION:2.0", "CALSCALE:GREGORIAN"];
  lines.push(`X-WR-CALNAME:${escaped(name)}`);
  if (zone) lines.push(...zones[zone].trimEnd().split("\r\n"));
  for (const row of planRows(plan, data)) {
    lines.push("BEGIN:VEVENT", ...head(`milestone-${row.id}`));
    if (row.time) {
      const at = `${compact(row.start)}T${row.time.replace(":", "")}00`;
      lines.push(zone ? `DTSTART;TZID=${zone}:${at}` : `DTSTART:${at}`);
      if (row.id === "export-session") lines.push(`DURATION:${duration(session)}`);
    } else {
      lines.push(...allDay(row.start, row.end));
    }
    lines.push(...texts(row.title, `${row.what}\nCounted: ${row.how}.`, "Milestone", row.time ? "OPAQUE" : "TRANSPARENT"));
    for (const minutes of alarms[row.id] ?? []) lines.push(...alarm(row.title, minutes));
    lines.push("END:VEVENT");
  }
  for (const { title, sections } of guide.checklists) {
    for (const item of sections.flatMap(({ items }) => items).filter((each) => days.has(each.id) && concerns(each, role))) {
      const text = item.text.replaceAll("`", "");
      const label = data.roles[item.role];
      const warning = item.noReturn ? "Point of no return. " : "";
      const day = days.get(item.id) ?? "";
      lines.push("BEGIN:VEVENT", ...head(item.id), ...allDay(day, day));
      lines.push(...texts(text, `${warning}${title}. ${label}. Due ${howCounted(item.due, anchors, day)}.`, label, "TRANSPARENT"));
      if (item.noReturn) lines.push(...alarm(text, noReturnAlarm));
      lines.push("END:VEVENT");
    }
  }
  lines.push("END:VCALENDAR");
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/**
 * What a calendar program calls the calendar.
 * @param {string} firm
 * @param {string} role
 * @param {Pick<PlanData, "roles">} data
 */
export function calendarName(firm, role, data) {
  const title = firm ? `Move to Clio Manage: ${firm}` : "Move to Clio Manage";
  return role ? `${title} (${data.roles[role]})` : title;
}

/**
 * What the ids of a plan's events end in: what calendars handed out before have, or the firm's name.
 * @param {Pick<import("./plan.mjs").Plan, "calendarId" | "firm">} plan
 */
export const calendarId = (plan) => plan.calendarId || firmId(plan.firm).slice(0, 80).replace(/-$/, "") || "firm";

/**
 * A short digest of a text (FNV-1a): equal texts have equal ones.
 * @param {string} text
 */
export function digest(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/**
 * A firm's name as part of an id: ASCII, small letters, hyphens; as firm_file.file_id does.
 * @param {string} name
 */
function firmId(name) {
  const ascii = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  return ascii.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/**
 * A moment as calendars write it, in UTC.
 * @param {Date} date
 */
export const stampOf = (date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const compact = (/** @type {Day} */ day) => day.replaceAll("-", "");

const allDay = (/** @type {Day} */ start, /** @type {Day} */ end) => [
  `DTSTART;VALUE=DATE:${compact(start)}`,
  `DTEND;VALUE=DATE:${compact(addDays(end, 1))}`,
];

/** @type {(summary: string, description: string, category: string, transparency: string) => string[]} */
const texts = (summary, description, category, transparency) => [
  `SUMMARY:${escaped(summary)}`,
  `DESCRIPTION:${escaped(description)}`,
  `CATEGORIES:${escaped(category)}`,
  `TRANSP:${transparency}`,
];

const alarm = (/** @type {string} */ text, /** @type {number} */ minutes) => [
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  `DESCRIPTION:${escaped(text)}`,
  `TRIGGER:${duration(minutes)}`,
  "END:VALARM",
];

/**
 * Minutes as a duration, such as -P1D, -PT15H or PT1H.
 * @param {number} minutes
 */
function duration(minutes) {
  const size = Math.abs(minutes);
  const [days, hours, rest] = [Math.floor(size / 1440), Math.floor((size % 1440) / 60), size % 60];
  const part = (/** @type {number} */ count, /** @type {string} */ unit) => (count ? count + unit : "");
  const time = part(hours, "H") + part(rest, "M");
  return `${minutes < 0 ? "-" : ""}P${part(days, "D")}${time && "T"}${time}`;
}

const escaped = (/** @type {string} */ text) =>
  text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");

/**
 * Lines of at most 75 octets, the folding blank included; never inside a character.
 * @param {string} line
 */
function folded(line) {
  if (encoder.encode(line).length <= LONGEST) return line;
  let [text, size] = ["", 0];
  for (const char of line) {
    const octets = encoder.encode(char).length;
    if (size + octets > LONGEST) [text, size] = [`${text}\r\n `, 1];
    text += char;
    size += octets;
  }
  return text;
}
