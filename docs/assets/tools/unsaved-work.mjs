// Has the browser ask before the page is left while somebody's work on it is in no file yet. Nothing of it is kept: names with
// rates stay out of the browser's storage.

/** Asks from `begin` to `end`, and at no other time: a page that may ask is not kept for the way back. */
export function unsavedWork() {
  const ask = (/** @type {Event} */ event) => event.preventDefault();
  return {
    begin: () => addEventListener("beforeunload", ask),
    end: () => removeEventListener("beforeunload", ask),
  };
}
