import { getCollection } from "astro:content";

export const title = "Dough and Stars";
export const posts = (await getCollection("posts")).sort((a, b) => +b.data.date - +a.data.date);
export const tags = [...new Set(posts.flatMap((post) => post.data.tags))].sort();
