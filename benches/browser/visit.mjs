// Visits to the pages that are compared: on which network and processor, and when what has come to the
// screen.
import { median } from "./median.mjs";
import { probe } from "./probe.mjs";

const VIEWPORT = { width: 1280, height: 900 };
const PATIENCE = 60_000;

/** How the network and the processor are slowed down. */
export const PROFILES = {
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

export const PAGES = {
  ours: {
    // The figure written into the page when it was built, or the one that the program draws.
    first: "svg [data-place], svg.atlas-map path",
    ready: 'html[data-atlas="running"]',
    complete: ".chart svg path, .chart canvas",
    slider: "#year",
    inFrame: false,
  },
  plain: {
    first: 'html[data-map="painted"]',
    ready: 'html[data-answers="true"]',
    complete: 'html[data-trend="painted"]',
    slider: "#year",
    inFrame: true,
  },
  // Pages of one figure for frames. The figure drawn by the program lies in the element's shadow tree;
  // before that, a picture stands in the page. It has several forms, of which a wide window shows the
  // first: that is all there once the second begins.
  map: {
    first: "prosperity-figure .pa-wide + .pa-narrow",
    figure: "prosperity-figure",
    slider: '[data-action="year"]',
    inFrame: false,
  },
  chart: {
    first: "prosperity-figure .pa-wide + .pa-narrow",
    figure: "prosperity-figure",
    inFrame: false,
  },
};

/** A fresh visitor: nothing stored, nothing compiled. */
export async function visit(browser, url, wanted, slow) {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: "zh-CN",
    // What the browser does to keep the site would stand in the times of the page.
    serviceWorkers: "block",
  });
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
export async function arrived(page, names, failures) {
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

/** Medians, and the least and greatest value: how steady the machine was. */
export function summary(rounds) {
  const names = Object.keys(rounds[0]);
  return Object.fromEntries(
    names.map((name) => {
      const all = rounds.map((one) => one[name]).filter((one) => one !== undefined);
      return [name, { median: median(all), least: Math.min(...all), greatest: Math.max(...all) }];
    }),
  );
}
