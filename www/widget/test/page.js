import assert from "node:assert/strict";
import { test } from "./support/test.js";
import { canonicalUrl, httpUrl, isoDate, readPage } from "../page.js";
import { documentOf } from "./support/dom.js";

globalThis.document = documentOf("");

const read = (html, ...options) => readPage(documentOf(html), ...options);
const jsonLd = (json) =>
  `<head><script type="application/ld+json">${JSON.stringify(json)}</script></head>`;

test("metadata: the first that is not blank", () => {
  const page = read(`<head><title>Title</title><meta property="og:title" content=" ">
    <meta property="og:description" content="Shared"><meta name="Description" content="Plain">
    <meta property="og:locale" content="en_GB"></head>
    <body><header><h1>Site</h1></header><main><h1>Heading</h1> text</main></body>`);
  assert.equal(page.title, "Heading");
  assert.equal(page.excerpt, "Shared");
  assert.equal(page.lang, "en-GB");
});

test("JSON-LD: alone, in an array, in a graph, and never broken or too deep", () => {
  const article = {
    "@type": ["Thing", "NewsArticle"],
    headline: "Ferry",
  };
  for (const json of [article, [article], { "@graph": [{ "@type": "WebSite" }, article] }]) {
    assert.equal(read(jsonLd(json)).title, "Ferry");
  }
  assert.equal(read(jsonLd({ "@graph": [[[[article]]]] })).title, "");
  assert.equal(
    read(`<head><script type="application/ld+json">{"@type":</script><title>T</title></head>`)
      .title,
    "T",
  );
});

const PEAR = "The pear tree in the yard bears fruit every other year.";
const PLUM = "Plums are sold at the gate on the last day of September.";

test("the text is that of the article", () => {
  const text = (/** @type {string} */ html, selector = "") =>
    read(`<body>${html}</body>`, selector).text.trim().replace(/\s+/g, " ");
  assert.equal(text(`around <article><h1>Own</h1><p>${PEAR}</p></article>`), PEAR);
  assert.equal(
    text(`<article>short</article><article><p>${PLUM}</p></article><article>b</article>`),
    PLUM,
  );
  assert.equal(text("all <p>of it</p>"), "all of it");
  assert.equal(text("<p id=a>this</p> not that", "#a"), "this");
  assert.equal(text("<p>this</p>", "["), "this");
  assert.equal(
    text(`<article><p>${PLUM} ${PLUM}</p></article><article><h1>A</h1><p>${PEAR}</p></article>`),
    PEAR,
  );
  assert.equal(
    text(`<p>${PEAR}</p><div class="x related"><a href=/a>a</a></div><nav>no</nav>`),
    PEAR,
  );
});

test("labels: once each, without those of a sidebar", () => {
  const { labels } = read(`<head><meta name="keywords" content="Ferry, #Night,ferry">
    <meta property="article:tag" content="Islands"></head>
    <body><aside><a rel="tag">All</a></aside><a rel="tag">Harbour</a></body>`);
  assert.deepEqual(labels.split(",").sort(), ["Ferry", "Harbour", "Islands", "Night"]);
});

test("addresses: complete, on the web, of other pages", () => {
  const { links, pins, excludes, translations, url } = read(
    `<head><link rel="canonical" href="https://site.test/own.html">
      <link rel="alternate" hreflang="de" href="/de">
      <meta name="also-like:pin" content="/first javascript:alert(1)"></head>
      <body><a href="/a#b">a</a><a href="/own/">self</a><a href="mailto:x@y.z">m</a></body>`,
    "",
    "https://site.test/pinned",
    "https://site.test/never",
  );
  assert.equal(url, "https://site.test/own.html");
  assert.equal(links, "https://site.test/a");
  assert.equal(translations, "https://site.test/de");
  assert.equal(pins.trim(), "https://site.test/first https://site.test/pinned");
  assert.equal(excludes.trim(), "https://site.test/never");
});

test("an address on the web", () => {
  assert.equal(httpUrl("a b", "https://site.test/c/"), "https://site.test/c/a%20b");
  for (const address of ["javascript:alert(1)", "data:text/html,x", "http://", "//["]) {
    assert.equal(httpUrl(address, "https://site.test/"), undefined, address);
  }
  assert.equal(
    canonicalUrl(documentOf("<head></head>", "https://site.test/x")),
    "https://site.test/x",
  );
});

test("ISO dates never throw", () => {
  for (const [day, expected] of [
    [0, "1970-01-01"],
    [19787, "2024-03-05"],
    [-1, "1969-12-31"],
    [-719529, "-000001-12-31"],
    [2932897, "+010000-01-01"],
    [2 ** 31 - 1, null],
    [-(2 ** 31), null],
    [null, null],
    [undefined, null],
  ]) {
    assert.equal(isoDate(day), expected, `${day}`);
  }
});
