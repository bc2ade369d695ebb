// A browser that refuses: storage, WebAssembly, JavaScript, a file that does not arrive.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  FOLDER,
  address,
  counts,
  drawn,
  notices,
  reads,
  regions,
  tab,
  visit,
  yearSlider,
} from "./site.mjs";

const KEPT_ZH = "浏览器不允许保存设置：此选择只在关闭页面前有效。";
const KEPT_EN =
  "This browser does not let the page keep settings: the choice holds until you close the page.";

const blocked = (page) =>
  page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  });

const full = (page) =>
  page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("exceeded the quota", "QuotaExceededError");
    };
  });

for (const [name, prepare] of [["closed", blocked], ["full", full]]) {
  visit(`with storage ${name} the page works and says how long a choice holds`, async (open) => {
    const page = await open("", { prepare });
    await drawn(page);
    await page.locator(".notices").waitFor({ state: "hidden" });
    await page.getByRole("banner").getByLabel("配色").selectOption("dark");
    await page.locator("html[data-theme=dark]").waitFor();
    await reads(notices(page), KEPT_ZH);
    await page.getByRole("button", { name: "English" }).click();
    await reads(notices(page), KEPT_EN);
    await reads(page.getByRole("heading", { level: 1 }), /^GDP per person, 2024/);
    await tab(page, "Table").click();
    await page.locator(".table-panel table").waitFor();
  });
}

visit("rubbish in storage is told and replaced by the default", async (open) => {
  const prepare = (page) =>
    page.addInitScript(() => {
      if (localStorage.getItem("prosperity-atlas.lang") === null) {
        localStorage.setItem("prosperity-atlas.lang", "klingon");
        localStorage.setItem("prosperity-atlas.theme", "<b>\u0000{}");
        localStorage.setItem("unrelated", "x".repeat(100_000));
      }
    });
  const page = await open("", { prepare });
  await reads(notices(page), "之前保存的设置无法识别，已改用默认设置。");
  await counts(regions(page), 34);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("banner").getByLabel("Colours").selectOption("light");
  await page.goto(address);
  await page.reload();
  await reads(page.locator(".brand strong"), "Prosperity Atlas");
  await page.locator(".notices").waitFor({ state: "hidden" });
});

/** The message that stands instead of the program, in both languages. */
const failed = async (page) => {
  await page.locator("html[data-atlas=failed]").waitFor();
  const box = page.getByRole("alert");
  await box.getByText("程序未能启动", { exact: false }).waitFor();
  await box.getByText("The program did not start", { exact: false }).waitFor();
  await page.locator("#atlas-loading").waitFor({ state: "hidden" });
};

const ANY = [/./];

visit("when the program does not arrive, the page says so in both languages", async (open) => {
  const page = await open("", {
    running: false,
    allow: ANY,
    prepare: (fresh) => fresh.route("**/*.wasm", (route) => route.abort("failed")),
  });
  await failed(page);
});

visit("when something else arrives in its place, the page says so", async (open) => {
  for (const answer of [
    { status: 404, body: "not found" },
    { status: 200, contentType: "application/wasm", body: "<!doctype html>" },
  ]) {
    const page = await open("", {
      running: false,
      allow: ANY,
      prepare: (fresh) => fresh.route("**/*.wasm", (route) => route.fulfill(answer)),
    });
    await failed(page);
  }
});

visit("a browser without WebAssembly is told so", async (open) => {
  const page = await open("", {
    running: false,
    allow: ANY,
    prepare: (fresh) => fresh.addInitScript(() => delete globalThis.WebAssembly),
  });
  await failed(page);
});

visit("a host whose policy forbids WebAssembly leaves a readable message", async (open) => {
  const page = await open("", {
    running: false,
    allow: ANY,
    prepare: (fresh) =>
      fresh.route(
        (url) => url.pathname.endsWith("/"),
        async (route) => {
          const response = await route.fetch();
          const headers = {
            ...response.headers(),
            "content-security-policy": "script-src 'self'",
          };
          await route.fulfill({ response, headers });
        },
      ),
  });
  await failed(page);
});

visit("without JavaScript a sentence says so, over the static figure", async (open) => {
  // What is announced to be loaded is not fetched then, which the browser reports.
  const page = await open("", { allow: [/\.js \(csp\)/], running: false, javaScriptEnabled: false });
  // Playwright's search by text passes over noscript.
  for (const [at, words] of [/需要启用 JavaScript/, /needs JavaScript/].entries()) {
    const sentence = page.locator("noscript p").nth(at);
    await sentence.waitFor();
    assert.match(await sentence.innerText(), words);
  }
  const html = await readFile(join(FOLDER, "index.html"), "utf8");
  assert.doesNotMatch(html, /<!-- (static-figure|build:\w+) -->/);
  // The figure is complete without the program: title, picture, legend, credit line, source, table.
  const figure = page.locator("#app");
  await figure.getByRole("heading", { level: 1 }).waitFor();
  await figure.getByRole("img").first().waitFor();
  assert.ok((await figure.locator("[data-place='710000'], [data-place='810000']").count()) >= 2);
  await figure.getByText("边界数据：", { exact: false }).first().waitFor();
  await figure.getByText("数据来源：", { exact: false }).first().waitFor();
  await figure.locator("summary").first().click();
  await figure.getByRole("table").first().waitFor();
  await page.getByText("正在载入").waitFor({ state: "hidden" });
});

const noEcharts = (fresh) =>
  fresh.route(/\/echarts-[^/]*\.js$/, (route) => route.abort("failed"));

visit("without the chart library map, ranking and table work and a sentence says why", async (open) => {
  const page = await open("", { allow: [/echarts|ERR_FAILED/], prepare: noEcharts });
  await reads(
    page.locator(".trend-panel .failure"),
    "图表组件未能载入。下面的数据表完整可用；可刷新页面再试。",
  );
  await counts(regions(page), 34);
  await page.locator(".trend-panel").getByRole("table").waitFor();
  await counts(page.locator(".trend-panel tbody tr"), 5);
  await yearSlider(page).fill("2012");
  await reads(page.getByRole("heading", { level: 1 }), /^2012年/);
  await page.getByRole("button", { name: "浙江", exact: true }).click();
  await counts(page.locator(".trend-panel tbody tr"), 6);
  await page.getByRole("button", { name: "English" }).click();
  await reads(page.locator(".trend-panel .failure"), /The chart component did not load/);
  await tab(page, "Table").click();
  await page.locator(".table-panel table").waitFor();
});

visit("a chart library that is no program counts as refused", async (open) => {
  const page = await open("", {
    allow: ANY,
    prepare: (fresh) =>
      fresh.route(/\/echarts-[^/]*\.js$/, (route) =>
        route.fulfill({ contentType: "text/javascript", body: "export const init = 1;" }),
      ),
  });
  await reads(page.locator(".trend-panel .failure"), /图表组件未能载入/);
  await counts(regions(page), 34);
});
