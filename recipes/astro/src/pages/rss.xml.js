import rss from "@astrojs/rss";
import { posts, title } from "../posts";

export const GET = ({ site }) =>
  rss({
    title,
    description: "Notes on bread and the night sky.",
    site,
    items: posts.map(({ id, data }) => ({ title: data.title, pubDate: data.date, link: `/posts/${id}/` })),
  });
