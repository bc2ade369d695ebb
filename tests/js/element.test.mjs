// The element in pages of others: it takes the place of the author's content without moving anything,
// loads late and once, follows its attributes, and leaves the content alone when it cannot draw.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { eventually, visit } from "../browser/site.mjs";
import { LISTENING, article, publish } from "./sites.mjs";

let site;
before(async () => {
  site = await publish();
});
after(() => site.end());

const EMBED = '<script type="module" src="atlas/embed.js"></script>';
const STILL = `<figure id="still"><h3>Title</h3><svg width="300" height="240"><rect width="300" height="240"/></svg>
  <figcaption>Source</figcaption></figure>`;

let count = 0;
/** Opens a page with this body. */
function read(open, body, { head = LISTENING + EMBED, headers = {}, ...settings } = {}) {
  count += 1;
  const path = `article-${count}.html`;
  site.put(path, article(body, head), undefined, headers);
  site.asked.length = 0;
  return open("#top", { address: site.address + path, running: false, ...settings });
}

const calls = (page) => page.evaluate(() => globalThis.calls ?? []);
const heard = (page) => page.evaluate(() => globalThis.heard);
const drawn = (page, nth = 0) => page.locator("prosperity-figure .figure:not(.waiting) .drawn").nth(nth);
const askedFor = (path) => site.asked.filter((one) => one === `/atlas/${path}`).length;

/** Waits until the program has begun to draw. */
const mounting = (page) =>
  eventually(async () => assert.ok((await calls(page)).some((call) => call.startsWith("mount"))));

/** Waits for the calls of the program to be these; options in them as JSON. */
const called = (page, wanted) =>
  eventually(async () => {
    const found = (await calls(page)).filter((one) => !["init", "start"].includes(one));
    assert.deepEqual(found, wanted);
  });

for (const [name, style, height = 0] of [
  ["in the flow", ""],
  ["at a height above the content's", "", 500],
  ["at a height below the content's", "", 150],
  ["with margins that collapse through", "<style>h3 { margin-top: 90px } figcaption { margin-bottom: 70px } figure { margin-block: 10px }</style>"],
  ["in a flex container", "<style>main { display: flex; flex-direction: column }</style>"],
]) {
  visit(`the figure takes the place of the content without moving anything, ${name}`, async (open) => {
    const body = `${style}<main><p id="above">Above</p>
      <prosperity-figure style="display: block; min-height: ${height}px" spec="#/explore?high=50&held=1"
        height="${height || ""}">${STILL}</prosperity-figure>
      <p id="below">Below</p></main>`;
    const shifts = `<script>
      globalThis.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
        .observe({ type: "layout-shift", buffered: true });
    </script>`;
    const page = await read(open, body, { head: shifts + LISTENING + EMBED });
    const places = () =>
      page.evaluate(() => ["above", "below"].map((id) => document.getElementById(id).getBoundingClientRect().top));
    const still = page.locator("#still");
    assert.ok(await still.isVisible());
    await mounting(page);
    const before = await places();
    await page.evaluate(() => globalThis.release());
    await drawn(page).waitFor();
    assert.equal(await still.isVisible(), false);
    assert.deepEqual(await places(), before);
    await pause(200);
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
    assert.deepEqual(await heard(page), [
      {
        name: "ready",
        detail: { spec: "#/explore?high=50&held=1", title: "Title of #/explore?high=50&held=1" },
      },
    ]);
  });
}

visit("the space kept for the figure is given up in another layout, but not what the author asks for", async (open) => {
  const page = await read(open, `<prosperity-figure spec="#/explore?high=50">${STILL}</prosperity-figure>`);
  await drawn(page).waitFor();
  const height = () => page.locator("prosperity-figure").evaluate((one) => one.getBoundingClientRect().height);
  assert.ok((await height()) > 240);
  await page.setViewportSize({ width: 700, height: 900 });
  await eventually(async () => assert.equal(await height(), 50));
  await page.locator("prosperity-figure").evaluate((one) => one.setAttribute("height", "400px"));
  await eventually(async () => assert.equal(await height(), 400));
});

