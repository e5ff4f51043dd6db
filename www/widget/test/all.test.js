/** All tests in one process, where most of the time of each would go into starting it: a file after the other. */
import { readdirSync } from "node:fs";

for (const name of readdirSync(import.meta.dirname).sort()) {
  if (!/^[\w-]+\.js$/.test(name)) continue;
  const own = `?${name}`;
  await import(`./${name}${own}`);
  const { running } = await import(`./support/test.js${own}`);
  await Promise.all(running);
}
