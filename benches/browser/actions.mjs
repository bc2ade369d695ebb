// What a reader does, measured on our page and on the plain page in turn: steps of the slider in every
// view, changes of view and of transform, a map of 2,900 regions; and what three hundred steps leave
// behind. Both pages stay open through a round, each in a browser context of its own.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { call, choose, drive, open, watchTasks } from "./probe.mjs";

const VIEWPORT = { width: 1280, height: 900 };
const PATIENCE = 60_000;

const MAPS = ["map", "change", "tiles", "multiples"];
const CHARTS = ["trend", "ranking", "slope", "dumbbell", "scatter", "shares", "revision"];
/** Views that move their marks for 400 ms after a step. */
const MOVING = ["ranking", "scatter"];
/** So long is waited for such a move to end, and so many of them are measured. */
const MOVE = 560;
const MOVES = 8;
/** Steps before anything is measured, for programs that are compiled as they run. */
const WARM = 14;
/** What a page puts off until the slider rests belongs to the steps. */
const REST = 380;
/** The least wait after which nothing of an action is left to do. */
const SETTLED = 650;

/** What the main thread may take of what the plain page takes. */
const AIMS = { map: 0.45, chart: 1.15, county: 0.15 };
const aimOf = (view) => AIMS[MAPS.includes(view) ? "map" : "chart"];

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** A page with what measures it. */
class Subject {
  static async open(browser, url, kind) {
    const subject = new Subject();
    subject.kind = kind;
    subject.failures = [];
    subject.context = await browser.newContext({
      viewport: VIEWPORT,
      locale: "zh-CN",
      // What the browser does to keep the site would stand in the times of the page.
      serviceWorkers: "block",
    });
    const page = await subject.context.newPage();
    subject.page = page;
    page.on("pageerror", (error) => subject.failures.push(String(error)));
    subject.devtools = await subject.context.newCDPSession(page);
    await subject.devtools.send("Performance.enable");
    await page.addInitScript(watchTasks);
    await page.goto(url);
    const ready = 'html[data-atlas="running"], html[data-answers="true"]';
    await page.waitForSelector(ready, { state: "attached", timeout: PATIENCE });
    await subject.devtools.send("Performance.enable");
    return subject;
  }

  get isPlain() {
    return this.kind === "plain";
  }

  async metric(name) {
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    return metrics.find((one) => one.name === name).value;
  }

  /** Milliseconds of the main thread for what is done, until all of it is done, and long tasks. */
  async measure(doing, rest = REST) {
    await this.page.evaluate(() => { globalThis.__long = []; });
    const before = await this.metric("TaskDuration");
    const answer = await doing();
    await pause(rest);
    const task = ((await this.metric("TaskDuration")) - before) * 1000;
    const long = await this.page.evaluate(() => globalThis.__long.map(({ ms }) => ms));
    if (this.failures.length > 0) throw new Error(`${this.kind}: ${[...new Set(this.failures)].join("; ")}`);
    return { task, long, answer };
  }

  /** Shows a view by its link, until it is drawn. */
  async show(view) {
    const { page } = this;
    if (this.isPlain) {
      await page.evaluate((link) => {
        delete document.documentElement.dataset.drawn;
        location.hash = link;
      }, view.link);
      await page.waitForFunction(
        (name) => document.documentElement.dataset.drawn === name,
        view.name,
        { timeout: PATIENCE },
      );
    } else {
      await page.evaluate((link) => { location.hash = link; }, view.link);
      await page.waitForSelector(`#tab-${view.name}[aria-selected=true]`, { timeout: PATIENCE });
      await page.waitForSelector("#panel .map svg path, #panel .map svg rect, #panel .chart svg path", {
        state: "attached",
        timeout: PATIENCE,
      });
    }
    await pause(150);
  }

  close() {
    return this.context.close();
  }
}

