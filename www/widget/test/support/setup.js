/** Replaces the bundler in tests: the engine, the addresses of files, and styles. */
import { register } from "node:module";

register("./hooks.js", import.meta.url);

// A test does not wait for what is given up after seconds.
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, time, ...given) => {
  const timer = setTimeout(work, time, ...given);
  return time >= 1_000 ? timer.unref() : timer;
};
