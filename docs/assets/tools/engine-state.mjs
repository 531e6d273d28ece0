// The engine of a tool page, with its state shown in the box that the page has for it.

import { find, part } from "../base/find.mjs";
import { Engine } from "../engine/engine.mjs";
import { cacheForOffline } from "../engine/offline-engine.mjs";

const all = (/** @type {HTMLElement} */ root, /** @type {string} */ selector) => /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

const LATEST = 2000; // milliseconds

/** Resolves once the page is shown; in a tab that is not, after a while. */
function pageShown() {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length) resolve(undefined);
    }).observe({ type: "paint", buffered: true });
    setTimeout(resolve, LATEST);
  });
}

/**
 * Starts loading once the page is shown, which would wait for those megabytes otherwise; a question starts it at once.
 * @param {HTMLElement} root
 */
export function loadEngine(root) {
  const box = part(root, "engine-box");
  const text = part(root, "engine-text");
  const bar = find(root, "[data-engine-bar]", HTMLProgressElement);
  const failed = part(root, "engine-failed");
  const { engine: address = "", engineSizes = "", epoch = "" } = root.dataset;
  /** @type {import("../engine/download.mjs").Sizes} */
  const sizes = JSON.parse(engineSizes);
  const size = Object.values(sizes).reduce((sum, [bytes]) => sum + bytes, 0);
  let wasReady = false;
  let arrived = 0;

  function loadingWords(/** @type {number} */ loaded) {
    if (wasReady) return "Starting again...";
    if (loaded >= size) return "Starting... You can choose files now.";
    return `Loading ${megabytes(loaded)} of ${megabytes(size)} MB. You can choose files now.`;
  }

  function showState(/** @type {import("../engine/engine.mjs").State} */ { state, loaded = 0, cause, reason = "" }) {
    box.dataset.state = state;
    bar.hidden = state !== "loading";
    failed.hidden = state !== "failed";
    if (state === "loading") {
      bar.value = loaded / size;
      arrived = loaded;
      text.textContent = loadingWords(loaded);
    } else if (state === "ready") {
      wasReady = true;
      text.textContent = "Ready.";
      cached.then(() => {
        if (box.dataset.state === "ready") text.textContent = "Ready. This page no longer needs the network.";
      });
    } else {
      text.textContent = "";
      for (const words of all(failed, "[data-cause]")) words.hidden = words.dataset.cause !== cause;
      for (const place of all(failed, "[data-arrived]")) place.textContent = `${megabytes(arrived)} of ${megabytes(size)} MB`;
      part(root, "engine-reason").textContent = reason;
    }
  }

  const base = new URL(address, location.href).href;
  const engine = new Engine({ base, sizes, epoch, onState: showState });
  const started = pageShown().then(() => engine.start()).catch(() => {}); // shown in the box
  const cached = cacheForOffline(started, Object.keys(sizes).map((name) => base + name));
  return engine;
}
