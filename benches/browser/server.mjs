// A server of files for the measurement: every text and program goes out in brotli at its best, as
// from a good static host, and what each visit transfers is counted.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Brotli of some bytes; seconds for a large file, so it is kept. */
async function small(bytes, kept) {
  const file = join(kept, createHash("sha256").update(bytes).digest("hex"));
  try {
    return await readFile(file);
  } catch {
    const packed = await compress(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    await mkdir(kept, { recursive: true });
    await writeFile(file, packed);
    return packed;
  }
}

/**
 * Serves a folder on a free port.
 * @returns {Promise<{ url: string, files: Map<string, { raw: number, brotli: number }>, close: () => void }>}
 *   `files` holds what has been asked for
 */
export async function serve(folder, kept) {
  const known = new Map();
  const files = new Map();
  const load = async (path) => {
    if (!known.has(path)) {
      const bytes = await readFile(join(folder, path));
      known.set(path, { raw: bytes.length, body: await small(bytes, kept) });
    }
    return known.get(path);
  };
  const server = createServer(async (request, response) => {
    let path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (path.endsWith("/")) path += "index.html";
    try {
      const { raw, body } = await load(path);
      files.set(path.slice(1), { raw, brotli: body.length });
      response.writeHead(200, {
        "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
        "Content-Encoding": "br",
        "Content-Length": body.length,
        "Cache-Control": "max-age=31536000, immutable",
        // Figures are embedded in pages of other hosts.
        "Access-Control-Allow-Origin": "*",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  // The browser must not wait for a connection that a round before has left half closed.
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    files,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
