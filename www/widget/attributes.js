/** What the text of each attribute means. */
import { catalogFolder } from "also-like-assets";
import { MAX_LIMIT } from "../constants.js";
import { OLD_ATTRIBUTES, warnRenamed } from "./deprecated.js";
import { httpUrl } from "./page.js";
import { camelCase } from "./text.js";

/** @type {Map<string, string>} Attributes for boxes that lack them: the `data-*` of the script tag. */
export const defaults = new Map();

/**
 * A whole number, held to its range.
 *
 * @param {number} max
 * @param {number} fallback When it is none.
 */
const intAttr =
  (max, fallback) =>
  (text = "") =>
    Math.min(Math.max(parseInt(text, 10), 1), max) || fallback;

/**
 * One of some words; the first of them for anything else.
 *
 * @template {string} W
 * @param {W[]} words
 */
const enumAttr =
  (...words) =>
  (text = "") =>
    words.find((word) => word === text.toLowerCase()) ?? words[0];

/** The complete addresses in a text, with spaces between them. */
const urlsAttr = (text = "") =>
  (text.match(/\S+/g) ?? [])
    .map((url) => httpUrl(url))
    .filter(Boolean)
    .join(" ");

/** Anything but `false`, which overrides the default of the script tag. */
const booleanAttr = (text = "false") => text.toLowerCase() !== "false";

const stringAttr = (text = "") => text;

/** What each attribute means by its text; a property of the same name in camelCase mirrors it. */
export const ATTRIBUTES = {
  article: stringAttr,
  catalog(/** @type {string | undefined} */ text) {
    text ??= catalogFolder();
    try {
      const url = new URL(text, document.baseURI);
      url.pathname = url.pathname.replace(/\/?$/, "/");
      return url.href;
    } catch {
      return text; // Loading it will say what is wrong with it.
    }
  },
  exclude: urlsAttr,
  explain: booleanAttr,
  fallback(text = "section latest") {
    const words = text.toLowerCase().split(/\s+/);
    return ["section", "latest"].filter((word) => words.includes(word)).join(" ") || "none";
  },
  heading: stringAttr,
  "heading-level": intAttr(6, 2),
  languages: enumAttr("same", "any"),
  layout: enumAttr("cards", "list", "compact"),
  limit: intAttr(MAX_LIMIT, 4),
  loading: enumAttr("lazy", "eager"),
  pin: urlsAttr,
  "read-last": booleanAttr,
  reasons: booleanAttr,
  "skip-linked": booleanAttr,
};

/** All that are watched. */
export const NAMES = [...Object.keys(ATTRIBUTES), ...Object.values(OLD_ATTRIBUTES)];

/**
 * The names of an attribute, its own first.
 *
 * @param {string} name
 */
const namesOf = (name) => [name, OLD_ATTRIBUTES[name] ?? name];

/**
 * What an attribute means by its text, or else by that of the script tag.
 *
 * @param {string} name
 * @param {(name: string) => unknown} textOf
 */
function meaningOf(name, textOf) {
  const parse = /** @type {any} */ (ATTRIBUTES)[name];
  for (const from of [textOf, (/** @type {string} */ name) => defaults.get(name)]) {
    for (const used of namesOf(name)) {
      const text = from(used);
      if (text != null) {
        warnRenamed(used, name);
        return parse(`${text}`);
      }
    }
  }
  return parse();
}

/**
 * Lets each attribute be read and written by a property.
 *
 * @param {object} prototype An element's.
 */
export function mirrorAttributes(prototype) {
  for (const name of Object.keys(ATTRIBUTES)) {
    for (const used of namesOf(name)) {
      Object.defineProperty(prototype, camelCase(used), {
        // @ts-expect-error The page may have changed what others inherit.
        __proto__: null,
        configurable: true,
        enumerable: true,
        /** @this {Element} */
        get() {
          warnRenamed(used, name);
          return meaningOf(name, (name) => this.getAttribute(name));
        },
        /** @this {Element} */
        set(value) {
          warnRenamed(used, name);
          if (value == null) this.removeAttribute(name);
          else this.setAttribute(name, value);
        },
      });
    }
  }
}
