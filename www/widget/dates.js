/** Dates in the words of a language. */

/**
 * An ISO date as a reader writes it.
 *
 * @param {string} date
 * @param {string} tag The reader's language.
 * @param {import("./internal.js").DateForms} forms The date forms of the languages of a catalog's articles, from its
 *   manifest. Other languages use `Intl`, whose first date takes a phone as long as the rest of a box.
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
