// What a publisher may import from the package for npm. Nothing here is run.

import * as define from "../../npm/types/define.js";
import * as element from "../../npm/types/element.js";
import * as index from "../../npm/types/index.js";

define.define();
define.define("more-news");
define.define("more-news", customElements);
index.define("more-news");
// @ts-expect-error The class is not in this entry.
define.AlsoLikeElement;
// @ts-expect-error This entry has the class alone.
element.define;

class Own extends element.AlsoLikeElement {}
customElements.define("own-news", Own);
const one: index.AlsoLikeElement = new Own();
one.limit = 3;
const cards: Promise<index.Card[]> = one.ready;
console.log(cards);
