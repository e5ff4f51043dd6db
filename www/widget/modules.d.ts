/** What the bundler puts in place of these names. */

declare module "also-like-engine" {
  /** Starts an engine by its bytes. */
  export default function start(bytes: ArrayBuffer): Promise<import("./internal.js").Engine>;
}

declare module "*.css" {
  const css: string;
  export default css;
}
