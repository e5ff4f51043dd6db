/** The class alone: for those who define the element themselves, under a name or in a registry of their own. */
export { AlsoLikeElement } from "../www/widget/element.js";
