export default function (config) {
  config.addPassthroughCopy({ static: "/" });
  config.addCollection("posts", (all) => all.getFilteredByGlob("content/posts/*.md"));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("longDay", (date) =>
    date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" }),
  );
  config.addFilter("newest", (posts, count) => [...posts].reverse().slice(0, count));
  return { dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" } };
}
