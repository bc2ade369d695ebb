// Embedded figures: a map and a chart, each as the only figure of its page, against the plain page in
// turn; and a page of another host with many of them.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { watchFigures } from "./probe.mjs";
import { serve } from "./server.mjs";
import { PAGES, PROFILES, arrived, summary, visit } from "./visit.mjs";

/** Pages of figures that readers meet in frames. The chart has no slider. */
const FIGURES = {
  map: "embed/gap-regional-zh.html#/gallery/gap-regional?lang=zh",
  chart: "embed/gap-income-zh.html#/gallery/gap-income?lang=zh",
};
const MARKS = {
  map: ["first", "answering"],
  chart: ["first", "complete"],
  plain: ["first", "answering", "complete"],
};

/** So many figures stand in one page. */
const MANY = 20;
/** So near the screen a figure starts (js/embed/element.mjs), in pixels. */
const NEAR = 300;
/** After so long without anything to wait for, nothing more is asked for. */
const SETTLED = 700;
const PATIENCE = 60_000;

/** When what of a page came to the screen. */
async function start(browser, url, kind, slow) {
  const { context, page, failures, open } = await visit(browser, url, PAGES[kind], slow);
  try {
    await open();
    const times = await arrived(page, MARKS[kind], failures);
    await page.waitForTimeout(SETTLED);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return Object.fromEntries(MARKS[kind].map((name) => [name, times[name]]));
  } catch (error) {
    throw new Error(`${kind}: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** Writes the page of another host: the first figures of the gallery, one below the other. */
async function writePage(folder, site, address) {
  const { figures } = JSON.parse(await readFile(join(site, "gallery.json"), "utf8"));
  const blocks = figures.filter((figure) => figure.has_picture).slice(0, MANY).map(async ({ id, zh }) => {
    const picture = await readFile(join(site, zh.light.html), "utf8");
    return `<prosperity-figure style="display: block" spec="${zh.link}" theme="light">\n${picture}</prosperity-figure>`;
  });
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${MANY}</title>
<link rel="icon" href="data:,">
<script type="module" src="${address}embed.js"></script>
${(await Promise.all(blocks)).join("\n<p>　</p>\n")}
</html>
`,
  );
}

/** What a page with many figures asks for, at load and when a reader has seen them all. */
async function readPage(browser, url) {
  const { context, page, failures, open } = await visit(browser, url, PAGES.chart, null);
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  try {
    await page.addInitScript(watchFigures);
    await open();
    await arrived(page, ["complete"], failures);
    await page.waitForTimeout(3 * SETTLED);
    const atLoad = await page.evaluate((nearness) => {
      const all = [...document.querySelectorAll("prosperity-figure")];
      const near = all.filter((figure) => figure.getBoundingClientRect().top < innerHeight + nearness);
      const started = all.filter((figure) => figure.shadowRoot.querySelector(".figure"));
      return { figures: all.length, near: near.length, started: started.length };
    }, NEAR);
    for (let at = 0; at < atLoad.figures; at += 1) {
      const figure = await page.evaluateHandle((which) => {
        const found = document.querySelectorAll("prosperity-figure")[which];
        found.scrollIntoView();
        return found;
      }, at);
      await page.waitForFunction((one) => globalThis.__ready.has(one), figure, { timeout: PATIENCE });
    }
    await page.waitForTimeout(SETTLED);
    if (failures.length > 0) throw new Error(failures.join("; "));
    const count = (counts) => requests.filter(counts).length;
    return {
      ...atLoad,
      ...(await page.evaluate(() => ({
        ready: globalThis.__ready.size,
        shift: globalThis.__shifts.reduce((sum, one) => sum + one, 0),
      }))),
      wasm: count((path) => path.endsWith(".wasm")),
      echarts: count((path) => path.includes("echarts")),
    };
  } catch (error) {
    throw new Error(`page with ${MANY} figures: ${error.message}`);
  } finally {
    await context.close();
  }
}

/**
 * Times of the figures and of the plain page by profile, files of each figure's first visit, and what
 * the page with many figures does.
 */
export async function embeds(browser, { ours, plain }, { site, work, kept, rounds, tell }) {
  const folder = join(work, "embeds");
  await writePage(folder, site, ours.url);
  const host = await serve(folder, kept);
  let page;
  try {
    page = await readPage(browser, host.url);
  } finally {
    host.close();
  }
  tell(`embeds: page with ${page.figures} figures`);
  const urls = { map: `${ours.url}${FIGURES.map}`, chart: `${ours.url}${FIGURES.chart}`, plain: plain.url };
  const kinds = Object.keys(urls);
  // Once unmeasured: everything is compressed then, and what was asked for is known.
  const files = {};
  for (const kind of kinds) {
    ours.files.clear();
    await start(browser, urls[kind], kind, null);
    if (kind in FIGURES) files[kind] = Object.fromEntries(ours.files);
  }
  const speed = {};
  for (const [name, slow] of Object.entries(PROFILES)) {
    const all = { map: [], chart: [], plain: [] };
    for (let at = 0; at < rounds; at += 1) {
      for (const kind of kinds) all[kind].push(await start(browser, urls[kind], kind, slow));
      tell(`embeds, ${name}: round ${at + 1} of ${rounds}`);
    }
    speed[name] = { ...Object.fromEntries(kinds.map((kind) => [kind, summary(all[kind])])), all };
  }
  return { speed, files, page };
}
