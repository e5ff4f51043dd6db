/** What the widget's modules hand to each other and to the engine; also-like.d.ts is what a page sees. */

import type { AlsoLikeElement, Answer, Card } from "./also-like.js";

export type { Answer, Card };

/** What a box is asked for by its attributes. */
export type Options = Pick<
  AlsoLikeElement,
  | "article"
  | "catalog"
  | "exclude"
  | "explain"
  | "fallback"
  | "heading"
  | "headingLevel"
  | "languages"
  | "layout"
  | "limit"
  | "loading"
  | "pin"
  | "readLast"
  | "reasons"
  | "skipLinked"
>;

/** An article as it is read from a page: texts by the names under which the engine asks for them. */
export interface PageText {
  url: string;
  title: string;
  excerpt: string;
  text: string;
  lang: string;
  /** Of its publication, counted from 1970-01-01; undefined when the page does not say. */
  day?: number | undefined;
  /** With commas between. */
  labels: string;
  /** Addresses with spaces between, as the three after it. */
  links: string;
  translations: string;
  pins: string;
  excludes: string;
}

/** The readable text inside an element, and the addresses that it links to, each with a NUL after it. */
export interface Text {
  text: string;
  links: string;
}

/** A card as the engine gives it. */
export interface EngineCard extends Omit<Card, "date" | "reasons"> {
  /** Counted from 1970-01-01. */
  date: number | null;
  /** Only by the engine that knows them. */
  reasons?: string[];
}

/** What the engine answers by one file. */
export interface EngineAnswer {
  /** Whether the page is an article of the file. */
  known: boolean;
  kind: Answer["kind"];
  name: string;
  cards: EngineCard[];
  /** Of an article's own file: the numbers of the articles most like it, each followed by its likeness. */
  scores: number[];
}

/** That, and the page that it answers. */
export type PageAnswer = EngineAnswer & { page: PageText };

/** What it answers by a file that has no cards: for the page's words, or for articles, numbers with their scores. */
export interface EngineScores {
  scores: number[];
}

/** A page that the engine has analysed. */
export interface OpenPage {
  /** A string is what is wrong with the file. */
  related(
    file: Uint8Array,
    limit: number,
    today: number,
    flags: number,
    dates?: number,
    taxonomy?: number,
    diversity?: number,
  ): EngineAnswer | EngineScores | string;
  free(): void;
}

export interface Engine {
  OpenPage: new (page: PageText, day: number) => OpenPage;
}

/** How dates are written, by language tag: pattern and months, with `|` between. */
export type DateForms = Record<string, string>;

/** Headings by language tag: related, section, latest, and what stands between a heading and a name. */
export type Headings = Record<string, string[]>;

/** Those that only differ from the engine's own. */
export interface Weights {
  dates?: number;
  taxonomy?: number;
  diversity?: number;
}

/** The shards of a large site's catalog. */
export interface Shards {
  /** The folder that has them. */
  folder: string;
  /** Which build or update wrote them last. */
  run: number;
  /** How many files of each there are. */
  neighbourhoods: number;
  champions: number;
}

/** What the names of a site's pages have in common: see `SiteNames` in src/document/headline. */
export interface Names {
  ends?: string[];
  starts?: string[];
  shared?: string[];
}

export interface Manifest {
  dates?: DateForms;
  files?: { name: string }[];
  headings?: Headings;
  names?: Names;
  shards?: Shards;
  weights?: Weights;
}

declare global {
  /** Put in by the bundler. */
  const __HASH__: string;
  const __INTEGRITY__: Record<string, string>;
  const __VERSION__: string;

  interface Navigator {
    readonly connection?: { readonly saveData: boolean };
  }
}
