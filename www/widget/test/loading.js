import assert from "node:assert/strict";
import { mock } from "node:test";
import { test } from "./support/test.js";
import * as constants from "../../constants.js";
import { openCatalog } from "../catalog.js";
import { download, loadModule, MAX_BYTES, TIMEOUT } from "../download.js";
import { run } from "../engine.js";
import { related } from "../related.js";
import { modules } from "./support/assets.js";
import { openPage, serve, URL_OF_PAGE } from "./support/dom.js";
import { engine } from "./support/engine.js";

openPage("<head></head><body><article>text</article></body>");
const at = (path) => new URL(path, "https://site.test/");
const WASM = { "/also-like/also-like.wasm": "plain", "/also-like/also-like-reasons.wasm": "wordy" };
const options = (more = {}) => ({
  article: "",
  catalog: "https://site.test/c/",
  exclude: "",
  explain: false,
  fallback: "section latest",
  languages: "same",
  pin: "",
  reasons: false,
  skipLinked: false,
  ...more,
});
/** A catalog folder that no test has loaded before. */
let folders = 0;
const newFolder = () => `/c${++folders}/`;

test("a download says what went wrong", async () => {
  serve({
    "/gone": new Response("", { status: 410 }),
    "/broken": "{",
    "/offline": () => {
      throw Error("offline");
    },
  });
  for (const [path, expected] of [
    ["/gone", /^Error: could not load https:\/\/site\.test\/gone: the server answered 410$/],
    ["/none", /answered 404/],
    ["/broken", /^Error: could not load https:\/\/site\.test\/broken: .*JSON/],
    ["/offline", /could not load .*: offline/],
  ]) {
    await assert.rejects(download(at(path), "json"), expected);
  }
});

test("a download sends no cookies, is checked, and ends in time", async () => {
  const requests = serve({ "/a": "abc" });
  const bytes = await download(at("/a"), "arrayBuffer", "no-cache", "sha256-x");
  assert.equal(bytes.byteLength, 3);
  const [{ init }] = requests;
  assert.equal(init.credentials, "omit");
  assert.equal(init.cache, "no-cache");
  assert.equal(init.integrity, "sha256-x");
  assert(init.signal instanceof AbortSignal);
  assert(TIMEOUT <= 10_000);
});

test("a file without an end is given up", async () => {
  const part = new Uint8Array(1 << 22);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += part.length;
      if (sent > 2 * MAX_BYTES) controller.close();
      else controller.enqueue(part);
    },
  });
  serve({ "/endless": new Response(endless) });
  await assert.rejects(download(at("/endless"), "arrayBuffer"), /more than 67108864 bytes/);
  assert(sent <= 2 * MAX_BYTES, `${sent}`);
});

test("a module that is not there, and one that takes too long", async () => {
  modules["also-like-explain.js"] = { explain: 1 };
  assert.equal((await loadModule("explain")).explain, 1);
  await assert.rejects(loadModule("more"), /could not load .*also-like-more\.js: there is none/);
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    modules["also-like-more.js"] = new Promise(() => {});
    const late = assert.rejects(loadModule("more"), /it takes too long/);
    mock.timers.tick(TIMEOUT);
    await late;
  } finally {
    mock.timers.reset();
    delete modules["also-like-more.js"];
  }
});

test("a manifest: what it may lack, and what it must not", async () => {
  for (const manifest of [
    null,
    {},
    { files: [] },
    { files: [{ name: "../secret" }] },
    { files: [{ name: "https://evil.test/catalog-1" }] },
    { shards: { folder: "catalog-1", neighbourhoods: 0 } },
    { shards: { folder: "catalog-1/..", neighbourhoods: 1 } },
  ]) {
    const folder = newFolder();
    serve({ [`${folder}catalog.json`]: new Response(JSON.stringify(manifest)) });
    await assert.rejects(openCatalog(`https://site.test${folder}`), /names no catalog file/);
  }
  const folder = newFolder();
  const requests = serve({ [`${folder}catalog.json`]: { files: [{ name: "catalog-1.bin" }] } });
  const catalog = await openCatalog(`https://site.test${folder}`);
  assert.deepEqual(catalog.weights, {});
  assert.equal(catalog.headings.en[0], "You May Also Like");
  assert.equal(requests[0].init.cache, "no-cache");
});

