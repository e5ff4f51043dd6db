/**
 * The entry for bundlers: defines `<also-like>`, and places no box. Imported outside a browser, where a site
 * is rendered on a server, it does nothing.
 */
import { AlsoLikeElement } from "../www/widget/element.js";

export { AlsoLikeElement };

if (globalThis.document?.adoptedStyleSheets) {
  // Twice, or in two versions: the first one stays.
  customElements.get("also-like") ?? customElements.define("also-like", AlsoLikeElement);
}
