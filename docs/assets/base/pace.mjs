// Long work that leaves the page to its reader: it stops now and then, so that what was clicked or typed comes through.

const STRETCH = 40; // milliseconds of work between two stops

/**
 * Returns what is to be awaited between two pieces of work; it stops only where the last stop was some time ago.
 */
export function pacer() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
