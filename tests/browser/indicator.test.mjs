// Choosing an indicator, and an edition of its numbers.
import assert from "node:assert/strict";
import { counts, drawn, eventually, followed, reads, region, texts, unfold, visit, yearSlider } from "./site.mjs";

const field = (page) => page.getByRole("combobox", { name: "指标", exact: true });
const options = (page) => page.getByRole("listbox", { name: "指标" }).getByRole("option");
const title = (page) => page.getByRole("heading", { level: 1 });

visit("the list offers every indicator under its theme", async (open) => {
  const page = await open();
  await field(page).click();
  await eventually(async () => assert.ok((await options(page).count()) > 50));
  assert.equal(await field(page).getAttribute("aria-expanded"), "true");
  const groups = await texts(page.locator("#choose-indicator-list .group"));
  assert.ok(groups.length > 5);
  assert.equal(new Set(groups).size, groups.length, "a theme stands twice");
});

visit("a Chinese word finds indicators; arrow keys and Enter choose one", async (open) => {
  const page = await open();
  await field(page).click();
  await field(page).pressSequentially("人均");
  await eventually(async () => {
    const found = await texts(options(page));
    assert.ok(found.length > 3 && found.length < 60, found.join(" | "));
    assert.ok(found.filter((name) => name.includes("人均")).length >= found.length / 2);
  });
  const active = async () => {
    const id = await field(page).getAttribute("aria-activedescendant");
    return page.locator(`[id="${id}"]`);
  };
  assert.equal(await (await active()).getAttribute("aria-selected"), "true");
  const first = await (await active()).textContent();
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.notEqual(await (await active()).textContent(), first));
  await counts(page.locator("#choose-indicator-list [aria-selected=true]"), 1);
  const chosen = await (await active()).locator("span").textContent();
  await page.keyboard.press("Enter");
  await counts(options(page), 0);
  await eventually(async () => assert.equal(await field(page).inputValue(), chosen));
  await reads(title(page), new RegExp(chosen.replaceAll(/[()（）]/g, ".")));
  await followed(page, /indicator=\w+/);
  assert.ok(await field(page).evaluate((one) => one === document.activeElement));
});

visit("an English word finds an indicator without provinces, and the page moves to the nation", async (open) => {
  const page = await open();
  await field(page).fill("gini");
  await eventually(async () => assert.match((await texts(options(page))).join(), /基尼系数.*Gini/));
  await page.keyboard.press("Enter");
  await reads(title(page), /基尼系数/);
  assert.equal(await page.getByLabel("范围").inputValue(), "nation");
  await followed(page, "#/explore?indicator=gini");
  await drawn(page);
  await reads(page.locator(".trend-panel h2"), /全国.*基尼系数/);
  await counts(page.locator(".nothing"), 0);
});

visit("the mouse chooses an indicator", async (open) => {
  const page = await open();
  await field(page).fill("城乡居民收入比");
  await options(page).first().click();
  await reads(title(page), /城乡居民收入比/);
  await followed(page, "#/explore?indicator=urban_rural_income_ratio");
  // A ratio is told as a difference or a multiple, never as money.
  assert.doesNotMatch(await page.locator(".legend").innerText(), /元/);
});

visit("Escape and leaving close the list and change nothing", async (open) => {
  const page = await open();
  const name = await field(page).inputValue();
  await field(page).fill("人口");
  await eventually(async () => assert.ok((await options(page).count()) > 0));
  await page.keyboard.press("Escape");
  await counts(options(page), 0);
  assert.equal(await field(page).inputValue(), name);
  assert.equal(await field(page).getAttribute("aria-expanded"), "false");
  await field(page).fill("人口");
  await eventually(async () => assert.ok((await options(page).count()) > 0));
  await page.locator("h1").click();
  await counts(options(page), 0);
  assert.equal(await field(page).inputValue(), name);
  await followed(page, "#/explore");
});

visit("a search without result says what to try", async (open) => {
  const page = await open();
  await field(page).fill("没有这样的指标");
  await page.getByText("没有找到。可换用简称、拼音或代码。").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await reads(title(page), /人均地区生产总值/);
});

visit("another edition changes numbers, subtitle and link", async (open) => {
  const page = await open();
  const value = () => region(page, "330000").getAttribute("aria-label");
  const before = await value();
  await unfold(page, "editions");
  const menu = page.getByLabel("数据版本");
  const editions = await texts(menu.locator("option"));
  assert.ok(editions.length >= 3, editions.join());
  await menu.selectOption({ label: "第四次经济普查修订" });
  await reads(page.locator("article > header .subtitle"), /第四次经济普查修订/);
  await followed(page, "#/explore?vintage=census4");
  await yearSlider(page).fill("2020");
  await reads(title(page), /^2020年/);
  // Regions are named when the slider rests.
  await eventually(async () => assert.notEqual(await value(), before));
  const revised = await value();
  await menu.selectOption({ label: "第五次经济普查修订" });
  await followed(page, "#/explore?time=2020");
  await eventually(async () => assert.notEqual(await value(), revised));
  // An indicator with one edition has no such menu.
  await field(page).fill("gini");
  await options(page).first().click();
  await reads(title(page), /基尼系数/);
  const left = await page.getByLabel("数据版本").count();
  if (left) assert.ok((await page.getByLabel("数据版本").locator("option").count()) > 1);
});

visit("transform, denominator and classes are chosen by their menus and follow in the link", async (open) => {
  const page = await open();
  await page.getByLabel("显示为").selectOption("relative");
  await followed(page, /transform=relative$/);
  await reads(page.locator("article > header .subtitle"), /全国 = 100/);
  await unfold(page, "editions");
  await page.getByLabel("人口口径").selectOption({ index: 1 });
  await followed(page, /method=/);
  await unfold(page, "colours");
  await page.getByLabel("地图分级").selectOption("quantile");
  await page.getByLabel("级数").selectOption("4");
  await followed(page, /classes=quantile-4/);
  await counts(page.locator(".legend .swatch:not(.no-data)"), 4);
  await page.reload();
  await counts(page.locator(".legend .swatch:not(.no-data)"), 4);
  assert.equal(await page.getByLabel("地图分级").inputValue(), "quantile");
  assert.equal(await page.getByLabel("级数").inputValue(), "4");
});