visit("a reader in the content is in the figure afterwards", async (open) => {
  const page = await read(
    open,
    '<prosperity-figure spec="#/explore?held=1"><a id="link" href="#x">Link</a></prosperity-figure>',
  );
  await page.locator("#link").focus();
  await page.evaluate(() => globalThis.release());
  await drawn(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.localName), "prosperity-figure");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.tagName), "BUTTON");
});

visit("of twenty figures those near the screen are drawn, by one program and one ECharts", async (open) => {
  const one = (at) =>
    `<prosperity-figure style="display: block" spec="#/explore?echarts=1&at=${at}"><div style="height: 400px"></div></prosperity-figure>`;
  const page = await read(open, Array.from({ length: 20 }, (_, at) => one(at)).join(""));
  const mounts = async () => (await calls(page)).filter((call) => call.startsWith("mount")).length;
  // A window of 900 pixels and 300 below it hold three, and no more of them come by waiting.
  await eventually(async () => assert.equal(await mounts(), 3));
  await pause(300);
  assert.equal(await mounts(), 3);
  for (let at = 0; at < 20; at += 1) {
    await page.locator("prosperity-figure").nth(at).scrollIntoViewIfNeeded();
    await drawn(page, at).waitFor();
  }
  const all = await calls(page);
  assert.equal(await mounts(), 20);
  assert.equal(all.filter((call) => call === "init").length, 1);
  assert.equal(all.filter((call) => call === "start").length, 1);
  assert.equal(all.filter((call) => call === "echarts stub").length, 20);
  for (const file of ["assets/program.js", "assets/program.wasm", "assets/echarts.js"]) {
    assert.equal(askedFor(file), 1, file);
  }
  assert.equal(askedFor("assets/documents.bin"), 0, "nothing is loaded that nobody asked for");
});

visit("nothing is loaded for figures far below", async (open) => {
  const page = await read(open, '<div style="height: 3000px"></div><prosperity-figure spec="#/explore"></prosperity-figure>');
  await pause(500);
  assert.equal(askedFor("assets/program.js"), 0);
  // Asked for by name, it is drawn where it is.
  await page.locator("prosperity-figure").evaluate((figure) => figure.whenReady());
  assert.equal(await drawn(page).count(), 1);
});

visit("without an observer of the screen figures are drawn at once", async (open) => {
  const page = await read(open, '<div style="height: 3000px"></div><prosperity-figure spec="#/explore"></prosperity-figure>', {
    prepare: (fresh) => fresh.addInitScript(() => delete globalThis.IntersectionObserver),
  });
  await drawn(page).waitFor({ state: "attached" });
});

visit("attributes are read by contract; bad values count as missing", async (open) => {
  const figure = (attributes) => `<prosperity-figure ${attributes}></prosperity-figure>`;
  const page = await read(
    open,
    [
      'spec="#/explore?a=1" lang="zh-CN" theme="dark" height="420" controls="off"',
      'spec="https://example.org/atlas/#/explore?a=2" lang="fr" theme="pink" height="7" controls',
      'spec=" explore?a=3 " lang="BOTH" height="420px" theme="Light"',
      'spec="#/explore?a=4" height="1e3"',
    ]
      .map(figure)
      .join("") +
      `<div lang="en-GB">${figure('spec="#/explore?a=5"')}${figure('spec="#/explore?a=6&lang=zh"')}${figure('spec="#/explore?a=7" lang=""')}</div>`,
  );
  await called(
    page,
    [
      { spec: "#/explore?a=1", lang: "zh", theme: "dark", height: 420, controls: false },
      { spec: "#/explore?a=2", controls: true },
      { spec: "#explore?a=3", lang: "both", theme: "light", height: 420 },
      { spec: "#/explore?a=4" },
      { spec: "#/explore?a=5", lang: "en" },
      { spec: "#/explore?a=6&lang=zh" },
      { spec: "#/explore?a=7" },
    ].map((options) => `mount ${JSON.stringify(options)}`),
  );
});

