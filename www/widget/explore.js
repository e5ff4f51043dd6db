/**
 * The second road through a catalog of many files: for pages that are none of its articles (drafts,
 * previews, pages published a minute ago), and for boxes with articles pinned by an attribute. What the
 * files are is told in src/files.rs; src/explore.rs goes the same way.
 */

/** How many of the page's words are looked up, those that say most of it. */
const WORDS = 32;

/**
 * How many articles are read at first, by the lists of these words, and how many in each round after that,
 * by what those found until then name.
 */
const FIRST = 28;
const ROUND = 12;

/**
 * No round begins when as many changed nothing among the best, or after as many bytes of articles, before
 * compression.
 */
const QUIET = 2;
const BYTES = 90_000;

/** How many of the best articles are asked which others they name. */
const VOTERS = 12;

/** Articles whose cards share a file. */
const CARDS = 16;

/** The most that the engine gives. */
const MOST = 50;

/** What the engine is told: each article for itself; words in place of articles. */
const ALONE = 16;
const TELLING = 32;

/** What an article loses that repeats one above it, of all weights: `Signals::weighted` in src/signals.rs. */
const diversity = (weights) => (((weights >> 12) ^ 2) & 63) / 10;

/** The likeness of two versions of one article. */
const VERSIONS = 255;

const byScore = (a, b) => b.score - a.score;

/**
 * @param {any} own What the page's own file answers.
 * @param {any} how How to ask files, and for what.
 */
export async function explore(own, { ask, part, near, parts, weights, pin, limit }) {
  const answer = own.known ? own : await fromArticles(own, { ask, part, parts, weights, limit });
  // What the page of an article pins stands in its file already.
  const addresses = (own.known ? pin : own.page.pins).match(/\S+/g) ?? [];
  const pinned = await Promise.all(addresses.map((address) => ask(near(address), limit, ALONE)));
  const cards = pinned.flatMap(({ cards }) => cards.filter((card) => card.pinned));
  const urls = new Set();
  answer.cards = [...cards, ...answer.cards]
    .filter(({ url }) => !urls.has(url) && urls.add(url))
    .slice(0, limit);
  return answer;
}

async function fromArticles(own, { ask, part, parts, weights, limit }) {
  const { words } = await ask(part("common", 0), 0, TELLING);
  // A word and what it says of the page, in turns.
  const scores = words.filter((_, i) => i % 2);
  const telling = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, WORDS);
  const lists = new Set(telling.map((i) => words[2 * i] % parts.champions));
  const answers = await Promise.all(
    [...lists].map((list) => ask(part("champions", list), MOST, ALONE)),
  );
  let ways = voted(answers.flatMap(({ cards }) => cards.map(({ url, score }) => [url, score])));
  const read = new Set();
  const found = [];
  let [best, quiet, bytes] = ["", 0, 0];
  for (let next = FIRST; quiet < QUIET && bytes < BYTES && ways.length; next = ROUND) {
    const numbers = ways.splice(0, next);
    const answers = await Promise.all(
      numbers.map(async (number) => {
        const file = await part("article", number);
        bytes += file.byteLength;
        return ask(file, 1, ALONE);
      }),
    );
    answers.forEach(({ cards: [card] }, i) => {
      const number = numbers[i];
      read.add(number);
      if (!card) return;
      const named = card.near
        .split(" ")
        .filter(Boolean)
        .map((one) => one.split("."));
      found.push({ card, number, named, score: card.score });
    });
    const now = `${found
      .sort(byScore)
      .slice(0, limit)
      .map(({ number }) => number)}`;
    quiet = best === now ? quiet + 1 : 0;
    best = now;
    // What the articles name goes before what the lists have left.
    const named = found
      .slice(0, VOTERS)
      .flatMap(({ named, score }) => named.map(([number, likeness]) => [number, score * likeness]));
    ways = [...new Set([...voted(named.filter(([number]) => !read.has(number))), ...ways])];
  }
  const chosen = choose(found, weights, limit);
  if (!chosen.length) return { ...(await ask(part("latest", 0))), page: own.page };
  // One file may have the cards of several.
  const files = new Map();
  const cards = chosen.map(async ({ card, number }) => {
    const file = Math.floor(number / CARDS);
    if (!files.has(file)) files.set(file, part("cards", file, "json"));
    const [title, excerpt, image] = (await files.get(file))[number % CARDS];
    return { ...card, title, excerpt, image };
  });
  return { ...own, kind: "related", name: "", cards: await Promise.all(cards) };
}

/** The numbers of articles by the sums of their votes. */
function voted(votes) {
  const sums = {};
  for (const [number, vote] of votes) sums[number] = (sums[number] ?? 0) + vote;
  return Object.keys(sums).sort((a, b) => sums[b] - sums[a]);
}

/** Chooses the best one after the other, each with regard to those before it: `Choice` in src/rank.rs. */
function choose(found, weights, limit) {
  const loss = diversity(weights);
  const chosen = [];
  const redundancy = {};
  const repeats = ({ number }) => redundancy[number] ?? 0;
  while (chosen.length < limit && found.length) {
    for (const one of found) {
      one.score = one.card.score * (1 - (loss * repeats(one)) / VERSIONS);
    }
    const best = found.sort(byScore).shift();
    if (repeats(best) >= VERSIONS) continue;
    chosen.push({ ...best, card: { ...best.card, score: best.score } });
    for (const [number, likeness] of best.named) {
      redundancy[number] = Math.max(redundancy[number] ?? 0, likeness);
    }
  }
  return chosen;
}
