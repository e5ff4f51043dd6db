/** Tests of one file: node:test's, each with an end. A file has its own copy of this module; see hooks.js. */
import { test as nodeTest } from "node:test";

/** Milliseconds. */
const TIMEOUT = 5_000;

/** @type {(() => void)[]} */
const before = [];

/** @type {Promise<void>[]} */
export const running = [];

/** Is done before each test of the file. */
export const beforeEach = (work) => before.push(work);

export function test(name, work) {
  running.push(
    nodeTest(name, { timeout: TIMEOUT }, () => {
      for (const prepare of before) prepare();
      return work();
    }),
  );
}
