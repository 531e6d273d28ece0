// Days as texts such as "2027-01-14": no time of day, no zone, so no clock change can move one.
// The same as template_builder/common/days.py. Pure.

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MS = 86400000;

const parsed = (day) => Date.parse(`${day}T00:00:00Z`);
const text = (ms) => new Date(ms).toISOString().slice(0, 10);

// Whether a text is a day that exists, such as 2028-02-29, within the years a plan can lie in.
export function isDay(day) {
  const form = typeof day === "string" && /^20\d\d-\d\d-\d\d$/.test(day);
  return form && !Number.isNaN(parsed(day)) && text(parsed(day)) === day;
}

export const addDays = (day, count) => text(parsed(day) + count * MS);

export const daysBetween = (first, last) => Math.round((parsed(last) - parsed(first)) / MS);

// 0 is Sunday.
export const weekday = (day) => new Date(parsed(day)).getUTCDay();

export const isWeekend = (day) => weekday(day) % 6 === 0;

export const isBusinessDay = (day, closed) => !isWeekend(day) && !closed.has(day);

// The business day `count` steps away; 0 keeps the day even when it is no business day.
export function addBusinessDays(day, count, closed) {
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, count > 0 ? 1 : -1);
    if (isBusinessDay(day, closed)) left -= 1;
  }
  return day;
}

// The business days after `first` up to and including `last`.
export function businessDaysBetween(first, last, closed) {
  const days = [];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (isBusinessDay(day, closed)) days.push(day);
  return days;
}

// Whether a day is this day of its month; the last one, when the month is shorter.
export function isDayOfMonth(day, number) {
  const own = Number(day.slice(8));
  return own === number || (own < number && addDays(day, 1).slice(5, 7) !== day.slice(5, 7));
}

// A date nobody can misread, such as "Thu 14 Jan 2027".
export function dayLabel(day) {
  const [year, month, number] = day.split("-").map(Number);
  return `${WEEKDAYS[weekday(day)]} ${number} ${MONTHS[month - 1]} ${year}`;
}
