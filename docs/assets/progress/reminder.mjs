// One line where progress is shown, when it is time for a backup.

export async function start(root) {
  const { backupState, watchBackup } = await import("./last-backup.mjs");
  const show = () => (root.hidden = !backupState(new Date().toISOString()).due);
  watchBackup(show);
  show();
}
