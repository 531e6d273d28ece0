// Times of day with their zone, and what the clock of the reader shows then. Pure.
// The zone's own changes come from the data of the planner: a browser's table may be older than the law.

const LINE = /^([A-Z-]+)[^:]*:(.*)$/;

/**
 * A time of day with its zone, such as `12:00 New York time`; the same as `Plan.clock` in template_builder/plan/dates.py.
 * @param {{ zone: string }} plan
 * @param {string} time
 */
export const clock = ({ zone }, time) => `${time} ${zone.split("/").at(-1)?.replaceAll("_", " ") || "local"} time`;

/**
 * The moment at which the clocks of a zone show a day and a time.
 * @param {string} vtimezone
 * @param {import("../base/days.mjs").Day} day
 * @param {string} time such as "12:00"
 */
export function momentIn(vtimezone, day, time) {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const before = changes(vtimezone, Number(day.slice(0, 4))).filter(({ at }) => at <= wall);
  const offset = before.sort((a, b) => a.at - b.at).at(-1)?.offset ?? 0;
  return new Date(wall - offset * 60_000);
}

/**
 * The changes of a year and of those before it: when, on the clocks before it, and the minutes east of Greenwich after it.
 * @param {string} vtimezone
 * @param {number} year
 */
function changes(vtimezone, year) {
  const found = [];
  for (const text of vtimezone.split(/BEGIN:(?:STANDARD|DAYLIGHT)/).slice(1)) {
    const lines = text.split("\r\n").map((line) => LINE.exec(line));
    const parts = Object.fromEntries(lines.filter((line) => line !== null).map(([, name, value]) => [name, value]));
    const offset = minutes(parts.TZOFFSETTO);
    const first = parts.DTSTART;
    const rule = Object.fromEntries((parts.RRULE ?? "").split(";").map((part) => part.split("=")));
    if (!parts.RRULE) {
      found.push({ at: Date.parse(`${first.slice(0, 4)}-${first.slice(4, 6)}-${first.slice(6, 8)}T${hours(first)}Z`), offset });
      continue;
    }
    for (let each = Number(first.slice(0, 4)); each <= year; each += 1) {
      const day = nthSunday(each, Number(rule.BYMONTH), Number.parseInt(rule.BYDAY, 10));
      found.push({ at: Date.parse(`${day}T${hours(first)}Z`), offset });
    }
  }
  return found;
}

const hours = (/** @type {string} */ start) => `${start.slice(9, 11)}:${start.slice(11, 13)}:${start.slice(13, 15)}`;

const minutes = (/** @type {string} */ offset) => (offset.startsWith("-") ? -1 : 1) * (60 * Number(offset.slice(1, 3)) + Number(offset.slice(3, 5)));

function nthSunday(/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ nth) {
  const sundays = [];
  for (let day = 1; day <= 31; day += 1) {
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() === month - 1 && date.getUTCDay() === 0) sundays.push(date.toISOString().slice(0, 10));
  }
  return sundays[nth < 0 ? sundays.length + nth : nth - 1];
}

/**
 * The day and time that the reader's clock shows at a moment.
 * @param {Date} moment
 */
export function here(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return {
    day: `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
}
