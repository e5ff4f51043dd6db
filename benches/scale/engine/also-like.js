// Our engine, without the box: the glue that the widget is made with.
import start from "also-like-engine";

import { LATEST, NEIGHBOURHOODS_FOLDER, NO_DAY, SECTION } from "../../../www/constants.js";
import { hash } from "../../../www/key.js";
import { readPage } from "../../../www/widget/page.js";

/** Where the file of a page is in the folder of a catalog with this manifest: on a large site its own. */
export function fileOf({ files, shards }, url) {
  if (!shards) return files[0].name;
  const number = hash(url) % shards.neighbourhoods;
  return `${shards.folder}/${NEIGHBOURHOODS_FOLDER}/${number >> 8}/${number & 255}.bin`;
}

/** Each page is analysed anew, and has its own file, opened anew as the box does it. */
export async function load(_, wasm) {
  const { OpenPage } = await start(wasm);
  const today = Math.floor(Date.now() / 86_400_000);
  const related = ({ file, said }, most) => {
    const open = new OpenPage(said, said.day ?? NO_DAY);
    // As a box without options asks.
    const { cards } = /** @type {any} */ (open.related(file, most, today, SECTION | LATEST));
    open.free();
    return cards.map((card) => card.url);
  };
  /** What the page says, which the others are given. */
  related.read = () => readPage(document);
  return related;
}
