export * from "./also-like.js";
