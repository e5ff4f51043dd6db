/** Client-side navigation: a router changes the address and, before or after that, the article. */
import { key } from "../key.js";

/** @type {string | undefined} The key of the article that boxes have read, or are about to. */
let current;

/** Remembers which article the page is, since boxes read it as it is now. */
export const markCurrent = () => (current = key(location.href));

/**
 * Calls back when the page's address becomes another article's. In a browser without the Navigation API (before
 * Chrome 102, Firefox 147, Safari 26.2) only when the reader goes back or forward.
 *
 * @param {() => void} tell
 */
export function watchNavigation(tell) {
  const { addEventListener, navigation } = /** @type {any} */ (globalThis);
  const listen = () => {
    if (current !== undefined && current !== markCurrent()) tell();
  };
  if (navigation) navigation.addEventListener("currententrychange", listen);
  else addEventListener?.("popstate", listen); // On a server there is neither.
}
