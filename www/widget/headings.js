/** The headings of a box. */
import { languageKey } from "../key.js";

/**
 * By language tag: the headings for related articles, for a section and for the latest; fourth, if it is not a colon
 * and a space, the separator between a heading and a name. Other languages are in the manifest of a catalog that has
 * articles in them.
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
