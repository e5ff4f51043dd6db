/** Names that the version before had: they work in this one, each with one warning on a page. */

/** @type {Record<string, string>} Attributes that were renamed, and what they were. */
export const OLD_ATTRIBUTES = { explain: "debug", fallback: "otherwise" };

/** @type {Set<string>} */
const warned = new Set();

/**
 * @param {string} used
 * @param {string} name What it is called now.
 */
export function warnRenamed(used, name) {
  if (used !== name && !warned.has(used)) console.warn(`also-like: ${used} is now ${name}`);
  warned.add(used);
}

/** Accessors of a class: even those who list what is inherited do not see them. */
class OldNames {
  get because() {
    warnRenamed("because", "reasons");
    return /** @type {any} */ (this).reasons;
  }
  get day() {
    warnRenamed("day", "date");
    const { date } = /** @type {any} */ (this);
    return date && Date.parse(date) / 864e5;
  }
  get parts() {
    warnRenamed("parts", "explanation");
    return /** @type {any} */ (this).explanation;
  }
}

/** What cards and events inherit. */
export const withOldNames = OldNames.prototype;
