import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../elements.mjs", import.meta.url));
const run = (...given) => execFileSync(process.execPath, [script, ...given], { encoding: "utf8" });

test("the README has the tables of the stylesheet", { timeout: 5_000 }, () => {
  run("--check");
});

test("the manifest has what editors ask for", { timeout: 5_000 }, () => {
  const [{ declarations }] = JSON.parse(run()).modules;
  const [{ attributes, members, events, cssParts, cssProperties }] = declarations;
  const named = (list, name) => list.find((one) => one.name === name);
  assert.deepEqual(named(attributes, "read-last").fieldName, "readLast");
  assert.equal(named(attributes, "otherwise").deprecated, "Set `fallback`.");
  assert.equal(named(members, "kind").attribute, undefined);
  assert.deepEqual(named(members, "recommend").parameters, [
    { name: "text", type: { text: "string" } },
    { name: "options", type: { text: "RecommendOptions" }, optional: true },
  ]);
  assert.equal(named(events, "also-like-click").type.text, "CustomEvent<Choice>");
  assert.equal(named(cssParts, "picture").description.split(":")[0], "Its picture");
  assert.equal(named(cssProperties, "--also-like-gap").default, "1.5em");
});
