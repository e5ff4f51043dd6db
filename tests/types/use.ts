// What a publisher may write, held to also-like.d.ts by the check `types`. Nothing here is run.

import {
  AlsoLikeElement,
  type AlsoLikeEventMap,
  type Answer,
  type Card,
  type Choice,
  type Explanation,
  type Kind,
  type Recommended,
  type RecommendOptions,
} from "../../www/widget/also-like.js";

const box: AlsoLikeElement = document.createElement("also-like");
box.layout = "compact";
box.limit = 6;
box.heading = "More from the harbour";
box.headingLevel = 3;
box.catalog = "/also-like/";
box.article = "#story";
box.loading = "eager";
box.fallback = "latest";
box.languages = "any";
box.reasons = box.skipLinked = box.readLast = box.explain = true;
box.pin = box.exclude = "/a.html /b.html";
// @ts-expect-error There is no such layout.
box.layout = "tiles";
// @ts-expect-error It says what is shown.
box.kind = "related";

const kind: Kind | "" = box.kind;
const cards: Promise<Card[]> = box.ready;
const again: Promise<Card[]> = box.refresh();
const free: Promise<Recommended> = AlsoLikeElement.recommend("Night ferry", {
  limit: 8,
  lang: "en",
  pin: "/a",
});
// @ts-expect-error A text is needed.
AlsoLikeElement.recommend();
AlsoLikeElement.forget();
customElements.get("also-like");

document.addEventListener("also-like-click", (event) => {
  const { url, title, position, score, reasons }: Choice = event.detail;
  const words: string = reasons.join();
  event.preventDefault();
  console.log(url, title, position + score, words);
});
box.addEventListener("also-like-ready", ({ detail }) =>
  detail.cards.map((card) => card.date ?? ""),
);
box.addEventListener("also-like-error", ({ detail }) => detail.message.trim());
box.addEventListener("click", (event) => event.clientX);
const onReady = ({ detail }: CustomEvent<Answer>) => console.log(detail.kind);
box.addEventListener("also-like-ready", onReady);
box.removeEventListener("also-like-ready", onReady);
// @ts-expect-error There is no such event of this detail.
box.addEventListener("also-like-error", onReady);
document.querySelector("also-like")?.refresh();
console.log(kind, cards, again, free);

// The names of the version before are still there.
box.otherwise = "section";
box.debug = false;
free.then((answer) => [...answer].map((card) => [card.because, card.day, card.parts?.similarity]));

// Neither more nor less than is said.
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_Same extends true>() => {};
same<Same<Awaited<ReturnType<typeof AlsoLikeElement.recommend>>, Recommended>>();
same<Same<Exclude<keyof Recommended, symbol>, keyof Answer>>();
same<Same<Answer["kind"], Kind | "">>();
same<Same<Card["date"], string | null>>();
same<Same<Card["parts"], Explanation | undefined>>();
same<Same<keyof Explanation, "similarity" | "dates" | "taxonomy" | "hubness" | "diversity">>();
same<
  Same<
    keyof RecommendOptions,
    | "catalog"
    | "exclude"
    | "fallback"
    | "lang"
    | "languages"
    | "limit"
    | "otherwise"
    | "pin"
    | "reasons"
  >
>();
same<Same<AlsoLikeEventMap["also-like-ready"], CustomEvent<Answer>>>();
same<Same<AlsoLikeEventMap["also-like-click"], CustomEvent<Choice>>>();
same<Same<AlsoLikeEventMap["also-like-error"], CustomEvent<{ message: string }>>>();
