/**
 * The headings by language: for what is near, of a section, and the latest. What stands between a
 * heading and a name after it comes fourth, where it is not a colon and a space. Those in the other
 * languages of a catalog's articles come with its manifest.
 *
 * @type {Record<string, string[]>}
 */
export const words = {
  __proto__: null,
  en: ["You May Also Like", "More in This Category", "Latest Articles"],
};

/**
 * The headings in a language; in English when the language is unknown or not among ours.
 *
 * @param {string} tag A language tag.
 */
export function headings(tag) {
  const key = tag.toLowerCase();
  const [related, section, latest, colon = ": "] =
    words[key] ?? words[key.split(/[-_]/)[0]] ?? words.en;
  return { related, section, latest, colon };
}
