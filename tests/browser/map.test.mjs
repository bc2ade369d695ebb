// What every map of China must have, and that its smallest places can be met.
import assert from "node:assert/strict";
import { clickRegion, counts, eventually, pointOn, reads, region, showsYear, text, texts, visit, yearSlider } from "./site.mjs";

const NO_DATA = { 710000: "台湾", 810000: "香港", 820000: "澳门" };
const NO_DATA_EN = { 710000: "Taiwan", 810000: "Hong Kong", 820000: "Macao" };

for (const theme of ["light", "dark"]) {
  visit(`台湾、香港、澳门 are there, hatched, and named as without data (${theme})`, async (open) => {
    const page = await open(`#/explore?theme=${theme}`);
    for (const [code, name] of Object.entries(NO_DATA)) {
      const one = region(page, code);
      await counts(one, 1);
      assert.match(await one.getAttribute("aria-label"), new RegExp(`^${name}：.*无.*数据`));
      assert.match(await one.getAttribute("fill"), /^url\(#[\w-]+\)/);
      const box = await one.boundingBox();
      assert.ok(box.width > 0 && box.height > 0);
    }
    const hatch = page.locator(".map svg pattern");
    await counts(hatch, 1);
    const id = await hatch.getAttribute("id");
    assert.ok((await region(page, "710000").getAttribute("fill")).includes(`#${id}`));
    // Hatch lines differ from their ground.
    const [ground, line] = await hatch.evaluate((one) => [
      getComputedStyle(one.querySelector("rect")).fill,
      getComputedStyle(one.querySelector("path")).stroke,
    ]);
    assert.notEqual(ground, line);
    await reads(page.locator(".foot"), /台湾、香港、澳门/);
    await reads(page.locator(".legend li").last(), /无数据 3/);
  });
}

visit("the map in English names them as without data", async (open) => {
  const page = await open("#/explore?lang=en");
  for (const [code, name] of Object.entries(NO_DATA_EN)) {
    assert.match(
      await region(page, code).getAttribute("aria-label"),
      new RegExp(`^${name}: no data`, "i"),
    );
  }
});

visit("a no-data place says so at a glance and stays so in every year and level", async (open) => {
  const page = await open();
  const { x, y } = await pointOn(page, "710000");
  await page.mouse.move(x, y);
  await reads(page.locator(".glance .what"), /^台湾/);
  await reads(page.locator(".glance .value"), /无.*数据/);
  await yearSlider(page).fill("2008");
  await showsYear(page, 2008);
  assert.match(await region(page, "710000").getAttribute("fill"), /^url/);
  await page.getByLabel("范围").selectOption("macro_regions");
  await counts(page.locator(".ranking tbody tr"), 5);
  for (const code of Object.keys(NO_DATA)) {
    await eventually(async () =>
      assert.match(await region(page, code).getAttribute("aria-label"), /无.*数据/),
    );
    assert.match(await region(page, code).getAttribute("fill"), /^url/);
  }
});

for (const width of [1280, 360]) {
  visit(`inset, lines and credit stand at ${width} px, and 香港 and 澳门 can be met`, async (open) => {
    const page = await open("", { viewport: { width, height: 800 } });
    const map = await page.locator(".map svg").boundingBox();
    const frame = await page.locator(".map .inset-frame").boundingBox();
    // In the lower right corner, large enough to see the islands, inside the map.
    assert.ok(frame.x > map.x + map.width * 0.6, JSON.stringify({ frame, map }));
    assert.ok(frame.y > map.y + map.height * 0.5);
    assert.ok(frame.x + frame.width <= map.x + map.width + 1);
    assert.ok(frame.y + frame.height <= map.y + map.height + 1);
    assert.ok(frame.width > map.width * 0.1);
    assert.equal((await texts(page.locator(".map .inset-words tspan"))).join(""), "南海诸岛");
    await counts(page.locator(".map .line-dash10"), 2);
    const credit = page.locator(".credit:visible");
    await reads(credit, /审图号 ?GS（2024）0650号.*仅用于统计数据示意/);
    for (const [code, name] of [["810000", "香港"], ["820000", "澳门"]]) {
      await clickRegion(page, code);
      await eventually(async () => assert.match(decodeURI(page.url()), new RegExp(`focus=${code}`)));
      await reads(page.locator(".glance .what"), new RegExp(`^${name}`));
    }
  });
}

visit("the map tells what it shows to those who cannot see it", async (open) => {
  const page = await open();
  const svg = page.locator(".map svg");
  assert.equal(await text(svg.locator("title").first()), await text(page.locator("h1")));
  await reads(svg.locator("desc"), /最高：北京，227,532 元；最低：甘肃.*台湾、香港、澳门/);
  const tree = await page.locator(".map").ariaSnapshot();
  assert.match(tree, /group/);
  assert.match(tree, /button "浙江：134,943 元"/);
});
