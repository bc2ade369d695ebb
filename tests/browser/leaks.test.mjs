// Changing views two hundred times leaves nothing behind.
import assert from "node:assert/strict";
import { counts, drawn, visit } from "./site.mjs";

/** Goes through all views so many times, in each until its picture is there and the last one gone. */
const cycle = (page, times) =>
  page.evaluate(async (count) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const until = async (check, view) => {
      const end = performance.now() + 10_000;
      while (!check()) {
        if (performance.now() > end) throw new Error(`waited in vain in ${view} for ${check}`);
        await frame();
      }
    };
    const is = (selector) => document.querySelector(selector) !== null;
    const chart = () => is(".chart svg path");
    const alone = (selector) => () => is(selector) && !is(".chart");
    const shown = {
      overview: () => is(".map svg") && chart(),
      map: alone(".map svg"),
      multiples: alone(".multiples .map svg"),
      change: alone(".map svg"),
      tiles: alone(".map .tile-label"),
      table: alone(".table-panel td"),
      sources: alone(".sources-panel h2"),
    };
    const views = [...document.querySelectorAll("[role=tab]")].map((one) => one.id.slice(4));
    for (let at = 0; at < count; at += 1) {
      for (const view of [...views.slice(1), views[0]]) {
        document.getElementById(`tab-${view}`).click();
        await until(() => is(`#tab-${view}[aria-selected=true]`), view);
        await until(shown[view] ?? chart, view);
        // Some readers leave as soon as they have come.
        if (at % 3 === 0) await frame();
      }
    }
    return views.length;
  }, times);

visit("two hundred changes among all views leave no chart, no nodes and no memory behind", async (open) => {
  const page = await open("#/explore?indicator=gdp&time=2018", {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        // The program's own memory is outside of what the browser counts as JavaScript's.
        for (const name of ["instantiate", "instantiateStreaming"]) {
          const plain = WebAssembly[name];
          WebAssembly[name] = async (...given) => {
            const made = await plain.apply(WebAssembly, given);
            globalThis.programMemory = (made.instance ?? made).exports.memory;
            return made;
          };
        }
      }),
  });
  await drawn(page);
  // Charts are drawn only near the screen.
  await page.locator(".chart").scrollIntoViewIfNeeded();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const measure = async () => {
    for (let at = 0; at < 3; at += 1) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((one) => one.name === name).value;
    return {
      heap: of("JSHeapUsedSize"),
      nodes: of("Nodes"),
      listeners: of("JSEventListeners"),
      program: await page.evaluate(() => globalThis.programMemory.buffer.byteLength),
    };
  };
  assert.equal(await cycle(page, 5), 14, "all views are gone through");
  const early = await measure();
  await cycle(page, 10);
  const late = await measure();
  const told = JSON.stringify({ early, late });
  await counts(page.locator("[_echarts_instance_]"), 1);
  assert.ok(late.heap < early.heap * 1.15, told);
  assert.ok(late.nodes < early.nodes * 1.1 + 100, told);
  assert.ok(late.listeners < early.listeners * 1.1 + 50, told);
  assert.ok(late.program < early.program * 1.15, told);
  await page.locator("#tab-table").click();
  await counts(page.locator("[_echarts_instance_]"), 0);
  // Nothing of a chart that is gone answers to the window any more.
  await page.setViewportSize({ width: 900, height: 700 });
  await page.locator("#tab-overview").click();
  await page.locator(".chart").scrollIntoViewIfNeeded();
  await drawn(page);
});

visit("leaving before the chart has come does no harm", async (open) => {
  let release;
  const held = new Promise((done) => { release = done; });
  const page = await open("", {
    prepare: (fresh) =>
      fresh.route(/\/echarts-[^/]*\.js$/, async (route) => {
        await held;
        await route.continue();
      }),
  });
  await page.locator(".chart-box .waiting").waitFor();
  await page.locator("#tab-table").click();
  await page.locator(".table-panel table").waitFor();
  const arrived = page.waitForResponse(/\/echarts-[^/]*\.js$/);
  release();
  await (await arrived).finished();
  await counts(page.locator("[_echarts_instance_]"), 0);
  await page.locator("#tab-overview").click();
  await drawn(page);
  await counts(page.locator("[_echarts_instance_]"), 1);
});
