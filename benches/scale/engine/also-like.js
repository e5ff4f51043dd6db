// Our engine, without the box: the glue that the widget is made with.
import start from "also-like-engine";

import { readPage } from "../../../www/widget/page.js";

export { hash } from "../../../www/key.js";

/** Sections and the latest when nothing is near, as a box without options asks. */
const FLAGS = 12;

/** Each page is analysed anew, and has its own file, opened anew as the box does it. */
export async function load(_, wasm) {
  const { OpenPage, textOf } = await start(wasm);
  const today = Math.floor(Date.now() / 86_400_000);
  const related = ({ file, said }, most) => {
    const open = new OpenPage(said, said.day ?? -(2 ** 31));
    const { cards } = open.related(file, most, today, FLAGS);
    open.free();
    return cards.map((card) => card.url);
  };
  /** What the page says, which the others are given. */
  related.read = () => readPage(document, textOf);
  return related;
}
