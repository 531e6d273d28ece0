// Progress of every phase and of all together, on the home page.

import { count, parse, storageName } from "./progress.mjs";
import { storage } from "./storage.mjs";

export function start(root) {
  const phases = [...root.querySelectorAll("[data-checklist]")].map((line) => ({
    line,
    ids: line.dataset.items.split(" "),
    store: storage(storageName(line.dataset.checklist, line.dataset.version)),
  }));
  const total = root.querySelector("[data-total]");

  function show(line, done, all) {
    line.querySelector("[data-count-text]").textContent = `${done} of ${all} ticked`;
    const bar = line.querySelector("[data-count-bar]");
    bar.value = done;
    bar.hidden = false;
  }

  function render() {
    let done = 0;
    let all = 0;
    for (const { line, ids, store } of phases) {
      const ticked = count(parse(store.read()), ids);
      show(line, ticked, ids.length);
      done += ticked;
      all += ids.length;
    }
    show(total, done, all);
    root.querySelector("[data-storage-note]").hidden = !phases.some(({ store }) => store.refused);
  }

  for (const { store } of phases) store.watch(render);
  render();
}
