/** The headings of a box. */
import { languageKey } from "../key.js";

/**
 * By language tag: for what is near, of a section, and the latest. What stands between a heading and a name after
 * it comes fourth, where it is not a colon and a space. Other languages come with the manifest of a catalog that
 * has articles in them.
 *
 * @type {import("./internal.js").Headings}
 */
export const HEADINGS = {
  en: ["You May Also Like", "More in This Category", "Latest Articles"],
};

/**
 * The headings in a language; in English when the language is unknown or not among them.
 *
 * @param {string} tag A language tag.
 * @param {import("./internal.js").Headings} all
 */
export function headingsIn(tag, all) {
  const [related, section, latest, colon = ": "] = all[languageKey(tag)] ?? all.en;
  return { related, section, latest, colon };
}
