/**
 * The playground: the recommendations under an article of this site, or for any text, with their reasons. Uses only the
 * public interface of the widget, as a publisher's page would.
 */
import { AlsoLikeElement } from "/also-like/also-like.js";

/** The folder of the widget and the catalog. */
const FOLDER = new URL("/also-like/", location.href).href;

/** Milliseconds without a key until a text is compared. */
const PAUSE = 250;

const field = (id) => document.getElementById(id);
const [form, article, text, limit, lang, fallback, any] = [
  "ask",
  "article",
  "text",
  "limit",
  "lang",
  "fallback",
  "any",
].map(field);

/** What the factors of a score are called here, and what each is where it changes nothing. */
const FACTORS = {
  similarity: ["Text", 0],
  dates: ["Date", 1],
  taxonomy: ["Taxonomy", 1],
  hubness: ["Hubness", 1],
  diversity: ["Diversity", 1],
};

/** The ends of the scale on which factors are drawn. */
const [LEAST, MOST] = [0.7, 1.9];

/**
 * @param {string} name
 * @param {object} properties
 * @param {(Node | string)[]} children
 */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const bytes = (number) => number.toLocaleString("en");

/** The number of the latest request: answers to earlier ones are ignored. */
let turn = 0;
let pause;

/** The options, as properties of a box and as what `recommend` takes. */
const options = () => ({
  reasons: true,
  limit: limit.value,
  fallback: fallback.value,
  languages: any.checked ? "any" : "same",
});

/** @type {HTMLIFrameElement | undefined} The page of the chosen article. */
let frame;

/** Opens the page of an article in a hidden frame. */
async function open(address) {
  frame?.remove();
  frame = make("iframe", { hidden: true, title: "The article's own page", src: address });
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await loaded;
}

/** What the box of an article's own page shows with our options. */
async function ofArticle(address) {
  if (frame?.getAttribute("src") !== address) await open(address);
  const { contentDocument: page, contentWindow: window } = frame;
  const box = page.querySelector("also-like");
  if (!box) throw Error(`${address} has no box`);
  let answer = { cards: [], kind: "", name: "" };
  let failure;
  const told = { signal: AbortSignal.timeout(60_000) };
  box.addEventListener("also-like-ready", ({ detail }) => (answer = detail), told);
  box.addEventListener("also-like-error", ({ detail }) => (failure = detail.message), told);
  Object.assign(box, options(), { loading: "eager" });
  await box.refresh();
  if (failure) throw Error(failure);
  return { ...answer, window, page };
}

/** What `recommend` answers for a text. */
async function ofText(text) {
  const answer = await AlsoLikeElement.recommend(text, { ...options(), lang: lang.value });
  return { ...answer, window };
}

/** The headline and the paragraphs of an article's page. */
function written(page) {
  const story = page.querySelector("article");
  const parts = [...story.querySelectorAll("h1, .body > *")].map((one) => one.textContent.trim());
  return parts.join("\n\n");
}

/** Ranks for the current input and shows the result. */
async function answer() {
  clearTimeout(pause);
  const own = ++turn;
  const address = article.value;
  lang.disabled = address !== "";
  if (!address && !text.value.trim())
    return show({ cards: [] }, "Choose an article, or write or paste a text.");
  field("answer").closest("section").ariaBusy = "true";
  try {
    const begun = performance.now();
    const found = await (address ? ofArticle(address) : ofText(text.value));
    if (own !== turn) return;
    if (address) {
      text.value = written(found.page);
      text.lang = found.page.documentElement.lang;
    } else {
      text.lang = lang.value;
    }
    const time = Math.max(1, Math.round(performance.now() - begun));
    show(found, said(found));
    weigh(found.window, address !== "", time);
  } catch (error) {
    if (own === turn) show({ cards: [] }, `That did not work: ${error.message}.`);
  } finally {
    if (own === turn) field("answer").closest("section").ariaBusy = null;
  }
}

/** What the cards are, in a sentence. */
function said({ cards, kind, name }) {
  const count = cards.length === 1 ? "One card" : `${cards.length} cards`;
  switch (kind) {
    case "related":
      return `${count}, the nearest first.`;
    case "section":
      return `Nothing is near. ${count} of the same section${name && `: ${name}`}.`;
    case "latest":
      return `Nothing is near. ${count}, the latest articles.`;
    default:
      return "Nothing is near, and there is nothing else to show.";
  }
}

function show({ cards }, sentence) {
  const best = Math.max(0, ...cards.map((card) => card.score));
  field("status").textContent = sentence;
  field("cards").replaceChildren(...cards.map((card) => item(card, best)));
  field("meaning").hidden = best === 0;
  const letters = [...text.value.trim()].length;
  field("asked").textContent = letters
    ? `${bytes(letters)} characters${article.value ? ". The answer is that of the article’s own page; change a letter, and it is that of the text" : ""}.`
    : "In any language, a few sentences or more.";
}

