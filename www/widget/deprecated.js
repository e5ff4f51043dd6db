/** Names that the version before had: they work in this one, each with one warning on a page. */

/** @type {Record<string, string>} Attributes that were renamed, and what they were. */
export const OLD_ATTRIBUTES = { explain: "debug", fallback: "otherwise" };

/** @type {Record<string, unknown>} */
const warned = {};

/**
 * @param {string} used
 * @param {string} name What it is called now.
 */
export function warnRenamed(used, name) {
  if (used !== name) warned[used] ??= console.warn(`also-like: ${used} is now ${name}`) ?? 1;
}

/** @type {Record<string, string>} Members of cards and events that were renamed. */
const OLD_MEMBERS = { because: "reasons", day: "date", parts: "explanation" };

/** What cards and events inherit: even those who list what is inherited do not see it. */
export const withOldNames = {};
for (const [used, name] of Object.entries(OLD_MEMBERS))
  Object.defineProperty(
    withOldNames,
    used,
    // Whatever a page gives to all objects.
    /** @type {any} */ ({
      __proto__: null,
      get() {
        warnRenamed(used, name);
        const value = this[name];
        // A day was a number.
        return used === "day" && value ? Date.parse(value) / 864e5 : value;
      },
    }),
  );
