/** Defines the element when it is called, under any name and in any registry. */
export { define } from "../www/widget/define.js";
