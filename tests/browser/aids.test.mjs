// Reading aids: reference lines, remarks, axes, and what only some views have.
import assert from "node:assert/strict";
import { counts, drawn, eventually, followed, reads, text, texts, visit } from "./site.mjs";

const aids = (page) => page.locator(".reading-aids");
const unfold = (page) => page.locator(".fold.aids > summary").click();
const words = async (page) => (await texts(page.locator(".chart svg text"))).join(" | ");

visit("reference lines are drawn, written to the link and taken away", async (open) => {
  const page = await open("#/explore?view=trend&places=330000");
  await drawn(page);
  await unfold(page);
  for (const name of ["全国", "各地平均", "各地中位数"]) {
    await aids(page).getByRole("checkbox", { name, exact: true }).check();
  }
  await followed(page, /&lines=/);
  const lines = decodeURI(await page.evaluate(() => location.hash)).match(/lines=([^&]*)/)[1];
  assert.equal(lines.split("~").length, 3);
  const field = aids(page).getByRole("textbox", { name: "数值（元）" });
  await field.fill("100,000");
  await page.keyboard.press("Enter");
  await followed(page, new RegExp(`lines=${lines}~100000$`));
  await eventually(async () => {
    const now = await words(page);
    for (const name of [/各地平均/, /各地中位数/, /参考值 [\d.,]+/]) assert.match(now, name);
  });
  assert.ok(await aids(page).locator(".lines button[type=submit]").isDisabled(), "four are the most");
  await aids(page).getByRole("button", { name: "移除 100000" }).click();
  await followed(page, new RegExp(`lines=${lines}$`));
  await aids(page).getByRole("checkbox", { name: "各地平均" }).uncheck();
  await eventually(async () => assert.doesNotMatch(await words(page), /各地平均/));
});

visit("what is no number is refused with a sentence", async (open) => {
  const page = await open("#/explore?view=ranking&lang=en");
  await unfold(page);
  const field = aids(page).getByRole("textbox", { name: /Number/ });
  await field.fill("much");
  await page.keyboard.press("Enter");
  await reads(aids(page).locator("#line-wrong"), "Type a number, for example 100000.");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("−1.5");
  await reads(aids(page).locator("#line-wrong"), "");
  await page.keyboard.press("Enter");
  await followed(page, "#/explore?view=ranking&lines=-1.5&lang=en");
});

visit("a remark at a year stands in chart and list, in the link, and goes again", async (open) => {
  const page = await open("#/explore?view=trend");
  await drawn(page);
  await unfold(page);
  const year = aids(page).getByRole("textbox", { name: "年份" });
  const remark = aids(page).getByRole("textbox", { name: "批注内容" });
  const add = aids(page).locator(".remarks-of-author button[type=submit]");
  await year.fill("1900");
  await remark.fill("<b>起点</b> & ~ : =");
  await add.click();
  await reads(aids(page).locator("#remark-wrong"), /请写有数据的年份：2006–2024。/);
  await year.fill("2015");
  await add.click();
  await reads(aids(page).locator("#remark-wrong"), "");
  await reads(aids(page).locator(".written li"), /^2015 ?<b>起点<\/b> & ~ : =/);
  assert.equal(await remark.inputValue(), "");
  await reads(page.locator(".figure .remarks"), /2015年?：<b>起点<\/b> & ~ : =/);
  await eventually(async () => assert.match(await words(page), /起点/));
  // The link carries it to another reader.
  const link = await page.evaluate(() => location.hash);
  assert.match(link, /remarks=2015:/);
  const other = await open(link);
  await reads(other.locator(".figure .remarks"), /2015年?：<b>起点<\/b> & ~ : =/);
  await aids(page).getByRole("button", { name: "移除 2015" }).click();
  await counts(aids(page).locator(".written li"), 0);
  await followed(page, "#/explore?view=trend");
});

