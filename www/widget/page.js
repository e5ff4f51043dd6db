/**
 * Reading the page that the reader has open: src/document/extract.rs, rule by rule. In JavaScript, since code that
 * queries a DOM is three times as long in WebAssembly; the pages of tests/support/src/pages.rs test that the two agree.
 * The main text is found by main-text.js. Headline, description and language are read by short rules: where they count,
 * for pages outside of the catalog, metadata.js reads them by those of the command, and the day of publication too.
 */
import { key, path, trim } from "../key.js";
import { mainText } from "./main-text.js";

/** JSON-LD blocks longer than this are not parsed. */
const JSON_LIMIT = 1 << 20;

/** What inside of headings and labels is not theirs; see `NOISE` in src/document/dom.rs. */
const NOISE = "rp,rt,script,style,[hidden]";

/** More labels and addresses of one kind than these are not read. */
const LABELS = 50;
const ADDRESSES = 500;

/**
 * The strings in an array, or the one that is not in any.
 *
 * @param {any} json
 * @returns {string[]}
 */
const strings = (json) => [json].flat().filter((text) => typeof text === "string");

/**
 * Resolves an address; undefined unless it is http or https.
 *
 * @param {string} address
 */
export function httpUrl(address, base = document.baseURI) {
  try {
    const { href, protocol } = new URL(address, base);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first article that a value of JSON-LD describes, alone, in an array or in `@graph`.
 *
 * @param {any} json
 * @param {number} depth
 * @returns {any}
 */
function articleIn(json, depth) {
  if (strings(json?.["@type"]).some((kind) => /(Article|(Blog|Forum)Posting)$/.test(kind)))
    return json;
  const parts = [...(Array.isArray(json) ? json : []), json?.["@graph"], json?.mainEntity];
  let found;
  if (depth) parts.some((part) => (found = articleIn(part, depth - 1)));
  return found;
}

/**
 * The first metadata that is not blank.
 *
 * @param {Document} page
 * @param {string[]} places Selectors, with `@` and the attribute after them unless that is `content`.
 */
function firstMeta(page, ...places) {
  for (const place of places) {
    const [selector, name = "content"] = place.split("@");
    const text = trim(page.querySelector(selector)?.getAttribute(name));
    if (text) return text;
  }
  return "";
}

/**
 * The canonical URL of a page, or its address.
 *
 * @param {Document} page
 */
export const canonicalUrl = (page) =>
  firstMeta(page, "link[rel~=canonical]@href", "meta[property='og:url']") || page.URL;

/**
 * An ISO date such as `2024-03-05`; null for a day beyond all calendars, and for none.
 *
 * @param {number | null | undefined} day Days since 1970-01-01.
 */
export function isoDate(day) {
  try {
    return new Date((day ?? NaN) * 864e5).toISOString().replace(/T.*/, "");
  } catch {
    return null;
  }
}

/**
 * The text inside an element, without what is not for reading.
 *
 * @param {Element} element
 */
function plainText(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const noise of copy.querySelectorAll(NOISE)) noise.remove();
  return copy.textContent;
}

/**
 * Reads the article of a document; see `read` in src/document/extract.rs.
 *
 * @param {Document} page
 * @param {string} [selector] Names the element that holds the article.
 * @param {string} [pins] More addresses to show first, with spaces between.
 * @param {string} [excludes] More never to show.
 * @returns {import("./internal.js").PageText}
 */
export function readPage(page, selector, pins = "", excludes = "") {
  const all = (/** @type {string} */ selector) => [...page.querySelectorAll(selector)];
  const values = (/** @type {string} */ selector, name = "content") =>
    all(selector).map((element) => element.getAttribute(name));

  /** @type {any} */
  let article;
  all("script[type='application/ld+json']").some((script) => {
    try {
      const json = /** @type {any} */ (script.firstChild).nodeValue;
      return json.length <= JSON_LIMIT && (article = articleIn(JSON.parse(json), 3));
    } catch {
      return false;
    }
  });

  /** @type {Element | "" | null | undefined} */
  let chosen;
  try {
    chosen = selector && page.querySelector(selector);
  } catch {
    // Not a selector.
  }
  const root = chosen || page.querySelector("body");
  const main = root ? mainText(root, !!chosen) : { text: "", links: "" };
  const body = trim(article?.articleBody);
  const text = !chosen && body.length > main.text.length ? body : main.text;

  const url = canonicalUrl(page);
  const own = key(url);
  const addresses = (/** @type {(string | null)[]} */ written) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const one of written) {
      const text = trim(one);
      const address = text && httpUrl(text, page.baseURI)?.replace(/#.*/s, "");
      if (!address) continue;
      const its = key(address);
      // An address of its own without a host is that of any.
      const isOwn = its === own || path(its) === own;
      if (!isOwn && found.size < ADDRESSES) found.add(address);
    }
    return [...found].join(" ");
  };
  const curations = (/** @type {string} */ name) =>
    addresses(
      values(`meta[name='also-like:${name}']`)
        .join(" ")
        .split(/[\0- ]/),
    );

  /** @type {Map<string, string>} */
  const labels = new Map();
  [
    ...strings(article?.keywords),
    ...strings(article?.articleSection),
    ...values(
      "meta[property='article:tag'],meta[property='article:section'],meta[name=keywords i]",
    ),
    // Not those of a sidebar, which has all tags of the site.
    ...all("a[rel~=tag]:not(aside *)").map((link) => plainText(link)),
  ]
    .flatMap((text) => text?.split(/[\0,、，]/) ?? [])
    .forEach((text) => {
      const label = trim(text).replace(/^#+/, "");
      const lower = label.toLowerCase();
      if (label && labels.size < LABELS && !labels.has(lower)) labels.set(lower, label);
    });

  const titled = (/** @type {string} */ selector) => {
    const element = page.querySelector(selector);
    return element ? trim(plainText(element)) : "";
  };
  return {
    url,
    title:
      trim(article?.headline) ||
      firstMeta(page, "meta[property='og:title']") ||
      // On many sites the first heading is the site's name.
      titled("main h1,article h1") ||
      titled("h1") ||
      titled("title"),
    excerpt:
      trim(article?.description) ||
      firstMeta(page, "meta[property='og:description']", "meta[name=description i]"),
    text,
    // Open Graph writes `en_GB`.
    lang: firstMeta(page, "html@lang", "meta[property='og:locale']").replace(/_/g, "-"),
    labels: [...labels.values()].join(),
    links: addresses(main.links.split("\0")),
    translations: addresses(values("link[rel~=alternate][hreflang]", "href")),
    pins: `${curations("pin")} ${pins}`,
    excludes: `${curations("exclude")} ${excludes}`,
  };
}
