// The atlas as one file opened by a double-click, and as a frame in somebody's article.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  FOLDER,
  address,
  clickRegion,
  counts,
  drawn,
  eventually,
  fragment,
  reads,
  showsYear,
  tab,
  visit,
  yearSlider,
} from "./site.mjs";

const FILE = join(FOLDER, "atlas.html");
/** Only release builds make the single file. */
const IS_DEV = basename(FOLDER).startsWith("site-dev");

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas 图谱 "));
  if (existsSync(FILE)) await copyFile(FILE, join(folder, "atlas.html"));
});
after(() => rm(folder, { recursive: true, force: true }));

const fileAddress = () => pathToFileURL(join(folder, "atlas.html")).href;

if (!existsSync(FILE) && IS_DEV) {
  test("the single file", { skip: "a development build makes no atlas.html" }, () => {});
} else {
  visit("the single file works from a folder, and asks for nothing", async (open) => {
    const asked = [];
    const page = await open("", {
      address: fileAddress(),
      prepare: (_, context) => context.on("request", (request) => asked.push(request.url())),
    });
    await drawn(page);
    await counts(page.locator(".map .region[role=button]"), 34);
    await yearSlider(page).fill("2012");
    await reads(page.getByRole("heading", { level: 1 }), /^2012年/);
    await eventually(async () => assert.equal(await fragment(page), "#/explore?time=2012"));
    await clickRegion(page, "330000");
    await eventually(async () => assert.match(await fragment(page), /focus=330000/));
    await page.getByRole("button", { name: "English" }).click();
    await reads(page.getByRole("heading", { level: 1 }), /^GDP per person, 2012/);
    await tab(page, "Table").click();
    await page.locator(".table-panel table").waitFor();
    await page.goBack();
    await drawn(page);
    await page.reload();
    await drawn(page);
    await showsYear(page, 2012);
    // The file itself (twice: opened and reloaded), and what it holds inside.
    const outside = asked.filter((url) => !/^(blob|data):/.test(url));
    assert.deepEqual([...new Set(outside.map((url) => url.split("#")[0]))], [fileAddress()]);
  });

  visit("a link into the single file is followed", async (open) => {
    const page = await open("#/explore?indicator=gini&lang=en", { address: fileAddress() });
    await reads(page.getByRole("heading", { level: 1 }), /Gini/);
    await drawn(page);
  });

  visit("the single file is whole without JavaScript", async (open) => {
    const page = await open("", {
      address: fileAddress(),
      running: false,
      javaScriptEnabled: false,
    });
    await page.locator("noscript p").first().waitFor();
    await page.locator("#app").getByRole("img").first().waitFor();
  });

  visit("the single file works in a frame that may do nothing but run scripts", async (open) => {
    const page = await open("article.html", framed("atlas.html"));
    await works(page);
  });
}

/** A page of an article with the atlas in a sandboxed frame. */
const framed = (source) => ({
  running: false,
  prepare: async (page) => {
    await page.route("**/article.html", (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><title>article</title><iframe title="figure" sandbox="allow-scripts"
          width="1000" height="800" src="${source}#/explore?time=2015"></iframe>`,
      }),
    );
    // A frame without an origin asks for modules as a stranger: hosts of public pages allow it.
    await page.route("**/assets/*", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "access-control-allow-origin": "*" };
      await route.fulfill({ response, headers });
    });
  },
});

const works = async (page) => {
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-atlas=running]").waitFor({ state: "attached" });
  await reads(frame.getByRole("heading", { level: 1 }), /^2015年/);
  await frame.locator(".chart").scrollIntoViewIfNeeded();
  await frame.locator(".chart svg path").first().waitFor({ state: "attached" });
  await counts(frame.locator(".map .region[role=button]"), 34);
  await yearSlider(frame).fill("2012");
  await reads(frame.getByRole("heading", { level: 1 }), /^2012年/);
  await frame.locator(".notices").waitFor({ state: "hidden" });
  await frame.getByRole("banner").getByLabel("配色").selectOption("dark");
  await frame.locator("html[data-theme=dark]").waitFor();
  await reads(frame.locator(".notices li"), /浏览器不允许保存设置/);
  await tab(frame, "来源").click();
  await frame.locator(".sources-panel h2").first().waitFor();
  assert.match(page.url(), /article\.html$/, "the article stays where it is");
  assert.ok(address);
};

visit("the site works in a frame that may do nothing but run scripts", async (open) => {
  const page = await open("article.html", framed("index.html"));
  await works(page);
});
