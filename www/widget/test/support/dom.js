/** A document without a browser. */
// In one file, which is loaded in a third of the time.
import { parseHTML, Text } from "../../../../xtask/node_modules/linkedom/worker.js";

// In a browser a text has no `localName`.
Object.defineProperty(Text.prototype, "localName", { configurable: true, get() {}, set() {} });

export const URL_OF_PAGE = "https://site.test/news/page.html?p=1";

/** What `createTreeWalker` gives in a browser: linkedom's takes no filter. */
function createTreeWalker(root, _, filter) {
  const nodes = [];
  const visit = (node) => {
    for (const child of node.childNodes) {
      if (![1, 3].includes(child.nodeType) || filter(child) !== 1) continue;
      nodes.push(child);
      if (child.nodeType === 1) visit(child);
    }
  };
  visit(root);
  let at = 0;
  return { nextNode: () => nodes[at++] ?? null };
}

/** A document of this HTML, at this address. */
export function documentOf(html, url = URL_OF_PAGE) {
  const { document } = parseHTML(`<!doctype html><html>${html}</html>`);
  Object.defineProperties(document, {
    baseURI: { value: url },
    URL: { value: url },
    createTreeWalker: { value: createTreeWalker },
  });
  return document;
}

/** Makes a document, and what belongs to it, that of this process. */
export function openPage(html = "<head></head><body></body>", url = URL_OF_PAGE) {
  const window = parseHTML(`<!doctype html><html>${html}</html>`);
  const { document, customElements, CustomEvent, HTMLElement } = window;
  Object.defineProperties(document, {
    baseURI: { value: url, configurable: true },
    URL: { value: url, configurable: true },
    hidden: { value: false, configurable: true },
    adoptedStyleSheets: { value: [], configurable: true },
    createTreeWalker: { value: createTreeWalker, configurable: true },
  });
  HTMLElement.prototype.attachInternals = () => ({ shadowRoot: null });
  const { attachShadow } = HTMLElement.prototype;
  HTMLElement.prototype.attachShadow = function (init) {
    return Object.assign(attachShadow.call(this, init), { adoptedStyleSheets: [] });
  };
  const globals = {
    document,
    customElements,
    CustomEvent,
    HTMLElement,
    CSSStyleSheet: class {
      replaceSync() {}
    },
    IntersectionObserver: class {
      constructor(tell) {
        this.tell = tell;
      }
      observe() {
        this.tell([{ isIntersecting: true }]);
      }
      disconnect() {}
    },
    localStorage: storage(),
    location: new URL(url),
    navigator: {},
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return document;
}

/** A storage of this page. */
export function storage() {
  const items = new Map();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => items.set(name, `${text}`),
    removeItem: (name) => items.delete(name),
  };
}

/** What is written to the console while something is done, by the name of the method. */
export async function said(name, work) {
  const lines = [];
  const { [name]: before } = console;
  console[name] = (line) => lines.push(line);
  try {
    await work();
  } finally {
    console[name] = before;
  }
  return lines;
}

/** Answers requests by their path and query: bytes, text, JSON, a response, or a function of them. */
export function serve(files) {
  const requests = [];
  globalThis.fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    requests.push({ path: pathname + search, init });
    let file = files[pathname + search] ?? files[pathname];
    if (typeof file === "function") file = await file(init);
    if (file instanceof Response) return file;
    if (file === undefined) return new Response("", { status: 404 });
    const isPlain = typeof file === "string" || file instanceof Uint8Array;
    return new Response(isPlain ? file : JSON.stringify(file));
  };
  return requests;
}