test("a manifest is loaded once, and again when it failed", async () => {
  const folder = newFolder();
  const url = `https://site.test${folder}`;
  const files = {};
  const requests = serve(files);
  await assert.rejects(openCatalog(url));
  files[`${folder}catalog.json`] = { files: [{ name: "catalog-1.bin" }] };
  const [one, other] = await Promise.all([openCatalog(url), openCatalog(url)]);
  assert.equal(one, other);
  assert.equal(requests.length, 2);
});

test("shards are found by number and by address", async () => {
  const folder = newFolder();
  const shards = { folder: "catalog-1", run: 7, neighbourhoods: 3, champions: 2 };
  const requests = serve({ [`${folder}catalog.json`]: { shards } });
  const catalog = await openCatalog(`https://site.test${folder}`);
  await assert.rejects(catalog.shard("articles", 700));
  await assert.rejects(catalog.shard("cards", 3, "json"));
  await assert.rejects(catalog.neighbourhood("/a"));
  assert.deepEqual(
    requests.slice(1).map(({ path }) => path.replace(/\d\.bin\?7$/, "N.bin?7")),
    [
      `${folder}catalog-1/articles/2/18N.bin?7`,
      `${folder}catalog-1/cards/0/3.json?7`,
      `${folder}catalog-1/neighbourhoods/0/N.bin?7`,
    ],
  );
});

test("catalogs do not touch each other's words", async () => {
  const [one, other] = [newFolder(), newFolder()];
  const files = [{ name: "catalog-1.bin" }];
  serve({
    [`${one}catalog.json`]: { files, headings: { en: ["One"] }, dates: { en: "{y}" } },
    [`${other}catalog.json`]: { files, headings: { de: ["Andere"] } },
  });
  const first = await openCatalog(`https://site.test${one}`);
  const second = await openCatalog(`https://site.test${other}`);
  assert.equal(first.headings.en[0], "One");
  assert.equal(second.headings.en[0], "You May Also Like");
  assert.equal(first.headings.de, undefined);
  assert.equal(second.dates.en, undefined);
});

/** Serves a catalog of one file and returns its address. */
function serveCatalog(manifest = {}, bytes = "catalog", more = {}) {
  const folder = newFolder();
  const requests = serve({
    ...WASM,
    ...more,
    [`${folder}catalog.json`]: { files: [{ name: "catalog-1.bin" }], ...manifest },
    [`${folder}catalog-1.bin`]: bytes,
  });
  return { catalog: `https://site.test${folder}`, requests };
}

test("the engine is told limit, day, flags and weights", async () => {
  const { catalog } = serveCatalog({ weights: { dates: 1.6, diversity: 0 } });
  engine.asked = [];
  const before = engine.freed;
  const given = { catalog, languages: "any", skipLinked: true, fallback: "latest" };
  const answer = await related(options(given), 7);
  const [[file, limit, today, flags, ...weights]] = engine.asked;
  assert.deepEqual([file, limit, weights], ["catalog", 7, [1.6, undefined, 0]]);
  assert.equal(flags, constants.ANY_LANGUAGE | constants.SKIP_LINKED | constants.LATEST);
  assert(Math.abs(today - Date.now() / 864e5) < 2);
  assert.equal(answer.page.text.trim(), "text");
  assert.equal(answer.page.url, URL_OF_PAGE);
  assert.equal(engine.freed, before + 1);
});

test("the engine with reasons is loaded for boxes that show them, and for what is wrong", async () => {
  const plain = serveCatalog();
  await related(options({ catalog: plain.catalog }), 4);
  assert(!plain.requests.some(({ path }) => path.includes("reasons")));

  const before = engine.freed;
  const damaged = serveCatalog();
  let calls = 0;
  engine.answer = () => (calls++ ? "the catalog is damaged: build it again" : "");
  await assert.rejects(
    related(options({ catalog: damaged.catalog }), 4),
    /^Error: the catalog is damaged: build it again$/,
  );
  assert.equal(calls, 2);
  assert.equal(engine.freed, before + 2);
  engine.answer = () => ({ known: true, kind: "", name: "", cards: [] });
});

