/** Dates in the words of a language. */

/**
 * An ISO date as a reader writes it.
 *
 * @param {string} date
 * @param {string} tag The reader's language.
 * @param {import("./internal.js").DateForms} forms How dates are written in the languages of a catalog's
 *   articles, as its manifest tells. In others `Intl` writes them, whose first date takes a phone as long as
 *   all the rest of a box.
 */
export function formatDate(date, tag, forms) {
  const time = new Date(date);
  const [form, ...months] = (forms[tag.toLowerCase()] ?? "").split("|");
  /** @type {Record<string, string | number>} */
  const parts = { y: time.getUTCFullYear(), m: months[time.getUTCMonth()], d: time.getUTCDate() };
  const text = form.replace(/{(.)}/g, (_, part) => `${parts[part]}`);
  /** @param {string} [tag] */
  const intl = (tag) => time.toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" });
  try {
    return text || intl(tag);
  } catch {
    return intl(); // No tag (`en_US`, `english`).
  }
}
