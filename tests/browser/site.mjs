// What the browser tests share: the site, the browser, and the rule that a page which logs an
// error, throws, misses a file or asks another host for anything has failed its test.
//
// `cargo xtask test` says where the site is (ATLAS_URL, ATLAS_DIST) and which browser to use
// (CHROMIUM). Without them the tests serve `dist/`, else the development build, themselves:
//   node --test tests/browser/*.test.mjs
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILT = ["dist", "target/site-dev"].map((folder) => join(ROOT, folder));

/** Folder of the built site. */
export const FOLDER = resolve(
  ROOT,
  process.env.ATLAS_DIST ?? BUILT.find((folder) => existsSync(join(folder, "index.html"))) ?? "dist",
);

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Longest wait for something to show; the machine may be busy. */
const PATIENCE = 10_000;

/**
 * A plain file server, for runs without `cargo xtask test`, and for tests that change the site. Gives
 * the address and how to end it. `asked` takes the paths that are asked for; `pages` are served beside
 * the folder, by path: `{ body, headers }`; `headers` go with every file.
 */
export async function serve(folder, asked = [], { pages = new Map(), headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    // Frames without an origin ask across origins even on the same host.
    response.setHeader("access-control-allow-origin", "*");
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    asked.push(path);
    const page = pages.get(path);
    if (page) {
      response.writeHead(200, { "content-type": TYPES[".html"], ...page.headers }).end(page.body);
      return;
    }
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    try {
      const bytes = await readFile(file);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, ...headers });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const end = () => {
    server.close();
    // Browsers keep connections for the next request.
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, end };
}

/** Runs `check` until it stops throwing; its last complaint is the test's. */
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(40);
    }
  }
}

