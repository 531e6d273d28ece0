// One line where progress is shown, when it is time for a backup.

import { backupState, watchBackup } from "./last-backup.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  const show = () => (root.hidden = !backupState(new Date().toISOString()).due);
  watchBackup(show);
  show();
}
