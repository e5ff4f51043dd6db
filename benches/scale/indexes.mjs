// What the other engines need of a newspaper, made once and kept.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { freemem } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { create } from "./engine/flexsearch.js";
import { options } from "./engine/minisearch.js";
import { serialize } from "./engine/typed.js";
import { Frequencies, articles } from "./site.mjs";

/** Terms that an article is cut to. A careful user of a search engine does that. */
const KEPT = 64;

/** Terms that a page is searched by. */
const ASKED = 25;

/** Articles whose cards share a file. */
const SHARED = 100;

/** Bytes of memory that Pagefind may need for each article of an index. It takes all that there is. */
const PAGEFIND = 300_000;

const here = import.meta.dirname;

/**
 * Fills the folder, unless it holds what these scripts make of this corpus. With `all` there are
 * indexes for the engines that are measured without a network too.
 *
 * `pages` articles, from all over the corpus, and as many of about a thousand words as there are up to
 * 20, come to pages.json with the terms that they are searched by.
 */
export async function fill(folder, corpus, { pages, all }) {
  const stamp = join(folder, "stamp");
  const inputs = createHash("sha256").update(JSON.stringify([pages, all]));
  inputs.update(await readFile(corpus.replace(/jsonl$/, "stamp")));
  const scripts = (await readdir(join(here, "engine"))).sort().map((name) => join("engine", name));
  for (const name of ["indexes.mjs", "site.mjs", "package-lock.json", ...scripts]) {
    inputs.update(await readFile(join(here, name)));
  }
  const wanted = inputs.digest("hex");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;

  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "cards"), { recursive: true });
  const frequencies = await Frequencies.of(corpus);
  await samples(folder, corpus, frequencies, pages);
  await cards(folder, corpus);
  await miniSearch(folder, corpus, frequencies);
  if (all) {
    await flexSearch(folder, corpus, frequencies);
    await typed(folder, corpus, frequencies);
  }
  if (frequencies.size * PAGEFIND < freemem()) await pageFind(folder, corpus);
  else console.error(`no index by Pagefind: it may need ${(frequencies.size * PAGEFIND) / 1e9} GB`);
  await writeFile(stamp, wanted);
}

async function samples(folder, corpus, frequencies, most) {
  const some = [];
  const long = [];
  let number = 0;
  for await (const article of articles(corpus)) {
    const words = article.text.split(/\s+/).length;
    const is = Math.floor(((some.length + 0.5) * frequencies.size) / most) === number++;
    const isLong = long.length < 20 && words > 900 && words < 1100;
    if (!is && !isLong) continue;
    const terms = frequencies.best(article, ASKED).map(([term]) => term);
    if (is) some.push({ ...article, terms });
    if (isLong) long.push({ ...article, terms });
  }
  const { size } = frequencies;
  await writeFile(join(folder, "pages.json"), JSON.stringify({ size, some, long }));
}

async function cards(folder, corpus) {
  let [number, cards] = [0, []];
  const flush = async () => {
    const file = join(folder, "cards", `${Math.ceil(number / SHARED) - 1}.json`);
    if (cards.length) await writeFile(file, JSON.stringify(cards));
    cards = [];
  };
  for await (const { url, title, excerpt, date } of articles(corpus)) {
    cards.push({ url, title, excerpt, date });
    if (++number % SHARED === 0) await flush();
  }
  await flush();
}

/** Calls `add` with the number and the best terms of each article. */
async function eachCut(corpus, frequencies, add) {
  let number = 0;
  for await (const article of articles(corpus)) add(number++, frequencies.best(article, KEPT));
}

/** The terms as a text, in which the frequent ones stand up to three times. */
const repeated = (terms) =>
  terms.map(([term, count]) => `${term} `.repeat(Math.min(count, 3)).trim()).join(" ");

async function miniSearch(folder, corpus, frequencies) {
  const index = new MiniSearch(options);
  await eachCut(corpus, frequencies, (id, terms) => index.add({ id, text: repeated(terms) }));
  await writeFile(join(folder, "minisearch.json"), JSON.stringify(index));
}

async function flexSearch(folder, corpus, frequencies) {
  const index = create();
  await eachCut(corpus, frequencies, (id, terms) => index.add(id, repeated(terms)));
  const parts = {};
  await index.export((name, part) => void (part && (parts[name] = part)));
  await writeFile(join(folder, "flexsearch.json"), JSON.stringify(parts));
}

async function typed(folder, corpus, frequencies) {
  const lists = new Map();
  await eachCut(corpus, frequencies, (article, terms) => {
    const length = Math.hypot(...terms.map(([, , weight]) => weight));
    for (const [term, , weight] of terms) {
      if (!lists.has(term)) lists.set(term, []);
      // The largest share of a length that is usual comes to the end of the scale.
      lists
        .get(term)
        .push([article, Math.min(255, Math.max(1, Math.round((400 * weight) / length)))]);
    }
  });
  const words = [...lists.keys()].filter((word) => lists.get(word).length > 1).sort();
  const counts = words.map((word) => frequencies.in(word));
  const bytes = serialize(
    frequencies.size,
    words,
    counts,
    words.map((word) => lists.get(word)),
  );
  await writeFile(join(folder, "typed.bin"), bytes);
}

async function pageFind(folder, corpus) {
  const { index } = await pagefind.createIndex({ forceLanguage: "en" });
  let batch = [];
  const settle = async () => {
    await Promise.all(batch);
    batch = [];
  };
  for await (const { url, title, excerpt, date, text } of articles(corpus)) {
    const meta = { title, excerpt, date };
    batch.push(index.addCustomRecord({ url, content: `${title}\n${text}`, language: "en", meta }));
    if (batch.length === 100) await settle();
  }
  await settle();
  const { errors } = await index.writeFiles({ outputPath: join(folder, "pagefind") });
  await pagefind.close();
  if (errors.length) throw Error(errors.join("; "));
}
