/**
 * Stands in for Ghost: writes what it would write of the articles, an export and the pages of a site with the
 * code injection at their end.
 *
 * node ghost.mjs ARTICLES OUT
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const [, , articles, out] = process.argv;
const injection = readFileSync(new URL("../code-injection.html", import.meta.url), "utf8");
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function post(file, at) {
  const [, head, body] = readFileSync(join(articles, file), "utf8").split(/^---\n/m);
  const said = Object.fromEntries(
    [...head.matchAll(/^(\w+): "?(.*?)"?$/gm)].map(([, key, value]) => [key, value]),
  );
  const html = body
    .trim()
    .split("\n\n")
    .map(escape)
    .map((text) => (text.startsWith("## ") ? `<h2>${text.slice(3)}</h2>` : `<p>${text}</p>`))
    .join("");
  const tags = said.tags.replace(/[[\]]/g, "").split(", ");
  return { ...said, id: `post${at}`, slug: basename(file, ".md"), html, tags };
}

const posts = readdirSync(articles)
  .sort()
  .map(post)
  .sort((a, b) => a.date.localeCompare(b.date));
const names = [...new Set(posts.flatMap(({ tags }) => tags))];

const data = {
  posts: posts.map(({ id, slug, title, html, date, description, image }) => ({
    id,
    slug,
    title,
    html,
    type: "post",
    status: "published",
    visibility: "public",
    published_at: `${date}T08:00:00.000Z`,
    custom_excerpt: description,
    feature_image: `__GHOST_URL__${image}`,
  })),
  tags: names.map((name) => ({ id: name, name })),
  posts_tags: posts.flatMap(({ id, tags }) =>
    tags.map((tag, at) => ({ post_id: id, tag_id: tag, sort_order: at })),
  ),
  settings: [{ key: "locale", value: "en" }],
};
write("export.json", JSON.stringify({ db: [{ meta: { version: "5.0.0" }, data }] }));

function write(file, text) {
  const path = join(out, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const page = (kind, title, address, main) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="canonical" href="http://ghost.example${address}"><link rel="stylesheet" href="/blog.css"></head>
<body class="${kind}"><header class="bar"><div><a class="name" href="/">Dough and Stars</a></div></header>
<div class="page"><main>${main}</main></div>
<footer class="foot">A stand-in for Ghost</footer>
${injection}</body></html>`;

const feed = posts.map(
  ({ slug, title, description }) =>
    `<article class="entry"><h2><a href="/${slug}/">${title}</a></h2><p>${description}</p></article>`,
);
write("index.html", page("home-template", "Dough and Stars", "/", feed.reverse().join("")));
for (const { slug, title, html, date, image } of posts) {
  const main = `<article class="gh-article"><header><h1>${title}</h1>
<time class="meta" datetime="${date}">${date}</time><img class="hero" src="${image}" alt=""></header>
<section class="gh-content">${html}</section></article><section class="gh-comments"><h2>Members only</h2></section>`;
  write(`${slug}/index.html`, page("post-template", title, `/${slug}/`, main));
}
