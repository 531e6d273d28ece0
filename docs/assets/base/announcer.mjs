// Words for screen readers, once the reader has paused.

const PAUSE = 500; // milliseconds

/**
 * Returns what announces a text in `status`, a live region: later ones replace those not yet announced. An empty text takes
 * effect at once.
 * @param {HTMLElement} status
 */
export function announcer(status) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    const announce = () => (status.textContent = text);
    if (text) waiting = setTimeout(announce, PAUSE);
    else announce();
  };
}
