import assert from "node:assert/strict";
import { test } from "node:test";
import { constants } from "../constants.mjs";

test("declarations become exports, with what is said of them", () => {
  const rust = `//! Of the file.
// A note.

/// How many.
pub const MANY: u32 = 90_000;
/// Two
/// lines.
pub(crate) const FEW: f32 = 0.2;
pub const NONE: i32 = -2_147_483_648;
pub const FOLDER: &str = "articles";
pub const MASK: u8 = 0xff;
`;
  assert.equal(
    constants({ "a.rs": rust, "b.rs": "pub const LAST: usize = 1;" }),
    `// Made by xtask/constants.mjs from a.rs and b.rs.

/** How many. */
export const MANY = 90000;

/**
 * Two
 * lines.
 */
export const FEW = 0.2;

export const NONE = -2147483648;

export const FOLDER = "articles";

export const MASK = 255;

export const LAST = 1;
`,
  );
});

test("any other line is an error that names it", () => {
  /** @type {[line: string, expected: RegExp][]} */
  const wrong = [
    [
      "const PRIVATE: u32 = 1;",
      /a\.rs:2: expected `pub const NAME: TYPE = VALUE;`, found const PRIVATE/,
    ],
    ["use core::fmt;", /a\.rs:2: expected/],
    ["pub const A: u32 = 1 << 4;", /a\.rs:2: 1 << 4 is no plain u32/],
    ["pub const A: u32 = B;", /is no plain u32/],
    ["pub const A: f32 = 1;", /is no plain f32/],
    ["pub const A: u64 = 9007199254740993;", /is no plain u64/],
    ['pub const A: &str = "a\\n";', /is no plain &str/],
    ["pub const A: bool = true;", /is no plain bool/],
    ["pub const FIRST: u32 = 2;", /FIRST is declared in a\.rs:1 too/],
    ["  pub const A: u32 = 1;", /expected/],
    ["/// Of nothing.\n", /expected/],
    ["/// Of nothing.", /belongs to no constant/],
  ];
  for (const [line, expected] of wrong) {
    assert.throws(
      () => constants({ "a.rs": `pub const FIRST: u32 = 1;\n${line}` }),
      expected,
      line,
    );
  }
  assert.throws(() => constants({ "a.rs": "// Nothing.\n" }), /declare nothing/);
});
