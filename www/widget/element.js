import { folder } from "also-like-assets";
import css from "./also-like.css";
import { draw, showable } from "./draw.js";
import { also, related } from "./engine.js";
import { arrive, follow } from "./navigation.js";
import { web } from "./page.js";
import { forget, readLast, remember } from "./read-last.js";
import { language } from "./text.js";

/** @type {Map<string, string>} Attributes for boxes that lack them: the `data-*` of the script tag. */
export const defaults = new Map();

/** What a box shows that shows its children. */
const nothing = () => ({ cards: [], kind: "", name: "" });

/** The most cards that a box shows. */
const MOST = 50;

/**
 * A whole number from an attribute, held to its range; `otherwise` when there is none.
 *
 * @param {string | undefined} text
 * @param {number} most
 * @param {number} otherwise
 */
function whole(text, most, otherwise) {
  const number = parseInt(text);
  return isNaN(number) ? otherwise : Math.min(Math.max(number, 1), most);
}

/**
 * For an attribute that is one of some words; for anything else the first of them.
 *
 * @param {string[]} words
 */
const among =
  (...words) =>
  (text) =>
    words.find((word) => word === text?.toLowerCase()) ?? words[0];

/**
 * The complete addresses in an attribute, with spaces between them.
 *
 * @param {string} [text]
 */
const addresses = (text = "") =>
  (text.match(/\S+/g) ?? [])
    .map((one) => web(one))
    .filter(Boolean)
    .join(" ");

/** @param {string} [text] Anything but `false`, which takes back what the script tag says. */
const flag = (text = "false") => text !== "false";

/**
 * What each attribute's text means; a property of the same name (in camelCase) mirrors it.
 *
 * @type {Record<string, (text: string | undefined) => unknown>}
 */
const ATTRIBUTES = {
  article: (text = "") => text,
  catalog(text = folder()) {
    try {
      const url = new URL(text, document.baseURI);
      url.pathname = url.pathname.replace(/\/?$/, "/");
      return url.href;
    } catch {
      return text; // Loading it will say what is wrong with it.
    }
  },
  debug: flag,
  exclude: addresses,
  heading: (text = "") => text,
  "heading-level": (text) => whole(text, 6, 2),
  languages: among("same", "any"),
  layout: among("cards", "list", "compact"),
  limit: (text) => whole(text, MOST, 4),
  loading: among("lazy", "eager"),
  otherwise(text = "section latest") {
    const said = text.toLowerCase().split(/\s+/);
    return ["section", "latest"].filter((word) => said.includes(word)).join(" ") || "none";
  },
  pin: addresses,
  "read-last": flag,
  reasons: flag,
  "skip-linked": flag,
};

/** @param {string} attribute */
const camel = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Resolves when the page is seen: it is not while a browser prepares it, or in a tab behind others. */
const seen = async () => {
  while (document.hidden) {
    await new Promise((resolve) =>
      document.addEventListener("visibilitychange", resolve, { once: true }),
    );
  }
};

/** @type {Set<AlsoLikeElement>} Those that stand in the page. */
const boxes = new Set();

/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * `<also-like>`: a box of articles near the one that the page holds. Its children are shown until
 * there are cards to show, and whenever there are none.
 *
 * Attributes are the state; see also-like.d.ts for what each property, event and method means.
 */
