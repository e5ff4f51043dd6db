// Imports the package for npm where there is no browser, as a site does that is rendered on a server, and
// holds its manifest of custom elements to the class.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const folder = new URL("../dist/npm/", import.meta.url);
const json = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const { exports } = json("package.json");
const names = {
  ".": ["AlsoLikeElement", "define"],
  "./define": ["define"],
  "./element": ["AlsoLikeElement"],
  "./also-like.js": ["AlsoLikeElement"],
};
for (const [name, expected] of Object.entries(names)) {
  const found = await import(`${new URL(exports[name].default, folder)}`);
  assert.deepEqual(Object.keys(found), expected, name);
}

const { AlsoLikeElement } = await import(`${new URL("index.js", folder)}`);
const [{ declarations }] = json("custom-elements.json").modules;
const [{ attributes, members }] = declarations;
assert.deepEqual(
  attributes.map(({ name }) => name).sort(),
  [...AlsoLikeElement.observedAttributes].sort(),
);
for (const { name, static: isStatic } of members) {
  const owner = isStatic ? AlsoLikeElement : AlsoLikeElement.prototype;
  assert(name in Object.getOwnPropertyDescriptors(owner), `the class has no ${name}`);
}
console.log(`${attributes.length} attributes and ${members.length} members are those of the class`);
