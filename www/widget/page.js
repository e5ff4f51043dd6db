/**
 * Reading an article from the page that the reader has open: what src/page.rs does for the command, rule
 * by rule. Here in JavaScript, since code that asks a document is three times as long in WebAssembly; the
 * pages of tests/support/pages.rs hold the two to each other. What the text inside an element is
 * tells the engine, for both.
 */
import { key, path, trim } from "../key.js";

/** JSON-LD blocks longer than this are not parsed. */
const JSON_LIMIT = 1 << 20;

/** Where so many times the text of the longest article stands around them, they are cards. */
const AROUND = 4;

/** More articles, labels and addresses of one kind than these are not read. */
const ARTICLES = 50;
const LABELS = 50;
const ADDRESSES = 500;

/** The strings in an array, or the one that is not in any. */
const strings = (json) => [].concat(json).filter((text) => typeof text === "string");

/** The address on the web that an address on a page means; undefined for every other kind. */
export function web(address, base = document.baseURI) {
  try {
    const { href, protocol } = new URL(address, base);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The first article that a value of JSON-LD describes, alone, in an array or in `@graph`. */
function articleIn(json, depth) {
  if (strings(json?.["@type"]).some((kind) => /(Article|(Blog|Forum)Posting)$/.test(kind)))
    return json;
  const parts = [...(Array.isArray(json) ? json : []), json?.["@graph"], json?.mainEntity];
  let found;
  if (depth) parts.some((part) => (found = articleIn(part, depth - 1)));
  return found;
}

/** What a page says in the first of some places that is not blank: selector and attribute. */
function said(page, ...places) {
  for (const [selector, name = "content"] of places) {
    const text = trim(page.querySelector(selector)?.getAttribute(name));
    if (text) return text;
  }
  return "";
}

/** The address that a page gives itself. */
export const address = (page) =>
  said(page, ["link[rel~=canonical]", "href"], ["meta[property='og:url']"]) || page.URL;

/**
 * The day that a text begins with, written as `2024-03-05`, counted from 1970-01-01; undefined for
 * another form and for a day that the calendar does not have.
 */
function dayOf(text) {
  const [iso] = /^\d{4}-\d\d-\d\d(?!\d)/.exec(text) ?? [""];
  const day = new Date(`${iso}T00:00Z`);
  return !isNaN(day) && day.toISOString().startsWith(iso) ? day / 86_400_000 : undefined;
}

/**
 * Reads the article of a document; see `read` in src/page.rs.
 *
 * @param {Document} page
 * @param {(root: Element) => { text: string, links: string }} textOf The engine's.
 * @param {string} [selector] Names the element that holds the article.
 * @param {string} [pins] More addresses to show first …
 * @param {string} [excludes] … and never, with spaces between.
 */
export function read(page, textOf, selector, pins = "", excludes = "") {
  const all = (selector) => [...page.querySelectorAll(selector)];
  const values = (selector, name = "content") =>
    all(selector).map((element) => element.getAttribute(name));

  let article;
  all("script[type='application/ld+json']").some((script) => {
    try {
      const json = script.firstChild.nodeValue;
      return json.length <= JSON_LIMIT && (article = articleIn(JSON.parse(json), 3));
    } catch {
      return false;
    }
  });

  let chosen;
  try {
    chosen = selector && page.querySelector(selector);
  } catch {
    // Not a selector.
  }
  const articles = all("article").filter((one) => !one.matches("[hidden],[hidden] *,aside *"));
  const root =
    chosen ||
    page.querySelector("[itemprop~=articleBody]") ||
    // Pages that scroll on for ever have the next article below.
    articles.find((one) => one.querySelector("h1"));
  const shown = root ? [root] : articles;
  let main = { text: "", links: "" };
  const take = (root) => {
    const said = textOf(root);
    if (said.text.length >= main.text.length) main = said;
  };
  shown.slice(0, ARTICLES).forEach(take);
  const place = page.querySelector("main, [role=main]") ?? page.querySelector("body");
  const isEmpty = !trim(main.text);
  if (place && (isEmpty || !root)) {
    const around = textOf(place);
    if (isEmpty || around.text.length > AROUND * main.text.length) main = around;
  }
  const body = trim(article?.articleBody);
  const text = !chosen && body.length > main.text.length ? body : main.text;

  const url = address(page);
  const own = key(url);
  const addresses = (written) => {
    const found = new Set();
    for (const one of written) {
      const text = trim(one);
      const address = text && web(text, page.baseURI)?.replace(/#.*/s, "");
      if (!address) continue;
      const its = key(address);
      // An address of its own without a host is that of any.
      const isOwn = its === own || path(its) === own;
      if (!isOwn && found.size < ADDRESSES) found.add(address);
    }
    return [...found].join(" ");
  };
  const wishes = (name) =>
    addresses(
      values(`meta[name='also-like:${name}']`)
        .join(" ")
        .split(/[\0- ]/),
    );

  const labels = new Map();
  [
    ...strings(article?.keywords),
    ...strings(article?.articleSection),
    ...values(
      "meta[property='article:tag'],meta[property='article:section'],meta[name=keywords i]",
    ),
    // Not those of a sidebar, which has all tags of the site.
    ...all("a[rel~=tag]:not(aside *)").map((link) => textOf(link).text),
  ]
    .flatMap((text) => text?.split(/[\0,、，]/))
    .forEach((text) => {
      const label = trim(text).replace(/^#+/, "");
      const lower = label.toLowerCase();
      if (label && labels.size < LABELS && !labels.has(lower)) labels.set(lower, label);
    });

  const titled = (selector) => {
    const element = page.querySelector(selector);
    return element ? trim(textOf(element).text) : "";
  };
  const dated = [
    trim(article?.datePublished),
    ...[
      ["meta[property='article:published_time']"],
      ["meta[itemprop=datePublished]"],
      ["time[itemprop=datePublished][datetime]", "datetime"],
      ["time[pubdate][datetime]", "datetime"],
      ["article time[datetime],main time[datetime]", "datetime"],
    ].map((place) => said(page, place)),
  ];
  return {
    url,
    title:
      trim(article?.headline) ||
      said(page, ["meta[property='og:title']"]) ||
      // The first heading of all is on many sites the site's name.
      titled("main h1,article h1") ||
      titled("h1") ||
      titled("title"),
    excerpt:
      trim(article?.description) ||
      said(page, ["meta[property='og:description']"], ["meta[name=description i]"]),
    text,
    // Open Graph writes `en_GB`.
    lang: (
      said(page, ["html", "lang"]) ||
      trim(article?.inLanguage) ||
      said(page, ["meta[http-equiv=content-language i]"], ["meta[property='og:locale']"])
    ).replace(/_/g, "-"),
    day: dated.map(dayOf).find((day) => day !== undefined),
    labels: [...labels.values()].join(),
    links: addresses(main.links.split("\0")),
    translations: addresses(values("link[rel~=alternate][hreflang]", "href")),
    pins: `${wishes("pin")} ${pins}`,
    excludes: `${wishes("exclude")} ${excludes}`,
  };
}
