// The page for frames and the listener for heights, in articles on another host: what the frame says,
// to whom it listens, and whom the listener believes.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { eventually, visit } from "../browser/site.mjs";
import { article, publish } from "./sites.mjs";

let site;
let press;
before(async () => {
  // Two ports are two origins: the atlas, and somebody's newspaper.
  site = await publish();
  press = await publish();
});
after(() => {
  site.end();
  press.end();
});

const ALLOW = [/^foreign request: http:\/\/127\.0\.0\.1:/];

/** Notes the messages that come from the frame `#frame`. */
const NOTING = `<script>
  globalThis.got = [];
  addEventListener("message", ({ data, source, origin }) => {
    if (source === document.querySelector("#frame")?.contentWindow) got.push({ data, origin });
  });
</script>`;
const host = () => `<script type="module" src="${site.atlas}host.js"></script>`;

const frame = (link, more = 'sandbox="allow-scripts" style="width: 600px; height: 150px"') =>
  `<iframe id="frame" title="figure" ${more} src="${site.atlas}embed.html${link}"></iframe>`;

let count = 0;
function read(open, body, { head = NOTING, ...settings } = {}) {
  count += 1;
  const path = `page-${count}.html`;
  press.put(path, article(body, head));
  return open("#top", { address: press.address + path, running: false, allow: ALLOW, ...settings });
}

const inside = (page) => page.frameLocator("#frame").locator("prosperity-figure .figure:not(.waiting) .drawn");
const messages = async (page, fits = () => true) =>
  (await page.evaluate(() => globalThis.got)).map(({ data }) => data).filter(fits);
const heights = async (page) =>
  (await messages(page, ({ type }) => type === "prosperity-atlas:height")).map(({ height }) => height);
const events = (page) => messages(page, ({ type }) => type === "prosperity-atlas:event");
const post = (page, message) =>
  page.evaluate((data) => document.querySelector("#frame").contentWindow.postMessage(data, "*"), message);
const frameHeight = (page) => page.locator("#frame").evaluate((one) => one.getBoundingClientRect().height);
const inFrame = (page) => page.frames().find((one) => one.url().includes("embed.html"));
const callsInside = (page) => inFrame(page).evaluate(() => globalThis.calls.filter((one) => !/^(init|start)$/.test(one)));

visit("a frame that may only run scripts draws, and tells its height in four formats", async (open) => {
  const page = await read(open, frame("?controls=0&height=200#/explore?high=333.2&lang=en"));
  await inside(page).waitFor();
  await eventually(async () => assert.ok((await heights(page)).includes(334)));
  assert.equal(await inFrame(page).evaluate(() => self.origin), "null");
  assert.deepEqual(await callsInside(page), [
    'mount {"spec":"#/explore?high=333.2&lang=en","height":200,"controls":false}',
  ]);
  const src = `${site.atlas}embed.html?controls=0&height=200#/explore?high=333.2&lang=en`;
  assert.deepEqual((await messages(page, ({ type }) => type !== "prosperity-atlas:event")).slice(-4), [
    { type: "prosperity-atlas:height", version: 1, height: 334, src },
    { "datawrapper-height": { "prosperity-atlas": 334 } },
    { sentinel: "amp", type: "embed-size", height: 334 },
    JSON.stringify({ src, context: "iframe.resize", height: 334 }),
  ]);
  assert.deepEqual(await events(page), [
    {
      type: "prosperity-atlas:event",
      version: 1,
      name: "ready",
      detail: { spec: "#/explore?high=333.2&lang=en", title: "Title of #/explore?high=333.2&lang=en" },
    },
  ]);
});

visit("the height is told when it changes, and does not follow that of the frame", async (open) => {
  const page = await read(open, frame("#/explore?high=300"));
  await inside(page).waitFor();
  await eventually(async () => assert.equal((await heights(page)).at(-1), 300));
  const before = await heights(page);
  assert.deepEqual([...new Set(before)], before, "a height was told twice");
  for (const height of [1000, 10, 301, 300]) {
    await page.locator("#frame").evaluate((one, to) => (one.style.height = `${to}px`), height);
    await pause(100);
  }
  assert.deepEqual(await heights(page), before);
  for (const width of [500, 601]) {
    await page.locator("#frame").evaluate((one, to) => (one.style.width = `${to}px`), width);
    await pause(100);
  }
  assert.deepEqual(await heights(page), before, "another width of the same height is no news");
  await inside(page).evaluate((one) => (one.style.height = "500px"));
  await eventually(async () => assert.equal((await heights(page)).at(-1), 500));
});

