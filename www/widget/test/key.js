import assert from "node:assert/strict";
import { test } from "./support/test.js";
import { decode, fold, hash, key, keyBytes, path, trim } from "../../key.js";

test("addresses of one page have one key", () => {
  for (const [address, expected] of [
    ["https://www.Example.com/a/", "example.com/a"],
    ["//example.com/a.html", "example.com/a"],
    ["http://example.com/a/index.html#part", "example.com/a"],
    ["https://example.com/a.htm?utm_source=x&fbclid=y", "example.com/a"],
    ["https://example.com/?p=1&ref=z", "example.com?p=1"],
    ["/a?srsltid=1&gad_source=1&MSCLKID=1&_gl=1&ttclid=1&_hsenc=1&pk_kwd=1&id=7", "/a?id=7"],
    ["https://example.com/?p=1&q=2&", "example.com?p=1?q=2"],
    ["/a%20b", "/a b"],
    ["a", "/a"],
    ["", ""],
  ]) {
    assert.equal(key(address), expected, address);
  }
  assert.notEqual(key("/?p=1"), key("/?p=2"));
  assert.notEqual(key("/a"), key("/A"));
});

test("characters beyond ASCII are the bytes that they are sent as", () => {
  assert.equal(key("/caf%C3%A9"), key("/café"));
  assert.deepEqual([...keyBytes("/é")], [47, 0xc3, 0xa9]);
  // Half of a character is none.
  assert.equal(key("/\ud800"), key("/\ufffd"));
});

test("a hash is FNV-1a of the path", () => {
  const fnv = (text) => {
    let hash = 0x811c9dc5n;
    for (const byte of new TextEncoder().encode(text)) {
      hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
    }
    return Number(hash);
  };
  assert.equal(hash("https://example.com/news/a.html"), fnv("/news/a"));
  assert.equal(hash("/é?p=1"), fnv("/é?p=1"));
  assert.equal(path("example.com/a?p"), "/a?p");
  assert.equal(path("example.com?p"), "?p");
});

test("texts lose white space around them and differences between spellings", () => {
  assert.equal(trim("\u3000 a b\u00a0\n"), "a b");
  assert.equal(trim(undefined), "");
  assert.equal(trim(" \0 "), "");
  assert.equal(fold("ＡBC—d’e", true), "abc d’e");
  assert.equal(fold(" \u0085ABC ", false), "abc");
  assert.equal(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff])), "\ufeffa\ufffd");
});
