// From bytes in memory to the first answer, and how long the answers after it take, at full speed and
// without a network.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { median, print, whole } from "./table.mjs";

/** Fresh browsers for the first answer, and rounds over all pages for the others. */
const RUNS = 5;
const ROUNDS = 5;

/** Milliseconds after which a fresh browser has done with itself: before, what it starts is most of our time. */
const QUIET = 1_000;

/** Measures all engines over the pages of about 1000 words; prints and returns the figures. */
export async function answers(browser, server, folder) {
  const { size, long } = JSON.parse(await readFile(join(folder, "pages.json"), "utf8"));
  const manifest = JSON.parse(
    await readFile(join(server.folders.get("also-like"), "catalog.json"), "utf8"),
  );
  const engines = {
    "also-like": manifest,
    typed: "/peers/typed.bin",
    flexsearch: "/peers/flexsearch.json",
    minisearch: "/peers/minisearch.json",
  };
  server.pages.set("/blank.html", "<!doctype html><title>blank</title>");
  const figures = {};
  for (const [engine, index] of Object.entries(engines)) {
    console.error(`${engine}: answers over ${size} articles`);
    const runs = [];
    for (let i = 0; i < RUNS; i++) {
      const rounds = i ? 0 : ROUNDS;
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${server.origin}/blank.html`);
      runs.push(await page.evaluate(ask, { engine, index, articles: long, rounds, quiet: QUIET }));
      await context.close();
    }
    const [{ later, reading }] = runs;
    figures[engine] = { first: runs.map(({ first }) => first), later, reading };
  }
  print(
    `Without a network, at full speed, ${whole(size)} articles, ${long.length} pages of about 1000 ` +
      `words, medians; the search engines are given the page's best terms:`,
    ["engine", "bytes in memory to first answer, ms", "reading the page, ms", "answer, ms"],
    Object.entries(figures).map(([engine, { first, later, reading }]) => [
      engine,
      median(first).toFixed(1),
      reading.length ? median(reading).toFixed(2) : "–",
      median(later).toFixed(2),
    ]),
  );
  return figures;
}

/** Runs in the browser. */
async function ask({ engine, index, articles, rounds, quiet }) {
  const bytes = async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw Error(`${url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const { load, fileOf } = await import(`/engines/${engine}.js`);
  const isOurs = engine === "also-like";
  const wasm = isOurs ? await bytes("/also-like/also-like.wasm") : undefined;
  const whole = isOurs ? undefined : await bytes(index);
  // The page as it stands in a browser, for an engine that reads it by itself.
  const set = ({ title, text, url }) => {
    const article = document.createElement("article");
    for (const paragraph of [title, ...text.split("\n")]) {
      const name = article.firstChild ? "p" : "h1";
      article.append(Object.assign(document.createElement(name), { textContent: paragraph }));
    }
    const canonical = Object.assign(document.createElement("link"), {
      rel: "canonical",
      href: url,
    });
    document.head.replaceChildren(canonical);
    document.body.replaceChildren(article);
  };
  const pages = [];
  for (const page of articles) {
    const query = `${page.title} ${page.terms.join(" ")}`;
    pages.push({
      ...page,
      query,
      file: isOurs ? await bytes(`/also-like/${fileOf(index, page.url)}`) : undefined,
    });
  }

  set(pages[0]);
  await new Promise((resolve) => setTimeout(resolve, quiet));
  const start = performance.now();
  const related = await load(whole, wasm);
  const found = related({ ...pages[0], said: related.read?.() }, 4);
  const first = performance.now() - start;
  if (found.length < 4) throw Error(`${engine} found ${found.length} articles`);

  /** @type {number[]} */
  const later = [];
  /** @type {number[]} */
  const reading = [];
  for (let round = 0; round < rounds; round++) {
    for (const page of pages) {
      set(page);
      const start = performance.now();
      const said = related.read?.();
      const begin = performance.now();
      related({ ...page, said }, 4);
      later.push(performance.now() - begin);
      if (said) reading.push(begin - start);
    }
  }
  return { first, later, reading };
}
