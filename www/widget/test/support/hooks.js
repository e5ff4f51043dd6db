const STAND_INS = {
  "also-like-assets": new URL("./assets.js", import.meta.url).href,
  "also-like-engine": new URL("./engine.js", import.meta.url).href,
};

const WWW = new URL("../../../", import.meta.url).href;

/** Our modules that are imported by one whose address has a query have the same: each test file has its own widget. */
export async function resolve(name, context, next) {
  const url = STAND_INS[name];
  const found = url ? { url, shortCircuit: true } : await next(name, context);
  const query = /\?.*/.exec(context.parentURL)?.[0];
  if (query && found.url.startsWith(WWW) && !found.url.includes("?")) found.url += query;
  return found;
}

export async function load(url, context, next) {
  if (!/\.css(\?|$)/.test(url)) return next(url, context);
  return { format: "module", source: "export default '';", shortCircuit: true };
}
