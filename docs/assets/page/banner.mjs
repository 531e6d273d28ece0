// The announcement: dismissed once, gone until there is another one.

import { part } from "../base/find.mjs";
import { storage } from "../base/storage.mjs";

/** @param {HTMLElement} root */
export function start(root) {
  const store = storage("banner");
  const button = part(root, "dismiss");
  const { banner = "" } = root.dataset;
  root.hidden = store.read() === banner;
  button.hidden = false;
  button.addEventListener("click", () => {
    store.write(banner);
    root.hidden = true;
  });
}
