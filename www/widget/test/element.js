import assert from "node:assert/strict";
import { beforeEach, test } from "./support/test.js";
import { modules } from "./support/assets.js";
import { openPage, said, serve, storage } from "./support/dom.js";
import { engine } from "./support/engine.js";

const document = openPage(`<head></head><body lang="en"><article>A night ferry</article></body>`);
const { AlsoLikeElement } = await import("../element.js");
const { define } = await import("../define.js");
define();
modules["also-like-more.js"] = await import("../more.js");

const card = (more = {}) => ({
  url: "/a",
  title: "A",
  excerpt: "",
  image: "",
  lang: "en",
  date: null,
  score: 1,
  pinned: false,
  ...more,
});
const found = (...cards) => ({ known: true, kind: "related", name: "", cards });
const manifest = { files: [{ name: "catalog-1.bin" }] };

/** Puts a box into the page; returns it with its events. */
async function place(attributes = {}) {
  const box = document.createElement("also-like");
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  const told = [];
  for (const name of ["ready", "error", "click"]) {
    box.addEventListener(`also-like-${name}`, ({ detail }) => told.push([name, detail]));
  }
  document.body.append(box);
  const cards = await box.ready;
  return { box, cards, told };
}

const texts = (box, part) =>
  [...box.shadowRoot.querySelectorAll(`[part~=${part}]`)].map((element) => element.textContent);

beforeEach(() => {
  for (const box of document.querySelectorAll("also-like")) box.remove();
  globalThis.localStorage = storage();
  engine.answer = () => found(card(), card({ url: "/b", title: "B" }));
  serve({
    "/also-like/also-like.wasm": "plain",
    "/also-like/also-like-reasons.wasm": "wordy",
    "/also-like/catalog.json": manifest,
    "/also-like/catalog-1.bin": "catalog",
    "/de/catalog.json": { ...manifest, headings: { en: ["Andere"] } },
    "/de/catalog-1.bin": "catalog",
  });
});

test("a box shows cards, and tells of them", async () => {
  const { box, cards, told } = await place({ limit: "1" });
  assert.deepEqual(texts(box, "link"), ["A"]);
  assert.equal(box.kind, "related");
  assert.deepEqual(
    told.map(([name]) => name),
    ["ready"],
  );
  assert.equal(told[0][1].cards, cards);
  box.shadowRoot.querySelector("a").dispatchEvent(new CustomEvent("click"));
  const [, click] = told.at(-1);
  assert.deepEqual(
    { ...click },
    { url: "https://site.test/a", title: "A", position: 1, score: 1, reasons: [] },
  );
  const warnings = await said("warn", () => assert.deepEqual(click.because, []));
  assert(warnings.length <= 1);
});

test("without cards, and where something fails, it shows its children", async () => {
  engine.answer = () => found();
  const { box, told } = await place();
  assert.equal(box.shadowRoot.querySelectorAll("slot").length, 1);
  assert.deepEqual(told, [["ready", { cards: [], kind: "", name: "" }]]);
  serve({});
  const warnings = await said("warn", async () => {
    const { box, told } = await place({ catalog: "/gone/" });
    assert.equal(told[0][0], "error");
    assert.match(told[0][1].message, /could not load .*\/gone\/catalog\.json/);
    assert.equal(box.shadowRoot.querySelectorAll("slot").length, 1);
  });
  assert.equal(warnings.length, 1);
});

test("two catalogs on a page have their own words", async () => {
  const [one, other] = await Promise.all([place(), place({ catalog: "/de/" })]);
  assert.deepEqual(texts(one.box, "heading"), ["You May Also Like"]);
  assert.deepEqual(texts(other.box, "heading"), ["Andere"]);
  await one.box.refresh();
  assert.deepEqual(texts(one.box, "heading"), ["You May Also Like"]);
});

test("reasons=false means off", async () => {
  engine.answer = () => found(card({ reasons: ["ferry"] }));
  assert.deepEqual(texts((await place({ reasons: "false" })).box, "reason"), []);
  assert.deepEqual(texts((await place({ reasons: "" })).box, "reason"), ["ferry"]);
});

