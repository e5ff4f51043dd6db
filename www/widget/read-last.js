/**
 * What the reader has read, for boxes with `read-last`: a list of addresses in the reader's own
 * browser. Other boxes never get here. Where storage is forbidden, full or holds something else,
 * nothing has been read.
 */

/** The key in the site's local storage. */
const KEY = "also-like-read";

/** How many addresses are kept, the latest ones. */
const MOST = 500;

/**
 * An address without what the same article may or may not have: query, fragment, `index.html`,
 * `.html` and a slash at the end.
 *
 * @param {string} address
 */
function plain(address) {
  const { origin, pathname } = new URL(address, document.baseURI);
  return origin + pathname.replace(/(\/(index\.html?)?|\.html?)$/, "");
}

/** @returns {string[]} */
function addresses() {
  try {
    return localStorage.getItem(KEY)?.match(/\S+/g) ?? [];
  } catch {
    return [];
  }
}

/**
 * The cards in their order, those of articles that were read behind the others.
 *
 * @template {{ url: string }} C
 * @param {C[]} cards
 */
export function readLast(cards) {
  const read = new Set(addresses());
  const isRead = ({ url }) => read.has(plain(url));
  return cards.sort((a, b) => isRead(a) - isRead(b));
}

/** @param {string} address What is being read. */
export function remember(address) {
  try {
    const now = plain(address);
    const before = addresses().filter((other) => other !== now);
    localStorage.setItem(KEY, [...before, now].slice(-MOST).join(" "));
  } catch {
    // Then it is not remembered.
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then there is nothing to forget.
  }
}
