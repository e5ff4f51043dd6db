// A folder in a browser on this machine, to look at it before it is published.

import { createReadStream, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".avif": "image/avif",
  ".css": "text/css",
  ".gif": "image/gif",
  ".htm": "text/html",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".mp4": "video/mp4",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "text/xml",
};

/**
 * Whether a Host header names this machine, with any port. Else a page on the web could point a name of its
 * own at 127.0.0.1 and read what is served here (DNS rebinding).
 */
const isOwn = (host = "") => /^(localhost|127\.0\.0\.1|\[::1\])(:\d*)?$/i.test(host);

/**
 * The file that a path means, or where else it is; nothing when there is none.
 *
 * @param {string} root
 * @param {string} path
 * @returns {{ file: string, size: number, elsewhere?: undefined } | { elsewhere: string } | undefined}
 */
function find(root, path) {
  const decoded = decodeURIComponent(path);
  if (/[\0\\]/.test(decoded) || decoded.split("/").includes("..")) return;
  let file = join(root, decoded);
  if (statSync(file).isDirectory()) {
    // As an address on this server, never as one of another: `//a` is one.
    if (!path.endsWith("/")) return { elsewhere: `${path.replace(/^\/+/, "/")}/` };
    file = join(file, "index.html");
  }
  const stats = statSync(file);
  return stats.isFile() ? { file, size: stats.size } : undefined;
}

/**
 * Serves until it is stopped.
 *
 * @param {{ serve: string, port: number }} what
 */
export function serve({ serve: shown, port }) {
  const root = realpathSync(shown) + sep;
  const server = createServer((request, response) => {
    const { url = "/", method = "" } = request;
    const end = (/** @type {number} */ status, headers = {}, text = "") => {
      response.writeHead(status, { "Cache-Control": "no-cache", ...headers }).end(text);
    };
    const whole = /^\w+:\/\/([^/?#]*)/.exec(url);
    if (!isOwn(request.headers.host) || (whole && !isOwn(whole[1]))) {
      return end(403, { "Content-Type": "text/plain" }, "this server answers to localhost only\n");
    }
    if (!["GET", "HEAD"].includes(method)) return end(405, { Allow: "GET, HEAD" });
    let found;
    try {
      found = find(root, (whole ? url.slice(whole[0].length) : url).replace(/[?#].*/s, "") || "/");
    } catch {
      // No such file, or no such address.
    }
    if (!found) return end(404);
    if (found.elsewhere !== undefined) return end(307, { Location: found.elsewhere });
    const type = TYPES[extname(found.file).toLowerCase()] ?? "application/octet-stream";
    const stream = createReadStream(found.file);
    stream.on("error", () => (response.headersSent ? response.destroy() : end(404)));
    stream.on("open", () => {
      response.writeHead(200, {
        "Cache-Control": "no-cache",
        "Content-Length": found.size,
        "Content-Type": type,
      });
      if (method === "HEAD") response.end(() => stream.destroy());
      else stream.pipe(response);
    });
  });
  server.on("error", ({ message }) => {
    console.error(`also-like: can't listen on port ${port}: give another with --port: ${message}`);
    process.exitCode = 1;
  });
  server.listen(port, "127.0.0.1", () => {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    console.log(`http://127.0.0.1:${port}/\nshowing ${shown}; stop with Ctrl-C`);
  });
}