const METADATA = {
  withMetadata: async (page, read, names, today) => {
    assert.equal(page, document);
    assert(Math.abs(today - Date.now() / 864e5) < 2);
    return { ...read, title: `of ${names?.ends ?? "a site"}`, day: 7 };
  },
};

test("the metadata of a page that is no article are read by all rules", async () => {
  const { catalog } = serveCatalog({ names: { ends: ["Quay"] } });
  modules["also-like-metadata.js"] = METADATA;
  const titles = [];
  engine.answer = (...given) => {
    const { page, day } = given.at(-1);
    titles.push([page.title, day]);
    return { known: false, kind: "", name: "", cards: [] };
  };
  const answer = await related(options({ catalog }), 4);
  assert.deepEqual(titles, [
    ["", constants.NO_DAY],
    ["of Quay", 7],
  ]);
  assert.equal(answer.page.title, "of Quay");

  // What a page's script hands over is taken as it is.
  titles.length = 0;
  await related(options({ catalog }), 4, { ...answer.page, title: "given", day: undefined });
  assert(titles.every(([title]) => title === "given"));

  // With `explain` those of an article too.
  engine.answer = () => ({ known: true, kind: "", name: "", cards: [] });
  const explained = await related(options({ catalog, explain: true }), 4);
  assert.equal(explained.page.title, "of Quay");
  const article = await related(options({ catalog }), 4);
  assert.equal(article.page.title, "");
});

test("a page is answered without its metadata where they can't be read", async () => {
  const { catalog } = serveCatalog();
  const { withMetadata } = METADATA;
  METADATA.withMetadata = async () => {
    throw Error("no wasm");
  };
  modules["also-like-metadata.js"] = METADATA;
  engine.answer = () => ({ known: false, kind: "latest", name: "", cards: [] });
  const warn = mock.method(console, "warn", () => {});
  const answer = await related(options({ catalog }), 4);
  warn.mock.restore();
  assert.equal(answer.kind, "latest");
  assert.deepEqual(
    warn.mock.calls.map(({ arguments: [said] }) => said),
    ["also-like: no wasm"],
  );
  METADATA.withMetadata = withMetadata;
  engine.answer = () => ({ known: true, kind: "", name: "", cards: [] });
});

test("what another file's failure leaves on its way is not asked any more", async () => {
  const folder = newFolder();
  serve({ ...WASM, [`${folder}catalog.json`]: { files: [{ name: "catalog-1.bin" }] } });
  const before = engine.opened - engine.freed;
  await assert.rejects(
    related(options({ catalog: `https://site.test${folder}` }), 4),
    /could not load .*catalog-1\.bin: the server answered 404/,
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(engine.opened - engine.freed, before);
});

test("articles of many files: the own file, and the search for strangers and pins", async () => {
  const shards = { folder: "catalog-1", run: 1, neighbourhoods: 1, champions: 1 };
  const folder = newFolder();
  serve({
    ...WASM,
    [`${folder}catalog.json`]: { shards },
    [`${folder}catalog-1/neighbourhoods/0/0.bin`]: "near",
  });
  const catalog = `https://site.test${folder}`;
  const explored = [];
  modules["also-like-explore.js"] = {
    explore: async (own, query) => explored.push([own.known, query.pin, query.limit]),
  };
  engine.answer = () => ({ known: true, kind: "related", name: "", cards: [] });
  assert.equal((await related(options({ catalog }), 4)).known, true);
  await related(options({ catalog, pin: "https://site.test/a" }), 5);
  engine.answer = () => ({ known: false, kind: "", name: "", cards: [] });
  await related(options({ catalog }), 6);
  assert.deepEqual(explored, [
    [true, "https://site.test/a", 5],
    [false, "", 6],
  ]);
});

test("an engine that broke is never called again", async () => {
  const { catalog } = serveCatalog();
  const before = engine.freed;
  let calls = 0;
  engine.answer = () => {
    calls++;
    throw Error("unreachable");
  };
  await assert.rejects(
    related(options({ catalog }), 4),
    /^Error: the engine broke \(unreachable\): reload the page$/,
  );
  await assert.rejects(related(options({ catalog }), 4), /the engine broke/);
  assert.throws(() => run(() => 1), /the engine broke/);
  assert.equal(calls, 1);
  assert.equal(engine.freed, before);
});
