/** The key that JavaScript makes of an address, and that of Rust: tests/engine/url_key.rs makes the same addresses. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "./support/test.js";
import { hash, key } from "../../key.js";

const data = (name) =>
  readFileSync(new URL(`../../../tests/data/${name}`, import.meta.url), "utf8");
const PIECES = JSON.parse(data("url-pieces.json"));

/** Marsaglia's xorshift of 32 bits. */
let state = 2_463_534_242;
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const pick = (pieces) => pieces[below(pieces.length)];

function address() {
  let text = pick(PIECES.starts) + pick(PIECES.hosts);
  for (let left = below(7); left; left--) text += pick(PIECES.pieces);
  for (let left = below(4); left; left--) text += pick(PIECES.queries);
  text += pick(PIECES.fragments) + pick(PIECES.ends);
  // Anywhere, between the halves of a character too: any unit of UTF-16, or half a character.
  if (below(3) === 0) {
    const at = below(text.length + 1);
    const unit = below(2) ? below(0x1_0000) : 0xd800 + below(0x800);
    text = text.slice(0, at) + String.fromCharCode(unit) + text.slice(at);
  }
  return text;
}

/** FNV-1a of the keys and the hashes of some addresses. */
function digest(addresses) {
  let digest = 0x811c9dc5;
  const add = (byte) => (digest = Math.imul(digest ^ byte, 0x01000193));
  for (const address of addresses) {
    for (const byte of key(address)) add(byte.charCodeAt(0));
    for (const shift of [0, 8, 16, 24]) add((hash(address) >>> shift) & 255);
  }
  return (digest >>> 0).toString(16).padStart(8, "0");
}

test("ten thousand addresses have the keys that Rust gives them", () => {
  const expected = data("url-keys.tsv").trimEnd().split("\n");
  assert.equal(expected.length, 100);
  for (const [batch, line] of expected.entries()) {
    const addresses = Array.from({ length: 100 }, address);
    assert.equal(`${batch}\t${digest(addresses)}`, line, JSON.stringify(addresses));
  }
});
