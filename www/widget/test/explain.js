import assert from "node:assert/strict";
import { openPage } from "./support/dom.js";
import { test } from "./support/test.js";

const document = openPage();
globalThis.__VERSION__ = "1.2.3";
const { explain } = await import("../explain.js");

const page = (more = {}) => ({
  url: "https://site.test/a",
  title: "A & <b>",
  excerpt: "",
  text: "Fähre 😀",
  lang: "en",
  day: 19787,
  labels: "Ferry,Night",
  links: "",
  translations: "",
  pins: "",
  excludes: "",
  ...more,
});
const card = (more = {}) => ({
  url: "https://site.test/b",
  title: "B",
  lang: "de",
  date: "2024-03-05",
  score: 0.25,
  reasons: ["ferry", "night"],
  pinned: true,
  explanation: { similarity: 0.5, dates: 1.25, taxonomy: 1, hubness: 0, diversity: 0.8 },
  ...more,
});

/** The panel of an answer. */
function panelOf(answer, read = page()) {
  const root = document.createElement("div").attachShadow({ mode: "open" });
  explain(root, { cards: [], kind: "", name: "", ...answer }, read);
  return root.querySelector("section");
}
const rows = (table) =>
  [...table.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent));

test("what was read from the page, as text", () => {
  const panel = panelOf({});
  assert.deepEqual(rows(panel.querySelector("table")), [
    ["title", "A & <b>"],
    ["address", "https://site.test/a"],
    ["language", "en"],
    ["date", "2024-03-05"],
    ["labels", "Ferry, Night"],
    ["text", "7 characters"],
  ]);
  assert.equal(panel.querySelector("p").textContent, "also-like 1.2.3 – nothing to show");
  assert.equal(panel.querySelectorAll("table").length, 1, "no table without cards");
});

test("what the page does not say is not found", () => {
  const panel = panelOf({}, page({ title: "", day: undefined, labels: "" }));
  const missing = [...panel.querySelectorAll(".missing")].map(
    (cell) => cell.parentNode.firstChild.textContent,
  );
  assert.deepEqual(missing, ["title", "date", "labels"]);
});

test("a score is the product of factors", () => {
  const latest = card({ title: "C", date: null, lang: "", pinned: false, score: 0, reasons: [] });
  delete latest.explanation;
  const panel = panelOf({ cards: [card(), latest], kind: "related" });
  assert.deepEqual(rows(panel.querySelectorAll("table")[1]), [
    [
      "#",
      "card",
      "score",
      "= similarity",
      "× dates",
      "× taxonomy",
      "× hubness",
      "× diversity",
      "words",
    ],
    [
      "1",
      "B2024-03-05, de, pinned",
      "0.250",
      "0.500",
      "1.250",
      "1.000",
      "–",
      "0.800",
      "ferry, night",
    ],
    ["2", "C", "–", "–", "–", "–", "–", "–", ""],
  ]);
});

test("the kind of an answer, and the name of a section", () => {
  const told = (answer) =>
    panelOf(answer)
      .querySelector("p")
      .textContent.replace(/^.* – /, "");
  assert.equal(told({ kind: "related" }), "articles near the page");
  assert.match(told({ kind: "section", name: "Ferries" }), /of the same section or tag: Ferries$/);
  assert.match(told({ kind: "latest" }), /the latest articles$/);
});

test("a panel of its own look, once for each answer, by its old part too", () => {
  const root = document.createElement("div").attachShadow({ mode: "open" });
  for (let i = 0; i < 2; i++) explain(root, { cards: [], kind: "", name: "" }, page());
  assert.equal(root.adoptedStyleSheets.length, 1);
  const panel = root.querySelector("section");
  assert.equal(panel.getAttribute("part"), "explain debug");
  assert.equal(panel.getAttribute("aria-label"), "also-like explain");
  assert.deepEqual([panel.lang, panel.dir], ["en", "ltr"]);
});