async function steps(subject, view, count) {
  const { page } = subject;
  await subject.show(view);
  const next = await page.evaluate(drive, { stops: view.stops, from: 0, count: WARM, rest: 0 });
  await pause(250);
  const found = await subject.measure(() =>
    page.evaluate(drive, { stops: view.stops, from: next, count, rest: 0 }),
  );
  const all = [{ name: `step ${view.name}`, count, ...found }];
  if (MOVING.includes(view.name)) {
    const moved = await subject.measure(
      () => page.evaluate(drive, { stops: view.stops, from: found.answer, count: MOVES, rest: MOVE }),
      0,
    );
    all.push({ name: `step ${view.name}, moved to the end`, count: MOVES, ...moved });
  }
  return all;
}

/** Tabs, each opened from the one before. Shares and revision have tabs for other indicators only. */
const TABS = [
  "map", "ranking", "slope", "dumbbell", "scatter", "change", "tiles", "multiples", "trend", "revision",
];

async function switches(subject, views) {
  const { page, isPlain: plain } = subject;
  await subject.show(views.trend);
  const go = (name) => page.evaluate(open, { tab: `tab-${name}`, plain });
  for (const name of TABS) {
    await go(name);
    await pause(120);
  }
  const all = [];
  for (const name of TABS) {
    const found = await subject.measure(() => go(name), SETTLED - 200);
    all.push({ name: `open ${name}`, count: 1, ...found, drawn: found.answer });
  }
  return all;
}

const CHANGES = [["", "index"], ["index", "growth"], ["growth", ""]];
const nameOf = (code) => code || "value";

async function transforms(subject, view) {
  const { page } = subject;
  await subject.show(view);
  for (const [, to] of CHANGES) {
    await page.evaluate(choose, to);
    await pause(150);
  }
  await pause(350);
  const all = [];
  for (const [from, to] of CHANGES) {
    const found = await subject.measure(() => page.evaluate(choose, to), SETTLED);
    all.push({ name: `${view.name}: ${nameOf(from)} → ${nameOf(to)}`, count: 1, ...found });
  }
  return all;
}

async function county(subject, count) {
  const { page } = subject;
  const next = await page.evaluate(call, { from: 1, count: 4 });
  await pause(250);
  const found = await subject.measure(() => page.evaluate(call, { from: next, count }));
  return [{ name: "step 2,900 regions", count, ...found }];
}

const HEAP_VIEWS = ["overview", "ranking", "scatter"];
const [EARLY, LATE] = [30, 300];

/** What is in use after all that can be freed has been. */
async function inUse(subject) {
  await pause(700);
  for (let at = 0; at < 3; at += 1) await subject.devtools.send("HeapProfiler.collectGarbage");
  const wasm = await subject.page.evaluate(() => globalThis.__memory?.buffer.byteLength ?? 0);
  return {
    heap: await subject.metric("JSHeapUsedSize"),
    wasm,
    nodes: await subject.metric("Nodes"),
    listeners: await subject.metric("JSEventListeners"),
  };
}

/**
 * Our page alone: whether it grows as the slider moves. `browser` compiles no code twice: what V8 makes
 * of functions that are called often is memory in use, too, and would hide what the page keeps.
 */
export async function memory(browser, url, { views, tell }) {
  const found = [];
  for (const name of HEAP_VIEWS) {
    const view = views[name];
    const subject = await Subject.open(browser, url, "ours");
    try {
      // The program's own memory is outside of what the browser counts as JavaScript's. Its module has
      // been started, and starting it again only hands out what there is.
      await subject.page.evaluate(async () => {
        const links = [...document.querySelectorAll("link[rel=modulepreload]")];
        const app = links.map((link) => link.href).find((href) => /\/app-[^/]*\.js$/.test(href));
        globalThis.__memory = (await (await import(app)).default()).memory;
      });
      await subject.show(view);
      const go = (from, count) =>
        subject.page.evaluate(drive, { stops: view.stops, from, count, rest: 0, frames: 1 });
      const next = await go(0, EARLY);
      const early = await inUse(subject);
      await go(next, LATE - EARLY);
      const late = await inUse(subject);
      if (subject.failures.length > 0) throw new Error(subject.failures.join("; "));
      found.push({ name, early, late });
      tell(`memory: ${name}`);
    } finally {
      await subject.close();
    }
  }
  return found;
}

