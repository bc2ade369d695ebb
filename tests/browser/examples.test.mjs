// The articles that show authors how figures are put into their pages: each opens in the built site,
// shows its figures with and without scripts, asks nobody else for anything, and nothing in it moves.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FOLDER, eventually, text, visit } from "./site.mjs";

const folder = join(FOLDER, "examples");
// A development build has none.
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder) : [];
const pages = files.filter((name) => name.endsWith(".html"));

const skip = isThere ? false : "no examples in this build: run `cargo xtask figures`";

test("the site has its examples", { skip }, () => {
  assert.ok(pages.length >= 5, pages.join(", "));
  assert.ok(files.includes("quarto.qmd") && files.includes("markdown.md"), files.join(", "));
});

/** A test of the examples, where there are any. */
const look = (name, body) => isThere && visit(name, body);

const gallery = isThere ? JSON.parse(readFileSync(join(FOLDER, "gallery.json"), "utf8")) : { figures: [] };
/** What is told of a figure in a language. */
const told = (id, lang) => gallery.figures.find((one) => one.id === id)[lang];

/** Notes how far anything moves that the reader did not move, and what the page's policy refuses. */
const observe = () => {
  globalThis.moved = [];
  globalThis.refused = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map(({ node }) => node?.nodeName).join(" ");
      globalThis.moved.push(`${value.toFixed(4)} ${what}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    globalThis.refused.push(`${violatedDirective} ${blockedURI}`),
  );
};

const read = (open, page, settings = {}) =>
  open(`examples/${page}`, {
    running: false,
    prepare: (fresh) => fresh.addInitScript(observe),
    ...settings,
  });

/** Reads down the page as a reader would, a bit at a time, to its end. */
async function readDown(page) {
  await page.evaluate(async () => {
    const pause = () => new Promise((done) => setTimeout(done, 60));
    for (let y = 0; y < document.documentElement.scrollHeight; y += 200) {
      scrollTo(0, y);
      await pause();
    }
  });
}

/** Waits until an element of the atlas, in sight, has drawn its figure; gives its title. */
async function running(element) {
  await element.evaluate((one) => one.scrollIntoView());
  await eventually(async () => assert.ok(await element.evaluate((one) => one.figureState()), "not drawn yet"));
  return element.evaluate((one) => one.figureState().title);
}

/** The same of the element in the frame of the section `#frame`. A frame out of sight may not run. */
async function framed(page) {
  await page.locator("#frame iframe").scrollIntoViewIfNeeded();
  const element = page.frameLocator("#frame iframe").locator("prosperity-figure");
  return { element, title: await running(element) };
}

/** The title of a figure where it can be seen. */
const seen = (scope, title) => scope.locator(".pa-title:visible", { hasText: title });

look("every example opens, and links to files that are there", async (open) => {
  const page = await read(open, "");
  const links = await page.locator("a").evaluateAll((all) => all.map((one) => one.href));
  assert.ok(links.length > 8, links.join(" "));
  for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
  for (const name of pages) {
    for (const width of [360, 1280]) {
      const example = await read(open, name, { viewport: { width, height: 800 } });
      assert.ok((await example.title()).length > 5, name);
      const over = await example.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} is ${over} pixels wider than a window of ${width}`);
    }
  }
});

look("the article shows its six figures, and nothing moves while they come", async (open) => {
  const page = await read(open, "article.html");
  await readDown(page);
  for (const [section, id, lang] of [
    ["map", "gap-regional", "zh"],
    ["trend", "gap-urban-rural", "en"],
    ["mount", "gdp-per-person-regions", "en"],
  ]) {
    const element = page.locator(`#${section} prosperity-figure`);
    assert.equal(await running(element), told(id, lang).title);
    await seen(element, told(id, lang).title).waitFor();
    assert.ok((await element.locator("svg:visible path").count()) > 3, `${section} is not drawn`);
  }
  const { element: inside, title } = await framed(page);
  assert.equal(title, told("gap-services", "zh").title);
  await seen(inside, told("gap-services", "zh").title).waitFor();
  await eventually(async () => {
    const frame = await page.locator("#frame iframe").evaluate((one) => one.clientHeight);
    const figure = await inside.evaluate((one) => Math.ceil(one.getBoundingClientRect().height));
    assert.equal(frame, figure, "the frame does not fit its figure");
  });
  // What the code keeps free is the height that the figure has in a column of full width, or a line more.
  const [, room] = /height:(\d+)px;border:0/.exec(readFileSync(join(folder, "article.html"), "utf8"));
  const more = room - (await page.locator("#frame iframe").evaluate((one) => one.clientHeight));
  assert.ok(more >= 0 && more <= 40, `${room} pixels are kept, ${more} too many`);
  const still = page.locator("#static figure");
  await seen(still, told("gap-income", "en").title).waitFor();
  assert.equal(await page.locator("#static prosperity-figure").count(), 0);
  const picture = page.locator("#picture img");
  await picture.scrollIntoViewIfNeeded();
  await eventually(async () =>
    assert.ok(await picture.evaluate((one) => one.complete && one.naturalWidth > 0), "no picture"),
  );
  assert.equal(await picture.getAttribute("alt"), told("urbanisation-and-income", "zh").alt);
  // The room that was kept has the picture's own form.
  const [kept, own] = await picture.evaluate((one) => [one.height / one.width, one.naturalHeight / one.naturalWidth]);
  assert.ok(Math.abs(kept - own) < 0.01, `${kept} is kept for ${own}`);
  await readDown(page);
  assert.deepEqual(await page.evaluate(() => globalThis.moved), []);
});

look("numbers in the sentences are those of the figures", async (open) => {
  const page = await read(open, "article.html");
  for (const [section, id, lang] of [
    ["map", "gap-regional", "zh"],
    ["trend", "gap-urban-rural", "en"],
    ["frame", "gap-services", "zh"],
    ["mount", "gdp-per-person-regions", "en"],
  ]) {
    const sentences = await text(page.locator(`#${section} > p[lang=en], #${section} > p:not([lang])`)
      .filter({ hasText: told(id, lang).title }));
    assert.ok(sentences.length > told(id, lang).title.length, section);
  }
});

look("without scripts the article still reads to its end", async (open) => {
  const page = await open("examples/article.html", { running: false, javaScriptEnabled: false });
  for (const [section, id, lang] of [
    ["map", "gap-regional", "zh"],
    ["trend", "gap-urban-rural", "en"],
    ["static", "gap-income", "en"],
    ["mount", "gdp-per-person-regions", "en"],
  ]) {
    const block = page.locator(`#${section} figure`);
    await seen(block, told(id, lang).title).waitFor();
    const box = await block.locator("svg:visible").first().boundingBox();
    assert.ok(box.width > 500 && box.height > 200, `${section}: ${box.width} × ${box.height}`);
    assert.match(await text(block), lang === "zh" ? /来源/ : /Source/);
  }
  // In the frame, the page of the figure needs no script either.
  await seen(page.frameLocator("#frame iframe").locator("figure"), told("gap-services", "zh").title).waitFor();
  await page.locator("#picture img").scrollIntoViewIfNeeded();
  await page.locator("footer").scrollIntoViewIfNeeded();
  assert.match(await text(page.locator("footer")), /来源见各图/);
});

look("under the strict policy both figures run, and nothing is refused", async (open) => {
  // Provoked at the end; before, nothing of the kind has been noted.
  const page = await read(open, "strict-csp.html", { allow: [/^console: Executing inline script violates/] });
  assert.equal(await running(page.locator("#element prosperity-figure")), told("gap-income", "zh").title);
  assert.equal((await framed(page)).title, told("income-slope", "en").title);
  for (const frame of page.frames()) {
    assert.deepEqual(await frame.evaluate(() => globalThis.refused), [], frame.url());
  }
  // The policy is one: what it forbids is forbidden.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    return globalThis.ran;
  });
  assert.equal(ran, undefined);
});

look("the block for WordPress is a figure that runs, and its text is what the page shows", async (open) => {
  const page = await read(open, "wordpress.html");
  assert.equal(await running(page.locator("prosperity-figure")), told("gap-urban-rural", "zh").title);
  const [block, whole] = ["wordpress-block.txt", "wordpress.html"].map((name) => readFileSync(join(folder, name), "utf8"));
  assert.ok(whole.includes(block.trim()), "the page shows another text");
});

look("the article for WeChat shows a map and turns the years of another", async (open) => {
  const page = await read(open, "wechat.html");
  const pictures = page.locator("article svg");
  assert.equal(await pictures.count(), 2);
  assert.ok((await text(page.locator("article"))).includes(told("gap-regional", "zh").title));
  const years = pictures.nth(1).locator("text").filter({ hasText: /^\d{4}$/ });
  const opaque = () =>
    years.evaluateAll((all) =>
      all
        .filter((one) => {
          for (let at = one; at; at = at.parentElement) if (getComputedStyle(at).opacity === "0") return false;
          return true;
        })
        .map((one) => one.textContent)
        .join(),
    );
  const first = await opaque();
  await eventually(async () => assert.notEqual(await opaque(), first));
  assert.equal(await page.locator("script").count(), 0);
});
