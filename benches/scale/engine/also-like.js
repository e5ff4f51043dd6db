// Our engine, without the box: the glue that the widget is made with.
import start from "also-like-engine";

import { read } from "../../../www/page.js";

export { hash } from "../../../www/key.js";

/** Sections and the latest when nothing is near, as a box without options asks. */
const FLAGS = 12;

/** Each page has its own file, opened anew as the box does it. */
export async function load(_, wasm) {
  const { related, textOf } = await start(wasm);
  const today = Math.floor(Date.now() / 86_400_000);
  return ({ file }, most) => {
    const page = read(document, textOf);
    const { cards } = related(file, page, page.day ?? -(2 ** 31), most, today, FLAGS);
    return cards.map((card) => card.url);
  };
}
