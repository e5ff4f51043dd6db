// Our engine, without the box: the glue that the widget is made with.
import init, { Catalog } from "also-like-engine";

/** Sections and the latest when nothing is near, as a box without options asks. */
const FLAGS = 12;

export async function load(bytes, wasm) {
  await init(wasm);
  const catalog = new Catalog(bytes);
  const today = Math.floor(Date.now() / 86_400_000);
  return (_, most) =>
    catalog.relatedToPage(document, undefined, most, today, FLAGS, "", "").cards.map((card) => card.url);
}
