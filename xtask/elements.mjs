// What www/widget/also-like.d.ts and www/widget/also-like.css say of `<also-like>`, for editors and for the README.
//
//     node elements.mjs             prints the manifest of custom elements:
//                                   https://github.com/webcomponents/custom-elements-manifest
//     node elements.mjs --readme    puts the tables of custom properties and parts into README.md
//     node elements.mjs --check     fails where README.md has others

import { readFileSync, writeFileSync } from "node:fs";

const path = (name) => new URL(`../${name}`, import.meta.url);
const text = (name) => readFileSync(path(name), "utf8");

/** What stands between two texts. */
function between(source, from, to) {
  const start = source.indexOf(from);
  const end = source.indexOf(to, start + from.length);
  if (start < 0 || end < 0)
    throw Error(`there is no ${JSON.stringify(from)} … ${JSON.stringify(to)}`);
  return source.slice(start + from.length, end);
}

/** A comment as one line; empty for none. */
const plain = (comment = "") =>
  comment
    .replace(/^\s*\/\*\*?|\*\/\s*$|^ *\*(?!\/)/gm, "")
    .trim()
    .replace(/\s+/g, " ");

const types = text("www/widget/also-like.d.ts");
const name = "AlsoLikeElement";
const head = `export class ${name} extends HTMLElement {\n`;

// Members: a comment, then a line `name: type;` or a method.
const members = [];
for (const [, comment, line] of between(types, head, "\n}\n").matchAll(
  /^ {2}(\/\*\*[^]*?\*\/)\n {2}(.*)$/gm,
)) {
  const [, deprecated] = /^@deprecated (.*)$/.exec(plain(comment)) ?? [];
  const description = deprecated ?? plain(comment);
  const [, isStatic, readonly, name, given, type] =
    /^(static )?(readonly )?(\w+)(?:\((.*)\))?: (.*);$/.exec(line) ?? [];
  if (!name) throw Error(`www/widget/also-like.d.ts: ${line} is neither a field nor a method`);
  const parameters = given?.split(/, |^$/).flatMap((one) => {
    const [, name, optional, type] = /^(\w+)(\??): (.*)$/.exec(one) ?? [];
    return name ? { name, type: { text: type }, optional: !!optional || undefined } : [];
  });
  // Each field that can be set mirrors an attribute.
  const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  members.push({
    kind: given === undefined ? "field" : "method",
    name,
    description,
    deprecated,
    static: !!isStatic || undefined,
    ...(given === undefined
      ? { type: { text: type }, ...(readonly ? { readonly: true } : { attribute, reflects: true }) }
      : { parameters, return: { type: { text: type } } }),
  });
}

const attributes = members
  .filter(({ attribute }) => attribute)
  .map(({ attribute, name, description, type, deprecated }) => ({
    name: attribute,
    fieldName: name,
    description,
    type,
    deprecated,
  }));

const map = between(types, "export interface AlsoLikeEventMap {\n", "\n}\n");
const events = [...map.matchAll(/^ {2}(\/\*\*.*\*\/)\n {2}"([\w-]+)": (.*);$/gm)].map(
  ([, comment, name, type]) => ({ name, description: plain(comment), type: { text: type } }),
);

// Parts and custom properties: each with the comment before the line that has it first.
const looks = new Map();
for (const [, comment, line] of text("www/widget/also-like.css").matchAll(
  /(?:^ *\/\*([^*]*)\*\/\n)?^(.*)$/gm,
)) {
  const [, part] = /^\[part~?="([\w-]+)"\](?: \{|,)$/.exec(line) ?? [];
  const [, property, initial] = /var\((--also-like-[\w-]+), (.*)\);$/.exec(line) ?? [];
  const name = part ?? property;
  if (!name || looks.has(name)) continue;
  const description = plain(comment).replace(/\.$/, "");
  if (!description)
    throw Error(`www/widget/also-like.css says nothing about ${name} where it comes first`);
  looks.set(name, { name, default: initial, description });
}
const isProperty = ({ name }) => name.startsWith("--");
const cssProperties = [...looks.values()].filter(isProperty);
const cssParts = [...looks.values()].filter((look) => !isProperty(look));

if (![members, attributes, events, cssParts, cssProperties].every((found) => found.length))
  throw Error("a part of the manifest is empty: the sources have changed their form");

const manifest = () => {
  const declaration = {
    kind: "class",
    customElement: true,
    tagName: "also-like",
    name,
    description: plain(types.slice(0, types.indexOf(head)).split("/**").at(-1)),
    superclass: { name: "HTMLElement" },
    attributes,
    members,
    events,
    slots: [
      {
        name: "",
        description: "What is shown until there are cards, and whenever there are none.",
      },
    ],
    cssParts,
    cssProperties,
  };
  const exports = [
    { kind: "js", name, declaration: { name } },
    { kind: "custom-element-definition", name: "also-like", declaration: { name } },
  ];
  const kind = "javascript-module";
  const modules = [{ kind, path: "index.js", declarations: [declaration], exports }];
  return JSON.stringify({ schemaVersion: "2.1.0", modules }, null, 2);
};

const tables = () =>
  [
    "| custom property | meaning | default |",
    "|---|---|---|",
    ...cssProperties.map((one) => `| \`${one.name}\` | ${one.description} | \`${one.default}\` |`),
    "",
    "| part | what it is |",
    "|---|---|",
    ...cssParts.map((one) => `| \`${one.name}\` | ${one.description} |`),
  ].join("\n");

const [, , option] = process.argv;
if (option) {
  const readme = text("README.md");
  const begin = "<!-- made by `cargo xtask readme` from www/widget/also-like.css -->\n";
  const old = between(readme, begin, "<!-- end of what is made -->");
  const made = readme.replace(begin + old, () => `${begin}\n${tables()}\n\n`);
  if (option === "--readme") writeFileSync(path("README.md"), made);
  else if (made !== readme) throw Error("README.md has other tables: run `cargo xtask readme`");
} else {
  console.log(manifest());
}
