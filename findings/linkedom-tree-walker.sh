#!/bin/sh
# linkedom 0.18.15: `document.createTreeWalker(root, whatToShow, filter)` never calls its filter, so
# that nodes which the DOM standard would reject are visited, with all inside of them; and a text
# has a `localName`, "#text", where the standard gives it none. Code that tells elements from texts
# by `localName`, as browsers allow, takes texts for elements there.
#
# Seen: the filter was called 0 times, the rejected <nav> and its text were visited, and the text
# nodes said "#text". The DOM standard: https://dom.spec.whatwg.org/#interface-treewalker.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund linkedom@0.18.15
cat >walk.mjs <<'JS'
import { parseHTML } from "linkedom";

const { document } = parseHTML("<!doctype html><html><body><p>pear</p><nav>menu</nav></body></html>");
let calls = 0;
// 5: elements and texts; 2: leave this out, and what is inside.
const walker = document.createTreeWalker(document.body, 5, (node) => {
  calls++;
  return node.nodeName === "NAV" ? 2 : 1;
});
const seen = [];
while (walker.nextNode()) seen.push(walker.currentNode.localName);
console.log(`calls of the filter: ${calls}`);
console.log(`visited: ${seen.join(" ")}`);
JS
node walk.mjs | tee seen.txt
cat >expected.txt <<'TXT'
calls of the filter: 0
visited: p #text nav #text
TXT
diff expected.txt seen.txt
