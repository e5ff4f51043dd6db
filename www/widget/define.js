import { AlsoLikeElement } from "./element.js";

/**
 * Defines the element, unless the registry has one of that name: of the same script twice, or in two
 * versions, the first one stays.
 *
 * @param {string} tag
 * @param {CustomElementRegistry} registry
 */
export function define(tag = "also-like", registry = customElements) {
  // A registry takes a class once.
  registry.get(tag) ??
    registry.define(tag, tag === "also-like" ? AlsoLikeElement : class extends AlsoLikeElement {});
}
