/**
 * Finding the main text of the page that the reader has open: src/document/main_text, rule by rule. In JavaScript,
 * since the same in WebAssembly is 3 kB more of what every page loads; tests/web holds the two to each other.
 */
import {
  BESIDE,
  BESIDE_PERCENT,
  BLOCKS,
  BOXES,
  COMMENTS,
  HEADED_PERCENT,
  HIDDEN_PERCENT,
  KEPT,
  LEFT_OF_ARTICLE,
  LEFT_OF_FORUM,
  LINK_PERCENT,
  LIST_PERCENT,
  MARKED_PERCENT,
  MOST_PERCENT,
  NEVER,
  ROLES,
  SENTENCE,
  TALK,
} from "../constants.js";

/**
 * An element or a text, and what there is to read in it.
 *
 * @typedef {object} Part
 * @property {string} tag The name of an element; empty for a text.
 * @property {string} names Class and id.
 * @property {string} text Of a text; of a link its address.
 * @property {number} up The place of the element that it is in.
 * @property {number} home The place of the block that it stands in.
 * @property {boolean} hidden
 * @property {boolean} marked Whether it says that it holds the text.
 * @property {boolean} gone Whether it is no part of the text.
 * @property {boolean} block Whether a line ends before and after it.
 * @property {boolean} link
 * @property {number} letters Letters inside.
 * @property {number} links How many of them are links.
 * @property {number} own Letters of itself, not of blocks inside, and not of links.
 * @property {number} weight Letters of blocks inside that are sentences, and a share of links.
 * @property {number} best The place of the heaviest child; 0 for none.
 */

/** @param {string} list */
const one = (list) => RegExp(`^(${list})$`);
const NEVER_READ = one(NEVER);
const ROLE = one(ROLES);
const BOX = one(BOXES);
const BLOCK = one(`${BLOCKS}|${BOXES}`);
const STAYS = one(KEPT);

/** @param {Part} part */
const isLinks = ({ links, letters }) => links * 2 > letters;

/**
 * How much there is to read in a text.
 *
 * @param {string} text
 */
function size(text) {
  let size = 0;
  let isBetween = true;
  for (const letter of text) {
    const isSpace = letter <= " " || letter === "\xa0" || letter === "\u3000";
    if (!isSpace) size += 1 + +isBetween + (letter >= "\u2e80" ? 2 : 0);
    isBetween = isSpace;
  }
  return size;
}

/**
 * The elements and texts of a page in document order.
 *
 * @param {Element} root
 */
