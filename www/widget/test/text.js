import assert from "node:assert/strict";
import { test } from "./support/test.js";
import { formatDate } from "../dates.js";
import { HEADINGS, headingsIn } from "../headings.js";
import { camelCase, languageOf, truncate } from "../text.js";
import { documentOf } from "./support/dom.js";

test("the nearest lang, through shadow roots", () => {
  const document = documentOf(`<body lang="zh-Hant"><div></div></body>`);
  const host = document.querySelector("div");
  const inner = document.createElement("p");
  host.attachShadow({ mode: "open" }).append(inner);
  assert.equal(languageOf(inner), "zh-Hant");
  assert.equal(languageOf(documentOf("<body></body>").body), "");
});

test("texts are cut before the word that would be too much", () => {
  assert.equal(truncate("  one\n two  ", 20), "one two");
  assert.equal(truncate("one two, three", 10), "one two…");
  assert.equal(truncate("abcdefghij", 4), "abcd…");
  assert.equal(truncate("😀😀😀😀", 3), "😀😀😀…");
  // The room of two letters each.
  assert.equal(truncate("漢字漢字漢字", 8), "漢字漢字…");
  assert.match(truncate("สวัสดีชาวโลกทั้งหลาย", 10), /^สวัสดี.*…$/);
});

test("dates in a catalog's words, else in those of Intl", () => {
  const forms = { __proto__: null, de: "{d}. {m} {y}|Januar|Februar|März" };
  assert.equal(formatDate("2024-03-05", "DE", forms), "5. März 2024");
  assert.equal(formatDate("2024-03-05", "en", forms), "March 5, 2024");
  assert.match(formatDate("2024-03-05", "no tag", forms), /2024/);
  assert.match(formatDate("-000001-12-31", "en", forms), /December 31/);
});

test("headings in the page's language, or its main one, or in English", () => {
  const own = { __proto__: null, ...HEADINGS, de: ["Auch", "Mehr", "Neu", " – "] };
  assert.equal(headingsIn("de-AT", own).related, "Auch");
  assert.deepEqual(headingsIn("DE", own), {
    related: "Auch",
    section: "Mehr",
    latest: "Neu",
    colon: " – ",
  });
  for (const tag of ["fi", "", "constructor", "__proto__"]) {
    assert.equal(headingsIn(tag, own).related, "You May Also Like", tag);
  }
  assert.equal(headingsIn("en", own).colon, ": ");
});

test("properties of attributes", () => {
  assert.equal(camelCase("heading-level"), "headingLevel");
});
