import assert from "node:assert/strict";
import { test } from "./support/test.js";
import { PLAIN, started } from "../engine.js";
import { serve } from "./support/dom.js";
import { engine } from "./support/engine.js";

test("what keeps an engine from starting is told, and it is tried again", async () => {
  const requests = serve({ "/also-like/also-like.wasm": () => "bytes" });
  engine.start = async () => {
    throw Error(
      "Refused to compile: neither 'wasm-unsafe-eval' nor 'unsafe-eval' is allowed (CSP)",
    );
  };
  await assert.rejects(started(PLAIN), /^Error: script-src must allow 'wasm-unsafe-eval'$/);
  engine.start = async () => {
    throw Error("no magic");
  };
  await assert.rejects(started(PLAIN), /could not start .*also-like\.wasm: no magic/);
  let bytes;
  engine.start = async (given) => {
    bytes = new TextDecoder().decode(given);
  };
  const [one, other] = await Promise.all([started(PLAIN), started(PLAIN)]);
  assert.equal(one, other);
  assert.equal(bytes, "bytes");
  assert.equal(requests.length, 3);
});
