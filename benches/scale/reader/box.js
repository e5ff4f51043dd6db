// What the boxes of the other engines share with ours: nothing is loaded before they are near the
// window, they draw cards, and they say when they have.

const MARGIN = "600px";

/** Calls `answer` when the box comes near, for cards of `{ url, title, excerpt, date }`. */
export function whenNear(answer) {
  const box = document.querySelector("#box");
  const observer = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      const cards = (await answer()).filter((card) => card.url !== location.pathname).slice(0, 4);
      draw(box, cards);
      box.dispatchEvent(new CustomEvent("also-like-ready", { bubbles: true, detail: { cards } }));
    },
    { rootMargin: MARGIN },
  );
  observer.observe(box);
}

function draw(box, cards) {
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const list = document.createElement("ul");
  for (const { url, title, excerpt, date } of cards) {
    const item = document.createElement("li");
    const link = Object.assign(make("a", title), { href: url });
    item.append(link, make("p", excerpt), make("time", date));
    list.append(item);
  }
  box.replaceChildren(make("h2", "You May Also Like"), list);
}

/** What the page says to search for, most telling first: chosen beforehand, at no cost to the reader. */
export const telling = () => document.querySelector("meta[name=terms]").content.split(" ");

/** Where the engine's files are. */
export const home = new URL(".", import.meta.url);
