// The box, right after the article of every post, whatever the theme.
const address = `${hexo.config.root}also-like/also-like.js`;
const tag = `<script type="module" src="${address}"></script>`;
hexo.extend.filter.register("after_render:html", (html, { page }) =>
  page?.__post ? html.replace("</article>", () => `</article>\n${tag}`) : html,
);
