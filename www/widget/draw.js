/**
 * Drawing: cards become elements. Only `createElement`, `textContent` and checked addresses, so that
 * nothing in a catalog or a page is ever read as markup or run as a script.
 */
import { web } from "./page.js";
import { cut, date, language } from "./text.js";
import { headings } from "./headings.js";

/** Widths, in letters, that a headline and an excerpt are cut to. */
const TITLE = 200;
const EXCERPT = 160;

/** The most words that a card names as its reason. */
const REASONS = 3;

/**
 * The cards that can be shown, in order: those with a headline and an address on the web. Their
 * addresses are made complete, and a picture is left out that is unfit or that a reader would rather not pay.
 *
 * @param {import("./also-like.js").Card[]} cards
 */
export function showable(cards) {
  const sparing = navigator.connection?.saveData;
  return cards
    .map((card) => ({
      because: [], // The engine that most boxes load knows none.
      ...card,
      url: web(card.url),
      image: (card.image && !sparing && web(card.image)) || "",
    }))
    .filter((card) => card.url && card.title.trim());
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} part The name that the page's styles know it by; empty for none.
 * @param {object | false | ""} properties
 * @param {(Node | string | undefined | false | "")[]} children
 */
function make(name, part, properties, ...children) {
  const element = document.createElement(name);
  if (part) element.setAttribute("part", part);
  Object.assign(element, properties);
  element.append(...children.filter(Boolean));
  return element;
}

/**
 * The box with its cards.
 *
 * @param {import("./element.js").AlsoLikeElement} host
 * @param {import("./also-like.js").Answer} answer At least one card, all of them showable.
 * @param {string} [said] The language that the page says otherwise than by `lang`.
 * @param {(event: Event, card: import("./also-like.js").Card, position: number) => void} onClick
 */
export function draw(host, { cards, kind, name }, said, onClick) {
  const page = language(host) || said || "en";
  const words = headings(page);
  // One without a picture among others gets a drawn one, so that they stand alike.
  const pictured = host.layout !== "compact" && cards.some(({ image }) => image);
  const box = make(
    "nav",
    "box",
    { lang: page }, // Firefox inherits none into a shadow root.
    make(
      `h${host.headingLevel}`,
      "heading",
      { id: "heading" },
      // The author's own heading speaks of what is near.
      (kind === "related" && host.heading) || words[kind],
      name && words.colon,
      name && make("bdi", "", {}, name),
    ),
    make("ul", "list", { role: "list" }, ...cards.map(card)),
  );
  box.setAttribute("aria-labelledby", "heading");
  box.dataset.layout = host.layout;
  return box;

  function card(card, index) {
    const day = card.day !== null && date(card.day, page);
    const link = make("a", "link", { href: card.url, dir: "auto" }, cut(card.title, TITLE));
    link.addEventListener("click", (event) => onClick(event, card, index + 1));
    // What is merely filed alike shares words by chance.
    const reason = kind === "related" && host.reasons && card.because.slice(0, REASONS).join(" · ");
    const foreign = card.lang.toLowerCase() !== page.toLowerCase() && card.lang;
    return make(
      "li",
      "card",
      foreign && { lang: foreign },
      pictured && picture(card),
      make("div", "title", {}, link),
      card.excerpt && make("p", "excerpt", {}, make("bdi", "", {}, cut(card.excerpt, EXCERPT))),
      day && make("time", "date", { dateTime: day.machine, lang: page }, day.text),
      // The words are the page's.
      reason && make("p", "reason", { lang: page }, make("bdi", "", {}, reason)),
    );
  }
}

/** The picture of a card; where there is none, or none that can be shown, one that the stylesheet draws. */
function picture({ image }) {
  const drawn = make("div", "picture drawn", {});
  if (!image) return drawn;
  const img = make("img", "picture", { alt: "", width: 480, height: 270, decoding: "async" });
  img.loading = "lazy"; // Before `src`, or the request is on its way.
  img.onerror = () => img.replaceWith(drawn);
  img.src = image;
  return img;
}
