// Not a package but a floor: cosines in plain JavaScript, over lists of articles in typed arrays.
import { terms } from "./terms.js";

/**
 * The bytes: four numbers of 32 bits (articles, terms, places in all lists, bytes of the words), for
 * each term in how many articles it occurs and where its list ends, for each place an article, all of
 * 32 bits; for each place a weight of 8 bits; the words with line breaks between.
 */
export function serialize(articles, words, frequencies, lists) {
  const places = lists.reduce((sum, list) => sum + list.length, 0);
  const text = new TextEncoder().encode(words.join("\n"));
  const numbers = new Uint32Array(4 + 2 * words.length + places);
  numbers.set([articles, words.length, places, text.length]);
  const weights = new Uint8Array(places);
  let at = 0;
  lists.forEach((list, term) => {
    for (const [article, weight] of list) {
      numbers[4 + 2 * words.length + at] = article;
      weights[at++] = weight;
    }
    numbers[4 + term] = frequencies[term];
    numbers[4 + words.length + term] = at;
  });
  const bytes = new Uint8Array(numbers.byteLength + places + text.length);
  bytes.set(new Uint8Array(numbers.buffer));
  bytes.set(weights, numbers.byteLength);
  bytes.set(text, numbers.byteLength + places);
  return bytes;
}

export async function load(bytes) {
  const [size, count, places] = new Uint32Array(bytes.buffer, 0, 4);
  let at = 16;
  const numbers = (length) =>
    new Uint32Array(bytes.buffer, (at += 4 * length) - 4 * length, length);
  const [frequencies, ends, articles] = [numbers(count), numbers(count), numbers(places)];
  const weights = bytes.subarray(at, at + places);
  const words = new TextDecoder().decode(bytes.subarray(at + places)).split("\n");
  const numbered = new Map(words.map((word, number) => [word, number]));
  const sums = new Float32Array(size);

  return ({ title, text }, most) => {
    const counts = new Map();
    for (const term of terms(`${title} ${text}`)) {
      const number = numbered.get(term);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    sums.fill(0);
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log(size / frequencies[term] + 1);
      for (let i = term ? ends[term - 1] : 0; i < ends[term]; i++) {
        sums[articles[i]] += weight * weights[i];
      }
    }
    const best = [];
    for (let article = 0; article < size; article++) {
      if (best.length === most && sums[article] <= sums[best[most - 1]]) continue;
      let place = best.length;
      while (place && sums[best[place - 1]] < sums[article]) place--;
      best.splice(place, 0, article);
      best.length = Math.min(best.length, most);
    }
    return best;
  };
}
