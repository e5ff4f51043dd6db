/**
 * The articles that the reader has read, for boxes with `read-last`: a list of addresses in local storage. Other boxes
 * do not load this. Where storage is forbidden, full or holds something else, the list is empty.
 */
import { key } from "../key.js";

/** The name in the site's local storage, which element.js forgets. */
const NAME = "also-like-read";

/** How many addresses are kept, the latest ones. */
const MAX = 500;

/** @returns {string[]} Those of earlier versions are without queries. */
function addresses() {
  try {
    return localStorage.getItem(NAME)?.match(/\S+/g) ?? [];
  } catch {
    return [];
  }
}

/**
 * The cards, whose addresses are complete, in their order, those of articles that were read behind the others.
 *
 * @template {{ url: string }} C
 * @param {C[]} cards
 */
export function readLast(cards) {
  const read = new Set(addresses().map(key));
  const isRead = (/** @type {C} */ { url }) => +read.has(key(url));
  return cards.sort((a, b) => isRead(a) - isRead(b));
}

/** @param {string} address What is being read. */
export function remember(address) {
  try {
    // A fragment names no article, and may hold private data.
    const now = new URL(address, document.baseURI).href.replace(/#.*/s, "");
    const before = addresses().filter((other) => key(other) !== key(now));
    localStorage.setItem(NAME, [...before, now].slice(-MAX).join(" "));
  } catch {
    // Then it is not remembered.
  }
}
