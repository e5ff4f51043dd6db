/**
 * Pages that become another without being loaded: a router changes the address and, before or after that,
 * the article.
 */
import { key } from "./key.js";

/** Milliseconds without a change after which a page has become what it will be. */
const QUIET = 300;

/** Milliseconds until a page is taken as it is that has not begun to change, and one that has not stopped. */
const BEGINS = 1_000;
const ENDS = 5_000;

/** Resolves when the page has become another. */
function settled() {
  return new Promise((resolve) => {
    let timer;
    const done = () => {
      observer.disconnect();
      resolve();
    };
    const rest = (time) => {
      clearTimeout(timer);
      timer = setTimeout(done, time);
    };
    const observer = new MutationObserver(() => rest(QUIET));
    observer.observe(document, { characterData: true, childList: true, subtree: true });
    rest(BEGINS);
    setTimeout(done, ENDS);
  });
}

/**
 * Tells of every change of the page's address that makes it another article's. A browser without the
 * Navigation API (before Chrome 102, Firefox 147, Safari 26.2) tells only when the reader goes back or forth.
 *
 * @param {(settled: Promise<void>) => void} tell Called with what resolves when the article is there too.
 */
export function follow(tell) {
  const { location, navigation } = globalThis;
  if (!location) return; // On a server.
  let at = key(location.href);
  (navigation ?? globalThis).addEventListener(navigation ? "currententrychange" : "popstate", () => {
    const now = key(location.href);
    if (now === at) return;
    at = now;
    tell(settled());
  });
}
