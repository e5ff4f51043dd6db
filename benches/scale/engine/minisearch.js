// MiniSearch over articles that are cut to their best terms.
import MiniSearch from "minisearch";

/** The same when an index is made as when it is read. */
export const options = { fields: ["text"] };

export async function load(bytes) {
  const index = MiniSearch.loadJSON(new TextDecoder().decode(bytes), options);
  return ({ query }, most) =>
    index
      .search(query, { combineWith: "OR" })
      .slice(0, most)
      .map(({ id }) => id);
}
