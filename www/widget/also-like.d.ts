/** One article, as the box shows it. */
export interface Card {
  /** Where it stands, in full. */
  url: string;
  title: string;
  /** May be empty, as may `image` and `lang`. */
  excerpt: string;
  image: string;
  /** Language tag of the article, such as `zh-Hant-TW`. */
  lang: string;
  /** The day of its publication, such as `2024-03-05`; null when unknown. */
  date: string | null;
  /** The product of the factors in `explanation`: what decided its place. 0 for one that was not chosen by its text. */
  score: number;
  /**
   * Up to five words of the page that it shares, the weightiest first. Found only for boxes with
   * `reasons` or `explain`: empty in others.
   */
  reasons: string[];
  /** Whether an editor put it there. */
  pinned: boolean;
  /** What the score is made of, in boxes with `reasons` or `explain`. */
  explanation?: Explanation;
  /** @deprecated Read `reasons`. */
  readonly because?: string[];
  /** @deprecated Read `date`. Days from 1970-01-01. */
  readonly day?: number | null;
  /** @deprecated Read `explanation`. */
  readonly parts?: Explanation;
}

/** The factors of a score. */
export interface Explanation {
  /** How near its text is to the page's: from 0, nothing in common, to 1, the same. */
  similarity: number;
  /** 1 to 1.8, more for one that was published about the same day. */
  dates: number;
  /** 1 to 1.5, more for one of the same folder, section and tags. */
  taxonomy: number;
  /** From about 1 to 1.6, more for one that is near few others, which else would be seen nowhere. */
  hubness: number;
  /** 0.8 to 1, less for one that resembles a card above it. */
  diversity: number;
}

/**
 * Why the cards of a box are there. `related`: they are near the page. When nothing is, `section`:
 * they are of the same section, tag or folder, or else `latest`: they are the newest. Cards that an
 * editor pinned may stand before them.
 */
export type Kind = "related" | "section" | "latest";

/** What a box shows. */
export interface Answer {
  /** None when the box shows its children. */
  cards: Card[];
  /** Empty when there are no cards. */
  kind: Kind | "";
  /** For `section`: the section or tag, in the page's words, unless they share but a folder. */
  name: string;
}

/** What the reader chose. */
export interface Choice {
  url: string;
  title: string;
  /** 1 for the first card. */
  position: number;
  score: number;
  /** Empty unless the box has `reasons` or `explain`. */
  reasons: string[];
  /** @deprecated Read `reasons`. */
  readonly because?: string[];
}

/**
 * `<also-like>`: a box of articles near the one that the page holds.
 *
 * Its children are shown until there are cards, and whenever there are none: when there is nothing to
 * show and when something fails. Attributes are the state, and each property mirrors its attribute.
 * What the box lacks it takes from the `data-*` of the script tag.
 */
export class AlsoLikeElement extends HTMLElement {
  /** Selector of the element that holds the article; empty: found by the box itself. */
  article: string;
  /** Address of the catalog's folder. Default: the folder of the script. */
  catalog: string;
  /** Addresses of articles never to show, in full, with spaces between them. */
  exclude: string;
  /** Shows below the box what was read from the page, and the scores taken apart. */
  explain: boolean;
  /** What to show when nothing is near. Default: `section latest`, the second when the first is none. */
  fallback: "section latest" | "section" | "latest" | "none";
  /**
   * The heading of cards near the page; empty: "You May Also Like" in the page's language, where an
   * article of the catalog is in it, else in English.
   */
  heading: string;
  /** Level of the heading, 1 to 6. Default: 2. */
  headingLevel: number;
  /** What the box shows; empty when that is its children. */
  readonly kind: Kind | "";
  /**
   * `cards`, the default: in as many columns as there is room for. `list`: in one column, a large picture
   * before the text. `compact`: headlines and dates only.
   */
  layout: "cards" | "list" | "compact";
  /** `same`, the default: articles in the page's language only. */
  languages: "same" | "any";
  /** The most cards to show, 1 to 50. Default: 4. */
  limit: number;
  /** `lazy`, the default: nothing is requested until the box is near the window. */
  loading: "lazy" | "eager";
  /** Addresses of articles to show first, in full, with spaces between them. */
  pin: string;
  /**
   * Puts what the reader has read behind the rest. Only with it the box remembers, in this browser's
   * local storage, the addresses of the last 500 pages that had such a box.
   */
  readLast: boolean;
  /**
   * The cards that the box shows when it has done what it was last asked for: none when it shows
   * its children. Never rejected; a failure is told by the event.
   */
  readonly ready: Promise<Card[]>;
  /** Shows in each card up to three words that it shares with the page. */
  reasons: boolean;
  /** Leaves out articles that the page's own text links to. */
  skipLinked: boolean;
  /** @deprecated Set `explain`. */
  debug: boolean;
  /** @deprecated Set `fallback`. */
  otherwise: "section latest" | "section" | "latest" | "none";
  /** Reads the page again, tries again what failed, and draws anew. Returns `ready`. */
  refresh(): Promise<Card[]>;
  /** Forgets what boxes with `readLast` remember on this site. */
  static forget(): void;
  /**
   * What a box with these options would show on a page of this text, without a box. Rejected with an Error
   * where a box would tell of one.
   */
  static recommend(text: string, options?: RecommendOptions): Promise<Recommended>;

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
  removeEventListener<K extends keyof AlsoLikeEventMap>(
    type: K,
    listener: (this: AlsoLikeElement, event: AlsoLikeEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: AlsoLikeElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What `recommend` gives: an answer. It gave an array of cards, and is still gone through as one. */
export interface Recommended extends Answer {
  /** @deprecated Read `cards`. */
  [Symbol.iterator](): Iterator<Card>;
}

/** Properties of a box that decide which cards there are, and the language of the text. */
export interface RecommendOptions
  extends Partial<
    Pick<
      AlsoLikeElement,
      "catalog" | "exclude" | "fallback" | "languages" | "limit" | "otherwise" | "pin" | "reasons"
    >
  > {
  /** Language tag of the text. Default: the page's. */
  lang?: string;
}

/** The events of a box. They bubble, out of shadow roots too. */
export interface AlsoLikeEventMap {
  /** The cards are there, or it is certain that there are none. */
  "also-like-ready": CustomEvent<Answer>;
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