/** The views by name, each with its link and the years at which the slider stops. */
export async function readViews(folder) {
  const { views } = JSON.parse(await readFile(join(folder, "views.json"), "utf8"));
  const all = [...MAPS, ...CHARTS].map((name) => {
    const { link, stops } = views[name];
    return [name, { name, link, stops: stops.map(({ year }) => year) }];
  });
  const named = Object.fromEntries(all);
  return { ...named, overview: { ...named.map, name: "overview", link: "#/explore?view=overview" } };
}

/** Where each group is measured and what is done there. */
function groupsOf(views, count) {
  const measured = Object.values(views).filter(({ name }) => name !== "overview");
  return {
    steps: { page: "", doing: (one) => measured.map((view) => () => steps(one, view, count)) },
    switches: { page: "", doing: (one) => [() => switches(one, views)] },
    transforms: {
      page: "",
      doing: (one) =>
        ["map", "trend", "ranking"].map((name) => () => transforms(one, views[name])),
    },
    county: { page: "county", doing: (one) => [() => county(one, 12)] },
  };
}

/** One round of a group: every part of it on our page, then on the plain one. */
async function round(browser, urls, group) {
  const subjects = [];
  try {
    for (const kind of ["ours", "plain"]) {
      subjects.push(await Subject.open(browser, urls[kind], kind));
    }
    await pause(600);
    const parts = subjects.map((subject) => group.doing(subject));
    const found = { ours: [], plain: [] };
    for (let at = 0; at < parts[0].length; at += 1) {
      for (const [which, subject] of subjects.entries()) {
        try {
          // What lies behind another window has no frames.
          await subject.page.bringToFront();
          found[subject.kind].push(...(await parts[which][at]()));
        } catch (error) {
          throw new Error(`${subject.kind}: ${error.message}`);
        }
      }
    }
    return found;
  } finally {
    for (const subject of subjects) await subject.close();
  }
}

/**
 * All rounds of the groups asked for.
 * @returns {Promise<object>} by the name of an action what each round found on either page
 */
export async function act(browser, sites, { groups, rounds, steps: count, views, tell }) {
  const all = groupsOf(views, count);
  const actions = {};
  for (let at = 0; at < rounds; at += 1) {
    for (const name of Object.keys(all).filter((one) => groups.includes(one))) {
      const found = await round(browser, sites[all[name].page || "views"], all[name]);
      for (const [kind, list] of Object.entries(found)) {
        for (const { name: action, count: times, task, long, drawn } of list) {
          actions[action] ??= { group: name, ours: [], plain: [] };
          actions[action][kind].push({ task: task / times, long, drawn });
        }
      }
      tell(`${name}: round ${at + 1} of ${rounds}`);
    }
  }
  return actions;
}

/** What an action may take of what the plain page takes. */
export function actionAim(action, group) {
  if (group === "county") return AIMS.county;
  return group === "steps" ? aimOf(action.split(" ")[1].replace(",", "")) : undefined;
}

/** CPU profiles of our page: steps, changes of view and of transform. */
export async function profiles(browser, urls, { groups, steps: count, views }, taken) {
  const subject = await Subject.open(browser, urls.views.ours, "ours");
  const { page, devtools } = subject;
  try {
    for (const view of groups.includes("steps") ? Object.values(views) : []) {
      if (view.name === "overview") continue;
      await subject.show(view);
      const go = (from) => page.evaluate(drive, { stops: view.stops, from, count, rest: 0 });
      const next = await go(0);
      await pause(400);
      await taken(devtools, `step ${view.name}`, () => go(next));
    }
    if (groups.includes("switches")) {
      await subject.show(views.trend);
      const around = async () => {
        for (const name of TABS) await page.evaluate(open, { tab: `tab-${name}`, plain: false });
      };
      await around();
      await taken(devtools, "open every view", around);
    }
    for (const name of groups.includes("transforms") ? ["map", "trend", "ranking"] : []) {
      await subject.show(views[name]);
      const around = async () => {
        for (const [, to] of CHANGES) {
          await page.evaluate(choose, to);
          await pause(200);
        }
      };
      await around();
      await taken(devtools, `transforms ${name}`, around);
    }
  } finally {
    await subject.close();
  }
}
