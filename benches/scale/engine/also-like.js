// Our engine, without the box: the glue that the widget is made with.
import start from "also-like-engine";

export { hash } from "../../../www/engine.js";

/** Sections and the latest when nothing is near, as a box without options asks. */
const FLAGS = 12;

/** Each page has its own file, opened anew as the box does it. */
export async function load(_, wasm) {
  const Catalog = await start(wasm);
  const today = Math.floor(Date.now() / 86_400_000);
  return ({ file }, most) => {
    const catalog = new Catalog(file);
    const { cards } = catalog.relatedToPage(document, undefined, most, today, FLAGS, "", "");
    catalog.free();
    return cards.map((card) => card.url);
  };
}
