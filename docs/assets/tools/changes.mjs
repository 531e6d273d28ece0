// What has changed between two checks of the same file. Pure.

const key = ({ kind, sheet, cell, value }) => JSON.stringify([kind, sheet, cell, value]);

// How many findings are gone and how many are still there, and which are new, by their place in `now`.
export function changes(before, now) {
  const open = new Map();
  for (const finding of before) open.set(key(finding), (open.get(key(finding)) ?? 0) + 1);
  const fresh = new Set();
  now.forEach((finding, place) => {
    const left = open.get(key(finding)) ?? 0;
    if (left) open.set(key(finding), left - 1);
    else fresh.add(place);
  });
  const still = now.length - fresh.size;
  return { gone: before.length - still, still, fresh };
}

// The same in words.
export function inWords({ gone, still, fresh }) {
  if (!gone && !still && !fresh.size) return "Since the last check: nothing to report, as before.";
  return `Since the last check: ${gone} gone, ${still} still there, ${fresh.size} new.`;
}