visit("a remark on a place bears its name; empty, long and too many ones are refused", async (open) => {
  const page = await open("#/explore?lang=en");
  await unfold(page);
  await aids(page).locator("#remark-about").selectOption("330000");
  await counts(aids(page).locator("#remark-year:visible"), 0);
  const remark = aids(page).getByRole("textbox", { name: "Remark" });
  const wrong = aids(page).locator("#remark-wrong");
  await remark.focus();
  await page.keyboard.press("Enter");
  await reads(wrong, "The remark has no text yet.");
  await remark.fill("x".repeat(141));
  await reads(aids(page).locator("#remark-count"), "141 / 140");
  await page.keyboard.press("Enter");
  await reads(wrong, "A remark has at most 140 characters; this one has 141.");
  for (let at = 1; at <= 8; at += 1) {
    await remark.fill(`remark ${at}`);
    await page.keyboard.press("Enter");
    await counts(aids(page).locator(".written li"), at);
  }
  await reads(page.locator(".figure .remarks li").first(), /Zhejiang: remark 1/);
  await remark.fill("one more");
  await page.keyboard.press("Enter");
  await reads(wrong, "A figure takes at most 8 remarks; remove one first.");
  await counts(aids(page).locator(".written li"), 8);
});

visit("a gap may be filled from a year nearby, but not under growth", async (open) => {
  const page = await open("#/explore?view=table&table=year&indicator=disposable_income&level=zhejiang_cities");
  await unfold(page);
  const dashes = page.locator(".table-panel td", { hasText: /^–$/ });
  await dashes.first().waitFor();
  const before = await dashes.count();
  const menu = aids(page).getByRole("combobox", { name: "缺数据时取邻近年份" });
  await menu.selectOption("3");
  await followed(page, /nearest=3/);
  await eventually(async () => assert.ok((await dashes.count()) < before));
  await page.locator("#choose-transform").selectOption("growth");
  await eventually(async () => assert.ok(await menu.isDisabled()));
  await reads(aids(page).locator("#nearest-reason"), /只用于原值/);
});

visit("a logarithmic axis is asked for and taken back", async (open) => {
  const page = await open("#/explore?view=trend");
  await drawn(page);
  await unfold(page);
  const before = await words(page);
  await aids(page).getByRole("checkbox", { name: "纵轴用对数刻度" }).check();
  await followed(page, "#/explore?view=trend&log=y");
  await eventually(async () => assert.notEqual(await words(page), before));
  await aids(page).getByRole("checkbox", { name: "纵轴用对数刻度" }).uncheck();
  await followed(page, "#/explore?view=trend");
});

visit("a scatter has axes, size, fit and paths of its own", async (open) => {
  const page = await open("#/explore?view=scatter&places=330000");
  await page.locator(".chart svg path").first().waitFor({ state: "attached" });
  await unfold(page);
  const x = aids(page).getByRole("combobox", { name: "横轴指标" });
  const automatic = await x.inputValue();
  assert.ok(automatic.length > 1, "the choice of the atlas is shown");
  await x.fill("可支配收入");
  await page.locator("#choose-x-list").getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await followed(page, /&x=disposable_income/);
  await reads(page.locator(".figure .subtitle").first(), /居民人均可支配收入/);
  await aids(page).getByRole("checkbox", { name: "拟合直线" }).check();
  await followed(page, /&fit=/);
  await eventually(async () => assert.match(await words(page), /R² = 0\.\d\d/));
  await aids(page).getByRole("checkbox", { name: "所选地区的历年轨迹" }).check();
  await followed(page, /&trail=/);
  await aids(page).getByRole("checkbox", { name: "横轴用对数刻度" }).check();
  await followed(page, /&log=x/);
  const size = aids(page).getByRole("combobox", { name: "圆的大小" });
  await size.fill("一般公共预算");
  await page.locator("#choose-size-list").getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await followed(page, /&size=/);
  // The first entry leaves it to the atlas again.
  await x.click();
  await page.locator("#choose-x-list").getByRole("option", { name: /自动/ }).click();
  await followed(page, /^(?!.*[?&]x=)/);
  assert.equal(await x.inputValue(), automatic);
});

visit("several maps are so many as asked for", async (open) => {
  const page = await open("#/explore?view=multiples");
  await unfold(page);
  await aids(page).getByRole("combobox", { name: "地图幅数" }).selectOption("6");
  await followed(page, "#/explore?view=multiples&panels=6");
  await counts(page.locator(".multiples figure"), 6);
});

