import assert from "node:assert/strict";
import { openPage, said } from "./support/dom.js";
import { test } from "./support/test.js";

let imports = 0;

/**
 * Imports the entry for script tags into a page whose HTML names it as SRC. `prepare` may change what there is before.
 */
async function load(html, prepare = (_document) => {}) {
  const url = new URL(`../script.js?script-${++imports}`, import.meta.url).href;
  const document = openPage(html.replace("SRC", url));
  const scripts = [...document.querySelectorAll("script")];
  Object.defineProperties(document, {
    scripts: { value: scripts },
    readyState: { value: "interactive", configurable: true },
  });
  // No element intersects the window.
  globalThis.IntersectionObserver = class {
    observe() {}
    disconnect() {}
  };
  prepare(document);
  let module;
  const told = await said("info", async () => {
    module = await import(url);
  });
  const { defaults } = await import(`../attributes.js?script-${imports}`);
  return { boxes: [...document.querySelectorAll("also-like")], defaults, document, module, told };
}

test("a tag where the box should stand places it", async () => {
  const html = `<body><p></p><script src="SRC" data-limit="3" data-read-last></script><p></p></body>`;
  const { boxes, document, module, told } = await load(html);
  assert.equal(boxes.length, 1);
  assert.equal(boxes[0].previousElementSibling.localName, "script");
  assert(boxes[0] instanceof module.AlsoLikeElement);
  assert.deepEqual([boxes[0].getAttribute("limit"), boxes[0].limit], ["3", 3]);
  assert.equal(boxes[0].readLast, true);
  assert.deepEqual(told, []);
  assert.equal(document.querySelectorAll("slot").length, 0);
});

test("what the tag says holds for boxes that lack it, by old names too", async () => {
  const tag = `<script src="SRC" data-limit="7" data-otherwise="none" data-unknown="x"></script>`;
  const html = `<head>${tag}</head><body><also-like limit="2"></also-like></body>`;
  const { boxes, defaults, told } = await load(html);
  assert.deepEqual(Object.fromEntries(defaults), { limit: "7", otherwise: "none" });
  assert.deepEqual([boxes.length, told], [1, []]);
  assert.equal(boxes[0].limit, 2);
  const warnings = await said("warn", () => assert.equal(boxes[0].fallback, "none"));
  assert.deepEqual(warnings, ["also-like: otherwise is now fallback"]);
});

test("a tag in the head says where boxes come from", async () => {
  const { boxes, told } = await load(`<head><script src="SRC"></script></head><body></body>`);
  assert.deepEqual(boxes, []);
  assert.match(told[0], /^also-like: add <also-like><\/also-like> where/);
});

test("an asynchronous tag waits for the page", async () => {
  const html = `<body><script src="SRC"></script></body>`;
  const { boxes, document } = await load(html, (document) =>
    Object.defineProperty(document, "readyState", { value: "loading" }),
  );
  assert.deepEqual(boxes, []);
  document.dispatchEvent(new CustomEvent("DOMContentLoaded"));
  assert.equal(document.querySelectorAll("also-like").length, 1);
});

test("imported by a module it defines the element and places nothing", async () => {
  const { boxes, defaults, module, told } = await load(
    `<body><script src="/a.js"></script></body>`,
  );
  assert.deepEqual([boxes, defaults.size, told], [[], 0, []]);
  assert.equal(customElements.get("also-like"), module.AlsoLikeElement);
});

test("of two scripts the first one stays", async () => {
  let first;
  const { module } = await load("<body></body>", () => {
    first = class extends HTMLElement {};
    customElements.define("also-like", first);
  });
  assert.equal(customElements.get("also-like"), first);
  assert.notEqual(module.AlsoLikeElement, first);
});

test("in a browser that is too old, and on a server, nothing is done", async () => {
  const html = `<body><script src="SRC"></script></body>`;
  const old = await load(html, (document) => {
    Object.defineProperty(document, "adoptedStyleSheets", { value: undefined });
  });
  assert.deepEqual([old.boxes, customElements.get("also-like")], [[], undefined]);
  const server = await load(html, () => {
    for (const name of ["document", "customElements", "HTMLElement"]) globalThis[name] = undefined;
  });
  assert.equal(server.module.AlsoLikeElement.name, "AlsoLikeElement");
  assert.deepEqual(server.boxes, []);
});