/** Notes everything in a context that must not happen. `allow`: patterns of what a test provokes. */
function watch(context, origin, allow) {
  const problems = [];
  const note = (problem) => {
    if (!allow.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => note(`thrown: ${error.error()}`));
  context.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) note(`foreign request: ${url}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) note(`missing: ${response.url()} (${response.status()})`);
  });
  context.on("requestfailed", (request) => {
    // A page that is closed or left breaks off its requests; that is no failure of the site.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") note(`failed: ${request.url()} (${why})`);
  });
  return problems;
}

let browser;
let server;
/** Address of the site, with a slash at its end; known once the first test runs. */
export let address;

before(async () => {
  if (process.env.ATLAS_URL) {
    address = process.env.ATLAS_URL.replace(/\/?$/, "/");
  } else {
    server = await serve(FOLDER);
    address = server.address;
  }
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path)),
    args: FLAGS,
  });
});

after(async () => {
  await browser?.close();
  server?.end();
});

// Where tests begin that say nothing else.
const EXPLORER = "#/explore";

/**
 * A test with pages of its own. `body` gets `open(fragment, settings)`, which gives a running page,
 * and fails if it does, or if any of its pages did what no page may do.
 *
 * Settings of a page: those of a Playwright context, and
 *   - `allow`: patterns of problems that the test provokes on purpose,
 *   - `prepare(page, context)`: runs before the page is loaded,
 *   - `serviceWorkers: "allow"`: the browser may keep the site,
 *   - `address`: another address than the site's,
 *   - `running: false`: do not wait for the program.
 */
export function visit(name, body) {
  test(name, { timeout: 180_000 }, async () => {
    const opened = [];
    const open = async (fragment = "", settings = {}) => {
      const { allow = [], prepare, address: other, running = true, ...rest } = settings;
      const context = await browser.newContext({
        locale: "zh-CN",
        viewport: { width: 1280, height: 900 },
        // A kept site is the matter of one test; elsewhere it would answer in place of the routes
        // that tests lay.
        serviceWorkers: "block",
        ...rest,
      });
      context.setDefaultTimeout(PATIENCE);
      const start = other ?? address;
      const origin = start.startsWith("file:") ? start : new URL(start).origin;
      opened.push({ context, problems: watch(context, origin, allow) });
      const page = await context.newPage();
      await prepare?.(page, context);
      await page.goto(start + (fragment || EXPLORER));
      if (running) await page.locator("html[data-atlas=running]").waitFor({ state: "attached" });
      return page;
    };
    try {
      await body(open);
    } finally {
      for (const { context } of opened) await context.close();
    }
    assert.deepEqual(opened.flatMap(({ problems }) => problems), []);
  });
}

/** The fragment in the address bar. */
export const fragment = (page) => page.evaluate(() => location.hash);

/** Waits for the fragment to be `wanted`: a text, or a pattern. */
export async function followed(page, wanted) {
  await eventually(async () => {
    const now = decodeURI(await fragment(page));
    if (typeof wanted === "string") assert.equal(now, wanted);
    else assert.match(now, wanted);
  });
}

/** Text of all matches, with runs of white space as one space. */
export const texts = async (locator) =>
  (await locator.allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());

/** Text of the one match. */
export const text = async (locator) =>
  ((await locator.textContent()) ?? "").replaceAll(/\s+/g, " ").trim();

/** Waits until the one match reads `wanted`: a text, or a pattern. */
export async function reads(locator, wanted) {
  await eventually(async () => {
    const now = await text(locator);
    if (typeof wanted === "string") assert.equal(now, wanted);
    else assert.match(now, wanted);
  });
}

/** Waits until there are so many matches. */
export async function counts(locator, wanted) {
  await eventually(async () => assert.equal(await locator.count(), wanted, String(locator)));
}

/** Waits for the trend to be drawn. */
export async function drawn(page) {
  await page.locator(".chart svg path").first().waitFor({ state: "attached" });
  await page.locator(".chart-box .waiting").waitFor({ state: "hidden" });
}

/** The regions of the map that a reader can reach, one for each place. */
export const regions = (page) => page.locator(".map .region[role=button]");

/** The region of the map with this code. */
export const region = (page, code) =>
  page.locator(`.map .region[role=button][data-place="${code}"]`);

/** What the regions are filled with, by code. */
export const fills = (page) =>
  regions(page).evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.dataset.place, one.getAttribute("fill")])),
  );

/** Names of the lines at their ends in the trend. */
export const endLabels = async (page, names) => {
  const all = await texts(page.locator(".chart svg text"));
  return names.filter((name) => all.includes(name));
};

/** The notices above the page. */
export const notices = (page) => page.locator(".notices li");

/** A point on the screen at which a region of the map lies on top, brought into view first. */
export async function pointOn(page, code) {
  await page.locator(".map").last().scrollIntoViewIfNeeded();
  const point = await page.evaluate((place) => {
    const map = [...document.querySelectorAll(".map")].at(-1);
    map.scrollIntoView({ block: "center" });
    for (const one of map.querySelectorAll(`[data-place="${place}"]`)) {
      const box = one.getBoundingClientRect();
      // Nearest to the middle first: a fine grid over the box, in rings.
      const steps = 24;
      const points = [];
      for (let i = 0; i <= steps; i += 1) {
        for (let j = 0; j <= steps; j += 1) {
          const x = box.left + (box.width * i) / steps;
          const y = box.top + (box.height * j) / steps;
          const far = Math.hypot(i / steps - 0.5, j / steps - 0.5);
          points.push({ x, y, far });
        }
      }
      points.sort((a, b) => a.far - b.far);
      const on = ({ x, y }) =>
        document.elementFromPoint(x, y)?.closest?.("[data-place]")?.dataset.place === place;
      // Not at the very edge, if there is more of it than that: fingers are given in whole pixels.
      const inside = ({ x, y }) =>
        [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]].every(([dx, dy]) => on({ x: x + dx, y: y + dy }));
      const hit = points.find(inside) ?? points.find(on);
      if (hit) return { x: hit.x, y: hit.y };
    }
    return null;
  }, code);
  assert.ok(point, `no pixel of the map belongs to ${code}`);
  return point;
}

/** Clicks a region of the map where it can be seen. */
export async function clickRegion(page, code) {
  const { x, y } = await pointOn(page, code);
  await page.mouse.click(x, y);
}

/** Follows a link in the page as if it had been typed, and waits until the page has taken it. */
export const go = (page, hash) =>
  page.evaluate(
    (to) =>
      new Promise((done) => {
        if (location.hash === to) return done();
        addEventListener("hashchange", () => requestAnimationFrame(() => done()), { once: true });
        location.hash = to;
      }),
    hash,
  );

/** The tab with this name. */
export const tab = (page, name) => page.getByRole("tab", { name, exact: true });

/** Opens a fold-out of the controls: editions, colours, compared or aids. */
export async function unfold(page, name) {
  const fold = page.locator(`details.fold.${name}`);
  if (!(await fold.evaluate((one) => one.open))) await fold.locator("summary").click();
}

/** The handle of the year, which is the last one where two years are chosen. */
export const yearSlider = (page) =>
  page.locator(".time").getByRole("slider", { name: /^(年份|Year)$/ });

/** The handle of the first year. */
export const firstSlider = (page) =>
  page.locator(".time").getByRole("slider", { name: /^(起始年|First year)$/ });

/** The field with the year, and the one with the first year. */
export const yearField = (page) =>
  page.locator(".time").getByRole("textbox", { name: /^(年份|Year)$/ });
export const firstField = (page) =>
  page.locator(".time").getByRole("textbox", { name: /^(起始年|First year)$/ });

/** Waits until the year shown is `wanted`. */
export const showsYear = (page, wanted) =>
  eventually(async () => assert.equal(await yearField(page).inputValue(), String(wanted)));

/** The button that plays the years. */
export const playButton = (page) => page.locator(".time").getByRole("button", { name: /播放|暂停|Play|Pause/ });

/** A page in which an interval passes when the test says so. */
export const timed = async (open, link) => {
  const page = await open(link, {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        const running = new Map();
        let last = 0;
        globalThis.setInterval = (task) => {
          last += 1;
          running.set(last, task);
          return last;
        };
        globalThis.clearInterval = (id) => running.delete(id);
        globalThis.passInterval = () => {
          for (const task of [...running.values()]) task();
          return running.size;
        };
      }),
  });
  await drawn(page);
  /** Lets so many intervals pass; how many are still running. */
  const pass = (times = 1) =>
    page.evaluate((count) => {
      let left = 0;
      for (let at = 0; at < count; at += 1) left = globalThis.passInterval();
      return left;
    }, times);
  return { page, pass, play: playButton(page) };
};

/** Texts that would run, or become elements, where a text is put into the page as markup. */
export const PAYLOADS = [
  "<script>globalThis.hit=1;alert(1)</script>",
  "<img src=x onerror=globalThis.hit=1>",
  "</title></svg><svg onload=globalThis.hit=1>",
  "\"'><b onpointerenter='globalThis.hit=1'>bold</b>",
  "{{constructor.constructor('globalThis.hit=1')()}}",
];

/** Nothing of a payload became part of the page. */
export const inert = async (page, context) => {
  const found = await page.evaluate(() => ({
    hit: globalThis.hit,
    made:
      document.querySelectorAll("img, iframe, object, embed").length +
      [...document.querySelectorAll("b")].filter((one) => one.textContent === "bold").length,
    handlers: [...document.querySelectorAll("*")].filter((one) =>
      [...one.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value)),
    ).length,
    scripts: [...document.scripts].filter((one) => one.textContent.includes("globalThis.hit")).length,
  }));
  assert.deepEqual(found, { hit: undefined, made: 0, handlers: 0, scripts: 0 }, context);
};
