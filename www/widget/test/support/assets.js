/** Files of the build, and modules that tests put in. */
export const modules = {};

export const catalogFolder = () => "https://site.test/also-like/";
export const assetUrl = (name) => new URL(name, catalogFolder());
export const importModule = async (url) => {
  const module = modules[url.pathname.split("/").pop()];
  if (!module) throw Error("there is none");
  return module;
};
