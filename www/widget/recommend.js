/** What a box would show on the page of a text: `AlsoLikeElement.recommend`. */
import { camelCase, languageOf } from "./text.js";

/** @typedef {import("./internal.js").Card} Card */

/** What was an array of cards is an answer now, which for a while may be gone through as one. */
const asArray = {
  *[Symbol.iterator]() {
    if (!hasWarned) console.warn("also-like: recommend() gives { cards, kind, name }, no array");
    hasWarned = true;
    yield* /** @type {any} */ (this).cards;
  },
};
let hasWarned = false;

/**
 * @param {unknown} text
 * @param {import("./also-like.js").RecommendOptions} options
 * @param {import("./element.js").AlsoLikeElement} prototype
 * @param {typeof import("./related.js").related} related
 * @param {typeof import("./draw.js").showable} showable
 * @param {(answer: import("./internal.js").Answer, cards: Card[]) => import("./internal.js").Answer} shownOf
 * @returns {Promise<import("./also-like.js").Recommended>}
 */
export async function recommend(text, options, prototype, related, showable, shownOf) {
  /** @type {import("./internal.js").Options} As much of a box as has options. */
  const box = Object.create(prototype, {
    getAttribute: {
      value: (/** @type {string} */ name) => /** @type {any} */ (options)[camelCase(name)],
    },
  });
  const answer = await related(box, box.limit, {
    url: "",
    title: "",
    excerpt: "",
    text: `${text}`,
    lang: options.lang ?? languageOf(document.documentElement),
    labels: "",
    links: "",
    translations: "",
    pins: box.pin,
    excludes: box.exclude,
  });
  const shown = shownOf({ ...answer, cards: [] }, showable(answer.cards));
  return Object.assign(Object.create(asArray), shown);
}
