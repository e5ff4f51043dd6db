import assert from "node:assert/strict";
import { mock } from "node:test";
import { test } from "./support/test.js";
import { markCurrent, watchNavigation } from "../navigation.js";
import { settled } from "../settled.js";

test("another article's address is told, other changes are not", () => {
  const navigation = new EventTarget();
  Object.assign(globalThis, { navigation, location: { href: "https://site.test/a" } });
  let told = 0;
  watchNavigation(() => told++);
  const go = (href) => {
    globalThis.location.href = href;
    navigation.dispatchEvent(new Event("currententrychange"));
    return told;
  };
  assert.equal(go("https://site.test/b"), 0, "before a box has read the page");
  markCurrent();
  assert.equal(go("https://site.test/b#part"), 0);
  assert.equal(go("https://site.test/b.html?utm_source=x"), 0);
  assert.equal(go("https://site.test/c"), 1);
  assert.equal(go("https://site.test/c?p=2"), 2);
  delete globalThis.navigation;
});

test("a browser without the Navigation API tells of going back and forth", () => {
  const target = new EventTarget();
  Object.assign(globalThis, {
    addEventListener: (...given) => target.addEventListener(...given),
    location: { href: "https://site.test/a" },
  });
  let told = 0;
  watchNavigation(() => told++);
  markCurrent();
  globalThis.location.href = "https://site.test/b";
  target.dispatchEvent(new Event("popstate"));
  assert.equal(told, 1);
  delete globalThis.addEventListener;
  watchNavigation(() => told++); // On a server: nothing happens.
});

test("a page has settled when it has changed and then rests, or in the end", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let change;
  let disconnected = 0;
  globalThis.document = {};
  globalThis.MutationObserver = class {
    constructor(tell) {
      change = tell;
    }
    observe() {}
    disconnect() {
      disconnected++;
    }
  };
  const start = () => {
    const one = { isDone: false };
    settled().then(() => {
      one.isDone = true;
    });
    return one;
  };
  const after = async (time, one) => {
    mock.timers.tick(time);
    await Promise.resolve();
    await Promise.resolve();
    return one.isDone;
  };
  try {
    const still = start();
    assert.equal(await after(999, still), false);
    assert.equal(await after(1, still), true);

    const changed = start();
    change();
    assert.equal(await after(299, changed), false);
    change();
    assert.equal(await after(299, changed), false);
    assert.equal(await after(1, changed), true);

    const restless = start();
    for (let time = 0; time < 4_900; time += 100) {
      change();
      assert.equal(await after(100, restless), false);
    }
    change();
    assert.equal(await after(100, restless), true);
    assert(disconnected >= 3);
  } finally {
    mock.timers.reset();
  }
});
