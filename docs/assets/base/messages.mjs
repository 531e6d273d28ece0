// Words to readers: announcements for those who listen, and what to say of a script that does not arrive.

const PAUSE = 500; // milliseconds

/**
 * Returns what announces a text in `status`, a live region, once the reader has paused: later texts replace those not yet
 * announced. An empty text takes effect at once.
 * @param {HTMLElement} status
 */
export function announcer(status) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = text), text ? PAUSE : 0);
  };
}

/**
 * A script that is loaded only once it is needed. Where it does not arrive, the page shows the words it has for that.
 * @param {string} name
 * @param {Promise<unknown>} loading
 */
export const optional = (name, loading) =>
  loading.catch((error) => {
    dispatchEvent(new CustomEvent("not-started", { detail: name }));
    console.error(`${name}: ${error.message}`);
  });