visit("changes before and after the first drawing end with the last wish, each drawn once", async (open) => {
  const page = await read(open, "");
  await page.evaluate(async () => {
    await customElements.whenDefined("prosperity-figure");
    globalThis.figure = document.createElement("prosperity-figure");
    document.body.append(figure);
    figure.setAttribute("spec", "#/one");
    figure.setAttribute("spec", "#/two");
    figure.showYear(2011);
    await figure.whenReady();
  });
  const first = ['mount {"spec":"#/two"}', "year 2011"];
  await called(page, first);
  await page.evaluate(async () => {
    figure.setAttribute("spec", "#/three?held=1");
    figure.setAttribute("theme", "dark");
    while (!calls.at(-1).startsWith("update")) await new Promise((done) => setTimeout(done, 10));
    // The third is being drawn: what comes now waits, and only the last of it is drawn.
    figure.setAttribute("spec", "#/four");
    figure.showYear(2012);
    await null;
    figure.setAttribute("spec", "#/five");
    release();
    await figure.whenReady();
  });
  await called(page, [
    ...first,
    'update {"spec":"#/three?held=1","theme":"dark"}',
    'update {"spec":"#/five","theme":"dark"}',
    "year 2012",
  ]);
  const state = await page.evaluate(() => figure.figureState());
  assert.equal(state.spec, "#/five");
  assert.equal(state.year, 2012);
  assert.equal(state.link, `${site.atlas}#/five`);
  assert.deepEqual((await heard(page)).map(({ name }) => name), ["ready", "yearchange", "yearchange"]);
});

visit("a change while the first drawing is under way is not shown late, nor is its failure", async (open) => {
  const page = await read(open, "");
  await page.evaluate(async () => {
    await customElements.whenDefined("prosperity-figure");
    globalThis.figure = document.createElement("prosperity-figure");
    figure.setAttribute("spec", "#/one?held=1&fail=spec-refused");
    document.body.append(figure);
    const ready = figure.whenReady();
    while (!globalThis.calls?.some((call) => call.startsWith("mount"))) {
      await new Promise((done) => setTimeout(done, 10));
    }
    figure.setAttribute("spec", "#/two");
    release();
    await ready;
  });
  assert.deepEqual((await heard(page)).map(({ name, detail }) => [name, detail.spec]), [["ready", "#/two"]]);
  assert.equal(await page.locator("prosperity-figure .figure").count(), 1);
});

visit("a figure that is moved goes on; one that is taken out is ended, and can come back", async (open) => {
  const page = await read(open, `<prosperity-figure spec="#/explore">${STILL}</prosperity-figure><aside></aside>`);
  await drawn(page).waitFor();
  await page.evaluate(async () => {
    globalThis.figure = document.querySelector("prosperity-figure");
    globalThis.box = figure.shadowRoot.querySelector(".drawn");
    document.querySelector("aside").append(figure);
    figure.remove();
    document.body.append(figure);
    await new Promise((done) => setTimeout(done, 100));
  });
  await called(page, ['mount {"spec":"#/explore"}']);
  assert.ok(await page.evaluate(() => figure.shadowRoot.querySelector(".drawn") === box));
  await page.evaluate(() => figure.remove());
  await called(page, ['mount {"spec":"#/explore"}', "unmount"]);
  assert.equal(await page.evaluate(() => figure.figureState()), null);
  await page.evaluate(() => document.body.prepend(figure));
  await drawn(page).waitFor();
  await called(page, ['mount {"spec":"#/explore"}', "unmount", 'mount {"spec":"#/explore"}']);
  assert.deepEqual((await heard(page)).map(({ name }) => name), ["ready", "ready"]);
});

