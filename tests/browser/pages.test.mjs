// The pages besides the explorer: the front page, the list of pages, the gallery, links to items.
import assert from "node:assert/strict";
import { counts, eventually, followed, go, notices, reads, text, texts, visit } from "./site.mjs";

const PAGES = {
  explore: ["数据浏览", "Explore"],
  documents: ["五份文献", "Documents"],
  claims: ["数字核对", "Claims"],
  zhejiang: ["浙江", "Zhejiang"],
  shanghai: ["上海", "Shanghai"],
  policy: ["政策", "Policy"],
  gallery: ["图库", "Gallery"],
};

const menu = (page) => page.locator("nav.pages");
const heading = (page) => page.getByRole("heading", { level: 1 });
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);

for (const [lang, settings] of [["zh", {}], ["en", { viewport: { width: 360, height: 740 } }]]) {
  visit(`the front page tells four gaps, each with numbers, years and a figure (${lang})`, async (open) => {
    const page = await open(`#/?lang=${lang}`, settings);
    const gaps = page.locator(".gap");
    await counts(gaps, 4);
    const sentences = await texts(gaps.getByRole("heading", { level: 3 }));
    for (const sentence of sentences) assert.match(sentence, /20\d\d.*\d|\d.*20\d\d/, sentence);
    assert.equal(new Set(sentences).size, 4);
    for (let at = 0; at < 4; at += 1) {
      const gap = gaps.nth(at);
      await gap.scrollIntoViewIfNeeded();
      await gap.locator(".map svg path, .chart svg path").first().waitFor({ state: "attached" });
      // The numbers behind it, and where they come from.
      await gap.locator(".sides button").nth(1).click();
      assert.ok((await gap.locator("tbody tr").count()) > 0);
      await gap.locator(".sides button").nth(2).click();
      assert.ok((await gap.locator(".sources li").count()) > 0);
      assert.ok((await text(gap.locator("p.source"))).length > 5);
    }
    // What the figure says, the explorer says, too.
    const [first] = sentences;
    await gaps.first().locator("a.permalink").click();
    await reads(heading(page), first);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
  });
}

visit("the list of pages leads to each, marks it, and the browser leads back", async (open) => {
  const page = await open("#/");
  const before = [];
  for (const [code, [name]] of Object.entries(PAGES)) {
    await menu(page).getByRole("link", { name, exact: true }).click();
    await followed(page, new RegExp(`^#/${code}`));
    assert.deepEqual(await texts(menu(page).locator("[aria-current=page]")), [name]);
    const title = await text(heading(page));
    assert.ok(title.length > 1 && !before.includes(title), title);
    if (code !== "explore") await eventually(async () => assert.ok(await isFocused(heading(page))));
    before.push(title);
  }
  for (const title of before.toReversed().slice(1)) {
    await page.goBack();
    await reads(heading(page), title);
  }
  await page.locator("a.brand").click();
  await followed(page, "#/");
  await counts(page.locator(".gap"), 4);
});

visit("a language asked for in a link stays from page to page", async (open) => {
  const page = await open("#/gallery?lang=en&theme=dark");
  for (const [code, [, name]] of Object.entries(PAGES)) {
    await menu(page).getByRole("link", { name, exact: true }).click();
    await followed(page, new RegExp(`^#/${code}`));
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  }
  await page.getByRole("button", { name: "中文" }).click();
  await reads(heading(page), "图库");
  await followed(page, /lang=zh/);
});

visit("a figure of the gallery has a link that opens with it in view and in focus", async (open) => {
  const page = await open("#/gallery");
  const ids = await page.locator("[data-figure]").evaluateAll((all) => all.map((one) => one.id));
  assert.ok(ids.length >= 12 && new Set(ids).size === ids.length, `${ids}`);
  const last = ids.at(-1);
  const card = (where) => where.locator(`[data-figure="${last}"]`);
  assert.equal(await card(page).locator("a.permalink").getAttribute("href"), `#/gallery/${last}`);
  const other = await open(`#/gallery/${last}`);
  await eventually(async () => assert.ok(await isFocused(card(other))));
  const box = await card(other).boundingBox();
  assert.ok(box.y < 900 && box.y + box.height > 0, JSON.stringify(box));
});

visit("what a page has not is told, and the page is shown", async (open) => {
  const page = await open("#/gallery/no-such-figure");
  await reads(notices(page), /no-such-figure/);
  await counts(page.locator("[data-figure]").first(), 1);
  await go(page, "#/documents/007?lang=en");
  await reads(notices(page), /007/);
  await reads(heading(page), PAGES.documents[1]);
  await go(page, "#/claims?verdict=difers&lang=en");
  await reads(notices(page), /differs/);
});

for (const [lang, settings] of [["zh", {}], ["en", { viewport: { width: 360, height: 740 } }]]) {
  visit(`every figure of every page draws something, and no two things share an id (${lang})`, async (open) => {
    const page = await open(`#/gallery?lang=${lang}`, settings);
    const drawing = ["gallery", "documents/000", "documents/001", "documents/002", "zhejiang", "shanghai", ""];
    for (const one of [...drawing, "documents/003", "documents/004", "documents", "claims", "policy"]) {
      await go(page, `#/${one}`);
      const figures = page.locator("[data-figure]");
      if (drawing.includes(one)) await figures.first().waitFor();
      for (const figure of await figures.all()) {
        await figure.scrollIntoViewIfNeeded();
        const picture = figure.locator(".map svg .region, .chart svg path, tbody td").first();
        await picture.waitFor({ state: "attached" });
      }
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
      });
      assert.deepEqual(twice, [], one);
    }
    await go(page, "#/gallery");
    const years = page.locator("#gdp-per-person-years figure");
    await counts(years, 4);
    assert.equal(new Set(await texts(years.locator("figcaption"))).size, 4);
    await counts(years.locator(".map svg"), 4);
    await counts(page.locator("#gdp-per-person-tiles .tile-map rect.region"), 34);
  });
}
