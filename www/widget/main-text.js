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
  FORUM,
  HEADED_PERCENT,
  HIDDEN_PERCENT,
  KEPT,
  LEFT_OF_COMMENTS,
  LIST_PERCENT,
  MARKED_PERCENT,
  MOST_PERCENT,
  NEVER,
  SENTENCE,
  WEIGHT,
} from "../constants.js";

/**
 * An element or a text, and what there is to read in it. The names end in `_`, which the bundler shortens.
 *
 * @typedef {object} Part
 * @property {string} tag_ The name of an element; empty for a text.
 * @property {string} names_ Class and id.
 * @property {string} text_ Of a text; of an element its `href`.
 * @property {number} up_ The place of the element that it is in.
 * @property {number} home_ The place of the block that it is in.
 * @property {boolean} hidden_
 * @property {boolean} marked_ Whether it is marked as the main text.
 * @property {boolean} [gone_] Whether it is no part of the text.
 * @property {boolean} block_ Whether a line ends before and after it.
 * @property {boolean} link_
 * @property {number} letters_ Letters inside.
 * @property {number} links_ How many of them are links.
 * @property {number} own_ Letters of itself, not of blocks inside, and not of links.
 * @property {number} weight_ Of blocks inside that are sentences, and of links.
 * @property {number} best_ The place of the heaviest child; 0 for none.
 */

/** @param {string} list */
const one = (list) => RegExp(`^(${list})$`);
const BOX = one(BOXES);
const BLOCK = one(`${BLOCKS}|${BOXES}`);
const STAYS = one(KEPT);
const NEVER_READ = one(NEVER);
const COMMENT = RegExp(COMMENTS);
const ASIDE = RegExp(BESIDE);

/** @param {Part} part */
const isLinks = ({ links_, letters_ }) => links_ * 2 > letters_;

/**
 * How much there is to read in a text.
 *
 * @param {string} text
 */
function size(text) {
  const words = text.split(/[\0- \xa0\u3000]+/).filter(Boolean);
  const letters = [...words.join("")];
  return words.length + letters.length + 2 * letters.filter((letter) => letter >= "\u2e80").length;
}

/**
 * @param {any} node
 * @param {string} name
 * @returns {string} Empty for no attribute, and for a text.
 */
const get = (node, name) => node.getAttribute?.(name) ?? "";

/**
 * The elements and texts of a page in document order, without what is never read.
 *
 * @param {Element} root
 */
