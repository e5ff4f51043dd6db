import assert from "node:assert/strict";
import { test } from "./support/test.js";
import * as constants from "../../constants.js";
import { explore } from "../explore.js";

/**
 * A catalog of articles in files: of each the score and its neighbours, `[article, likeness, …]`.
 *
 * @param {Record<number, { score: number, neighbours?: number[], size?: number }>} articles
 */
function catalogOf(
  articles,
  { lists = {}, words = [], weights = {}, pinned = {}, limit = 4 } = {},
) {
  const read = [];
  const catalog = {
    shards: { champions: 10 },
    weights,
    shard: async (folder, number, kind) => {
      read.push(`${folder}/${number}`);
      if (kind === "json") {
        return Array.from({ length: constants.CARDS_PER_FILE }, (_, i) => {
          const article = number * constants.CARDS_PER_FILE + i;
          return [`title ${article}`, `excerpt ${article}`, ""];
        });
      }
      return { folder, number, byteLength: articles[number]?.size ?? 100 };
    },
    neighbourhood: async (address) => ({ folder: "neighbourhoods", address }),
  };
  const ask = async (file, most, flags) => {
    const { folder, number, address } = await file;
    switch (folder) {
      case "terms":
        assert.equal(flags, constants.TERMS);
        return { scores: words };
      case "champions":
        assert.equal(flags, constants.CHAMPIONS);
        return { scores: (lists[number] ?? []).flat() };
      case "articles": {
        assert.deepEqual([most, flags], [1, constants.ALONE]);
        const { score, neighbours: scores = [] } = articles[number];
        return { cards: score ? [{ url: `/${number}`, score, pinned: false }] : [], scores };
      }
      case "latest":
        return { kind: "latest", name: "", cards: [{ url: "/latest", title: "Latest" }] };
      default:
        return { cards: pinned[address] ?? [] };
    }
  };
  return { read, query: { ask, catalog, limit, pin: "" } };
}

const stranger = () => ({ known: false, kind: "", name: "", cards: [], page: { pins: "" } });
const urls = ({ cards }) => cards.map(({ url }) => url);

test("the lists of the telling words name where it begins, their neighbours where it goes on", async () => {
  const { query, read } = catalogOf(
    {
      1: { score: 0.5, neighbours: [3, 90] },
      2: { score: 0.2 },
      3: { score: 0.9, neighbours: [1, 90, 4, 200] },
      4: { score: 0.8 },
    },
    { words: [11, 0.1, 15, 0.9], lists: { 1: [[2, 0.1]], 5: [[1, 0.7]] } },
  );
  const answer = await explore(stranger(), query);
  assert.equal(answer.kind, "related");
  assert.deepEqual([urls(answer)[0], urls(answer).length], ["/3", 4]);
  assert.deepEqual(read.slice(0, 3), ["terms/0", "champions/5", "champions/1"]);
  assert(read.includes("articles/4"), "which only article 3 names");
  assert.equal(answer.cards[0].title, "title 3");
  assert.equal(answer.cards[0].excerpt, "excerpt 3");
  assert.equal(new Set(read).size, read.length, "no file twice");
  const names = ["excerpt", "image", "pinned", "score", "title", "url"];
  assert.deepEqual(Object.keys(answer.cards[0]).sort(), names, "no neighbours");
});

test("one that resembles a better one stands lower, and a copy not at all", async () => {
  const articles = {
    1: { score: 1, neighbours: [2, 128, 3, 255] },
    2: { score: 0.9 },
    3: { score: 0.95 },
    4: { score: 0.85 },
  };
  const lists = {
    1: [
      [1, 4],
      [2, 3],
      [3, 2],
      [4, 1],
    ],
  };
  const found = await explore(stranger(), catalogOf(articles, { words: [1, 1], lists }).query);
  assert.deepEqual(urls(found), ["/1", "/4", "/2"]);
  const loss = 0.9 * (1 - (constants.DEFAULT_DIVERSITY * 128) / 255);
  assert(Math.abs(found.cards[2].score - loss) < 1e-9);
  const weights = { diversity: 0 };
  const other = catalogOf(articles, { words: [1, 1], lists, weights });
  assert.deepEqual(urls(await explore(stranger(), other.query)), ["/1", "/2", "/4"]);
});

test("it ends when nothing better comes, and after so many bytes", async () => {
  /** A chain, each article less near than the one that names it. */
  const chain = (size) =>
    Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        i,
        { score: 1 / (i + 1), neighbours: [i + 1, 100], size },
      ]),
    );
  const given = { words: [1, 1], lists: { 1: [[0, 1]] }, limit: 2 };
  const quiet = catalogOf(chain(100), given);
  await explore(stranger(), quiet.query);
  assert.equal(quiet.read.filter((path) => path.startsWith("articles/")).length, 4);

  const rising = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [
      i,
      { score: i + 1, neighbours: [i + 1, 100], size: 30_000 },
    ]),
  );
  const large = catalogOf(rising, given);
  await explore(stranger(), large.query);
  assert.equal(large.read.filter((path) => path.startsWith("articles/")).length, 3);
});

test("where nothing is near there are the latest", async () => {
  const { query } = catalogOf({});
  const answer = await explore(stranger(), query);
  assert.deepEqual([answer.kind, urls(answer)], ["latest", ["/latest"]]);
});

test("pinned ones stand first, once", async () => {
  const pinned = {
    "https://site.test/a": [
      { url: "/a", pinned: true },
      { url: "/near", pinned: false },
    ],
    "https://site.test/1": [{ url: "/1", pinned: true }],
  };
  const { query } = catalogOf({}, { pinned, limit: 3 });
  query.pin = "https://site.test/a https://site.test/1";
  const own = {
    known: true,
    kind: "related",
    name: "",
    cards: [{ url: "/1" }, { url: "/2" }, { url: "/3" }],
    page: { pins: "" },
  };
  assert.deepEqual(urls(await explore(own, query)), ["/a", "/1", "/2"]);
});
