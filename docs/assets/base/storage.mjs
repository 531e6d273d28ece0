// What this browser keeps for the guide: one text a key of localStorage, in memory instead when the browser refuses.

const PREFIX = "transition-guide:";
const TICKS = "checklist:";

/** @type {Map<string, string | null>} */
const memory = new Map();

/** @typedef {ReturnType<typeof storage>} Store */

/**
 * @param {"arrivals" | "backup" | "banner" | "columns" | "name" | "people" | "plan" | "plan-draft" | "plan-handed-out" | "replica" | "role" | `early:${string}` | "system" | `checklist:${string}`} name
 */
export function storage(name) {
  const key = PREFIX + name;
  return {
    get refused() {
      return memory.has(key);
    },
    /** @returns {string | null} */
    read() {
      if (memory.has(key)) return memory.get(key) ?? null;
      try {
        return localStorage.getItem(key);
      } catch {
        memory.set(key, null);
        return null;
      }
    },
    /** @param {string} text */
    write(text) {
      try {
        localStorage.setItem(key, text);
        memory.delete(key);
      } catch {
        memory.set(key, text);
      }
      dispatchEvent(new CustomEvent(PREFIX, { detail: key }));
    },
    /**
     * Calls `changed` when something here or in another tab wrote, or the page came back from the browser's history.
     * @param {() => void} changed
     */
    watch(changed) {
      const check = (/** @type {string | null} */ written) => {
        if (written === key || written === null) changed();
      };
      addEventListener(PREFIX, (event) => check(/** @type {CustomEvent} */ (event).detail));
      addEventListener("storage", (event) => check(event.key));
      addEventListener("pageshow", ({ persisted }) => persisted && changed());
    },
  };
}

/** @typedef {string} Place One version of a checklist, such as "before:v1". */

/**
 * @param {{ id: string, version: number | string }} checklist
 * @returns {Place}
 */
export const placeOf = ({ id, version }) => `${id}:v${version}`;

/**
 * The ticks of a place.
 * @param {Place} place
 */
export const ticksAt = (place) => storage(`${TICKS}${place}`);

/**
 * The places that this browser keeps ticks of.
 * @returns {Place[]}
 */
export function storedPlaces() {
  const start = PREFIX + TICKS;
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
    return keys.map((key) => key.slice(start.length)).sort();
  } catch {
    return [];
  }
}