function partsOf(root) {
  /** @type {Part[]} */
  const parts = [];
  /** @type {Map<Node | null, number>} */
  const places = new Map();
  const tagOf = (/** @type {any} */ node) => node.localName ?? "";
  // Elements and texts. Not by `firstChild` and the like, which a form's fields can hide.
  const walker = document.createTreeWalker(root, 5, (node) => {
    const tag = tagOf(node);
    return NEVER_READ.test(tag) ||
      NEVER_READ.test(get(node, "role")) ||
      (tag === "a" && /^#fn|footnote-ref/.test(`${get(node, "href")} ${get(node, "class")}`)) ||
      (tag === "sup" && !/[a-z\x80-\uffff]/i.test(/** @type {string} */ (node.textContent)))
      ? 2
      : 1;
  });
  for (let node = /** @type {Node | null} */ (root); node; node = walker.nextNode()) {
    const place = parts.length;
    const up = places.get(node.parentNode) ?? 0;
    const parent = parts[up];
    const tag = tagOf(node);
    const block = BLOCK.test(tag);
    places.set(node, place);
    parts.push({
      tag_: tag,
      names_: `${get(node, "class")} ${get(node, "id")}`.toLowerCase(),
      text_: node.nodeValue ?? get(node, "href"),
      up_: up,
      home_: block || !parent ? place : parent.home_,
      hidden_:
        /** @type {any} */ (node).matches?.("noscript,[hidden],[aria-hidden=true]") ||
        /display:none|visibility:hidden/i.test(get(node, "style").replace(/ /g, "")),
      marked_: /^(main|article|articleBody)$/.test(
        get(node, "itemprop") || get(node, "role") || tag,
      ),
      block_: block,
      link_: tag === "a" || !!parent?.link_,
      letters_: 0,
      links_: 0,
      own_: 0,
      weight_: 0,
      best_: 0,
    });
  }
  return parts;
}

/**
 * Adds up what is not gone, from the leaves to the first part.
 *
 * @param {Part[]} parts
 */
function sum(parts) {
  for (const part of parts) part.letters_ = part.links_ = part.own_ = part.weight_ = part.best_ = 0;
  for (let place = parts.length; place--; ) {
    const part = parts[place];
    const up = parts[part.up_];
    if (part.gone_) continue;
    if (!part.tag_) {
      part.letters_ = size(part.text_);
      if (part.link_) {
        part.links_ = part.letters_;
        part.weight_ = part.letters_ - (part.letters_ % WEIGHT);
      } else part.own_ = part.letters_;
    } else if (part.block_ && part.own_ >= SENTENCE && !/^h/.test(part.tag_))
      part.weight_ += part.own_ * WEIGHT;
    if (place) {
      up.letters_ += part.letters_;
      up.links_ += part.links_;
      up.weight_ += part.weight_;
      if (!part.block_) up.own_ += part.own_;
      // A list is a part of a text.
      else if (!/^[duo]l/.test(part.tag_) && (!up.best_ || part.weight_ >= parts[up.best_].weight_))
        up.best_ = place;
    }
  }
}

/**
 * The main text of a page, and the addresses of its links as written, each with a NUL after it.
 *
 * @param {Element} element The body, or the element that the page's author declares as the article.
 * @param {boolean} isChosen Whether it is the latter.
 */
export function mainText(element, isChosen) {
  const parts = partsOf(element);
  sum(parts);
  const headline = parts.indexOf(
    parts.find(({ tag_, hidden_ }) => tag_ === "h1" && !hidden_) ?? parts[0],
  );
  const isForum = RegExp(FORUM).test(parts[0].names_);
  let left = parts[0].weight_;
  for (const part of parts.slice(1)) {
    const { hidden_, names_, tag_, weight_ } = part;
    const isBelow = (/** @type {number} */ percent) => weight_ * 100 <= left * percent;
    part.gone_ = parts[part.up_].gone_;
    if (part.gone_ || !tag_) continue;
    part.gone_ =
      (hidden_ && isBelow(HIDDEN_PERCENT)) ||
      (!STAYS.test(tag_) &&
        (((tag_ === "header" || ASIDE.test(names_)) &&
          (isBelow(BESIDE_PERCENT) || isLinks(part))) ||
          (!isForum && left >= weight_ + LEFT_OF_COMMENTS && COMMENT.test(names_))));
    if (part.gone_) left -= weight_;
  }
  sum(parts);

  let root = 0;
  for (let place = 0; !isChosen; root = place) {
    place = parts[root].best_;
    const { marked_, own_, weight_ } = parts[place];
    const most = marked_ ? MARKED_PERCENT : MOST_PERCENT;
    if (
      !place ||
      !weight_ ||
      weight_ * 100 < parts[root].weight_ * most ||
      own_ * 2 * WEIGHT > weight_
    )
      break;
  }
  // The article of the headline, unless the text is in a part of it.
  let headed = isChosen ? 0 : headline;
  while (headed && parts[headed].tag_ !== "article") headed = parts[headed].up_;
  let up = root;
  while (up > headed) up = parts[up].up_;
  if (up !== headed && parts[headed].weight_ * 100 >= parts[root].weight_ * HEADED_PERCENT)
    root = headed;

  const whole = parts[root];
  const isList = whole.links_ * 100 > whole.letters_ * LIST_PERCENT;
  let home = root;
  let text = "";
  let links = "";
  // Paragraphs between the headline and that element are a part of the text.
  for (let place = Math.min(root, headline || 1 / 0); place < parts.length; place++) {
    const part = parts[place];
    const { block_, home_, letters_, links_, tag_, text_ } = part;
    const up = parts[part.up_];
    if (place < root && (parts[home_].tag_ !== "p" || parts[home_].own_ < SENTENCE)) continue;
    if (place > root) {
      if (part.up_ < root) break;
      part.gone_ ||=
        up.gone_ ||
        place === headline ||
        (!isList &&
          ((tag_ === "p" && letters_ > 0 && links_ * 10 >= letters_ * 9) ||
            (BOX.test(tag_) && isLinks(part))));
    }
    if (part.gone_) continue;
    // A text after a block is on a line of its own.
    if (block_ || (!tag_ && home_ !== home)) {
      text += "\n";
      home = home_;
    }
    if (!tag_) text += text_;
    else if (text_) links += `${text_}\0`;
  }
  return { text, links };
}
