// Measures the site against a plain ECharts page with the same content, in turn, and prints both with
// the aims. Run by `cargo xtask bench`, which writes the plain page's data first:
//   node benches/browser/run.mjs --site dist --work target/bench [--rounds 7] [--steps 30]
//     [--renderer canvas|svg] [--profile]
// --profile takes one CPU profile of each of our page's start and year steps instead.
import { copyFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { probe, walk } from "./probe.mjs";
import { busiest } from "./profile.mjs";
import { serve } from "./server.mjs";
import { sizeRows, speedRows, table } from "./report.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const VIEWPORT = { width: 1280, height: 900 };
const PATIENCE = 60_000;

/** How the network and the processor are slowed down. */
const PROFILES = {
  unthrottled: null,
  "Fast 3G, 4× CPU": {
    network: {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 750e3 / 8,
    },
    slowdown: 4,
  },
};

const PAGES = {
  ours: {
    // The figure written into the page when it was built, or the one that the program draws.
    first: "svg [data-place], svg.atlas-map path",
    ready: 'html[data-atlas="running"]',
    complete: ".chart svg path, .chart canvas",
    inFrame: false,
  },
  plain: {
    first: 'html[data-map="painted"]',
    ready: 'html[data-answers="true"]',
    complete: 'html[data-trend="painted"]',
    inFrame: true,
  },
};

async function buildPlain(folder, renderer) {
  await build({
    entryPoints: [join(HERE, "plain/plain.mjs")],
    outfile: join(folder, "plain.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"', RENDERER: JSON.stringify(renderer) },
    plugins: [
      {
        name: "renderer",
        setup: (plugin) => {
          plugin.onResolve({ filter: /^renderer$/ }, ({ path }) => ({ path, namespace: "renderer" }));
          plugin.onLoad({ filter: /.*/, namespace: "renderer" }, () => ({
            contents: `export { ${renderer === "svg" ? "SVG" : "Canvas"}Renderer as Renderer } from "echarts/renderers";`,
            resolveDir: HERE,
          }));
        },
      },
    ],
  });
  await copyFile(join(HERE, "plain/index.html"), join(folder, "index.html"));
}

/** A fresh visitor: nothing stored, nothing compiled. */
async function visit(browser, url, wanted, slow) {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: "zh-CN" });
  const page = await context.newPage();
  const failures = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  const devtools = await context.newCDPSession(page);
  if (slow) {
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", slow.network);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slow.slowdown });
  }
  await page.addInitScript(probe, wanted);
  return { context, page, devtools, failures, open: () => page.goto(url, { waitUntil: "commit" }) };
}

/** Waits for the marks of the probe; which of them did not come in time is in the error. */
async function arrived(page, names, failures) {
  try {
    await page.waitForFunction(
      (all) => all.every((name) => globalThis.__bench?.[name] !== undefined),
      names,
      { timeout: PATIENCE, polling: 250 },
    );
  } catch (error) {
    const there = await page.evaluate(() => globalThis.__bench);
    throw new Error(
      `waited ${PATIENCE / 1000} s for ${names.join(", ")}; there is ${JSON.stringify(there)}. ` +
        (failures.join("; ") || error.message.split("\n")[0]),
    );
  }
  return page.evaluate(() => globalThis.__bench);
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

const median = (numbers) => {
  const sorted = numbers.filter((one) => one !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Medians, and the least and greatest value: how steady the machine was. */
function summary(rounds) {
  const names = Object.keys(rounds[0]);
  return Object.fromEntries(
    names.map((name) => {
      const all = rounds.map((one) => one[name]).filter((one) => one !== undefined);
      return [name, { median: median(all), least: Math.min(...all), greatest: Math.max(...all) }];
    }),
  );
}

async function profile(browser, url, work, steps) {
  const { context, page, devtools, failures, open } = await visit(browser, url, PAGES.ours, null);
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.setSamplingInterval", { interval: 100 });
  const taken = async (name, doing) => {
    await devtools.send("Profiler.start");
    await doing();
    const { profile: found } = await devtools.send("Profiler.stop");
    await writeFile(join(work, `${name}.cpuprofile`), JSON.stringify(found));
    console.log(`\n${name}\n${busiest(found)}`);
  };
  try {
    await taken("start", async () => {
      await open();
      await arrived(page, ["first", "answering"], failures);
      await page.waitForTimeout(700);
    });
    await page.evaluate(walk, steps);
    await taken("steps", () => page.evaluate(walk, steps));
  } finally {
    await context.close();
  }
}

async function main() {
  const { values: flags } = parseArgs({
    options: {
      site: { type: "string", default: "dist" },
      work: { type: "string", default: "target/bench" },
      rounds: { type: "string", default: "7" },
      steps: { type: "string", default: "30" },
      renderer: { type: "string", default: "canvas" },
      profile: { type: "boolean", default: false },
    },
  });
  const [rounds, steps] = [Number(flags.rounds), Number(flags.steps)];
  const work = resolve(flags.work);
  await buildPlain(join(work, "plain"), flags.renderer);
  const kept = join(work, "brotli");
  const sites = {
    ours: await serve(resolve(flags.site), kept),
    plain: await serve(join(work, "plain"), kept),
  };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    if (flags.profile) {
      await profile(browser, sites.ours.url, work, steps);
      return;
    }
    const about = {
      date: new Date().toISOString().slice(0, 10),
      chromium: browser.version(),
      node: process.version,
      processors: cpus().length,
      rounds,
      steps,
      renderer: flags.renderer,
      staticFigure: await hasStaticFigure(browser, sites.ours.url),
      trend: await hasTrend(browser, sites.ours.url),
    };
    // Everything a first visit asks for has been asked for once now, and is compressed.
    sites.ours.files.clear();
    const options = { steps, trend: { ours: about.trend, plain: true } };
    await round(browser, sites.ours.url, "ours", null, options);
    await round(browser, sites.plain.url, "plain", null, options);
    const speed = {};
    for (const [name, slow] of Object.entries(PROFILES)) {
      const found = { ours: [], plain: [] };
      for (let at = 0; at < rounds; at += 1) {
        for (const kind of ["ours", "plain"]) {
          found[kind].push(await round(browser, sites[kind].url, kind, slow, options));
        }
        console.error(`${name}: round ${at + 1} of ${rounds}`);
      }
      speed[name] = { ours: summary(found.ours), plain: summary(found.plain), all: found };
    }
    const files = {
      ours: Object.fromEntries(sites.ours.files),
      plain: Object.fromEntries(sites.plain.files),
    };
    const rows = { speed: speedRows(speed), size: sizeRows(files.ours) };
    const report = { about, speed, files, aims: rows };
    await writeFile(join(work, "report.json"), `${JSON.stringify(report, null, 1)}\n`);
    console.log(table(about, rows, files));
  } finally {
    await browser.close();
    sites.ours.close();
    sites.plain.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
