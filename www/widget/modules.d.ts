/** What the bundler puts in place of these names. */

declare module "also-like-engine" {
  /** Starts an engine by its bytes. */
  export default function start(bytes: ArrayBuffer): Promise<import("./internal.js").Engine>;
}

declare module "also-like-metadata" {
  /** Starts the reader of metadata. */
  export default function start(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;

  /** `undefined` members are what the page does not say; days are counted from 1970-01-01. */
  export function readMetadata(
    page: Document,
    text: string,
    names: import("./internal.js").Names | undefined,
    today: number,
  ): Pick<import("./internal.js").PageText, "title" | "excerpt" | "lang" | "day">;
}

declare module "*.css" {
  const css: string;
  export default css;
}