visit("a figure taken out while it is drawn is ended when it is; nobody hears of it", async (open) => {
  const page = await read(open, `<prosperity-figure spec="#/explore?held=1">${STILL}</prosperity-figure>`);
  await mounting(page);
  const outcome = await page.evaluate(async () => {
    globalThis.figure = document.querySelector("prosperity-figure");
    const ready = figure.whenReady().then(
      () => "kept",
      (error) => error.code,
    );
    figure.remove();
    // What was drawn too late is ended nevertheless.
    const code = await ready;
    release();
    return code;
  });
  assert.equal(outcome, "figure-removed");
  await called(page, ['mount {"spec":"#/explore?held=1"}', "unmount"]);
  assert.deepEqual(await heard(page), []);
  assert.equal(await page.evaluate(() => figure.shadowRoot.querySelector(".figure")), null);
});

visit("a figure taken out while it is changed is ended once, when the change is done", async (open) => {
  const page = await read(open, '<prosperity-figure spec="#/one"></prosperity-figure>');
  await drawn(page).waitFor();
  await page.evaluate(async () => {
    const figure = document.querySelector("prosperity-figure");
    figure.setAttribute("spec", "#/two?held=1");
    while (!calls.at(-1).startsWith("update")) await new Promise((done) => setTimeout(done, 10));
    figure.remove();
    await new Promise((done) => setTimeout(done, 50));
    release();
  });
  await called(page, ['mount {"spec":"#/one"}', 'update {"spec":"#/two?held=1"}', "unmount"]);
});

