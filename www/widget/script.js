/**
 * The entry for a script tag: defines `<also-like>` and, on a page without a box, places one after the tag.
 */
import { defaults } from "./attributes.js";
import { AlsoLikeElement } from "./element.js";

export { AlsoLikeElement };

/**
 * Places a box beside the tag if the page has none.
 *
 * @param {HTMLScriptElement} tag
 */
function place(tag) {
  if (document.querySelector("also-like")) return;
  if (document.body.contains(tag)) {
    const box = document.createElement("also-like");
    for (const [name, value] of defaults) box.setAttribute(name, value);
    tag.after(box);
  } else {
    console.info("also-like: add <also-like></also-like> where the box should be");
  }
}

// Outside a browser (a site rendered on a server) and in one that is too old importing this does nothing.
if (globalThis.document?.adoptedStyleSheets) {
  const tag = [...document.scripts].find((script) => script.src === import.meta.url);
  for (const name of AlsoLikeElement.observedAttributes) {
    const value = tag?.getAttribute(`data-${name}`);
    if (value != null) defaults.set(name, value);
  }
  // The same script twice, or in two versions: the first one stays.
  customElements.get("also-like") ?? customElements.define("also-like", AlsoLikeElement);
  // Imported by another module there is no tag: the importer places the boxes.
  if (tag) {
    // A module waits for the whole page, unless its tag has `async`.
    if (document.readyState !== "loading") place(tag);
    else document.addEventListener("DOMContentLoaded", () => place(tag));
  }
}
