// Every state is a link: back, forward, typing, language and colours.
import assert from "node:assert/strict";
import {
  counts,
  drawn,
  eventually,
  followed,
  fragment,
  go,
  reads,
  showsYear,
  tab,
  texts,
  unfold,
  visit,
  yearSlider,
} from "./site.mjs";

const title = (page) => page.getByRole("heading", { level: 1 });
/** The menu of light and dark; the map has a menu of colours of its own. */
const theme = (page) => page.getByRole("banner").getByLabel("配色");
const stored = (page, key) => page.evaluate((name) => localStorage.getItem(name), key);

visit("back and forward go through the states one by one", async (open) => {
  const page = await open();
  const states = [];
  const note = async () => states.push([await fragment(page), await title(page).textContent()]);
  await note();
  await page.getByRole("combobox", { name: "指标", exact: true }).fill("城乡居民收入比");
  await page.keyboard.press("Enter");
  await reads(title(page), /城乡居民收入比/);
  await note();
  await page.getByLabel("范围").selectOption("zhejiang_counties");
  await followed(page, /level=zhejiang_counties/);
  await note();
  await tab(page, "数据表").click();
  await page.locator(".table-panel table").waitFor();
  await note();
  await tab(page, "地图").click();
  await page.locator(".map svg").waitFor();
  await note();
  assert.equal(new Set(states.map(([hash]) => hash)).size, states.length);
  const arrived = async ([hash, heading]) => {
    await followed(page, hash);
    await reads(title(page), heading.trim());
  };
  for (const state of states.toReversed().slice(1)) {
    await page.goBack();
    await arrived(state);
  }
  for (const state of states.slice(1)) {
    await page.goForward();
    await arrived(state);
  }
  await page.locator(".map svg").waitFor();
  await counts(page.locator(".table-panel"), 0);
});

visit("back restores places, year and menus", async (open) => {
  const page = await open("#/explore?time=2012");
  await page.getByRole("button", { name: "浙江", exact: true }).click();
  await followed(page, /330000/);
  await page.getByLabel("显示为").selectOption("index");
  await followed(page, /transform=index/);
  await page.goBack();
  await followed(page, /^(?!.*transform)/);
  assert.equal(await page.getByLabel("显示为").inputValue(), "", "the value itself");
  await counts(page.locator(".chip", { hasText: "浙江" }), 1);
  await page.goBack();
  await followed(page, "#/explore?time=2012");
  await counts(page.locator(".chip", { hasText: "浙江" }), 0);
  await showsYear(page, 2012);
  assert.equal(await yearSlider(page).inputValue(), "2012");
});

visit("a link typed into the address is followed", async (open) => {
  const page = await open();
  await drawn(page);
  await go(page, "#/explore?indicator=disposable_income&time=2019&view=map");
  await reads(title(page), /^2019年居民人均可支配收入/);
  await counts(page.locator(".chart"), 0);
  await go(page, "#/explore?places=浙江~Sichuan~62");
  await eventually(async () =>
    assert.deepEqual(await texts(page.locator(".chip span")), ["浙江", "四川", "甘肃"]),
  );
  await page.locator(".notices").waitFor({ state: "hidden" });
});

visit("the name of the atlas leads back to the start", async (open) => {
  const page = await open("#/explore?indicator=gini&view=table");
  await reads(title(page), /基尼系数/);
  await page.getByRole("link", { name: /共富图谱/ }).click();
  await reads(title(page), /共同富裕/);
  await page.locator(".map svg").waitFor();
});

visit("the language changes in place and is kept", async (open) => {
  const page = await open("#/explore?time=2015&places=330000");
  await drawn(page);
  await page.getByRole("button", { name: "English" }).click();
  await reads(title(page), /^GDP per person, 2015: highest in Beijing/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.match(await page.title(), /Prosperity Atlas/);
  await followed(page, /lang=en/);
  await followed(page, /time=2015/);
  assert.equal(await stored(page, "prosperity-atlas.lang"), "en");
  // Nothing Chinese is left but the button that leads back.
  await eventually(async () => {
    const shown = (await page.locator("body").innerText()).replace("中文", "");
    const left = shown.match(/[\u4e00-\u9fff]+/g) ?? [];
    assert.deepEqual(left, []);
  });
  const labels = await page
    .locator("[aria-label], [title], [placeholder]")
    .evaluateAll((all) =>
      all.flatMap((one) => ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name))),
    );
  assert.deepEqual(labels.filter((label) => /[\u4e00-\u9fff]/.test(label ?? "")), []);
  assert.equal(await page.getByLabel("Places", { exact: true }).inputValue(), "provinces");

  // Kept for a link that names no language, and for the next visit.
  await page.goto(page.url().split("#")[0]);
  await page.reload();
  await reads(page.locator(".brand strong"), "Prosperity Atlas");
  await page.getByRole("button", { name: "中文" }).click();
  await reads(page.locator(".brand strong"), "共富图谱");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.equal(await stored(page, "prosperity-atlas.lang"), "zh");
});

visit("a link's language is for that visit, not for the reader's next one", async (open) => {
  const page = await open("#/explore?lang=en");
  await reads(page.locator(".brand strong"), "Prosperity Atlas");
  assert.equal(await stored(page, "prosperity-atlas.lang"), null);
  // Links within the atlas say nothing of language; they must not throw the reader back.
  await go(page, "#/explore?indicator=gini");
  await reads(title(page), /^Gini/);
  await go(page, "#/explore");
  await page.reload();
  await reads(page.locator(".brand strong"), "共富图谱");
});

visit("light and dark change in place and are kept", async (open) => {
  const page = await open();
  await drawn(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const line = () => page.locator(".chart svg text").first().getAttribute("fill");
  const light = [await ground(), await ink(), await line()];
  await theme(page).selectOption("dark");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await followed(page, "#/explore?theme=dark");
  assert.equal(await stored(page, "prosperity-atlas.theme"), "dark");
  assert.notEqual(await ground(), light[0]);
  assert.notEqual(await ink(), light[1]);
  await eventually(async () => assert.notEqual(await line(), light[2]));
  await page.goto(page.url().split("#")[0]);
  await page.reload();
  await page.locator("html[data-theme=dark]").waitFor();
  assert.equal(await theme(page).inputValue(), "dark");
  await theme(page).selectOption("auto");
  await page.locator("html[data-theme=light]").waitFor();
  assert.equal(await stored(page, "prosperity-atlas.theme"), "auto");
});

visit("the system's colours are followed while the page is open", async (open) => {
  const page = await open("", { colorScheme: "light" });
  await page.locator("html[data-theme=light]").waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();
  await theme(page).selectOption("light");
  await page.locator("html[data-theme=light]").waitFor();
});
