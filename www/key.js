/** Texts and addresses, as the engine and what is around it take them. */

/**
 * A text without white space and control characters around it; empty for any other value.
 *
 * @param {unknown} text
 */
export const trim = (text) =>
  (typeof text === "string" && /[^\0- \xa0\u3000](.*[^\0- \xa0\u3000])?/s.exec(text)?.[0]) || "";

/**
 * The text that some bytes mean in UTF-8, with U+FFFD for what means nothing.
 *
 * @param {Uint8Array} bytes
 */
export const decode = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/**
 * Separators of words outside of ASCII, except those that src/text/class.rs handles itself. The lookahead, which skips
 * ASCII, halves the time for an English text.
 */
const SEPARATOR =
  /(?=[^\0-\x7f])[^\p{L}\p{M}\p{N}\xad‘’‛׳\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{20000}-\u{10ffff}]/gu;

/**
 * What is raised at the end of a word: footnote marks and trade marks. Without the flag `u`, with which JavaScriptCore
 * counts letters of two code units wrongly in a repetition.
 */
const MARK = /([^\s!-@]{3})[²³¹⁰-⁹™℠]+/g;

/**
 * What the tags of one language have in common, in lower case: see src/text/language.rs. Empty for an unknown one.
 *
 * @param {string} tag
 */
export function languageKey(tag) {
  const [first] = /^[a-z]{2,3}(?![a-z])/i.exec(tag) ?? ["und"];
  // An old browser has no `Intl`.
  const language = (globalThis.Intl ? new Intl.Locale(first).language : first) ?? "";
  if (/^(zh|yue)$/.test(language))
    return /^(?!.*hans).*(yue|hant|tw|hk|mo)/i.test(tag) ? "zh-hant" : "zh-hans";
  return language.replace(/^(und|mul|zxx)$/, "").replace(/^n[bn]$/, "no");
}

/** A label without white space around it, as Rust takes that: with U+0085, without the byte order mark. */
const LABEL = /([^\s\x85]|\ufeff)(.*([^\s\x85]|\ufeff))?/s;

/**
 * A text without the differences between spellings of a word: see src/text/fold.rs.
 *
 * @param {string} text
 * @param {boolean} isText With spaces for what divides words; else it is a label, without spaces around it.
 */
export function fold(text, isText) {
  const fold = (/** @type {string} */ text) =>
    text.replace(MARK, "$1").normalize("NFKC").toLowerCase();
  return isText ? fold(text).replace(SEPARATOR, " ") : fold(LABEL.exec(text)?.[0] ?? "");
}

/** Tracking parameters of an address: the lists of src/document/url_key in one pattern. */
const TRACKING =
  /^((utm|pk|mtm|piwik|hsa|oly|vero|gad|_branch)_|__?hs|([a-z]*clk?id|[gw]braid|gclsrc|srsltid|igsh(id)?|mc_[ce]id|mkt_tok|li_fat_id|s_kwcid|epik|cmpid|_g[al]|ref)(=|$))/i;

/**
 * The URL key of an address, equal for all addresses of one page: `UrlKey` of src/document/url_key, which uses this
 * in a browser. In JavaScript, since it names the file of a page before the engine has loaded.
 *
 * @param {string} address
 * @returns {string} Host and path. A character stands for each byte.
 */
export function key(address) {
  const whole = trim(address)
    .replace(/#.*/s, "")
    .replace(/[\ud800-\udfff]/gu, "\ufffd");
  // Its bytes as characters, by the browser's own means.
  const text = unescape(encodeURIComponent(whole));
  const [start, , host = ""] = /** @type {string[]} */ (/^([^/]*:)?\/\/([^/?]*)|/.exec(text));
  const rest = text.slice(start.length);
  const [path] = rest.split("?", 1);
  let key = `/${path.replace(/^\//, "")}`.replace(/%([\da-f]{2})/gi, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  for (const tail of ["/", "/index.html", "/index.htm", ".html", ".htm"]) {
    if (key.endsWith(tail)) key = key.slice(0, -tail.length);
  }
  const query = rest.slice(path.length + 1);
  for (const parameter of query ? query.replace(/&$/, "").split("&") : []) {
    if (!TRACKING.test(parameter)) key += `?${parameter}`;
  }
  // Bytes that are no ASCII keep their case, as in Rust.
  return host.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/^www\./, "") + key;
}

/**
 * The same in bytes, for the engine.
 *
 * @param {string} address
 */
export function keyBytes(address) {
  const text = key(address);
  const bytes = new Uint8Array(text.length);
  for (let at = text.length; at--; ) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/**
 * A {@link key} without its host.
 *
 * @param {string} key
 */
export const path = (key) => key.replace(/^[^/?]*/, "");

/**
 * A hash of an address, equal for all addresses of one page: `UrlKey::hash` of src/document/url_key.
 *
 * @param {string} address
 */
export function hash(address) {
  let hash = 0x811c9dc5;
  for (const byte of path(key(address))) hash = Math.imul(hash ^ byte.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
