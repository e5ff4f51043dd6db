// The pages that boxes stand on.

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt()};`);

/** Marks the moments that are measured, by what a page can see of itself. */
const CLOCK = `
  const clock = { tasks: [] };
  new PerformanceObserver((list) => clock.tasks.push(...list.getEntries().map((entry) => ({
    start: entry.startTime, duration: entry.duration,
  })))).observe({ type: "longtask", buffered: true });
  const box = document.querySelector("#box");
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    clock.near = performance.now();
  }, { rootMargin: "600px" }).observe(box);
  addEventListener("also-like-ready", ({ detail }) => {
    // The frame after the one that holds the cards: they are painted.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      clock.painted = performance.now();
      clock.cards = detail.cards.map((card) => new URL(card.url, location).pathname);
      done();
    }));
  });
  addEventListener("also-like-error", ({ detail }) => {
    clock.failed = performance.now();
    clock.error = detail.message;
    done();
  });
  // Long tasks are told of a moment later.
  const done = () => setTimeout(() => console.info("done"), 300);
  // The page scrolls by itself and says when it is done: what a driver runs in it would be slow there, too,
  // and count as the box's.
  const start = (after) => setTimeout(() => box.scrollIntoView(), after);
`;

/** An article with the box of an engine far below: `also-like`, or a script of the folder "reader". */
export function page(article, engine) {
  const { url, title, excerpt, date, section, text, terms } = article;
  const [box, script] =
    engine === "also-like"
      ? [`<also-like id="box"></also-like>`, "/also-like/also-like.js"]
      : [`<section id="box"></section>`, `/peers/${engine}.js`];
  const paragraphs = text.split("\n").map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<link rel="canonical" href="${url}">
<link rel="icon" href="data:,">
<meta name="description" content="${escaped(excerpt)}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="${date}">
<meta property="article:section" content="${escaped(section)}">
<meta name="terms" content="${escaped(terms.join(" "))}">
<style>
  /* No pictures: there are none, and the other boxes have none. */
  also-like { --also-like-picture: none }
  #far { height: 5000px }
</style>
</head>
<body>
<article><h1>${escaped(title)}</h1>${paragraphs.join("\n")}</article>
<div id="far"></div>
${box}
<script type="module" src="${script}"></script>
<script>${CLOCK}</script>
</body>
</html>
`;
}
