// When this browser's last backup was made, and whether it is time for another.

import { fingerprint, firstChange, isBackupDue } from "./backup.mjs";
import { storedProgress, parsedObject } from "./stored-progress.mjs";
import { storage } from "../base/storage.mjs";

const record = storage("backup");
const plan = storage("plan");
const holds = () => fingerprint({ progress: storedProgress(), plan: plan.read() || null });

export function noteBackup(now) {
  record.write(JSON.stringify({ at: now, holds: holds() }));
}

// {at, changed, due}: the moment of the last one, whether something has changed since, whether to remind.
export function backupState(now) {
  const last = parsedObject(record.read());
  const changed = last.holds !== holds();
  return { at: last.at, changed, due: isBackupDue({ last: last.at, first: firstChange(storedProgress()), changed, now }) };
}

export const watchBackup = record.watch;
