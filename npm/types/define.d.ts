/**
 * Defines the element under a name, in a registry, unless that has one of the name.
 *
 * @param tag Default: `also-like`, whose class is `AlsoLikeElement`; one of another name extends that.
 * @param registry Default: the page's.
 */
export function define(tag?: string, registry?: CustomElementRegistry): void;
