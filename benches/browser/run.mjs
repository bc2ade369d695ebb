// Measures the site against plain ECharts pages with the same content, in turn, and prints both with
// the aims. Run by `cargo xtask bench`, which writes the plain pages' data first:
//   node benches/browser/run.mjs --site dist --work target/bench [--rounds 5] [--steps 30]
//     [--group start --group steps …] [--renderer canvas|svg] [--profile]
// --profile takes one CPU profile of each of our page's actions instead.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { act, memory, profiles, readViews } from "./actions.mjs";
import { embeds } from "./embeds.mjs";
import { walk } from "./probe.mjs";
import { busiest, inclusive } from "./profile.mjs";
import { serve } from "./server.mjs";
import {
  actionRows,
  countRows,
  embedSizeRows,
  embedSpeedRows,
  longRows,
  memoryRows,
  sizeRows,
  speedRows,
  table,
} from "./report.mjs";
import { PAGES, PROFILES, arrived, summary, visit } from "./visit.mjs";

/** The page with the slider; the plain page has no other. */
const EXPLORER = "#/explore";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const GROUPS = ["start", "steps", "switches", "transforms", "county", "memory", "embeds"];

/** Bundles a page of ours or of ECharts, as a site of either would. */
function bundle(entry, outfile, more) {
  return build({
    entryPoints: [join(HERE, entry)],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    ...more,
  });
}

async function buildPlain(folder, renderer) {
  const drawing = {
    name: "renderer",
    setup: (plugin) => {
      plugin.onResolve({ filter: /^renderer$/ }, ({ path }) => ({ path, namespace: "renderer" }));
      plugin.onLoad({ filter: /.*/, namespace: "renderer" }, () => ({
        contents: `export { ${renderer === "svg" ? "SVG" : "Canvas"}Renderer as Renderer } from "echarts/renderers";`,
        resolveDir: HERE,
      }));
    },
  };
  const pages = [["plain", "index"], ["views", "views"], ["county", "county"]];
  for (const [script, page] of pages) {
    await bundle(`plain/${script}.mjs`, join(folder, `${script}.js`), {
      define: { "process.env.NODE_ENV": '"production"', RENDERER: JSON.stringify(renderer) },
      plugins: [drawing],
    });
    await copyFile(join(HERE, `plain/${page}.html`), join(folder, `${page}.html`));
  }
}

/** The page in which our own code draws the map of 2,900 regions; its program is there already. */
async function buildCounty(folder) {
  await mkdir(folder, { recursive: true });
  await bundle("county/ours.mjs", join(folder, "county.js"), {
    alias: { app: join(folder, "app.js") },
  });
  await bundle("../../css/main.css", join(folder, "style.css"));
  await copyFile(join(HERE, "county/index.html"), join(folder, "index.html"));
}

