/** The keys that JavaScript makes of language tags, and those of Rust: tests/engine/language.rs reads the same table. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { languageKey } from "../../key.js";
import { test } from "./support/test.js";

const TABLE = new URL("../../../tests/data/languages.tsv", import.meta.url);

test("languages have the keys that Rust gives them", () => {
  for (const line of readFileSync(TABLE, "utf8").trimEnd().split("\n")) {
    const [tag, key] = line.split("\t");
    assert.equal(languageKey(tag), key, tag);
  }
});
