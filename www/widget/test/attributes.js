import assert from "node:assert/strict";
import { beforeEach, test } from "./support/test.js";
import { defaults, mirrorAttributes, NAMES } from "../attributes.js";
import { openPage, said } from "./support/dom.js";

const document = openPage();
const prototype = {};
mirrorAttributes(prototype);

/** As much of an element as its properties need. */
function box(attributes = {}) {
  const given = new Map(Object.entries(attributes));
  return Object.assign(Object.create(prototype), {
    given,
    getAttribute: (name) => given.get(name) ?? null,
    setAttribute: (name, value) => given.set(name, `${value}`),
    removeAttribute: (name) => given.delete(name),
  });
}

beforeEach(() => defaults.clear());

test("what is not said has a default", () => {
  const { catalog, fallback, headingLevel, languages, layout, limit, loading, pin, reasons } =
    box();
  assert.deepEqual(
    { catalog, fallback, headingLevel, languages, layout, limit, loading, pin, reasons },
    {
      catalog: "https://site.test/also-like/",
      fallback: "section latest",
      headingLevel: 2,
      languages: "same",
      layout: "cards",
      limit: 4,
      loading: "lazy",
      pin: "",
      reasons: false,
    },
  );
});

test("numbers are held to their range", () => {
  for (const [text, expected] of [
    ["0", 1],
    ["-3", 1],
    ["7", 7],
    ["51", 50],
    ["4.9", 4],
    ["8 cards", 8],
    ["many", 4],
    ["", 4],
  ]) {
    assert.equal(box({ limit: text }).limit, expected, text);
  }
});

test("words are those that there are, in any case", () => {
  assert.equal(box({ layout: "LIST" }).layout, "list");
  assert.equal(box({ layout: "tiles" }).layout, "cards");
  assert.equal(box({ fallback: "Latest, or section" }).fallback, "section");
  assert.equal(box({ fallback: "latest section" }).fallback, "section latest");
  assert.equal(box({ fallback: "none" }).fallback, "none");
});

test("false takes a flag back", () => {
  for (const name of ["reasons", "explain", "read-last", "skip-linked"]) {
    const property = name.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    for (const [text, expected] of [
      ["", true],
      ["true", true],
      ["false", false],
      ["FALSE", false],
    ]) {
      assert.equal(box({ [name]: text })[property], expected, `${name}=${text}`);
    }
    assert.equal(box()[property], false);
  }
  defaults.set("reasons", "");
  assert.equal(box().reasons, true);
  assert.equal(box({ reasons: "false" }).reasons, false);
});

test("addresses are made complete; those of no page are left out", () => {
  assert.equal(
    box({ pin: " /a  b.html javascript:x" }).pin,
    "https://site.test/a https://site.test/news/b.html",
  );
  assert.equal(box({ catalog: "/c" }).catalog, "https://site.test/c/");
  assert.equal(box({ catalog: "http://[" }).catalog, "http://[");
});

test("properties mirror attributes", () => {
  const one = box();
  one.limit = 9;
  one.headingLevel = 3;
  assert.deepEqual(
    [...one.given],
    [
      ["limit", "9"],
      ["heading-level", "3"],
    ],
  );
  one.limit = null;
  assert.equal(one.limit, 4);
});

test("a page that changed what objects inherit does not change the properties", () => {
  Object.prototype.get = () => "changed";
  try {
    const other = {};
    mirrorAttributes(other);
    assert.equal(Object.assign(other, { getAttribute: () => null }).limit, 4);
  } finally {
    delete Object.prototype.get;
  }
});

test("old names work, with one warning each", async () => {
  assert(NAMES.includes("otherwise") && NAMES.includes("debug"));
  const warnings = await said("warn", () => {
    assert.equal(box({ otherwise: "latest" }).fallback, "latest");
    assert.equal(box({ otherwise: "latest" }).otherwise, "latest");
    assert.equal(box({ otherwise: "latest", fallback: "none" }).fallback, "none");
    defaults.set("fallback", "section");
    assert.equal(box({ otherwise: "latest" }).fallback, "latest", "nearer than the script tag's");
    const one = box();
    one.debug = true;
    assert.equal(one.explain, true);
    assert.equal(one.given.get("explain"), "true");
  });
  assert.deepEqual(warnings, [
    "also-like: otherwise is now fallback",
    "also-like: debug is now explain",
  ]);
  assert(document);
});