export class AlsoLikeElement extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = Object.keys(ATTRIBUTES);
  static forget = forget;

  static async recommend(text, options) {
    const box = Object.assign(document.createElement("also-like"), options);
    const lang = options?.lang ?? language(document.documentElement);
    const { cards } = await related(box, box.limit, {
      url: "",
      title: "",
      excerpt: "",
      text: `${text}`,
      lang,
      labels: "",
      links: "",
      translations: "",
      pins: box.pin,
      excludes: box.exclude,
    });
    return showable(cards);
  }

  static {
    follow((settled) => boxes.forEach((box) => box.#follow(settled)));
  }

  /** @type {ChildNode[]} What is shown while there are no cards. */
  #fallback;
  #kind = "";
  #scheduled = false;
  /** The number of the update that counts: an older one that comes to its end is ignored. */
  #turn = 0;
  #near = false;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  /** @type {Promise<any> | undefined} */
  #ready;
  /** @type {((cards: any[]) => void) | undefined} Settles `ready`; undefined when it is settled. */
  #settle;

  constructor() {
    super();
    // A page may bring the box as `also-like build --inject` draws it: that stays until there is another.
    const root = this.attachInternals().shadowRoot ?? this.attachShadow({ mode: "open" });
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    if (!root.firstChild) root.append(document.createElement("slot"));
    this.#fallback = [...root.childNodes];
    this.#renew();
  }

  get kind() {
    return this.#kind;
  }

  get ready() {
    return this.#ready;
  }

  refresh() {
    this.#schedule();
    return this.#ready;
  }

  connectedCallback() {
    // Properties that were set before the class was there hide its own.
    for (const name of AlsoLikeElement.observedAttributes.map(camel)) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (boxes.has(this)) return; // Moved.
    boxes.add(this);
    this.#schedule();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // Moved.
      boxes.delete(this);
      this.#turn++;
      this.#observer?.disconnect();
    });
  }

  /** The page became another: what is on its way is for the one that was left. */
  async #follow(settled) {
    this.#turn++;
    this.#near = false;
    if (!this.#settle) this.#renew();
    await settled;
    this.#schedule();
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#schedule();
  }

  #renew() {
    this.#ready = new Promise((resolve) => (this.#settle = resolve));
  }

  /** One update for all changes of a task. */
  #schedule() {
    if (!this.#settle) this.#renew();
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (boxes.has(this)) this.#update();
    });
  }

  async #update() {
    const turn = ++this.#turn;
    let shown = nothing();
    let page;
    try {
      await seen();
      if (this.loading === "lazy" && !this.#near) await this.#approach();
      if (turn !== this.#turn) return;
      arrive();
      let answer = await related(this, this.limit);
      // Of a section the engine names the most telling one that fills the box: more would name another.
      if (this.readLast && answer.kind !== "section") answer = await related(this, MOST);
      if (turn !== this.#turn) return;
      let cards = showable(answer.cards);
      if (this.readLast) cards = readLast(cards);
      cards = cards.slice(0, this.limit);
      if (cards.length) shown = { cards, kind: answer.kind, name: answer.name };
      this.#show(shown, answer.page.lang);
      page = answer.page;
    } catch (error) {
      if (turn !== this.#turn) return;
      shown = nothing();
      this.#show(shown);
      console.warn(`also-like: ${error.message}`);
      this.#tell("error", { message: error.message });
    }
    if (page) {
      if (this.readLast) remember(page.url);
      if (this.debug) this.#explain(turn, shown, page);
      this.#tell("ready", shown);
    }
    this.#settle?.(shown.cards);
    this.#settle = undefined;
  }

  /** Waits until the box is near the part of the page that the reader sees. */
  #approach() {
    this.#observer?.disconnect();
    return new Promise((resolve) => {
      const margin = "600px"; // A second or so of scrolling.
      this.#observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          this.#observer.disconnect();
          this.#near = true;
          resolve();
        },
        { rootMargin: margin, scrollMargin: margin },
      );
      this.#observer.observe(this);
    });
  }

  /**
   * @param {import("./also-like.js").Answer} answer
   * @param {string} [lang] The page's.
   */
  #show(answer, lang) {
    const box =
      answer.cards.length &&
      draw(this, answer, lang, (event, card, position) => {
        const { url, title, score, because } = card;
        const detail = { url, title, position, score, because };
        if (!this.#tell("click", detail)) event.preventDefault();
      });
    this.#kind = answer.kind;
    this.shadowRoot.replaceChildren(...(box ? [box] : this.#fallback));
  }

  /** Puts below what is shown how it came about, by a module that only boxes with `debug` load. */
  async #explain(turn, shown, page) {
    try {
      const { explain } = await also("debug");
      if (turn === this.#turn) explain(this.shadowRoot, shown, page);
    } catch (error) {
      console.warn(`also-like: ${error.message}`);
    }
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    const how = { bubbles: true, composed: true, cancelable: name === "click", detail };
    return this.dispatchEvent(new CustomEvent(`also-like-${name}`, how));
  }
}

for (const [attribute, meaning] of Object.entries(ATTRIBUTES)) {
  Object.defineProperty(AlsoLikeElement.prototype, camel(attribute), {
    __proto__: null, // The page may have changed what others inherit.
    configurable: true,
    enumerable: true,
    get() {
      return meaning(this.getAttribute(attribute) ?? defaults.get(attribute));
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}
