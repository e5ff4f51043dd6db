// Prints the manifest of custom elements (https://github.com/webcomponents/custom-elements-manifest): what
// www/widget/also-like.d.ts, www/widget/attributes.js and www/widget/also-like.css say of `<also-like>`, for editors.
//
//     node elements.mjs

import { readFileSync } from "node:fs";
import { OLD_ATTRIBUTES } from "../www/widget/deprecated.js";

const text = (name) => readFileSync(new URL(`../www/widget/${name}`, import.meta.url), "utf8");
const types = text("also-like.d.ts");
const source = text("attributes.js");
const css = text("also-like.css");

/** What stands between two texts. */
function between(source, from, to) {
  const start = source.indexOf(from);
  const end = source.indexOf(to, start + from.length);
  if (start < 0 || end < 0)
    throw Error(`there is no ${JSON.stringify(from)} … ${JSON.stringify(to)}`);
  return source.slice(start + from.length, end);
}

/** A comment as one line. */
const plain = (comment) =>
  comment
    .split("\n")
    .map((line) =>
      line
        .replace(/^\s*(\/\*\*?|\*\/|\*(?!\/))?\s?/, "")
        .replace(/\s*\*\/\s*$/, "")
        .trim(),
    )
    .join(" ")
    .trim();

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const optional = (value) => (value ? { description: value } : {});

// Members: a comment, then a line `name: type;` or a method.
const body = between(types, "export class AlsoLikeElement extends HTMLElement {\n", "\n}\n");
const members = [];
for (const [, comment, line] of body.matchAll(/^ {2}(\/\*\*[^]*?\*\/)\n {2}(.*)$/gm)) {
  const description = plain(comment);
  const field = /^(readonly )?(\w+): (.*);$/.exec(line);
  const method = /^(static )?(\w+)\((.*)\): (.*);$/.exec(line);
  if (field) {
    const [, readonly, name, type] = field;
    members.push({
      kind: "field",
      name,
      description,
      type: { text: type },
      ...(readonly && { readonly: true }),
    });
  } else if (method) {
    const [, isStatic, name, given, type] = method;
    const parameters = given
      .split(", ")
      .filter(Boolean)
      .map((one) => {
        const [, name, mark, type] = /^(\w+)(\??): (.*)$/.exec(one) ?? [];
        return { name, type: { text: type }, ...(mark && { optional: true }) };
      });
    const shared = { kind: "method", name, description, return: { type: { text: type } } };
    members.push({
      ...shared,
      ...(isStatic && { static: true }),
      ...(parameters.length && { parameters }),
    });
  } else {
    throw Error(`www/widget/also-like.d.ts: ${line} is neither a field nor a method`);
  }
}

// What was renamed says so.
for (const member of members) {
  const [, advice] = /^@deprecated (.*)$/.exec(member.description) ?? [];
  if (advice) Object.assign(member, { description: advice, deprecated: advice });
}

const attributes = [];
const meanings = between(source, "const ATTRIBUTES = {\n", "\n};\n");
const names = [...meanings.matchAll(/^ {2}(?:"([\w-]+)"|([\w-]+))(?=[:(])/gm)];
for (const name of [
  ...names.map(([, quoted, bare]) => quoted ?? bare),
  ...Object.values(OLD_ATTRIBUTES),
]) {
  const member = members.find((member) => member.name === camel(name) && !member.readonly);
  if (!member)
    throw Error(
      `www/widget/also-like.d.ts says nothing about ${camel(name)}, which is an attribute`,
    );
  const { description, deprecated, type } = member;
  Object.assign(member, { attribute: name, reflects: true });
  attributes.push({
    name,
    fieldName: member.name,
    description,
    type,
    ...(deprecated && { deprecated }),
  });
}

const events = [];
const map = between(types, "export interface AlsoLikeEventMap {\n", "\n}\n");
for (const [, comment, name, type] of map.matchAll(
  /^ {2}\/\*\* (.*) \*\/\n {2}"([\w-]+)": (.*);$/gm,
)) {
  events.push({ name, description: comment, type: { text: type } });
}

// Parts and custom properties: each with the comment before the line that has it first.
const cssParts = new Map();
const cssProperties = new Map();
for (const [, comment, line] of css.matchAll(/(?:^ *\/\*([^*]*)\*\/\n)?^(.*)$/gm)) {
  const description = comment && plain(comment).replace(/\.$/, "");
  const [, part] = /^\[part~?="([\w-]+)"\](?: \{|,)$/.exec(line) ?? [];
  if (part && !cssParts.has(part)) cssParts.set(part, { name: part, ...optional(description) });
  const [, property, initial] = /var\((--also-like-[\w-]+), (.*)\);$/.exec(line) ?? [];
  if (property && !cssProperties.has(property)) {
    cssProperties.set(property, { name: property, default: initial, ...optional(description) });
  }
}

if (
  ![members, attributes, events, [...cssParts], [...cssProperties]].every((found) => found.length)
) {
  throw Error("a part of the manifest is empty: the sources have changed their form");
}
const name = "AlsoLikeElement";
const declaration = {
  kind: "class",
  customElement: true,
  tagName: "also-like",
  name,
  description: plain(
    /\/\*\*[^]*?\*\/(?=\nexport class AlsoLikeElement)/.exec(types)?.[0].split("/**").at(-1) ?? "",
  ),
  superclass: { name: "HTMLElement" },
  attributes,
  members,
  events,
  slots: [
    { name: "", description: "What is shown until there are cards, and whenever there are none." },
  ],
  cssParts: [...cssParts.values()],
  cssProperties: [...cssProperties.values()],
};
const module = (path) => ({
  kind: "javascript-module",
  path,
  declarations: [declaration],
  exports: [
    { kind: "js", name, declaration: { name } },
    { kind: "custom-element-definition", name: "also-like", declaration: { name } },
  ],
});
console.log(JSON.stringify({ schemaVersion: "2.1.0", modules: [module("index.js")] }, null, 2));