for (const [name, style, more] of [
  ["as browsers have them", "", undefined],
  ["with borders counted in", "<style>* { box-sizing: border-box } iframe { border: 5px solid }</style>", undefined],
  ["that begin without any", "", 'sandbox="allow-scripts" width="600" height="0"'],
]) {
  visit(`the listener gives frames their height, ${name}`, async (open) => {
    const page = await read(open, frame("#/explore?high=333", more), { head: `${NOTING}${style}${host()}` });
    await inside(page).waitFor();
    await eventually(async () =>
      assert.equal(await page.locator("#frame").evaluate((one) => one.clientHeight), 333),
    );
    assert.equal(await inFrame(page).evaluate(() => document.documentElement.scrollHeight > innerHeight), false);
    await inside(page).evaluate((one) => (one.style.height = "222px"));
    await eventually(async () =>
      assert.equal(await page.locator("#frame").evaluate((one) => one.clientHeight), 222),
    );
    await pause(200);
    assert.ok((await heights(page)).length < 8, "heights go back and forth");
  });
}

visit("a listener that comes late asks, and twice the listener changes nothing", async (open) => {
  const page = await read(open, frame("#/explore?high=333"));
  await inside(page).waitFor();
  await eventually(async () => assert.equal((await heights(page)).at(-1), 333));
  await page.evaluate(async (folder) => {
    await import(`${folder}host.js`);
    await import(`${folder}host.js?2`);
  }, site.atlas);
  await eventually(async () => assert.equal(await page.locator("#frame").evaluate((one) => one.clientHeight), 333));
});

visit("the listener believes nobody else, and no height out of measure", async (open) => {
  const stranger = `<!doctype html><link rel="icon" href="data:,"><script>
    addEventListener("message", ({ data }) => parent.postMessage(data, "*"));
  </script>`;
  site.put("elsewhere.html", stranger);
  site.put("atlas/stranger.html", stranger);
  press.put("stranger.html", stranger);
  const body = `${frame("#/explore?high=333")}
    <iframe id="own" style="height: 150px" src="${site.atlas}stranger.html"></iframe>
    <iframe id="near" style="height: 150px" src="${site.address}elsewhere.html"></iframe>
    <iframe id="far" style="height: 150px" src="${press.address}stranger.html"></iframe>`;
  const page = await read(open, body, { head: `${NOTING}${host()}` });
  await inside(page).waitFor();
  await eventually(async () => assert.equal(await page.locator("#frame").evaluate((one) => one.clientHeight), 333));
  /** Lets a frame send a message to the page, and waits until it has arrived. */
  const say = (id, data) =>
    page.evaluate(
      ([name, message]) =>
        new Promise((done) => {
          addEventListener("message", () => setTimeout(done), { once: true });
          const one = document.getElementById(name);
          if (one) one.contentWindow.postMessage(message, "*");
          else window.postMessage(message, "*");
        }),
      [id, data],
    );
  const all = () => page.evaluate(() => ["frame", "own", "near", "far"].map((id) => document.getElementById(id).clientHeight));
  const message = (height, more) => ({ type: "prosperity-atlas:height", version: 1, height, ...more });
  const before = await all();
  assert.deepEqual(before.slice(1), [150, 150, 150]);
  for (const [who, what] of [
    ["near", message(500)],
    ["far", message(500)],
    ["far", message(500, { src: `${site.atlas}embed.html` })],
    ["page itself", message(500)],
    ...[NaN, Infinity, -500, 0, 39, 20_001, 1e9, "500", "500px", null, undefined, [500], { valueOf: 5 }].map(
      (height) => ["own", message(height)],
    ),
    ["own", message(500, { version: 2 })],
    ["own", message(500, { type: "height" })],
    ["own", null],
    ["own", "prosperity-atlas:height"],
    ["own", 7],
  ]) {
    await say(who, what);
    assert.deepEqual(await all(), before, `${who}: ${JSON.stringify(what)}`);
  }
  // The very same way a good one is believed, so it was the checks that held.
  await say("own", message(500.2));
  assert.equal((await all())[1], 501);
  // The reader goes elsewhere in the frame: what stands there now is not the atlas.
  await page.evaluate(
    (to) =>
      new Promise((done) => {
        const one = document.getElementById("own");
        one.addEventListener("load", done, { once: true });
        one.contentWindow.location = to;
      }),
    `${press.address}stranger.html`,
  );
  await say("own", message(700));
  assert.equal((await all())[1], 501);
});

