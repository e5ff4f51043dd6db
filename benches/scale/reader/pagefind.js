// A box by Pagefind. It finds pages that have all words, so each word is asked alone, and what is found
// is merged: rare words say more.
import { home, telling, whenNear } from "./box.js";

const WORDS = 5;

// Loaded beforehand, as the script of a box is.
const pagefind = await import(new URL("pagefind/pagefind.js", home));

whenNear(async () => {
  // Without its worker, which the browser would slow down neither in network nor in processor.
  const basePath = new URL("pagefind/", home).pathname;
  // Else it takes the folder above its own for the site.
  const engine = pagefind.createInstance({ basePath, baseUrl: "/", noWorker: true });
  await engine.init();
  const answers = await Promise.all(
    telling()
      .slice(0, WORDS)
      .map((word) => engine.search(word)),
  );
  const found = new Map();
  for (const { results } of answers) {
    for (const result of results) {
      const score = found.get(result.id)?.score ?? 0;
      found.set(result.id, { result, score: score + result.score / Math.log(2 + results.length) });
    }
  }
  const best = [...found.values()].sort((a, b) => b.score - a.score).slice(0, 5);
  const pages = await Promise.all(best.map(({ result }) => result.data()));
  return pages.map(({ url, meta }) => ({ url, ...meta }));
});
