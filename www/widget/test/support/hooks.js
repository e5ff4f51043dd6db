const STAND_INS = {
  "also-like-assets": new URL("./assets.js", import.meta.url).href,
  "also-like-engine": new URL("./engine.js", import.meta.url).href,
};

export async function resolve(name, context, next) {
  const url = STAND_INS[name];
  return url ? { url, shortCircuit: true } : next(name, context);
}

export async function load(url, context, next) {
  if (!url.endsWith(".css")) return next(url, context);
  return { format: "module", source: "export default '';", shortCircuit: true };
}