async function metrics(devtools) {
  const { metrics: all } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

const METRICS = {
  task: "TaskDuration",
  script: "ScriptDuration",
  layout: "LayoutDuration",
  style: "RecalcStyleDuration",
};

/** Milliseconds of the main thread for one year step. */
async function stepping(page, devtools, count) {
  await devtools.send("Performance.enable");
  // Once around, so that both pages are measured warm.
  await page.evaluate(walk, count);
  await page.waitForTimeout(500);
  const before = await metrics(devtools);
  await page.evaluate(walk, count);
  // What a page puts off until the slider rests belongs to the steps.
  await page.waitForTimeout(500);
  const after = await metrics(devtools);
  return Object.fromEntries(
    Object.entries(METRICS).map(([ours, name]) => [
      ours,
      ((after[name] - before[name]) * 1000) / count,
    ]),
  );
}

async function round(browser, url, kind, slow, options) {
  const { context, page, devtools, failures, open } = await visit(browser, url, PAGES[kind], slow);
  try {
    await open();
    const names = ["first", "answering", ...(options.trend[kind] ? ["complete"] : [])];
    const times = await arrived(page, names, failures);
    // Until nothing of the start is left to do.
    await page.waitForTimeout(slow ? 2000 : 700);
    const step = await stepping(page, devtools, options.steps);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return { first: times.first, answering: times.answering, complete: times.complete, ...step };
  } catch (error) {
    throw new Error(`${kind}: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** Whether our page draws its trend by itself; without it, only the map can be compared. */
async function hasTrend(browser, url) {
  const { context, page, open } = await visit(browser, url, PAGES.ours, null);
  try {
    await open();
    await page.waitForSelector(PAGES.ours.complete, { timeout: 15_000, state: "attached" });
    return true;
  } catch {
    return false;
  } finally {
    await context.close();
  }
}

/** Whether the page itself carries a figure, before any script has run. */
async function hasStaticFigure(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(url);
    return (await page.locator(PAGES.ours.first).count()) > 0;
  } finally {
    await context.close();
  }
}

async function profile(browser, sites, options) {
  const taken = async (devtools, name, doing) => {
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.setSamplingInterval", { interval: 100 });
    await devtools.send("Performance.enable");
    const before = await metrics(devtools);
    await devtools.send("Profiler.start");
    await doing();
    const { profile: found } = await devtools.send("Profiler.stop");
    const after = await metrics(devtools);
    const parts = Object.entries(METRICS)
      .map(([part, key]) => `${part} ${((after[key] - before[key]) * 1000).toFixed(0)}`)
      .join(", ");
    await writeFile(join(options.work, `${name.replaceAll(/\W+/g, "-")}.cpuprofile`), JSON.stringify(found));
    console.log(`\n${name} (ms of the main thread: ${parts})\n${busiest(found, 16)}`);
    console.log(`with all that they call:\n${inclusive(found, 20)}`);
  };
  if (options.groups.includes("start")) {
    const { context, page, devtools, failures, open } = await visit(browser, sites.start.ours, PAGES.ours, null);
    try {
      await taken(devtools, "start", async () => {
        await open();
        await arrived(page, ["first", "answering"], failures);
        await page.waitForTimeout(700);
      });
      await page.evaluate(walk, options.steps);
      await taken(devtools, "step overview", () => page.evaluate(walk, options.steps));
    } finally {
      await context.close();
    }
  }
  await profiles(browser, sites, options, taken);
}

/** The starts of both pages, in turn, and what they transfer. */
async function starts(browser, sites, about, { rounds, steps }) {
  const { ours, plain } = sites;
  const urls = { ours: `${ours.url}${EXPLORER}`, plain: plain.url };
  about.staticFigure = await hasStaticFigure(browser, ours.url);
  about.trend = await hasTrend(browser, urls.ours);
  // Everything a first visit asks for has been asked for once now, and is compressed.
  ours.files.clear();
  plain.files.clear();
  const options = { steps, trend: { ours: about.trend, plain: true } };
  for (const kind of ["ours", "plain"]) await round(browser, urls[kind], kind, null, options);
  const speed = {};
  for (const [name, slow] of Object.entries(PROFILES)) {
    const found = { ours: [], plain: [] };
    for (let at = 0; at < rounds; at += 1) {
      for (const kind of ["ours", "plain"]) {
        found[kind].push(await round(browser, urls[kind], kind, slow, options));
      }
      console.error(`${name}: round ${at + 1} of ${rounds}`);
    }
    speed[name] = { ours: summary(found.ours), plain: summary(found.plain), all: found };
  }
  const files = { ours: Object.fromEntries(ours.files), plain: Object.fromEntries(plain.files) };
  return { speed, files };
}

const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });

/** Whether our page grows, in a browser whose own compiling does not count. */
async function growth(url, options) {
  const browser = await launch("--js-flags=--no-opt --no-sparkplug --no-maglev --no-lazy-feedback-allocation");
  try {
    return await memory(browser, url, options);
  } finally {
    await browser.close();
  }
}

async function main() {
  const began = Date.now();
  const { values: flags } = parseArgs({
    options: {
      site: { type: "string", default: "dist" },
      work: { type: "string", default: "target/bench" },
      rounds: { type: "string", default: "5" },
      steps: { type: "string", default: "30" },
      group: { type: "string", multiple: true, default: GROUPS },
      renderer: { type: "string", default: "canvas" },
      profile: { type: "boolean", default: false },
    },
  });
  const [rounds, steps, groups] = [Number(flags.rounds), Number(flags.steps), flags.group];
  const unknown = groups.find((group) => !GROUPS.includes(group));
  if (unknown) throw new Error(`there is no group ${unknown}; there are ${GROUPS.join(", ")}`);
  const work = resolve(flags.work);
  await buildPlain(join(work, "plain"), flags.renderer);
  const kept = join(work, "brotli");
  const servers = {
    ours: await serve(resolve(flags.site), kept),
    plain: await serve(join(work, "plain"), kept),
  };
  const counties = groups.includes("county") && !flags.profile;
  if (counties) {
    await buildCounty(join(work, "county"));
    servers.county = await serve(join(work, "county"), kept);
  }
  const urls = {
    start: { ours: `${servers.ours.url}${EXPLORER}`, plain: servers.plain.url },
    views: { ours: servers.ours.url, plain: `${servers.plain.url}views.html` },
    county: { ours: servers.county?.url, plain: `${servers.plain.url}county.html` },
  };
  const browser = await launch();
  try {
    const views = await readViews(join(work, "plain"));
    if (flags.profile) {
      await profile(browser, urls, { work, groups, steps, views });
      return;
    }
    const about = {
      date: new Date().toISOString().slice(0, 10),
      chromium: browser.version(),
      node: process.version,
      processors: cpus().length,
      load: loadavg()[0],
      rounds,
      steps,
      renderer: flags.renderer,
    };
    const start = groups.includes("start")
      ? await starts(browser, servers, about, { rounds, steps })
      : { speed: {}, files: {} };
    const tell = (text) => console.error(text);
    const embedded = groups.includes("embeds")
      ? await embeds(browser, servers, { site: resolve(flags.site), work, kept, rounds, tell })
      : null;
    const actions = await act(browser, urls, { groups, rounds, steps, views, tell });
    const grown = groups.includes("memory") ? await growth(urls.views.ours, { views, tell }) : [];
    about.seconds = Math.round((Date.now() - began) / 1000);
    const rows = {
      speed: speedRows(start.speed),
      size: start.files.ours ? sizeRows(start.files.ours) : [],
      actions: actionRows(actions),
      long: longRows(actions),
      memory: memoryRows(grown),
      embeds: embedded && {
        speed: embedSpeedRows(embedded.speed),
        size: embedSizeRows(embedded.files),
        counts: countRows(embedded.page),
      },
    };
    const report = { about, ...start, actions, memory: grown, embeds: embedded, aims: rows };
    await writeFile(join(work, "report.json"), `${JSON.stringify(report, null, 1)}\n`);
    console.log(table(about, rows, start.files));
  } finally {
    await browser.close();
    for (const server of Object.values(servers)) server.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
