/**
 * The second road through a catalog of many files: for pages that are none of its articles (drafts,
 * previews, pages published a minute ago), and for boxes with articles pinned by an attribute. What the
 * files are is told in src/atlas.rs; src/explore.rs goes the same way.
 */

/** How many of a map's regions are gone into: fewer where their own maps are large. */
const REGIONS = 4;
const MANY = 64;

/** How many leaves are taken from a map. */
const MARKED = 12;

/**
 * How many leaves are read at first, by the maps, and how many in each round after that, by what the
 * articles found until then name.
 */
const FIRST = 6;
const ROUND = 3;

/** No round begins after as many bytes of leaves, before compression. */
const BYTES = 105_000;

/** How many of the best articles are asked which leaves they name. */
const VOTERS = 6;

/** The most that the engine gives. */
const MOST = 50;

/** What the engine is told: each article for itself. */
const ALONE = 16;

/** What an article loses that repeats one above it: `Signals::diversity` in src/signals.rs. */
const DIVERSITY = 0.2;

/** The likeness of two versions of one article. */
const VERSIONS = 255;

const byScore = (a, b) => b.score - a.score;

/**
 * @param {any} own What the page's own file answers.
 * @param {any} how How to ask files, and for what.
 */
export async function explore(own, { ask, part, near, parts, pin, limit }) {
  const answer = own.known ? own : await fromLeaves(own, { ask, part, parts, limit });
  // What the page of an article pins stands in its file already.
  const metas = own.known ? [] : document.querySelectorAll("meta[name='also-like:pin']");
  const pins = [...Array.from(metas, (meta) => meta.content), pin].join(" ");
  const addresses = (pins.match(/\S+/g) ?? []).map(absolute);
  const pinned = await Promise.all(addresses.map((address) => ask(near(address), limit, ALONE)));
  const cards = pinned.flatMap(({ cards }) => cards.filter((card) => card.pinned));
  const urls = new Set();
  answer.cards = [...cards, ...answer.cards]
    .filter(({ url }) => !urls.has(url) && urls.add(url))
    .slice(0, limit);
  return answer;
}

/** What an address means that stands on the page; one that means nothing is in no file. */
function absolute(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return "";
  }
}

async function fromLeaves(own, { ask, part, parts, limit }) {
  /** The files that a map has for the page: each is a card whose address is a number. */
  const marked = async (kind, number, most) => (await ask(part(kind, number), most, ALONE)).cards;

  let ways = await marked("map", 0, parts.regions ? REGIONS - (parts.regions > MANY) : MARKED);
  if (parts.regions) {
    ways = (await Promise.all(ways.map(({ url }) => marked("region", url, MARKED)))).flat();
  }
  ways = ways.sort(byScore).map(({ url }) => url);
  const read = new Set();
  const found = [];
  for (let next = FIRST, bytes = 0; bytes < BYTES && ways.length; next = ROUND) {
    const leaves = ways.splice(0, next);
    const answers = await Promise.all(
      leaves.map(async (leaf) => {
        const file = await part("leaf", leaf);
        bytes += file.byteLength;
        return ask(file, MOST, ALONE);
      }),
    );
    answers.forEach(({ cards }, i) => {
      read.add(leaves[i]);
      for (const card of cards) {
        const named = card.near.split(" ").filter(Boolean).map((one) => one.split("."));
        found.push({ card, leaf: leaves[i], named, score: card.score });
      }
    });
    // What the articles name goes before what the maps have left.
    ways = [...new Set([...votes(found.sort(byScore), read), ...ways])];
  }
  const chosen = choose(found, limit);
  if (!chosen.length) return { ...(await ask(part("latest", 0))), page: own.page };
  const cards = chosen.map(async ({ card, leaf }) => {
    const [title, excerpt, image] = (await part("cards", leaf, "json"))[card.place];
    return { ...card, title, excerpt, image };
  });
  return { ...own, kind: "related", name: "", cards: await Promise.all(cards) };
}

/** The leaves that the best of what was found name and that were not read yet. */
function votes(found, read) {
  const ways = {};
  for (const { named, score } of found.slice(0, VOTERS)) {
    for (const [leaf, , likeness] of named) {
      if (!read.has(leaf)) (ways[leaf] ??= { url: leaf, score: 0 }).score += score * likeness;
    }
  }
  return Object.values(ways).sort(byScore).map(({ url }) => url);
}

/** Chooses the best one after the other, each with regard to those before it: `Choice` in src/rank.rs. */
function choose(found, limit) {
  const chosen = [];
  const redundancy = {};
  const repeats = ({ leaf, card }) => redundancy[`${leaf}.${card.place}`] ?? 0;
  while (chosen.length < limit && found.length) {
    for (const one of found) {
      one.score = one.card.score * (1 - (DIVERSITY * repeats(one)) / VERSIONS);
    }
    const best = found.sort(byScore).shift();
    if (repeats(best) >= VERSIONS) continue;
    chosen.push({ ...best, card: { ...best.card, score: best.score } });
    for (const [leaf, place, likeness] of best.named) {
      const name = `${leaf}.${place}`;
      redundancy[name] = Math.max(redundancy[name] ?? 0, likeness);
    }
  }
  return chosen;
}
