// A box by MiniSearch: the whole index, then the texts of the cards, which lie in files of a hundred.
import { load } from "../engine/minisearch.js";
import { home, telling, whenNear } from "./box.js";

whenNear(async () => {
  const response = await fetch(new URL("minisearch.json", home));
  const search = await load(await response.arrayBuffer());
  const title = document.querySelector("h1").textContent;
  const found = search({ query: `${title} ${telling().join(" ")}` }, 5);
  const cards = found.map(async (id) => {
    const file = await fetch(new URL(`cards/${Math.floor(id / 100)}.json`, home));
    return (await file.json())[id % 100];
  });
  return Promise.all(cards);
});
