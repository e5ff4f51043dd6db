// Writes the public API of the library: every item that its users reach, as its source declares it.
//
//     node api.mjs RUSTDOC_JSON
//
// The JSON is that of rustdoc with hidden items: those of hidden modules are public only where the root exports them.
// Signatures come from the sources, so that little of the JSON, whose form changes, is relied upon.

import { readFileSync } from "node:fs";

const { index, root } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const sources = new Map();
const lines = new Set();

const isHidden = ({ attrs }) => JSON.stringify(attrs).includes("doc(hidden)");
const isPublic = (item) =>
  item && item.visibility !== "crate" && !item.visibility.restricted && !isHidden(item);
const pick = (ids, kind) =>
  (ids ?? []).map((id) => index[id]).filter((item) => item && (!kind || item.inner[kind]));

/** What the source declares, without its body and in one line. */
function declared({ span }) {
  if (!sources.has(span.filename))
    sources.set(span.filename, readFileSync(span.filename, "utf8").split("\n"));
  const [first, last] = [span.begin[0] - 1, span.end[0]];
  const text = sources.get(span.filename).slice(first, last);
  text[text.length - 1] = text.at(-1).slice(0, span.end[1] - 1);
  text[0] = text[0].slice(span.begin[1] - 1);
  return text
    .join("\n")
    .replace(/\/\/.*$/gm, "")
    .replace(/\s*\{[^]*$|;$/, "")
    .replace(/,?\s*where\s/, " where ")
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/,? \)/g, ")")
    .trim();
}

/** Adds an item that is reached by a path, and all that belongs to it. */
function add(item, path) {
  const [kind] = Object.keys(item.inner);
  const inner = item.inner[kind];
  if (kind === "use") {
    const target = index[inner.id];
    const all = inner.is_glob ? pick(target?.inner.module?.items).filter(isPublic) : [];
    for (const one of all) add(one, path);
    if (target && !inner.is_glob) add(target, `${path}::${inner.name}`);
    return;
  }
  const own = kind === "module" && inner.is_crate ? item.name : path;
  // What of a tuple is private is nobody's business.
  const isOpaque = inner.kind?.tuple?.includes(null);
  const text = isOpaque ? declared(item).replace(/\(.*$/, "(..)") : declared(item);
  const marks = JSON.stringify(item.attrs).includes("non_exhaustive") ? "#[non_exhaustive] " : "";
  lines.add(kind === "module" ? `${own}: pub mod` : `${own}: ${marks}${text}`);
  const below = (items) => {
    for (const one of items) add(one, one.inner.use ? own : `${own}::${one.name}`);
  };
  if (kind === "module") below(pick(inner.items).filter(isPublic));
  below(pick(inner.variants));
  const fields = inner.kind?.plain?.fields ?? inner.kind?.struct?.fields ?? inner.kind?.tuple ?? [];
  below(
    pick(fields).filter(
      (field) => isPublic(field) && (kind !== "struct" || field.visibility === "public"),
    ),
  );
  if (kind === "trait") below(pick(inner.items));
  for (const one of pick(inner.impls)) {
    const { trait, items, is_synthetic, blanket_impl } = one.inner.impl;
    if (is_synthetic || blanket_impl || isHidden(one)) continue;
    if (!trait)
      below(pick(items).filter((method) => method.visibility === "public" && !isHidden(method)));
    else if (!/^Structural/.test(trait.path)) {
      const text = declared(one);
      lines.add(`${own}: ${text.startsWith("impl") ? text : `impl ${trait.path}`}`);
    }
  }
}

add(index[root], index[root].name);
console.log([...lines].sort().join("\n"));
