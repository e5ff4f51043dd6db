// The made-up newspaper as scripts see it: its articles, and which terms tell most about each.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { terms } from "./engine/terms.js";

/** Yields the articles of a file, one at a time: large corpora fit into no string. */
export async function* articles(file) {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line);
}

/** In how many articles each term occurs. */
export class Frequencies {
  size = 0;
  #articles = new Map();

  static async of(file) {
    const frequencies = new Frequencies();
    for await (const { title, text } of articles(file)) {
      frequencies.size++;
      const own = new Set(terms(`${title} ${text}`));
      for (const term of own) frequencies.#articles.set(term, frequencies.in(term) + 1);
    }
    return frequencies;
  }

  in(term) {
    return this.#articles.get(term) ?? 0;
  }

  rarity(term) {
    return Math.log(this.size / this.in(term) + 1);
  }

  /**
   * The `most` terms of an article with the most weight by TF-IDF, as `[term, count, weight]`. Terms
   * that occur in one article lead to no other.
   */
  best({ title, text }, most) {
    const counts = new Map();
    for (const term of terms(`${title} ${text}`)) counts.set(term, (counts.get(term) ?? 0) + 1);
    return [...counts]
      .filter(([term]) => this.in(term) > 1)
      .map(([term, count]) => [term, count, (1 + Math.log(count)) * this.rarity(term)])
      .sort((a, b) => b[2] - a[2])
      .slice(0, most);
  }
}
