// When this browser's last backup was made, and whether it is time for another.

import { fingerprint, firstChange, isBackupDue } from "./backup.mjs";
import { parsedObject, storedPeople, storedProgress } from "./stored-progress.mjs";
import { storage } from "../base/storage.mjs";

const record = storage("backup");
const plan = storage("plan");
const holds = () => fingerprint({ progress: storedProgress(), plan: plan.read() || null, people: storedPeople() });

/** @param {string} now */
export function noteBackup(now) {
  record.write(JSON.stringify({ at: now, holds: holds() }));
}

/**
 * The moment of the last one, whether anything has changed since, whether to remind.
 * @param {string} now
 * @returns {{ at?: string, changed: boolean, due: boolean }}
 */
export function backupState(now) {
  const last = parsedObject(record.read());
  const changed = last.holds !== holds();
  return { at: last.at, changed, due: isBackupDue({ last: last.at, first: firstChange(storedProgress()), changed, now }) };
}

export const watchBackup = record.watch;
