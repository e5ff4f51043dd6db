import css from "./also-like.css";
import { draw, showable } from "./draw.js";
import { related } from "./engine.js";

/** @type {Map<string, string>} Attributes for boxes that lack them: the `data-*` of the script tag. */
export const defaults = new Map();

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
 * What each attribute's text means; a property of the same name (in camelCase) mirrors it.
 *
 * @type {Record<string, (text: string | undefined) => unknown>}
 */
const ATTRIBUTES = {
  article: (text = "") => text,
  catalog(text = import.meta.url.replace(/[^/]*$/, "")) {
    try {
      const url = new URL(text, document.baseURI);
      url.pathname = url.pathname.replace(/\/?$/, "/");
      return url.href;
    } catch {
      return text; // Loading it will say what is wrong with it.
    }
  },
  heading: (text = "") => text,
  "heading-level": (text) => whole(text, 6, 2),
  limit: (text) => whole(text, 50, 4),
  loading: (text) => (text?.toLowerCase() === "eager" ? "eager" : "lazy"),
};

/** @param {string} attribute */
const camel = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {ShadowRoot} root */
function style(root) {
  try {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
  } catch {
    // A browser before 2023.
    const element = document.createElement("style");
    element.textContent = css;
    root.append(element);
  }
}

/**
 * `<also-like>`: a box of articles near the one that the page holds. Its children are shown until
 * there are cards to show, and whenever there are none.
 *
 * Attributes are the state; see also-like.d.ts for what each property, event and method means.
 */
export class AlsoLikeElement extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = Object.keys(ATTRIBUTES);

  /** What stands in the shadow root: a slot for the children, or the box. */
  #shown = document.createElement("slot");
  #inPage = false;
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
    const root = this.attachShadow({ mode: "open" });
    style(root);
    root.append(this.#shown);
    this.#renew();
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
    if (this.#inPage) return; // Moved.
    this.#inPage = true;
    this.#schedule();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // Moved.
      this.#inPage = false;
      this.#turn++;
      this.#observer?.disconnect();
    });
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
      if (this.#inPage) this.#update();
    });
  }

  async #update() {
    const turn = ++this.#turn;
    let cards = [];
    let failure;
    try {
      if (this.loading === "lazy" && !this.#near) await this.#approach();
      if (turn !== this.#turn) return;
      cards = showable(await related(this.catalog, this.limit, this.article));
      if (turn !== this.#turn) return;
      this.#show(cards);
    } catch (error) {
      if (turn !== this.#turn) return;
      failure = error;
      cards = [];
      this.#show(cards);
    }
    if (failure) {
      console.warn(`also-like: ${failure.message}`);
      this.#tell("error", { message: failure.message });
    } else {
      this.#tell("ready", { cards });
    }
    this.#settle?.(cards);
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

  /** @param {any[]} cards */
  #show(cards) {
    const next = cards.length
      ? draw(this, cards, (event, card, position) => {
          const { url, title, score, because } = card;
          const detail = { url, title, position, score, because };
          if (!this.#tell("click", detail)) event.preventDefault();
        })
      : document.createElement("slot");
    this.#shown.replaceWith(next);
    this.#shown = next;
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
