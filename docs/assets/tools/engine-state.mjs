// The engine of a tool page, with its state shown in the box that the page has for it.

import { find, part } from "../base/find.mjs";
import { Engine, FILES } from "../engine/engine.mjs";
import { cacheForOffline } from "../engine/offline-engine.mjs";

const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/**
 * Starts loading at once.
 * @param {HTMLElement} root
 */
export function loadEngine(root) {
  const box = part(root, "engine-box");
  const text = part(root, "engine-text");
  const bar = find(root, "[data-engine-bar]", HTMLProgressElement);
  const { engine: address = "", engineBytes, epoch = "" } = root.dataset;
  const size = Number(engineBytes);
  let wasReady = false;

  function loadingWords(/** @type {number} */ loaded) {
    if (wasReady) return "Starting again...";
    if (loaded >= size) return "Starting... You can choose files now.";
    return `Loading ${megabytes(loaded)} of ${megabytes(size)} MB. You can choose files now.`;
  }

  function showState(/** @type {import("../engine/engine.mjs").State} */ { state, loaded = 0, reason = "" }) {
    box.dataset.state = state;
    bar.hidden = state !== "loading";
    part(root, "engine-failed").hidden = state !== "failed";
    if (state === "loading") {
      bar.value = loaded / size;
      text.textContent = loadingWords(loaded);
    } else if (state === "ready") {
      wasReady = true;
      text.textContent = "Ready.";
      cached.then(() => {
        if (box.dataset.state === "ready") text.textContent = "Ready. This page no longer needs the network.";
      });
    } else {
      text.textContent = "";
      part(root, "engine-reason").textContent = reason;
    }
  }

  const base = new URL(address, location.href).href;
  const engine = new Engine({ base, epoch, onState: showState });
  const started = engine.start().catch(() => {}); // shown in the box
  const cached = cacheForOffline(started, FILES.map((name) => base + name));
  part(root, "engine-again").addEventListener("click", () => engine.start());
  return engine;
}
