// Changing views two hundred times leaves nothing behind.
import assert from "node:assert/strict";
import { counts, drawn, visit } from "./site.mjs";

/** Goes from overview to table and back so many times, each time until the chart is drawn. */
const cycle = (page, times) =>
  page.evaluate(async (count) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const until = async (check) => {
      const end = performance.now() + 10_000;
      while (!check()) {
        if (performance.now() > end) throw new Error(`waited in vain for ${check}`);
        await frame();
      }
    };
    const click = (id) => document.getElementById(id).click();
    for (let at = 0; at < count; at += 1) {
      click("tab-table");
      await until(() => document.querySelector(".table-panel td") && !document.querySelector(".chart"));
      click("tab-overview");
      await until(() => document.querySelector(".chart svg path") && document.querySelector(".map svg"));
    }
  }, times);

visit("two hundred changes of view leave no chart, no nodes and no memory behind", async (open) => {
  const page = await open("", {
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
  await cycle(page, 40);
  const early = await measure();
  await cycle(page, 160);
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
