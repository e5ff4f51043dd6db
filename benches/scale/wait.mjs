// From the moment when the box comes near the window to four painted cards, as on a slow phone: the
// network of "slow 4G" and a processor of a quarter of the speed.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { page as html } from "./page.mjs";
import { median, print, whole } from "./table.mjs";

/** The engines, and what the others need in the folder. */
const ENGINES = {
  "also-like": "",
  minisearch: "minisearch.json",
  pagefind: "pagefind/pagefind.js",
};

/** Bytes a second down and up, and milliseconds until an answer begins. */
const NETWORK = {
  offline: false,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 0.75e6 / 8,
  latency: 150,
};
const SLOWER = 4;
const FAST = { offline: false, downloadThroughput: -1, uploadThroughput: -1, latency: 0 };

/** Milliseconds without anything before the page scrolls to its box. */
const QUIET = 1_000;

/** Milliseconds after which nobody waits any longer. */
const PATIENCE = 60_000;

/** Measures the boxes of all engines over the pages in `folder`; prints and returns the figures. */
export async function waits(browser, server, folder) {
  const { size, some } = JSON.parse(await readFile(join(folder, "pages.json"), "utf8"));
  const figures = {};
  for (const [engine, index] of Object.entries(ENGINES)) {
    console.error(`${engine}: ${some.length} pages over ${size} articles`);
    figures[engine] = [];
    if (index && !existsSync(join(folder, index))) continue; // It could not be made.
    server.pages.clear();
    for (const article of some) server.pages.set(article.url, html(article, engine));
    for (const { url } of some) {
      const address = server.origin + url;
      // Once at full speed, so that the server has compressed all files, and once more if that took
      // longer than the box had patience.
      for (let i = 0; i < 2; i++) {
        const { wait } = await visit(browser, server, address, false);
        await server.settled();
        if (wait) break;
      }
      const run = await visit(browser, server, address, true);
      figures[engine].push({ url, ...run });
      if (run.error) console.error(`${engine}: ${run.error}`);
      if (!run.wait) break; // The others would not come to an end either.
    }
  }
  print(
    `From near the window to four cards, slow 4G, processor ${SLOWER} times slower, ` +
      `${whole(size)} articles, medians of ${some.length} pages:`,
    ["engine", "four cards painted, s", "bytes", "requests", "longest task, ms"],
    Object.entries(figures).map(row),
  );
  return figures;
}

function row([engine, runs]) {
  if (!runs.length) return [engine, "no index", "–", "–", "–"];
  const failed = runs.find((run) => !run.wait);
  if (failed) {
    const { bytes, requests, longest, gaveUp } = failed;
    const why = gaveUp
      ? `gives up after ${(gaveUp / 1000).toFixed(1)}`
      : `more than ${PATIENCE / 1000}`;
    return [engine, why, whole(bytes), requests, whole(longest)];
  }
  const middle = (field) => median(runs.map((run) => run[field]));
  const few = Math.min(...runs.map((run) => run.cards.length));
  return [
    few < 4 ? `${engine}, once ${few} cards` : engine,
    (middle("wait") / 1000).toFixed(2),
    whole(middle("bytes")),
    middle("requests"),
    whole(middle("longest")),
  ];
}

/** One reader, who has never been here before. */
async function visit(browser, server, address, isSlow) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    // The box's script is loaded and idle, like all that a reader has by the time of scrolling.
    await page.goto(address, { waitUntil: "networkidle" });
    if (await page.evaluate(() => clock.near)) throw Error(`${address}: near before scrolling`);
    const isDone = (message) => message.text() === "done";
    const done = page.waitForEvent("console", { predicate: isDone, timeout: PATIENCE });
    await page.evaluate(`start(${QUIET})`);
    const devtools = await context.newCDPSession(page);
    const slow = async (network, rate) => {
      await devtools.send("Network.emulateNetworkConditions", network);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    };
    await devtools.send("Network.enable");
    if (isSlow) await slow(NETWORK, SLOWER);
    server.reset();
    await done.catch(() => {});
    const { requests, bytes } = server;
    await slow(FAST, 1);
    // A page that is still busy does not answer.
    const late = setTimeout(PATIENCE, {}, { ref: false });
    const told = await Promise.race([page.evaluate(() => clock), late]);
    const { near, painted, failed, cards, error, tasks = [] } = told;
    const since = tasks.filter(({ start, duration }) => start + duration > near);
    const longest = Math.max(0, ...since.map(({ duration }) => duration));
    const [wait, gaveUp] = [painted, failed].map((end) => end && end - near);
    return { wait, gaveUp, error, bytes, requests, longest, cards };
  } finally {
    await context.close();
  }
}