const MISSING = [/missing: .*\/atlas\/assets\//, /console: Failed to load resource/];

for (const [file, fragment] of [["assets/program.js", "#try-2"], ["assets/program.wasm", ""]]) {
  visit(`without ${file} the content stays; a later try may succeed`, async (open) => {
    site.broken.add(`/atlas/${file}`);
    const page = await read(open, `<prosperity-figure spec="#/explore">${STILL}</prosperity-figure>`, { allow: MISSING });
    await eventually(async () => assert.equal((await heard(page)).length, 1));
    const [{ name, detail }] = await heard(page);
    assert.equal(name, "error");
    assert.equal(detail.code, "program-missing");
    assert.match(detail.message, /未能载入.*did not arrive/);
    assert.ok(await page.locator("#still").isVisible());
    assert.equal(await page.locator("prosperity-figure .problem").count(), 0);
    site.broken.clear();
    await page.locator("prosperity-figure").evaluate((figure) => figure.whenReady());
    await drawn(page).waitFor();
    assert.equal((await calls(page)).filter((call) => call === "start").length, 1);
    // A browser that keeps failures by address would not have asked again by the same one.
    assert.equal(await page.evaluate(() => globalThis.programAddress), `${site.atlas}assets/program.js${fragment}`);
  });
}

visit("ECharts that did not arrive is asked for again", async (open) => {
  site.broken.add("/atlas/assets/echarts.js");
  const page = await read(open, '<prosperity-figure spec="#/explore?echarts=1"></prosperity-figure>', { allow: MISSING });
  await eventually(async () => assert.equal((await heard(page))[0]?.detail.code, "figure-failed"));
  site.broken.clear();
  await page.locator("prosperity-figure").evaluate((figure) => figure.whenReady());
  assert.ok((await calls(page)).includes("echarts stub"));
});

visit("documents are loaded when the program asks for them, and their absence is told", async (open) => {
  const page = await read(open, '<prosperity-figure spec="#/explore?documents=1"></prosperity-figure>', { allow: MISSING });
  await drawn(page).waitFor();
  assert.ok((await calls(page)).includes("documents 5"));
  site.broken.add("/atlas/assets/documents.bin");
  await page.locator("prosperity-figure").evaluate((figure) => figure.setAttribute("spec", "#/policy?documents=1"));
  await eventually(async () => {
    const { name, detail } = (await heard(page)).at(-1);
    assert.deepEqual([name, detail.code], ["error", "program-missing"]);
    assert.match(detail.message, /404/);
  });
  site.broken.clear();
});

visit("where the page forbids WebAssembly the content stays", async (open) => {
  const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'; img-src data:";
  const page = await read(open, `<prosperity-figure spec="#/explore">${STILL}</prosperity-figure>`, {
    headers: { "content-security-policy": policy },
  });
  await eventually(async () => assert.equal((await heard(page))[0]?.detail.code, "webassembly-refused"));
  assert.ok(await page.locator("#still").isVisible());
});

visit("a spec that cannot be drawn leaves the content; without content a sentence leads to the atlas", async (open) => {
  const page = await read(
    open,
    `<prosperity-figure id="a" spec="#/explore?fail=spec-refused">${STILL}</prosperity-figure>
     <prosperity-figure id="b" spec="#/explore?fail=spec-refused&amp;q=%22%3E%3Cb%3E"></prosperity-figure>
     <prosperity-figure id="c"></prosperity-figure>`,
  );
  await eventually(async () => assert.equal((await heard(page)).length, 3));
  const codes = (await heard(page)).map(({ detail }) => detail.code).sort();
  assert.deepEqual(codes, ["spec-missing", "spec-refused", "spec-refused"]);
  assert.ok(await page.locator("#still").isVisible());
  assert.equal(await page.locator("#a .problem").count(), 0);
  const sentence = page.locator("#b .problem");
  assert.match(await sentence.textContent(), /图未能显示.*The figure could not be shown.*The spec was refused/s);
  assert.equal(
    await sentence.locator("a").first().getAttribute("href"),
    `${site.atlas}#/explore?fail=spec-refused&q=%22%3E%3Cb%3E`,
  );
  // A good spec mends it; a bad one after it leaves what is drawn.
  await page.locator("#b").evaluate((figure) => figure.setAttribute("spec", "#/explore?b=1"));
  await drawn(page).waitFor();
  await sentence.waitFor({ state: "hidden" });
  await page.locator("#b").evaluate((figure) => figure.setAttribute("spec", "#/explore?fail=late"));
  await eventually(async () => assert.equal((await heard(page)).at(-1).detail.code, "late"));
  assert.ok(await drawn(page).isVisible());
  assert.equal(await page.locator("#b").evaluate((figure) => figure.figureState().spec), "#/explore?b=1");
});

visit("what the program says reaches the page, and a listener may ask it things at once", async (open) => {
  const page = await read(open, '<prosperity-figure spec="#/explore"></prosperity-figure>');
  await drawn(page).waitFor();
  await page.evaluate(() => {
    addEventListener("select", ({ target }) => target.showYear(2015));
  });
  await drawn(page).locator("button").click();
  await eventually(async () =>
    assert.deepEqual((await heard(page)).slice(1), [
      { name: "select", detail: { place: "330000", name: "浙江" } },
      { name: "yearchange", detail: { year: 2015 } },
    ]),
  );
  const thrown = await page.evaluate(() =>
    ["2015", 2015.5, NaN, 12].map((year) => {
      try {
        document.querySelector("prosperity-figure").showYear(year);
        return null;
      } catch (error) {
        return error.code;
      }
    }),
  );
  assert.deepEqual(thrown, Array(4).fill("option-invalid"));
});

visit("a hostile page does no harm", async (open) => {
  const head = `<base href="https://elsewhere.invalid/deep/">
    <style>* { margin: 0; padding: 0; font: 40px serif; color: red; letter-spacing: 9px; text-transform: uppercase }
      div { display: none } .figure, .box, .drawn { display: none !important } :root { font-size: 62.5% }</style>
    <script>
      Array.prototype.extra = () => "extra";
      Object.prototype.height = 5;
      Object.prototype.extra = { toString: "no" };
      window.name = "mount";
      globalThis.echarts = { init() { throw new Error("not yours"); } };
      globalThis.prosperityAtlas = undefined;
    </script>${LISTENING}<script type="module" src="${site.atlas}embed.js"></script>`;
  const body = `<form id="start" name="mount"><input name="init"></form><img id="program" name="figure" alt="">
    <prosperity-figure id="shared" dir="rtl" spec="#/explore?echarts=1">${STILL}</prosperity-figure>`;
  const page = await read(open, body, {
    head,
    headers: { "content-security-policy": "style-src 'unsafe-inline'" },
  });
  await drawn(page).waitFor();
  await called(page, ['mount {"spec":"#/explore?echarts=1"}', "echarts stub"]);
  const style = await drawn(page).evaluate((one) => {
    const { color, letterSpacing, textTransform, direction, display } = getComputedStyle(one);
    return { color, letterSpacing, textTransform, direction, display };
  });
  assert.deepEqual(style, {
    color: "rgb(0, 0, 0)",
    letterSpacing: "normal",
    textTransform: "none",
    direction: "ltr",
    display: "block",
  });
});

visit("two copies of the script are one element and one program", async (open) => {
  const page = await read(open, '<prosperity-figure spec="#/explore"></prosperity-figure><div id="other"></div>', {
    head: `${LISTENING}${EMBED}<script type="module" src="atlas/embed.js?2"></script>`,
  });
  await drawn(page).waitFor();
  const same = await page.evaluate(async () => {
    const first = await import("/atlas/embed.js");
    const second = await import("/atlas/embed.js?2");
    const figure = await second.mount(document.querySelector("#other"), { spec: "#/other" });
    return {
      isOne: globalThis.prosperityAtlas.mount === first.mount,
      isOther: first.mount !== second.mount,
      isFrozen: Object.isFrozen(globalThis.prosperityAtlas),
      spec: figure.state().spec,
    };
  });
  assert.deepEqual(same, { isOne: true, isOther: true, isFrozen: true, spec: "#/other" });
  assert.deepEqual((await calls(page)).filter((call) => /^(init|start)$/.test(call)), ["init", "start"]);
});

visit("a script mounts, changes and ends a figure", async (open) => {
  const page = await read(open, `<div id="place">${STILL}</div>`);
  const told = await page.evaluate(async () => {
    const { mount, AtlasError, version } = await import("/atlas/embed.js");
    const place = document.querySelector("#place");
    const codes = [];
    for (const [element, options] of [
      [null, { spec: "#/a" }],
      [document.createElement("div"), { spec: "#/a" }],
      [place, null],
      [place, {}],
      [place, { spec: 5 }],
      [place, { spec: "" }],
      [place, { spec: "#/a", lang: "fr" }],
      [place, { spec: "#/a", theme: "pink" }],
      [place, { spec: "#/a", height: NaN }],
      [place, { spec: "#/a", height: "400" }],
      [place, { spec: "#/a", controls: 0 }],
      [place, { spec: "#/a", onclick: "x" }],
      [place, { spec: "#/a", toString: "x" }],
      [place, { spec: "#/a?fail=spec-refused" }],
    ]) {
      await mount(element, options).catch((error) =>
        codes.push(error instanceof AtlasError ? error.code : String(error)),
      );
    }
    const untouched = place.firstElementChild.id;
    const figure = await mount(place, { spec: "#/a", lang: "en", height: 300, controls: false });
    await figure.update({ spec: "#/b", height: null });
    const refused = await figure.update({ theme: "pink" }).catch((error) => error.code);
    figure.showYear(2010);
    const { spec, year } = figure.state();
    figure.unmount();
    await Promise.resolve();
    const ended = await figure.update({ spec: "#/c" }).catch((error) => error.code);
    return { codes, untouched, refused, spec, year, ended, after: place.innerHTML.includes('id="still"'), version };
  });
  assert.deepEqual(told.codes, [
    ...Array(3).fill("option-invalid"),
    "spec-missing",
    ...Array(9).fill("option-invalid"),
    "spec-refused",
  ]);
  assert.deepEqual(
    { ...told, codes: 0 },
    { codes: 0, untouched: "still", refused: "option-invalid", spec: "#/b", year: 2010, ended: "figure-removed", after: true, version: "0.1.0" },
  );
  assert.deepEqual((await calls(page)).slice(-4), [
    'mount {"spec":"#/a","lang":"en","height":300,"controls":false}',
    'update {"spec":"#/b","lang":"en","controls":false}',
    "year 2010",
    "unmount",
  ]);
});