test("read-last puts what was read behind the rest, asked for more", async () => {
  localStorage.setItem("also-like-read", "https://site.test/a");
  const limits = [];
  engine.answer = (_, limit) => {
    limits.push(limit);
    return found(card(), card({ url: "/b", title: "B" }));
  };
  const { box } = await place({ "read-last": "", limit: "2" });
  assert.deepEqual(texts(box, "link"), ["B", "A"]);
  assert.deepEqual(limits, [2, 50]);
  assert.match(localStorage.getItem("also-like-read"), /page\.html\?p=1$/);
  AlsoLikeElement.forget();
  assert.equal(localStorage.getItem("also-like-read"), null);
});

test("recommend gives what the event tells, without a box or a definition", async () => {
  let page;
  engine.answer = (_file, limit, _today, flags, ...rest) => {
    page = rest.at(-1).page;
    return { ...found(card(), card({ url: "/b" })), kind: "section", name: `${limit} ${flags}` };
  };
  const given = { limit: 8, fallback: "section", languages: "any", lang: "de", pin: "/p" };
  const answer = await AlsoLikeElement.recommend("Eine Fähre", given);
  assert.deepEqual(Object.keys(answer), ["cards", "kind", "name"]);
  assert.deepEqual([answer.kind, answer.name, answer.cards.length], ["section", "8 5", 2]);
  assert.deepEqual(
    [page.text, page.lang, page.pins, page.url],
    ["Eine Fähre", "de", "https://site.test/p", ""],
  );
  const warnings = await said("warn", () => {
    assert.deepEqual([...answer], answer.cards);
    for (const one of answer) assert(one.title);
  });
  assert.deepEqual(warnings, ["also-like: recommend() gives { cards, kind, name }, no array"]);
  engine.answer = () => found();
  assert.equal((await AlsoLikeElement.recommend("x")).kind, "");
  assert.equal(page.lang, "de");
});

test("an old attribute and an old property work", async () => {
  const flags = [];
  engine.answer = (_file, _limit, _today, flag) => {
    flags.push(flag);
    return found(card());
  };
  const warnings = await said("warn", async () => {
    const { box } = await place({ otherwise: "none" });
    assert.equal(box.fallback, "none");
    box.otherwise = "latest";
    assert.equal(box.getAttribute("fallback"), "latest");
    await box.ready;
  });
  assert.deepEqual(flags, [0, 8]);
  assert.deepEqual(warnings, ["also-like: otherwise is now fallback"]);
});

test("the panel of a box with explain", async () => {
  const told = [];
  modules["also-like-explain.js"] = {
    explain: (_root, answer, page) => told.push([answer.kind, page.text]),
  };
  await place({ explain: "" });
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(
    told.map(([kind, text]) => [kind, text.trim()]),
    [["related", "A night ferry"]],
  );
});

test("a name or a registry of its own", () => {
  define("more-news");
  const other = customElements.get("more-news");
  assert(other.prototype instanceof AlsoLikeElement);
  assert.equal(customElements.get("also-like"), AlsoLikeElement);
  define("more-news");
  assert.equal(customElements.get("more-news"), other, "the first one stays");
  const scoped = new Map();
  define(undefined, { get: (tag) => scoped.get(tag), define: (tag, own) => scoped.set(tag, own) });
  assert.equal(scoped.get("also-like"), AlsoLikeElement);
});

test("the public class is what the types say", async () => {
  const { readFile } = await import("node:fs/promises");
  const types = await readFile(new URL("../also-like.d.ts", import.meta.url), "utf8");
  const body = types.slice(
    types.indexOf("export class AlsoLikeElement"),
    types.indexOf("\n}\n\n/** Def"),
  );
  for (const name of ["explain", "fallback", "debug", "otherwise", "readLast", "ready", "kind"]) {
    assert(body.includes(` ${name}: `), name);
    assert(name in AlsoLikeElement.prototype, name);
  }
});
