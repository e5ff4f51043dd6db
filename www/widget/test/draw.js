import assert from "node:assert/strict";
import { test } from "./support/test.js";
import { draw, showable } from "../draw.js";
import { HEADINGS } from "../headings.js";
import { openPage, said } from "./support/dom.js";

const document = openPage(`<head></head><body lang="en"><div></div></body>`);
const card = (more = {}) => ({
  url: "/a",
  title: "Night ferry",
  excerpt: "",
  image: "",
  lang: "en",
  date: null,
  score: 0.5,
  pinned: false,
  ...more,
});
const host = (more = {}) =>
  Object.assign(document.querySelector("div"), {
    heading: "",
    headingLevel: 2,
    layout: "cards",
    reasons: false,
    ...more,
  });
const catalog = { dates: {}, headings: HEADINGS };
const answer = (cards, more = {}) => ({
  cards: showable(cards),
  kind: "related",
  name: "",
  ...more,
});
const texts = (box, part) => [...box.querySelectorAll(`[part~=${part}]`)].map((e) => e.textContent);

test("what can be shown: a headline and an address on the web", () => {
  const cards = showable([
    card(),
    card({ url: "javascript:alert(1)" }),
    card({ title: " " }),
    card({ url: "b", image: "data:image/png;base64,x", date: 19787 }),
  ]);
  assert.deepEqual(
    cards.map(({ url, image, date, reasons }) => [url, image, date, reasons]),
    [
      ["https://site.test/a", "", null, []],
      ["https://site.test/news/b", "", "2024-03-05", []],
    ],
  );
});

test("pictures are left out for readers who save data", () => {
  const pictured = card({ image: "/p.png" });
  assert.equal(showable([pictured])[0].image, "https://site.test/p.png");
  navigator.connection = { saveData: true };
  assert.equal(showable([pictured])[0].image, "");
  delete navigator.connection;
});

test("the names of before, with one warning each and unseen by who lists", async () => {
  const [one] = showable([
    card({ date: 19787, reasons: ["ferry"], explanation: { similarity: 0.5, dates: 1.2 } }),
  ]);
  const warnings = await said("warn", () => {
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(one.because, ["ferry"]);
      assert.equal(one.day, 19787);
      assert.equal(one.parts.similarity, 0.5);
      assert.equal(showable([card()])[0].day, null);
    }
  });
  assert.deepEqual(warnings, [
    "also-like: because is now reasons",
    "also-like: day is now date",
    "also-like: parts is now explanation",
  ]);
  for (const name of ["because", "day", "parts"]) assert(!Object.keys(one).includes(name));
  for (const name in one) assert(Object.hasOwn(one, name), name);
  assert(!("because" in { ...one }));
});

test("a box: heading, list, cards", () => {
  const cards = [
    card({ excerpt: "By night", date: 19787, reasons: ["a", "b", "c", "d"] }),
    card({ url: "/b", title: "<b>Fähre</b>", lang: "de" }),
  ];
  const box = draw(host({ reasons: true }), answer(cards), undefined, catalog, () => {});
  assert.equal(box.getAttribute("part"), "box");
  assert.equal(box.getAttribute("aria-labelledby"), "heading");
  assert.deepEqual(texts(box, "heading"), ["You May Also Like"]);
  assert.deepEqual(texts(box, "link"), ["Night ferry", "<b>Fähre</b>"]);
  assert.deepEqual(texts(box, "excerpt"), ["By night"]);
  assert.deepEqual(texts(box, "date"), ["March 5, 2024"]);
  assert.deepEqual(texts(box, "reason"), ["a · b · c"]);
  assert.equal(box.querySelectorAll("b").length, 0, "no markup of a title");
  const [own, other] = box.querySelectorAll("[part=card]");
  assert.equal(own.getAttribute("lang"), null);
  assert.equal(other.lang, "de");
});

test("headings: the author's, the catalog's, with a name", () => {
  const heading = (options, more) =>
    texts(
      draw(host(options), answer([card()], more), undefined, catalog, () => {}),
      "heading",
    )[0];
  assert.equal(heading({ heading: "More" }), "More");
  assert.equal(
    heading({ heading: "More" }, { kind: "section", name: "Ports" }),
    "More in This Category: Ports",
  );
  assert.equal(heading({}, { kind: "latest" }), "Latest Articles");
  const level = draw(host({ headingLevel: 4 }), answer([card()]), undefined, catalog, () => {});
  assert.equal(level.querySelector("h4")?.id, "heading");
});

test("one without a picture among others gets a drawn one", () => {
  const cards = [card({ image: "/p.png" }), card()];
  const box = draw(host(), answer(cards), undefined, catalog, () => {});
  assert.equal(box.querySelectorAll("img").length, 1);
  assert.equal(box.querySelectorAll("[part~=drawn]").length, 1);
  box.querySelector("img").onerror();
  assert.equal(box.querySelectorAll("[part~=drawn]").length, 2);
  const compact = draw(host({ layout: "compact" }), answer(cards), undefined, catalog, () => {});
  assert.equal(compact.querySelectorAll("[part~=picture]").length, 0);
});

test("a click tells of the card and its position", () => {
  const clicks = [];
  const box = draw(host(), answer([card(), card({ url: "/b" })]), "", catalog, (_, { url }, at) =>
    clicks.push([url, at]),
  );
  box.querySelectorAll("a")[1].dispatchEvent(new CustomEvent("click"));
  assert.deepEqual(clicks, [["https://site.test/b", 2]]);
});
