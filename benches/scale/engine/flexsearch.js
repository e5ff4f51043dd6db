// FlexSearch over articles that are cut to their best terms.
import { Index } from "flexsearch";

/** The smallest index that still ranks articles which have some of the words. */
export const create = () => new Index({ tokenize: "strict", resolution: 9, fastupdate: false });

export async function load(bytes) {
  const index = create();
  const parts = JSON.parse(new TextDecoder().decode(bytes));
  for (const [name, part] of Object.entries(parts)) index.import(name, part);
  return ({ query }, most) => index.search(query, { limit: most, suggest: true });
}
