/** What stands in a box, in the page's language. */

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
 */
export function cut(text, width) {
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
 * A text in parts between which it may be cut. `Intl.Segmenter` is asked where nothing else tells: a phone
 * is busy with its first answer for a tenth of a second.
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
 * How dates are written in the languages of a catalog's articles, as its manifest tells, by their tags:
 * pattern and months; see src/dates.rs. Others are written by `Intl`, whose first date takes a phone as
 * long as all the rest of a box.
 *
 * @type {Record<string, string>}
 */
export const dates = { __proto__: null };

/**
 * The date line and what a machine reads of a day; undefined for a day beyond all calendars.
 *
 * @param {number} day Days since 1970-01-01.
 * @param {string} [tag]
 */
export function date(day, tag = "") {
  const time = new Date(day * 86_400_000);
  if (isNaN(+time)) return undefined;
  const [form, ...months] = (dates[tag.toLowerCase()] ?? "").split("|");
  const parts = { y: time.getUTCFullYear(), m: months[time.getUTCMonth()], d: time.getUTCDate() };
  const intl = (tag) => time.toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" });
  let text = form.replace(/{(.)}/g, (_, part) => parts[part]);
  try {
    text ||= intl(tag);
  } catch {
    text = intl(); // No tag (`en_US`, `english`).
  }
  return { text, machine: time.toISOString().slice(0, 10) };
}
