export * from "./also-like.js";
export * from "./define.js";
