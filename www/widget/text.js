/** Texts: their language, how they are cut, and names in camelCase. */

/**
 * The language that the nearest `lang` declares, through shadow roots; empty when none does.
 *
 * @param {Element | undefined} element
 * @returns {string}
 */
export function languageOf(element) {
  if (!element) return "";
  return (
    element.closest("[lang]")?.getAttribute("lang") ??
    languageOf(/** @type {ShadowRoot} */ (element.getRootNode()).host)
  );
}

/**
 * A text cut before the first word that would pass `width`, with an ellipsis.
 *
 * @param {string} text
 * @param {number} width In letters; a Chinese, Japanese or Korean one counts twice, as it takes the
 *   room of two.
 */
export function truncate(text, width) {
  text = text
    .slice(0, 4 * width)
    .trim()
    .replace(/\s+/g, " ");
  let kept = "";
  let used = 0;
  for (const word of words(text)) {
    const wide = word.replace(/[^\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffdf]/g, "");
    used += word.length + wide.length;
    if (used > width) {
      // A first word without an end is cut anywhere but inside a letter.
      kept ||= [...word].slice(0, width).join("");
      return `${kept.replace(/[\s\p{P}]+$/u, "")}…`;
    }
    kept += word;
  }
  return kept;
}

/** Thai, Lao, Burmese and Khmer, which have no spaces between words. */
const SPACELESS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

/**
 * A text in parts between which it may be cut. `Intl.Segmenter` is used only for scripts without spaces between words:
 * its first use takes a phone a tenth of a second.
 *
 * @param {string} text
 */
function words(text) {
  if (!SPACELESS.test(text) || !Intl.Segmenter)
    return text.split(/(?<=[\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/u);
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  return [...segments].map(({ segment }) => segment);
}

/**
 * The property of an attribute.
 *
 * @param {string} name
 */
export const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
