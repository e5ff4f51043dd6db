import css from "./also-like.css";
import { mirrorAttributes, NAMES } from "./attributes.js";
import { MAX_LIMIT } from "../constants.js";
import { withOldNames } from "./deprecated.js";
import { loadModule } from "./download.js";
import { draw, showable } from "./draw.js";
import { markCurrent, watchNavigation } from "./navigation.js";
import { related } from "./related.js";
import { camelCase } from "./text.js";

/**
 * @typedef {import("./internal.js").Answer} Answer
 * @typedef {import("./internal.js").Card} Card
 */

/** @returns {Answer} What a box shows that shows its children. */
const nothing = () => ({ cards: [], kind: "", name: "" });

/** Resolves when the page is seen: it is not while a browser prepares it, or in a tab behind others. */
const seen = async () => {
  while (document.hidden) {
    await new Promise((resolve) =>
      document.addEventListener("visibilitychange", resolve, { once: true }),
    );
  }
};

/** @type {Set<AlsoLikeElement>} The boxes that are connected. */
const boxes = new Set();

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @type {new () => HTMLElement & import("./internal.js").Options} On a server there are no elements. */
const Base = /** @type {any} */ (globalThis.HTMLElement ?? Object);

/**
 * `<also-like>`: a box of articles near the one that the page holds. Its children are shown until
 * there are cards to show, and whenever there are none.
 *
 * Attributes are the state; see also-like.d.ts for what each property, event and method means.
 */
export class AlsoLikeElement extends Base {
  static observedAttributes = NAMES;

  static forget() {
    try {
      localStorage.removeItem("also-like-read"); // See read-last.js.
    } catch {
      // Then there is nothing to forget.
    }
  }

  /**
   * @param {string} text
   * @param {import("./also-like.js").RecommendOptions} [options]
   * @returns {Promise<import("./also-like.js").Recommended>}
   */
  static async recommend(text, options = {}) {
    const { recommend } = await loadModule("more");
    // That module has a copy of what it imports, and needs these of this one.
    return recommend(text, options, AlsoLikeElement.prototype, related, showable, shownOf);
  }

  static {
    watchNavigation(() => {
      // One that was removed just now is still among them.
      if (![...boxes].some((box) => box.isConnected)) return;
      const settled = loadModule("more")
        .then((more) => more.settled())
        .catch(warn); // Then it is read as it is.
      for (const box of boxes) box.#navigated(settled);
    });
  }

  /** @type {ChildNode[]} What is shown while there are no cards. */
  #fallback;
  /** @type {Answer["kind"]} */
  #kind = "";
  #scheduled = false;
  /** The number of the latest update: results of earlier ones are ignored. */
  #turn = 0;
  #near = false;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  /** @type {Promise<Card[]>} */
  #ready = /** @type {any} */ (undefined);
  /** @type {((cards: Card[]) => void) | undefined} Settles `ready`; undefined when it is settled. */
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
    // biome-ignore lint/complexity/noUselessThisAlias: of another type.
    const self = /** @type {any} */ (this);
    for (const name of NAMES.map(camelCase)) {
      if (Object.hasOwn(self, name)) {
        const value = self[name];
        delete self[name];
        self[name] = value;
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

  /**
   * The page became another: what is on its way is for the one that was left.
   *
   * @param {Promise<void>} settled
   */
  async #navigated(settled) {
    this.#turn++;
    this.#near = false;
    if (!this.#settle) this.#renew();
    await settled;
    this.#schedule();
  }

  /**
   * @param {string} _name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#schedule();
  }

  #renew() {
    this.#ready = new Promise((resolve) => {
      this.#settle = resolve;
    });
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
    let reader;
    try {
      await seen();
      if (this.loading === "lazy" && !this.#near) await this.#approach();
      if (turn !== this.#turn) return;
      markCurrent();
      let answer = await related(this, this.limit);
      // The section depends on the limit: the engine picks the rarest label that fills the box.
      if (this.readLast && answer.kind !== "section") answer = await related(this, MAX_LIMIT);
      if (turn !== this.#turn) return;
      let cards = showable(answer.cards);
      if (this.readLast) {
        reader = await loadModule("more");
        if (turn !== this.#turn) return;
        cards = reader.readLast(cards);
      }
      shown = shownOf(answer, cards.slice(0, this.limit));
      this.#show(shown, answer.page.lang, answer.catalog);
      page = answer.page;
    } catch (error) {
      if (turn !== this.#turn) return;
      shown = nothing();
      this.#show(shown);
      warn(error);
      this.#tell("error", { message: error.message });
    }
    if (page) {
      reader?.remember(page.url);
      if (this.explain) this.#explain(turn, shown, page).catch(warn);
      this.#tell("ready", shown);
    }
    this.#settle?.(shown.cards);
    this.#settle = undefined;
  }

  /**
   * Waits until the box is near the viewport.
   *
   * @returns {Promise<void>}
   */
  #approach() {
    this.#observer?.disconnect();
    return new Promise((resolve) => {
      const margin = "600px"; // A second or so of scrolling.
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          observer.disconnect();
          this.#near = true;
          resolve();
        },
        { rootMargin: margin, .../** @type {{}} */ ({ scrollMargin: margin }) },
      );
      observer.observe(this);
      this.#observer = observer;
    });
  }

  /**
   * @param {Answer} answer
   * @param {string} [lang] The page's.
   * @param {import("./catalog.js").Catalog} [catalog]
   */
  #show(answer, lang, catalog) {
    const box =
      catalog &&
      answer.cards.length &&
      draw(this, answer, lang, catalog, (event, card, position) => {
        const { url, title, score, reasons } = card;
        const detail = { __proto__: withOldNames, url, title, position, score, reasons };
        if (!this.#tell("click", detail)) event.preventDefault();
      });
    this.#kind = answer.kind;
    /** @type {ShadowRoot} */ (this.shadowRoot).replaceChildren(...(box ? [box] : this.#fallback));
  }

  /**
   * Appends the panel of `explain`, by a module that only boxes with that attribute load.
   *
   * @param {number} turn
   * @param {Answer} shown
   * @param {import("./internal.js").PageText} page
   */
  async #explain(turn, shown, page) {
    const { explain } = await loadModule("explain");
    if (turn === this.#turn) explain(this.shadowRoot, shown, page);
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

/**
 * What is shown of an answer.
 *
 * @param {Pick<Answer, "kind" | "name">} answer
 * @param {Card[]} cards
 * @returns {Answer}
 */
const shownOf = ({ kind, name }, cards) => (cards.length ? { cards, kind, name } : nothing());

/** @param {Error} error */
const warn = (error) => console.warn(`also-like: ${error.message}`);

mirrorAttributes(AlsoLikeElement.prototype);
