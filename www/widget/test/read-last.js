import assert from "node:assert/strict";
import { beforeEach, test } from "./support/test.js";
import { readLast, remember } from "../read-last.js";
import { openPage, storage } from "./support/dom.js";

openPage();
const NAME = "also-like-read";
const cards = (...paths) => paths.map((path) => ({ url: `https://site.test${path}` }));
const order = (...paths) =>
  readLast(cards(...paths)).map(({ url }) => url.slice("https://site.test".length));

beforeEach(() => {
  globalThis.localStorage = storage();
});

test("what was read goes behind the rest", () => {
  remember("/b.html");
  assert.deepEqual(order("/a", "/b", "/c"), ["/a", "/c", "/b"]);
});

test("a query may be what names an article", () => {
  remember("/?p=1");
  assert.deepEqual(order("/?p=1", "/?p=2"), ["/?p=2", "/?p=1"]);
  remember("/a?utm_source=mail");
  assert.deepEqual(order("/a", "/b"), ["/b", "/a"]);
});

test("what the version before remembered still counts", () => {
  localStorage.setItem(NAME, "https://site.test/a https://site.test/news/b https://site.test");
  assert.deepEqual(order("/a.html", "/c", "/news/b/", "/"), ["/c", "/a.html", "/news/b/", "/"]);
  remember("/a.html");
  assert.equal(localStorage.getItem(NAME).split(" ").length, 3);
});

test("500 are kept, each once", () => {
  localStorage.setItem(
    NAME,
    Array.from({ length: 509 }, (_, i) => `https://site.test/${i}`).join(" "),
  );
  remember("/509");
  remember("/509/index.html");
  const kept = localStorage.getItem(NAME).split(" ");
  assert.equal(kept.length, 500);
  assert.equal(kept[0], "https://site.test/10");
  assert.equal(kept.at(-1), "https://site.test/509/index.html");
});

test("a fragment is not kept", () => {
  remember("/a?p=1#access_token=secret");
  assert.equal(localStorage.getItem(NAME), "https://site.test/a?p=1");
});

test("a storage that is forbidden or full is none", () => {
  globalThis.localStorage = {
    getItem() {
      throw Error("forbidden");
    },
    setItem() {
      throw Error("full");
    },
  };
  remember("/a");
  assert.deepEqual(order("/a", "/b"), ["/a", "/b"]);
});
