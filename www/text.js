/** What stands in a box, in the page's language. */

/**
 * A language tag that `Intl` takes, or undefined when it is not one (`en_US`, `english`).
 *
 * @param {string} tag
 */
export function locale(tag) {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/**
 * The language that the nearest `lang` declares, through shadow roots; empty when none does.
 *
 * @param {Element | undefined} element
 * @returns {string}
 */
export function language(element) {
  if (!element) return "";
  return element.closest("[lang]")?.getAttribute("lang") ?? language(element.getRootNode().host);
}

/**
 * A text cut before the first word that would pass `width`, with an ellipsis.
 *
 * @param {string} text
 * @param {number} width In letters; a Chinese, Japanese or Korean one counts twice, as it takes the
 *   room of two.
 * @param {Intl.Locale} [lang]
 */
export function cut(text, width, lang) {
  text = text.slice(0, 4 * width).trim().replace(/\s+/g, " ");
  let kept = "";
  let used = 0;
  for (const word of words(text, lang)) {
    used += word.length + (word.match(/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\uffdf]/g)?.length ?? 0);
    if (used > width) {
      // A first word without an end is cut anywhere but inside a letter.
      kept ||= [...word].slice(0, width).join("");
      return `${kept.replace(/[\s\p{P}]+$/u, "")}…`;
    }
    kept += word;
  }
  return kept;
}

/**
 * @param {string} text
 * @param {Intl.Locale} [lang]
 */
function words(text, lang) {
  if (!Intl.Segmenter) return text.split(/(?<=\s|[\u2e80-\ud7ff])/);
  const segments = new Intl.Segmenter(lang, { granularity: "word" }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

/**
 * The date line and what a machine reads of a day; undefined for a day beyond all calendars.
 *
 * @param {number} day Days since 1970-01-01.
 * @param {Intl.Locale} [lang]
 */
export function date(day, lang) {
  const time = new Date(day * 86_400_000);
  if (isNaN(+time)) return undefined;
  const format = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  return { text: format.format(time), machine: time.toISOString().slice(0, 10) };
}