visit("a revision is compared with the edition chosen", async (open) => {
  const page = await open("#/explore?view=revision&indicator=gdp");
  await unfold(page);
  const menu = aids(page).getByRole("combobox", { name: "与哪个版本对比" });
  const used = await menu.inputValue();
  const others = await menu.locator("option").evaluateAll((all) => all.map((one) => one.value));
  assert.ok(others.length >= 2 && others.includes(used), `${used} of ${others}`);
  const other = others.find((one) => one !== used);
  await menu.selectOption(other);
  await followed(page, new RegExp(`earlier=${other}`));
});

visit("each view shows the aids that change it, and no other", async (open) => {
  const page = await open();
  await unfold(page);
  const there = async () => {
    const all = ["#line-mean", "#remark-text", "#choose-nearest", "#log-y", "#choose-x", "#choose-panels", "#choose-earlier"];
    const shown = [];
    for (const one of all) if (await page.locator(one).isVisible()) shown.push(one);
    return shown;
  };
  const wanted = {
    trend: ["#line-mean", "#remark-text", "#log-y"],
    map: ["#remark-text", "#choose-nearest"],
    ranking: ["#line-mean", "#remark-text", "#choose-nearest"],
    scatter: ["#remark-text", "#choose-nearest", "#log-y", "#choose-x"],
    multiples: ["#remark-text", "#choose-nearest", "#choose-panels"],
    revision: ["#remark-text", "#choose-earlier"],
    table: ["#remark-text", "#choose-nearest"],
    sources: [],
  };
  for (const [view, list] of Object.entries(wanted)) {
    await page.locator(`#tab-${view}`).click();
    await eventually(async () => assert.deepEqual(await there(), list, view));
  }
  await reads(aids(page).locator(".hint:visible"), "此视图没有可调的阅读辅助。");
});

visit("coming and going between views leaves the aids as light as they were", async (open) => {
  const page = await open("#/explore?view=scatter");
  await unfold(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const cycle = (times) =>
    page.evaluate(async (count) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const until = async (check) => {
        const end = performance.now() + 10_000;
        while (!check()) {
          if (performance.now() > end) throw new Error(`waited in vain for ${check}`);
          await frame();
        }
      };
      for (let at = 0; at < count; at += 1) {
        document.getElementById("tab-sources").click();
        await until(() => document.querySelector(".sources-panel .example"));
        document.getElementById("tab-table").click();
        await until(() => document.querySelector(".table-panel td"));
      }
    }, times);
  const measure = async () => {
    for (let at = 0; at < 3; at += 1) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((one) => one.name === name).value;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
  await cycle(10);
  const early = await measure();
  await cycle(40);
  const late = await measure();
  const told = JSON.stringify({ early, late });
  assert.ok(late.nodes < early.nodes * 1.1 + 100, told);
  assert.ok(late.listeners < early.listeners * 1.1 + 50, told);
});

visit("on a phone the aids fit, in both languages", async (open) => {
  for (const lang of ["zh", "en"]) {
    const page = await open(`#/explore?view=scatter&lang=${lang}`, { viewport: { width: 360, height: 740 } });
    await unfold(page);
    await aids(page).locator("#remark-text").waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${lang}: ${over} px too wide`);
    assert.ok((await text(aids(page))).length > 20);
  }
});

visit("menus follow back and forward, also where the reader picked from them", async (open) => {
  const page = await open("#/explore?indicator=gdp&view=map");
  await unfold(page);
  for (const [id, value] of [["#choose-level", "macro_regions"], ["#choose-nearest", "2"]]) {
    const menu = page.locator(id);
    const before = await menu.inputValue();
    const link = await page.evaluate(() => location.hash);
    await menu.selectOption(value);
    await eventually(async () => assert.notEqual(await page.evaluate(() => location.hash), link));
    await page.goBack();
    await followed(page, link);
    await eventually(async () => assert.equal(await menu.inputValue(), before));
    await page.goForward();
    await eventually(async () => assert.equal(await menu.inputValue(), value));
  }
});