/** A card with its reasons and its score taken apart. */
function item(card, best) {
  const { url, title, excerpt, image, lang, date, reasons, pinned } = card;
  const facts = [
    date && make("time", { dateTime: date }, date),
    lang && make("span", {}, lang),
    pinned && make("span", {}, "pinned by an editor"),
  ];
  const words = reasons.map((word) => make("li", {}, make("bdi", { lang }, word)));
  const main = make(
    "div",
    { className: "main" },
    make("h3", { lang, dir: "auto" }, make("a", { href: url }, title)),
    make("p", { className: "facts" }, ...facts.filter(Boolean)),
    make("p", { className: "excerpt", lang, dir: "auto" }, excerpt),
  );
  if (words.length) {
    main.append(make("ul", { className: "words", ariaLabel: "Words in common" }, ...words));
  }
  const whole = make("li", {}, main);
  if (image) whole.prepend(make("img", { src: image, alt: "", width: 160, height: 90 }));
  whole.append(
    card.score > 0 && card.explanation
      ? taken(card, best)
      : make("p", { className: "hint" }, "Not chosen by its text: it has no score."),
  );
  return whole;
}

/** A score taken apart: a table with a bar for each part. */
function taken({ title, score, explanation }, best) {
  const rows = Object.entries(FACTORS).map(([name, [label, neutral]]) => {
    const value = explanation[name];
    // The text's part is drawn from 0 to 1, a factor to the left or right of × 1.
    const at = (value) =>
      neutral ? Math.min(Math.max((value - LEAST) / (MOST - LEAST), 0), 1) : value;
    const ends = [at(neutral), at(value)].sort((a, b) => a - b);
    const number = `${neutral ? "× " : ""}${value.toFixed(neutral ? 2 : 3)}`;
    return row(label, number, ends, value < neutral ? "less" : name, at(neutral));
  });
  rows.push(row("Score", `= ${score.toFixed(3)}`, [0, score / best], "whole", 0));
  const ariaLabel = `The score of ${title}, taken apart`;
  return make("table", { className: "score", ariaLabel }, make("tbody", {}, ...rows));
}

/** A part of a score, drawn between two shares of its room. */
function row(label, number, [from, to], className, zero) {
  const bar = make("span", { className: `bar ${className}` });
  bar.style.setProperty("--from", from);
  bar.style.setProperty("--to", to);
  const room = make("span", { className: "room", ariaHidden: "true" }, bar);
  room.style.setProperty("--zero", zero);
  return make(
    "tr",
    { className },
    make("th", { scope: "row" }, label),
    make("td", { className: "drawn" }, room),
    make("td", {}, number),
  );
}

/** What a file of the widget or of the catalog is. */
function meaning(name) {
  const known = {
    "also-like.js": "script",
    "also-like.wasm": "engine",
    "also-like-reasons.wasm": "engine that also says why, in place of the smaller one",
    "also-like-explore.js": "way through a large catalog",
    "also-like-metadata.js":
      "reader of headline, language and day of a page outside of the catalog",
    "also-like-metadata.wasm": "its rules",
    "also-like-explain.js": "panel of boxes with explain",
    "also-like-more.js": "what few pages need, such as an answer without a box",
    "catalog.json": "manifest",
  };
  return known[name] ?? (name.endsWith(".bin") ? "catalog" : "part of the catalog");
}

/** @type {Map<string, [number, number]>} Bytes of files as they were sent and unpacked, by addresses. */
const sizes = new Map();

/** What a page loaded for its answer, by its resource timings. */
function weigh(window, isArticle, time) {
  const ours = ({ name }) => name.startsWith(FOLDER);
  const of = (window) => window.performance.getEntriesByType("resource").filter(ours);
  const requests = of(window);
  const cell = (number) => make("td", {}, bytes(number));
  // Some browsers report no size for a cached file: it is that of the first request.
  for (const { name, encodedBodySize, decodedBodySize } of [...of(globalThis), ...requests]) {
    if (encodedBodySize) sizes.set(name, [encodedBodySize, decodedBodySize]);
  }
  const numbers = ({ name, transferSize }) => [...(sizes.get(name) ?? [0, 0]), transferSize];
  const rows = requests.map((one) => {
    const path = new URL(one.name).pathname;
    const name = path.split("/").pop();
    const head = make("th", { scope: "row" }, name, make("small", {}, meaning(name)));
    return make("tr", {}, head, ...numbers(one).map(cell));
  });
  const sums = requests.map(numbers).reduce((a, b) => a.map((sum, i) => sum + b[i]), [0, 0, 0]);
  const total = make("th", { scope: "row" }, `${requests.length} files`);
  const table = field("bytes");
  table.tBodies[0].replaceChildren(...rows);
  table.tFoot.replaceChildren(make("tr", {}, total, ...sums.map(cell)));
  field("bytes-room").hidden = false;
  const packed =
    sums[0] < sums[1] ? "" : " This server sends them as they are; one that compresses sends less.";
  field("bytes-hint").textContent =
    `All that ${isArticle ? "the article’s page" : "this page"} asked for to answer, the last time in ` +
    `${bytes(time)} ms. What comes from the browser’s cache costs the network nothing, or the few bytes of ` +
    `asking whether it is still the same.${packed}`;
}

const soon = () => {
  clearTimeout(pause);
  pause = setTimeout(answer, PAUSE);
};

text.addEventListener("input", () => {
  article.value = "";
  lang.disabled = false;
  soon();
});
article.addEventListener("change", () => {
  if (!article.value) text.value = "";
  answer();
});
limit.addEventListener("input", soon);
for (const choice of [lang, fallback, any]) choice.addEventListener("change", answer);
form.addEventListener("submit", (event) => event.preventDefault());
// After the fields have been cleared.
form.addEventListener("reset", () =>
  setTimeout(() => {
    text.focus();
    answer();
  }),
);

// Some browsers restore the content of fields.
answer();
