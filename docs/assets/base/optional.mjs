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
