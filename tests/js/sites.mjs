// What the tests of embedding share: a site with the real scripts around a stub of the program
// (program.mjs), and pages of others. Run by hand:
//   CHROMIUM=$(command -v chromium) node --test tests/js/*.test.mjs
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where the stub's files lie in the site. */
export const FILES = {
  EMBED_APP: "./assets/program.js",
  EMBED_WASM: "./assets/program.wasm",
  EMBED_DOCUMENTS: "./assets/documents.bin",
  EMBED_MAPS: { "map-china-small": "./assets/map-china-small.bin" },
  ATLAS_ECHARTS: "./assets/echarts.js",
};

const JS = "text/javascript";
const HTML = "text/html; charset=utf-8";

/** The entries, bundled as the build does it, by name. */
async function scripts() {
  const define = Object.entries(FILES).map(([name, file]) => [name, JSON.stringify(file)]);
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["js/embed.mjs", "js/embed-page.mjs", "js/host.mjs"],
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    define: Object.fromEntries(define),
  });
  return outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ""), text]);
}

/** The template of the page for frames, filled in as by the build. */
async function framePage() {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";
  const values = {
    csp: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    head: '<link rel="icon" href="data:,"><script type="module" src="embed-page.js"></script>',
    figure: "",
    body: "",
  };
  const template = await readFile(`${ROOT}embed.html`, "utf8");
  return template.replaceAll(/<!-- build:(\w+) -->/g, (_, name) => values[name]);
}

// The smallest module that compiles: its magic number and version.
const WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/**
 * Serves the site from a folder of a host of its own, and whatever is put beside it.
 *
 * `asked` lists the paths asked for, `broken` those that are refused.
 */
export async function publish() {
  const files = new Map();
  const put = (path, body, type = HTML, headers = {}) =>
    files.set(`/${path}`, { body, headers: { "content-type": type, ...headers } });
  for (const [name, text] of await scripts()) put(`atlas/${name}`, text, JS);
  put("atlas/embed.html", await framePage());
  put("atlas/assets/program.js", await readFile(new URL("program.mjs", import.meta.url)), JS);
  put("atlas/assets/program.wasm", WASM, "application/wasm");
  put("atlas/assets/documents.bin", Buffer.alloc(5), "application/octet-stream");
  put("atlas/assets/echarts.js", 'export const version = "stub";', JS);

  const asked = [];
  const broken = new Set();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    asked.push(pathname);
    const file = files.get(pathname);
    // Pages of others load from here, and so do frames without an origin.
    const open = { "access-control-allow-origin": "*", "cache-control": "no-cache" };
    if (!file || broken.has(pathname)) response.writeHead(404, open).end();
    else response.writeHead(200, { ...open, ...file.headers }).end(file.body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: `${origin}/`,
    atlas: `${origin}/atlas/`,
    asked,
    broken,
    put,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page of an article. */
export const article = (body, head = "") => `<!doctype html><html lang="de"><head><meta charset="utf-8">
<link rel="icon" href="data:,"><title>Article</title>${head}</head><body>${body}</body></html>`;

/** Notes what the page hears of figures, in `globalThis.heard`; `release()` lets drawings go on. */
export const LISTENING = `<script>
  globalThis.held = new Promise((done) => (globalThis.release = done));
  globalThis.heard = [];
  for (const name of ["ready", "select", "yearchange", "linkchange", "error"]) {
    addEventListener(name, (event) => {
      if (event instanceof CustomEvent) heard.push({ name, detail: event.detail });
    });
  }
</script>`;
