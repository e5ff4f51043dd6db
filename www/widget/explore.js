/**
 * Best-first search on the graph of nearest neighbours (kNN) of a catalog of many files: for pages that are
 * none of its articles (drafts, previews, pages published a minute ago), and for boxes with articles pinned
 * by an attribute. src/shards/explore.rs does the same for the command.
 */
import * as constants from "../constants.js";

/**
 * @typedef {import("./internal.js").EngineCard} EngineCard
 * @typedef {import("./internal.js").PageAnswer} PageAnswer
 * @typedef {import("./related.js").Query} Query
 *
 * @typedef {[article: number, weight: number][]} Edges
 *
 * @typedef {object} Found An article that was read.
 * @property {EngineCard} card
 * @property {number} article
 * @property {Edges} neighbours With their likeness.
 * @property {number} score The card's score, reduced for its likeness to the chosen ones.
 */

/**
 * The cards that are pinned, and then those near the page.
 *
 * @param {PageAnswer} own What the page's own file answers.
 * @param {Query} query
 */
export async function explore(own, query) {
  const answer = own.known ? own : await search(own, query);
  // Articles pinned by the page of an article are in its file already.
  const addresses = (own.known ? query.pin : own.page.pins).match(/\S+/g) ?? [];
  const pinned = await Promise.all(
    addresses.map((address) =>
      query.ask(query.catalog.neighbourhood(address), query.limit, constants.ALONE),
    ),
  );
  const cards = pinned.flatMap(({ cards }) =>
    cards.filter((/** @type {EngineCard} */ card) => card.pinned),
  );
  const urls = new Set();
  answer.cards = [...cards, ...answer.cards]
    .filter(({ url }) => !urls.has(url) && urls.add(url))
    .slice(0, query.limit);
  return answer;
}

/**
 * @param {PageAnswer} own
 * @param {Query} query
 * @returns {Promise<PageAnswer>}
 */
async function search(own, query) {
  const { catalog, limit } = query;
  /** The articles to be read, the most promising first. */
  let frontier = await entryPoints(query);
  /** @type {Set<number>} */
  const visited = new Set();
  /** @type {Found[]} The best first. */
  const found = [];
  let best = "";
  let quiet = 0;
  let bytes = 0;
  let round = constants.FIRST_ROUND;
  while (quiet < constants.QUIET_ROUNDS && bytes < constants.MAX_ARTICLE_BYTES && frontier.length) {
    const articles = frontier.splice(0, round);
    const answers = await Promise.all(
      articles.map(async (article) => {
        const file = await catalog.shard(constants.ARTICLES_FOLDER, article);
        bytes += file.byteLength;
        return query.ask(file, 1, constants.ALONE);
      }),
    );
    answers.forEach(({ cards: [card], scores }, i) => {
      const article = articles[i];
      visited.add(article);
      if (card) found.push({ card, article, neighbours: pairs(scores), score: card.score });
    });
    const now = `${found
      .sort(byScore)
      .slice(0, limit)
      .map(({ article }) => article)}`;
    quiet = best === now ? quiet + 1 : 0;
    best = now;
    // The neighbours of what was found go before what the lists have left.
    const votes = found
      .slice(0, constants.VOTERS)
      .flatMap(({ neighbours, score }) =>
        neighbours.map(([article, likeness]) => [article, score * likeness]),
      )
      .filter(([article]) => !visited.has(article));
    frontier = [...new Set([...byVotes(/** @type {Edges} */ (votes)), ...frontier])];
    round = constants.NEXT_ROUND;
  }
  const chosen = diversify(found, limit, catalog.weights.diversity);
  if (!chosen.length) {
    return query.ask(catalog.shard(constants.LATEST_FOLDER, 0));
  }
  return { ...own, kind: "related", name: "", cards: await withTexts(chosen, query) };
}

/**
 * The entry points: the articles in the champion lists of the page's words of highest weight.
 *
 * @param {Query} query
 */
async function entryPoints(query) {
  const { catalog } = query;
  /** @type {(shard: Promise<ArrayBuffer>, flags: number, most: number) => Promise<Edges>} */
  const best = async (shard, flags, most) => {
    const { scores } = await query.ask(shard, 0, flags);
    return pairs(scores)
      .sort((a, b) => b[1] - a[1])
      .slice(0, most);
  };
  const common = catalog.shard(constants.TERMS_FOLDER, 0);
  const terms = await best(common, constants.TERMS, constants.QUERY_TERMS);
  const { champions } = /** @type {any} */ (catalog.shards);
  const lists = new Set(terms.map(([term]) => term % champions));
  const votes = await Promise.all(
    [...lists].map((list) =>
      best(
        catalog.shard(constants.CHAMPIONS_FOLDER, list),
        constants.CHAMPIONS,
        constants.CHAMPIONS_PER_FILE,
      ),
    ),
  );
  return byVotes(votes.flat());
}

/**
 * Two numbers at a time.
 *
 * @param {number[]} numbers
 */
function pairs(numbers) {
  /** @type {Edges} */
  const pairs = [];
  for (let i = 0; i < numbers.length; i += 2) pairs.push([numbers[i], numbers[i + 1]]);
  return pairs;
}

/**
 * Articles by the sums of their votes.
 *
 * @param {Edges} votes
 */
function byVotes(votes) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const [article, vote] of votes) sums[article] = (sums[article] ?? 0) + vote;
  return Object.keys(sums)
    .sort((a, b) => sums[b] - sums[a])
    .map(Number);
}

/**
 * @param {Found} a
 * @param {Found} b
 */
const byScore = (a, b) => b.score - a.score;

/**
 * Chooses the best one after the other, each with regard to those before it (MMR), as src/rank does.
 *
 * @param {Found[]} found
 * @param {number} limit
 * @param {number} [loss] What an article loses that repeats one above it.
 */
function diversify(found, limit, loss = constants.DEFAULT_DIVERSITY) {
  /** @type {Found[]} */
  const chosen = [];
  /** @type {Record<number, number>} */
  const redundancy = {};
  const repeats = (/** @type {Found} */ { article }) => redundancy[article] ?? 0;
  while (chosen.length < limit && found.length) {
    for (const one of found) {
      one.score = one.card.score * (1 - (loss * repeats(one)) / constants.DUPLICATE_LIKENESS);
    }
    const best = /** @type {Found} */ (found.sort(byScore).shift());
    if (repeats(best) >= constants.DUPLICATE_LIKENESS) continue;
    chosen.push(best);
    for (const [article, likeness] of best.neighbours) {
      redundancy[article] = Math.max(redundancy[article] ?? 0, likeness);
    }
  }
  return chosen;
}

/**
 * The cards of articles with their texts, from files that have those of several articles each.
 *
 * @param {Found[]} found
 * @param {Query} query
 */
function withTexts(found, { catalog }) {
  /** @type {Map<number, Promise<string[][]>>} */
  const files = new Map();
  const cards = found.map(async ({ card, article, score }) => {
    const number = Math.floor(article / constants.CARDS_PER_FILE);
    const file = files.get(number) ?? catalog.shard(constants.CARDS_FOLDER, number, "json");
    files.set(number, file);
    const [title, excerpt, image] = (await file)[article % constants.CARDS_PER_FILE];
    return { ...card, score, title, excerpt, image };
  });
  return Promise.all(cards);
}