visit("the page around sets options and the year; bad ones are answered by an error", async (open) => {
  const page = await read(open, frame("#/explore?high=200"));
  await inside(page).waitFor();
  const first = 'mount {"spec":"#/explore?high=200"}';
  const set = (more) => post(page, { type: "prosperity-atlas:set", version: 1, ...more });
  await set({ year: 2015 });
  await eventually(async () => assert.deepEqual(await callsInside(page), [first, "year 2015"]));
  await set({ options: { theme: "dark", lang: "en" } });
  const second = 'update {"spec":"#/explore?high=200","lang":"en","theme":"dark"}';
  await eventually(async () => assert.deepEqual(await callsInside(page), [first, "year 2015", second]));
  for (const bad of [
    { year: "2015" },
    { year: NaN },
    { year: 99_999 },
    { year: null },
    { options: { theme: "pink" } },
    { options: { theme: "light", onclick: "x" } },
    { options: "theme" },
    { options: null },
    { options: { spec: { toString: 5 } } },
    { options: { theme: "light" }, year: "2015" },
    { version: 2, options: { theme: "light" } },
  ]) {
    const before = (await events(page)).length;
    await set(bad);
    await eventually(async () => {
      const [told] = (await events(page)).slice(before);
      assert.deepEqual([told?.name, told?.detail.code], ["error", "option-invalid"], JSON.stringify(bad));
    });
  }
  await post(page, { type: "other", options: { theme: "light" } });
  await post(page, null);
  await post(page, "prosperity-atlas:set");
  await set({ options: { spec: "#/explore?high=250", theme: null } });
  await eventually(async () => {
    const calls = await callsInside(page);
    assert.deepEqual(calls, [first, "year 2015", second, 'update {"spec":"#/explore?high=250","lang":"en"}']);
  });
  await eventually(async () => assert.equal((await heights(page)).at(-1), 250));
});

visit("nobody but the page around is obeyed", async (open) => {
  site.put("meddler.html", `<!doctype html><link rel="icon" href="data:,"><script>
    addEventListener("message", ({ data }) => {
      parent.frames[0].postMessage(data, "*");
      parent.postMessage("passed on", "*");
    });
  </script>`);
  const page = await read(open, `${frame("#/explore")}<iframe id="meddler" src="${site.address}meddler.html"></iframe>`);
  await inside(page).waitFor();
  const message = { type: "prosperity-atlas:set", version: 1, year: 2015 };
  await page.evaluate(
    (data) =>
      new Promise((done) => {
        addEventListener("message", (event) => event.data === "passed on" && done());
        document.getElementById("meddler").contentWindow.postMessage(data, "*");
      }),
    message,
  );
  // The frame itself is nobody, either.
  await inFrame(page).evaluate((data) => window.postMessage(data, "*"), message);
  await post(page, { ...message, year: 2016 });
  await eventually(async () => assert.deepEqual((await callsInside(page)).slice(1), ["year 2016"]));
});

visit("the frame follows its fragment, and its ground the theme", async (open) => {
  const page = await read(open, frame("#/explore?a=1&theme=dark"));
  await inside(page).waitFor();
  const scheme = () => inFrame(page).evaluate(() => document.documentElement.style.colorScheme);
  assert.equal(await scheme(), "dark");
  const source = `${site.atlas}embed.html#/gallery/gap-income?lang=en`;
  await page.locator("#frame").evaluate((one, src) => (one.src = src), source);
  await eventually(async () =>
    assert.deepEqual((await callsInside(page)).slice(1), ['update {"spec":"#/gallery/gap-income?lang=en"}']),
  );
  await eventually(async () => assert.equal(await scheme(), ""));
});

visit("what happens in the frame is told to the page around", async (open) => {
  const page = await read(open, frame("#/explore"));
  await inside(page).waitFor();
  await inside(page).locator("button").click();
  await eventually(async () =>
    assert.deepEqual((await events(page)).slice(1), [
      { type: "prosperity-atlas:event", version: 1, name: "select", detail: { place: "330000", name: "浙江" } },
    ]),
  );
});

visit("a frame that cannot draw says so, inside and outside", async (open) => {
  const page = await read(open, frame("#/explore?fail=spec-refused"));
  const sentence = page.frameLocator("#frame").locator(".problem");
  await sentence.waitFor();
  await eventually(async () =>
    assert.deepEqual((await events(page)).map(({ name, detail }) => [name, detail.code]), [["error", "spec-refused"]]),
  );
  assert.ok((await heights(page)).at(-1) > 40);
});

visit("opened by itself the page for frames shows its figure", async (open) => {
  const page = await open("#/explore?high=210", { address: `${site.atlas}embed.html`, running: false });
  await page.locator("prosperity-figure .drawn").waitFor();
  assert.equal(await page.evaluate(() => document.body.getBoundingClientRect().height), 210);
});

visit("without scripts the page for frames leads to the atlas", async (open) => {
  const page = await open("#/explore", {
    address: `${site.atlas}embed.html`,
    running: false,
    javaScriptEnabled: false,
  });
  assert.equal(await page.locator("noscript a").first().getAttribute("href"), "./");
  assert.ok(await page.locator("noscript a").first().isVisible());
});
