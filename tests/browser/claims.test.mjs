// The claims: filters, search, links, the verdict and the numbers behind it.
import assert from "node:assert/strict";
import { counts, eventually, followed, go, reads, text, texts, visit } from "./site.mjs";

const cards = (page) => page.locator("article.claim");
const card = (page, id) => page.locator(`article.claim[data-id="${id}"]`);
const found = (page) => page.locator(".claim-count");
const menu = (page, name) => page.locator(`.claim-filters select[name=${name}]`);
const search = (page) => page.locator(".claim-filters input[type=search]");

visit("the list narrows by menus and words, says how many are left, and the link keeps it", async (open) => {
  const page = await open("#/claims");
  await counts(cards(page), 40);
  await reads(found(page), "共 242 条论断，符合 242 条。");
  await menu(page, "document").selectOption("000");
  await menu(page, "verdict").selectOption("differs");
  await counts(cards(page), 4);
  await menu(page, "difference").selectOption("value");
  await counts(cards(page), 3);
  await search(page).fill("ＧＤＰ 5.73%");
  await counts(cards(page), 2);
  await followed(page, /document=000&verdict=differs&difference=value&find=/);
  await page.reload();
  await counts(cards(page), 2);
  assert.equal(await search(page).inputValue(), "ＧＤＰ 5.73%");
  assert.equal(await menu(page, "difference").inputValue(), "value");
  await page.getByRole("button", { name: "清除筛选" }).click();
  await counts(cards(page), 40);
  assert.equal(await menu(page, "verdict").inputValue(), "");
  await search(page).fill("没有这样的论断");
  await counts(cards(page), 0);
  await reads(page.locator("main .nothing"), "没有符合的论断。");
});

visit("a card shows what is stated, what the numbers give, and which numbers", async (open) => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
    const page = await open("#/claims/000-culture-share?lang=en", { viewport });
    const one = card(page, "000-culture-share");
    await counts(one, 1);
    assert.match(await text(one.locator(".verdict")), /≠ ?Differs/);
    assert.deepEqual(await texts(one.locator("dd")), [
      "5.73%",
      "1,098.97 ÷ 43,214.85 × 100",
      "2.543%",
    ]);
    assert.match(await text(one.locator(".ground")), /3\.187 percentage points below/);
    await one.locator("summary").first().click();
    await reads(one.locator("[data-id='000.gdp.310000.2021'] .number"), "43,214.85 × CN¥100 million");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
  }
});

visit("a linked claim is shown and focused whatever the filter, and its link can be copied", async (open) => {
  const page = await open("#/claims/002-count-recs?verdict=differs", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const one = card(page, "002-count-recs");
  await eventually(async () =>
    assert.ok(await one.evaluate((element) => element === document.activeElement)),
  );
  await reads(page.locator(".linked-claim .note"), "链接所指的这一条不在筛选结果之内。");
  await one.getByRole("button", { name: "复制链接" }).click();
  await reads(one.locator("[role=status]"), "已复制");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /#\/claims\/002-count-recs$/);
  // Another claim that an explanation names.
  await go(page, "#/claims/001-beds-gap-absolute");
  await card(page, "001-beds-gap-absolute").locator(".explanation a").click();
  await followed(page, "#/claims/001-beds-gap-ratio");
  await eventually(async () =>
    assert.ok(
      await card(page, "001-beds-gap-ratio").evaluate((it) => it === document.activeElement),
    ),
  );
});

visit("the bar of a document counts its claims and leads to them", async (open) => {
  const page = await open("#/documents/000");
  const bar = page.locator(".claims-bar");
  const told = await texts(bar.locator("li"));
  const numbers = told.map((one) => Number(one.match(/\d+$/)[0]));
  assert.match(await text(bar.locator("p")), new RegExp(`^${numbers.reduce((a, b) => a + b)} `));
  await bar.locator("li", { hasText: "不一致" }).getByRole("link").click();
  await followed(page, "#/claims?document=000&verdict=differs");
  await counts(cards(page), numbers[1]);
});

visit("menus show what the address narrows to, however the reader came there", async (open) => {
  const page = await open("#/claims");
  // Once chosen by hand a menu no longer follows what its options were written with.
  await menu(page, "document").selectOption("000");
  await menu(page, "verdict").selectOption("differs");
  const shown = async () => [
    await menu(page, "document").inputValue(),
    await menu(page, "verdict").inputValue(),
    await cards(page).count(),
  ];
  const narrowed = async () => assert.deepEqual(await shown(), ["000", "differs", 4]);
  await eventually(narrowed);
  await cards(page).first().locator("a.permalink").click();
  await eventually(async () => assert.deepEqual((await shown()).slice(0, 2), ["", ""]));
  await page.goBack();
  await eventually(narrowed);
});

visit("claims that two documents share are counted once on the whole, and that is said", async (open) => {
  const page = await open("#/documents?lang=en");
  const bars = await texts(page.locator(".documents .claims-bar p"));
  const sum = bars.map((one) => Number.parseInt(one, 10)).reduce((a, b) => a + b, 0);
  const [, total, shared] = /There are (\d+) claims; (\d+) stand in two/.exec(await text(page.locator("header.lead")));
  assert.equal(Number(total), 242);
  assert.equal(sum, Number(total) + Number(shared));
});

visit("a claim leads to the figure that shows its numbers", async (open) => {
  const page = await open("#/claims/001-t1-beds-ratio-2012?lang=en");
  const link = card(page, "001-t1-beds-ratio-2012").locator(".shown-in a");
  await reads(link, /^Table 1/);
  await link.click();
  await followed(page, /#\/documents\/001\/001-table-1-beds/);
  const figure = page.locator('[data-figure="001-table-1-beds"]');
  await eventually(async () => assert.ok(await figure.evaluate((one) => one === document.activeElement)));
  await figure.locator(".chart svg path").first().waitFor({ state: "attached" });
});
