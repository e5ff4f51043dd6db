/** What few pages need, in a module that only those load. */
export { readLast, remember } from "./read-last.js";
export { recommend } from "./recommend.js";
export { settled } from "./settled.js";
