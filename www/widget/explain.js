/**
 * What a box with `explain` shows below itself: what was read from the page, and each card's score taken
 * apart. A module of its own, which no other box loads. In English, for those who build the site.
 */
import css from "./explain.css";
import { isoDate } from "./page.js";

/**
 * @typedef {import("./internal.js").Card} Card
 * @typedef {import("./internal.js").PageText} PageText
 */

/**
 * The factors of a score, as the engine names them.
 *
 * @type {(keyof NonNullable<Card["explanation"]>)[]}
 */
const FACTORS = ["similarity", "dates", "taxonomy", "hubness", "diversity"];

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {object} properties
 * @param {(Node | string)[]} children
 */
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @param {number | undefined} value What is 0 or not there did not count. */
const number = (value) => (value ? value.toFixed(3) : "–");

/**
 * A table with a headed row for each entry.
 *
 * @param {string} caption
 * @param {Record<string, string>} entries
 */
function entries(caption, entries) {
  const rows = Object.entries(entries).map(([name, text]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      text
        ? make("td", {}, make("bdi", {}, text))
        : make("td", { className: "missing" }, "not found"),
    ),
  );
  return make("table", {}, make("caption", {}, caption), make("tbody", {}, ...rows));
}

/** @param {Card[]} cards */
function scores(cards) {
  const factors = FACTORS.map((name, index) => `${index ? "×" : "="} ${name}`);
  const heads = ["#", "card", "score", ...factors, "words"];
  const rows = cards.map((card, index) => {
    const more = [card.date, card.lang, card.pinned && "pinned"].filter(Boolean).join(", ");
    return make(
      "tr",
      {},
      make("td", {}, `${index + 1}`),
      make("th", { scope: "row" }, make("bdi", {}, card.title), make("small", {}, more)),
      make("td", {}, number(card.score)),
      ...FACTORS.map((name) => make("td", {}, number(card.explanation?.[name]))),
      make("td", {}, make("bdi", {}, card.reasons.join(", "))),
    );
  });
  return make(
    "table",
    {},
    make("caption", {}, "The cards"),
    make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...rows),
  );
}

/** What the kinds of an answer mean. */
const KINDS = {
  related: "articles near the page",
  section: "nothing is near: articles of the same section or tag",
  latest: "nothing is near: the latest articles",
  "": "nothing to show",
};

/**
 * Puts the panel at the end of a box.
 *
 * @param {ShadowRoot} root
 * @param {import("./also-like.js").Answer} answer
 * @param {PageText} page
 */
export function explain(root, { cards, kind, name }, page) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  const panel = make(
    "section",
    { lang: "en", dir: "ltr", tabIndex: 0 }, // Focusable, as it may have to be scrolled.
    make(
      "p",
      {},
      make("strong", {}, `also-like ${__VERSION__}`),
      ` – ${KINDS[kind]}${name && ": "}`,
      make("bdi", {}, name),
    ),
    entries("The page", {
      title: page.title,
      address: page.url,
      language: page.lang,
      date: isoDate(page.day) ?? "",
      labels: page.labels.replaceAll(",", ", "),
      text: `${[...page.text].length.toLocaleString("en")} characters`,
    }),
  );
  if (cards.length) panel.append(scores(cards));
  panel.setAttribute("part", "explain debug"); // What it was called before.
  panel.setAttribute("aria-label", "also-like explain");
  root.append(panel);
}