function partsOf(root) {
  /** @type {Part[]} */
  const parts = [];
  /** @type {Map<Node | null, number>} */
  const places = new Map();
  // Elements and texts, without looking into code. Not by `firstChild` and the like, which a form's fields can hide.
  const walker = document.createTreeWalker(root, 5, (node) =>
    /^(script|style|template|svg)$/i.test(node.nodeName) ? 2 : 1,
  );
  for (let node = /** @type {Node | null} */ (root); node; node = walker.nextNode()) {
    const place = parts.length;
    const up = places.get(node.parentNode) ?? 0;
    const isText = node.nodeType === 3;
    const get = (/** @type {string} */ name) =>
      (!isText && Element.prototype.getAttribute.call(node, name)) || "";
    const tag = isText ? "" : /** @type {Element} */ (node).localName;
    const names = `${get("class")} ${get("id")}`.toLowerCase();
    const role = get("role");
    const block = BLOCK.test(tag);
    const text = isText ? `${node.nodeValue}` : tag === "a" ? get("href") : "";
    const parent = parts[up];
    parts.push({
      tag,
      names,
      text,
      up,
      home: block || !parent ? place : parent.home,
      hidden:
        tag === "noscript" ||
        (!isText && Element.prototype.hasAttribute.call(node, "hidden")) ||
        get("aria-hidden") === "true" ||
        /display:none|visibility:hidden/i.test(get("style").replace(/ /g, "")),
      marked: role === "main" || get("itemprop") === "articleBody" || /^(main|article)$/.test(tag),
      gone:
        !!parent &&
        (parent.gone ||
          NEVER_READ.test(tag) ||
          ROLE.test(role) ||
          (tag === "a" && /^#fn|footnote-ref/.test(`${text} ${names}`)) ||
          (tag === "sup" && !/[a-z\x80-\uffff]/i.test(`${node.textContent}`))),
      block,
      link: tag === "a" || !!parent?.link,
      letters: 0,
      links: 0,
      own: 0,
      weight: 0,
      best: 0,
    });
    places.set(node, place);
  }
  return parts;
}

/**
 * Adds up what is not gone, from the leaves to the first part.
 *
 * @param {Part[]} parts
 */
function sum(parts) {
  for (const part of parts)
    part.letters = part.links = part.own = part.weight = part.best = 0;
  for (let place = parts.length; place--; ) {
    const part = parts[place];
    if (part.gone) continue;
    if (!part.tag) {
      part.letters = size(part.text);
      if (part.link) {
        part.links = part.letters;
        part.weight = Math.floor((part.letters * LINK_PERCENT) / 100);
      } else part.own = part.letters;
    } else if (part.block && part.own >= SENTENCE && !/^h/.test(part.tag)) part.weight += part.own;
    const up = parts[part.up];
    if (place) {
      up.letters += part.letters;
      up.links += part.links;
      up.weight += part.weight;
      if (!part.block) up.own += part.own;
      else if (!up.best || part.weight >= parts[up.best].weight) up.best = place;
    }
  }
}

/**
 * The main text of a page, and the addresses that it links to as they stand there, each with a NUL after it.
 *
 * @param {Element} element The body, or where the page's author says that the text is.
 * @param {boolean} isChosen Whether it is the latter.
 */
export function mainText(element, isChosen) {
  const parts = partsOf(element);
  sum(parts);
  const headline = parts.findIndex(({ tag, hidden, gone }) => tag === "h1" && !hidden && !gone);
  let left = parts[0].weight;
  for (const part of parts.slice(1)) {
    part.gone ||= parts[part.up].gone;
    if (part.gone || !part.tag) continue;
    const { names, weight, tag } = part;
    const isComments = RegExp(`${COMMENTS}| comments$`).test(names);
    const isTalk = isComments || RegExp(TALK).test(names);
    part.gone =
      (part.hidden && weight * 100 < left * HIDDEN_PERCENT) ||
      (!STAYS.test(tag) &&
        (((tag === "header" || RegExp(BESIDE).test(names)) &&
          (weight * 100 < left * BESIDE_PERCENT || isLinks(part))) ||
          (isTalk && left >= weight + (isComments ? LEFT_OF_ARTICLE : LEFT_OF_FORUM))));
    if (part.gone) left = Math.max(0, left - weight);
  }
  sum(parts);

  let root = 0;
  while (!isChosen) {
    const { best, weight } = parts[root];
    const child = parts[best];
    const most = child.marked ? MARKED_PERCENT : MOST_PERCENT;
    if (!best || child.weight * 100 < weight * most || child.own * 2 > child.weight) break;
    root = best;
  }
  for (let place = isChosen ? 0 : headline; place > root; place = parts[place].up)
    if (
      parts[place].tag === "article" &&
      parts[place].weight * 100 >= parts[root].weight * HEADED_PERCENT
    )
      root = place;

  const { letters, links } = parts[root];
  const isList = links * 100 > letters * LIST_PERCENT;
  let home = root;
  let text = "";
  let addresses = "";
  for (let place = root; place < parts.length; place++) {
    const part = parts[place];
    const up = parts[part.up];
    if (place > root) {
      if (part.up < root) break;
      const { tag } = part;
      // A list of links without a name is more often the author's than the site's.
      const isBare = /^[uo]l$/.test(tag) && part.names === " " && (up.tag === "li" || !isLinks(up));
      part.gone ||=
        up.gone ||
        place === headline ||
        (!isList &&
          ((tag === "p" && part.letters > 0 && part.links * 10 >= part.letters * 9) ||
            (BOX.test(tag) && part.letters * 2 < letters && !isBare && isLinks(part))));
    }
    if (part.gone) continue;
    // A text after a block is on a line of its own.
    if (part.block || (!part.tag && part.home !== home)) {
      text += "\n";
      home = part.home;
    }
    if (!part.tag) text += part.text;
    else if (part.text) addresses += `${part.text}\0`;
  }
  return { text, links: addresses };
}
