// A web server for all engines alike: folders and pages, everything in brotli that gets smaller by it,
// and a count of what was asked for.

import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** So that the browser's clock tells microseconds instead of tenths of milliseconds. */
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** Bytes of the largest file that gets the best quality, which takes some seconds a megabyte. */
const LARGE = 16 << 20;

export class Server {
  /** Folders by the first name of the path. */
  folders = new Map();
  /** HTML by path. */
  pages = new Map();
  /** Since the last `reset`: answers, and bytes of their bodies. */
  requests = 0;
  bytes = 0;
  origin = "";
  #cache;
  #server;
  /** Promises of files that are being compressed, by their name in the cache. */
  #packing = new Map();

  /** Keeps compressed files in the folder `cache`. */
  static async start(cache) {
    const server = new Server();
    await mkdir(cache, { recursive: true });
    server.#cache = cache;
    server.#server = createServer((request, response) => server.#answer(request, response));
    await new Promise((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    server.origin = `http://127.0.0.1:${server.#server.address().port}`;
    return server;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset() {
    this.requests = this.bytes = 0;
  }

  /** When nothing is being compressed. */
  async settled() {
    while (this.#packing.size) await Promise.allSettled(this.#packing.values());
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, "http://host");
    this.requests++;
    try {
      const page = this.pages.get(pathname);
      const { bytes, encoding } = page ? { bytes: Buffer.from(page) } : await this.#file(pathname);
      this.bytes += bytes.length;
      const type = page ? TYPES[".html"] : (TYPES[extname(pathname)] ?? "application/octet-stream");
      const headers = { ...ISOLATED, "content-type": type, "content-length": bytes.length };
      if (encoding) headers["content-encoding"] = encoding;
      response.writeHead(200, headers).end(bytes);
    } catch (error) {
      if (error.code !== "ENOENT") console.error(`${pathname}: ${error.message}`);
      response.writeHead(404).end();
    }
  }

  async #file(pathname) {
    const [, first, ...rest] = normalize(decodeURIComponent(pathname)).split("/");
    const folder = this.folders.get(first);
    if (!folder || rest.includes(".."))
      throw Object.assign(Error("no such file"), { code: "ENOENT" });
    const file = join(folder, ...rest);
    const { mtimeMs, size } = await stat(file);
    const key = createHash("sha256").update(`${file} ${mtimeMs} ${size}`).digest("hex");
    const kept = join(this.#cache, key);
    const packed = await (this.#packing.get(kept) ?? this.#packed(file, size, kept));
    // Some files are compressed as they are.
    if (packed.length >= size) return { bytes: await readFile(file) };
    return { bytes: packed, encoding: "br" };
  }

  /** The compressed bytes of a file, from the cache once they are there. */
  #packed(file, size, kept) {
    const pack = async () => {
      const params = { [constants.BROTLI_PARAM_QUALITY]: size > LARGE ? 9 : 11 };
      const packed = await promisify(brotliCompress)(await readFile(file), { params });
      await writeFile(kept, packed);
      return packed;
    };
    const packed = readFile(kept).catch(pack);
    this.#packing.set(kept, packed);
    const forget = () => this.#packing.delete(kept);
    packed.then(forget, forget);
    return packed;
  }
}
