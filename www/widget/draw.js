/**
 * Drawing: cards become elements. Only `createElement`, `textContent` and checked addresses, so that
 * nothing in a catalog or a page is ever read as markup or run as a script.
 */
import { formatDate } from "./dates.js";
import { withOldNames } from "./deprecated.js";
import { headingsIn } from "./headings.js";
import { httpUrl, isoDate } from "./page.js";
import { languageOf, truncate } from "./text.js";

/** @typedef {import("./internal.js").Card} Card */

/** Widths, in letters, that a headline and an excerpt are cut to. */
const TITLE = 200;
const EXCERPT = 160;

/** The most words that a card names as its reason. */
const REASONS = 3;

/**
 * The cards that can be shown, in order: those with a headline and an address on the web. Their
 * addresses are made complete, and a picture is left out that is unfit or that a reader would rather not pay.
 *
 * @param {import("./internal.js").EngineCard[]} cards
 * @returns {Card[]}
 */
export function showable(cards) {
  const sparing = navigator.connection?.saveData;
  return cards
    .map((card) => ({
      __proto__: withOldNames,
      reasons: [], // The engine that most boxes load knows none.
      ...card,
      url: httpUrl(card.url) ?? "",
      image: (card.image && !sparing && httpUrl(card.image)) || "",
      date: isoDate(card.date),
    }))
    .filter((card) => card.url && card.title.trim());
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} part Its name for `::part()` in the page's styles; empty for none.
 * @param {object | false | ""} properties
 * @param {(Node | string | undefined | null | false)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(name, part, properties, ...children) {
  const element = document.createElement(name);
  if (part) element.setAttribute("part", part);
  Object.assign(element, properties);
  element.append(.../** @type {Node[]} */ (children.filter(Boolean)));
  return element;
}

/**
 * The box with its cards.
 *
 * @param {HTMLElement & import("./internal.js").Options} host
 * @param {import("./internal.js").Answer} answer At least one card, all of them showable.
 * @param {string | undefined} said The page's language by its metadata, for pages without `lang`.
 * @param {Pick<import("./catalog.js").Catalog, "dates" | "headings">} catalog
 * @param {(event: Event, card: Card, position: number) => void} onClick
 */
export function draw(host, { cards, kind, name }, said, catalog, onClick) {
  const page = languageOf(host) || said || "en";
  const words = headingsIn(page, catalog.headings);
  // A card without a picture among others gets a drawn one, so that all have the same layout.
  const pictured = host.layout !== "compact" && cards.some(({ image }) => image);
  const box = make(
    "nav",
    "box",
    { lang: page }, // Firefox inherits none into a shadow root.
    make(
      /** @type {"h2"} */ (`h${host.headingLevel}`),
      "heading",
      { id: "heading" },
      // The page's own heading is for related articles only.
      (kind === "related" && host.heading) || (kind && words[kind]),
      name && words.colon,
      name && make("bdi", "", {}, name),
    ),
    make("ul", "list", { role: "list" }, ...cards.map(item)),
  );
  box.setAttribute("aria-labelledby", "heading");
  box.dataset.layout = host.layout;
  return box;

  /**
   * @param {Card} card
   * @param {number} index
   */
  function item(card, index) {
    const { date, excerpt, lang, reasons, title, url } = card;
    const link = make("a", "link", { href: url, dir: "auto" }, truncate(title, TITLE));
    link.addEventListener("click", (event) => onClick(event, card, index + 1));
    // Articles of the same section share words by chance.
    const reason = kind === "related" && host.reasons && reasons.slice(0, REASONS).join(" · ");
    const foreign = lang.toLowerCase() !== page.toLowerCase() && lang;
    return make(
      "li",
      "card",
      foreign && { lang: foreign },
      pictured && picture(card),
      make("div", "title", {}, link),
      excerpt && make("p", "excerpt", {}, make("bdi", "", {}, truncate(excerpt, EXCERPT))),
      date &&
        make("time", "date", { dateTime: date, lang: page }, formatDate(date, page, catalog.dates)),
      // The words are the page's.
      reason && make("p", "reason", { lang: page }, make("bdi", "", {}, reason)),
    );
  }
}

/**
 * The picture of a card; where there is none, or none that can be shown, one that the stylesheet draws.
 *
 * @param {Card} card
 */
function picture({ image }) {
  const drawn = make("div", "picture drawn", {});
  if (!image) return drawn;
  const img = make("img", "picture", { alt: "", width: 480, height: 270, decoding: "async" });
  img.loading = "lazy"; // Before `src`, or the request is on its way.
  img.onerror = () => img.replaceWith(drawn);
  img.src = image;
  return img;
}
