/** One article near the page, as the box shows it. */
export interface Card {
  /** Where it stands, in full. */
  url: string;
  title: string;
  /** May be empty, as may `image` and `lang`. */
  excerpt: string;
  image: string;
  /** Language tag of the article, such as `zh-Hant-TW`. */
  lang: string;
  /** Days from 1970-01-01 to its publication; null when unknown. */
  day: number | null;
  /** How near it is to the page: from 0, nothing in common, to 1, the same. */
  score: number;
  /** Up to five words of the page that made the score, the weightiest first. */
  because: string[];
}

/** What the reader chose. */
export interface Choice {
  url: string;
  title: string;
  /** 1 for the first card. */
  position: number;
  score: number;
  because: string[];
}

/**
 * `<also-like>`: a box of articles near the one that the page holds.
 *
 * Its children are shown until there are cards, and whenever there are none: when nothing is near
 * enough and when something fails. Attributes are the state, and each property mirrors its
 * attribute. What the box lacks it takes from the `data-*` of the script tag.
 */
export class AlsoLikeElement extends HTMLElement {
  /** Selector of the element that holds the article; empty: found by the box itself. */
  article: string;
  /** Address of the catalog's folder. Default: the folder of the script. */
  catalog: string;
  /** The box's heading; empty: "You May Also Like" in the page's language. */
  heading: string;
  /** Level of the heading, 1 to 6. Default: 2. */
  headingLevel: number;
  /** The most cards to show, 1 to 50. Default: 4. */
  limit: number;
  /** `lazy`, the default: nothing is requested until the box is near the window. */
  loading: "lazy" | "eager";
  /**
   * The cards that the box shows when it has done what it was last asked for: none when it shows
   * its children. Never rejected; a failure is told by the event.
   */
  readonly ready: Promise<Card[]>;
  /** Reads the page again, tries again what failed, and draws anew. Returns `ready`. */
  refresh(): Promise<Card[]>;

  addEventListener<K extends keyof AlsoLikeEventMap>(
    type: K,
    listener: (this: AlsoLikeElement, event: AlsoLikeEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: AlsoLikeElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The events of a box. They bubble, out of shadow roots too. */
export interface AlsoLikeEventMap {
  /** The cards are there, or it is certain that there are none. */
  "also-like-ready": CustomEvent<{ cards: Card[] }>;
  /** A card was clicked. `preventDefault()` keeps the reader on the page. */
  "also-like-click": CustomEvent<Choice>;
  /** Something failed; the box shows its children. The message also stands in the console. */
  "also-like-error": CustomEvent<{ message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "also-like": AlsoLikeElement;
  }
  // So that listeners on `document`, the usual place for analytics, are typed too.
  interface DocumentEventMap extends AlsoLikeEventMap {}
}
