// From the moment when the box comes near the window to four painted cards, as on a slow phone: the
// network of "slow 4G" and a processor of a quarter of the speed.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { page as html } from "./page.mjs";
import { median, print, whole } from "./table.mjs";

const ENGINES = ["also-like", "minisearch", "pagefind"];

/** Bytes a second down and up, and milliseconds until an answer begins. */
const NETWORK = {
  offline: false,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 0.75e6 / 8,
  latency: 150,
};
const SLOWER = 4;

/** Milliseconds after which nobody waits any longer. */
const PATIENCE = 60_000;

/** Measures the boxes of all engines over the pages in `folder`; prints and returns the figures. */
export async function waits(browser, server, folder) {
  const { size, some } = JSON.parse(await readFile(join(folder, "pages.json"), "utf8"));
  const figures = {};
  for (const engine of ENGINES) {
    console.error(`${engine}: ${some.length} pages over ${size} articles`);
    server.pages.clear();
    for (const article of some) server.pages.set(article.url, html(article, engine));
    figures[engine] = [];
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
  const failed = runs.find((run) => !run.wait);
  if (failed) {
    const { bytes, requests, longest } = failed;
    const why = failed.error ? "fails" : `not within ${PATIENCE / 1000}`;
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
    if (isSlow) {
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", NETWORK);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await page.waitForTimeout(200);
    }
    server.reset();
    if (await page.evaluate(() => clock.near)) throw Error(`${address}: near before scrolling`);
    await page.evaluate(() => box.scrollIntoView());
    const ended = () => clock.painted || clock.error;
    await page.waitForFunction(ended, undefined, { timeout: PATIENCE }).catch(() => {});
    const { requests, bytes } = server;
    // Long tasks are told of a moment later.
    await page.waitForTimeout(300);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, {}));
    const { near, painted, cards, error, tasks = [] } = await Promise.race([
      page.evaluate(() => clock),
      late,
    ]);
    const since = tasks.filter(({ start, duration }) => start + duration > near);
    const longest = Math.max(0, ...since.map(({ duration }) => duration));
    return { wait: painted && painted - near, bytes, requests, longest, cards, error };
  } finally {
    await context.close();
  }
}
