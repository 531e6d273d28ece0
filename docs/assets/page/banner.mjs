// The announcement: dismissed once, gone until there is another one.

import { storage } from "../base/storage.mjs";

export function start(root) {
  const store = storage("banner");
  const button = root.querySelector("[data-dismiss]");
  root.hidden = store.read() === root.dataset.banner;
  button.hidden = false;
  button.addEventListener("click", () => {
    store.write(root.dataset.banner);
    root.hidden = true;
  });
}
