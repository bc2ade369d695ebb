// Pages of others with figures of the atlas: an article's host, and beside it the site on a host of its
// own, which lets other hosts load its files, as docs/embedding.md asks of it.
import assert from "node:assert/strict";
import { FOLDER, eventually, serve } from "./site.mjs";

/** Notes in `globalThis` what a page hears, what moves in it, and what its policy refuses. */
const LISTENING = `<script>
  globalThis.heard = [];
  globalThis.shifts = [];
  globalThis.refused = [];
  for (const name of ["ready", "select", "yearchange", "linkchange", "error"]) {
    addEventListener(name, (event) => {
      if (event instanceof CustomEvent) heard.push({ id: event.target.id, name, detail: event.detail });
    });
  }
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      shifts.push({ value, moved: sources.map(({ node }) => node?.id || node?.nodeName) });
    }
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    refused.push([violatedDirective, blockedURI, sample].join(" "));
  });
</script>`;

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** A figure of the atlas as an author writes it; attributes as they are, escaped here. */
export const figure = (attributes, content = "") => {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<prosperity-figure style="display: block"${written.join("")}>${content}</prosperity-figure>`;
};

/** Both hosts. `read` opens a page with a body; further settings are those of `open`. */
export async function publish() {
  const asked = [];
  const articles = new Map();
  const site = await serve(FOLDER, asked, { headers: { "access-control-allow-origin": "*" } });
  const host = await serve(FOLDER, [], { pages: articles });
  const script = `<script type="module" src="${site.address}embed.js"></script>`;
  let count = 0;

  /** Puts a page beside the site; its path. */
  const put = (body, { head = LISTENING + script, headers = {} } = {}) => {
    count += 1;
    const path = `article-${count}.html`;
    articles.set(`/${path}`, {
      headers,
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}</head>
<body>${body}</body></html>`,
    });
    return path;
  };

  const read = (open, body, { head, headers, allow = [], ...settings } = {}) => {
    asked.length = 0;
    return open("#top", {
      address: host.address + put(body, { head, headers }),
      running: false,
      // The article's host and the atlas's, and no other.
      allow: [new RegExp(`^foreign request: ${site.address}`), ...allow],
      ...settings,
    });
  };

  /** How often a file of the site was asked for, by the beginning and end of its path. */
  const times = (start, end) =>
    asked.filter((path) => path.startsWith(`/${start}`) && path.endsWith(end)).length;

  const end = () => {
    site.end();
    host.end();
  };
  return { site: site.address, host: host.address, asked, script, listening: LISTENING, put, read, times, end };
}

/** What is in the figure, in its shadow tree; Playwright's selectors look into open ones. */
export const inside = (page, selector, id = "") =>
  page.locator(`prosperity-figure${id} .figure:not(.waiting)`).locator(selector);

/** Waits until so many figures have taken the place of their content. */
export const ready = (page, count = 1) =>
  eventually(async () => {
    const told = await page.evaluate(() => heard.filter(({ name }) => name === "ready").length);
    assert.equal(told, count);
  }, 20_000);

/** What the page was told of by a name, in order. */
export const heard = (page, name) =>
  page.evaluate((wanted) => heard.filter((one) => one.name === wanted).map((one) => one.detail), name);

/**
 * How two pictures differ, as a browser reads them: their sizes, how many pixels are not the same, by
 * how much the worst of them in one of its colours, and between which rows. `page`: any that runs.
 */
export async function differences(page, first, second) {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(async (files) => {
      const pictures = await Promise.all(
        files.map(async (file) => {
          const bytes = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext("2d");
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      const size = pictures.map(({ width, height }) => `${width} × ${height}`);
      const width = Math.min(...pictures.map((one) => one.width));
      const height = Math.min(...pictures.map((one) => one.height));
      let pixels = 0;
      let worst = 0;
      const rows = [];
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const [one, other] = pictures.map(({ data, width: own }) => {
            const at = 4 * (y * own + x);
            return data.slice(at, at + 3);
          });
          const by = Math.max(...one.map((value, at) => Math.abs(value - other[at])));
          if (by === 0) continue;
          pixels += 1;
          worst = Math.max(worst, by);
          rows[0] ??= y;
          rows[1] = y;
        }
      }
      return { size, pixels, worst, rows: rows.join("–") };
    }, [first, second].map((file) => file.toString("base64")));
  } finally {
    await blank.close();
  }
}
