/**
 * The entry for bundlers: defines `<also-like>`, and places no box. Imported outside a browser, where a site
 * is rendered on a server, it does nothing.
 */
import { define } from "./define.js";

export { AlsoLikeElement } from "./element.js";
export { define };

if (globalThis.document?.adoptedStyleSheets) define();
