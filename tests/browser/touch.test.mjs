// A finger reads the map by tapping; and what is told of a place covers no territory, on any screen.
import assert from "node:assert/strict";
import { counts, eventually, followed, go, pointOn, reads, region, regions, text, visit } from "./site.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const sheet = (page) => page.locator(".glance.sheet");

const tapRegion = async (page, code) => {
  const { x, y } = await pointOn(page, code);
  await page.touchscreen.tap(x, y);
};

for (const [lang, name, value, compare, remove, close] of [
  ["zh", "浙江", "134,943 元", "加入比较", "移除", "关闭"],
  ["en", "Zhejiang", "CN¥134,943", "Compare", "Remove", "Close"],
]) {
  visit(`a tap on a region opens its sheet, which compares it and closes (${lang})`, async (open) => {
    const page = await open(`#/explore?view=map&lang=${lang}`, PHONE);
    await counts(regions(page), 34);
    await counts(sheet(page), 0);
    await tapRegion(page, "330000");
    await sheet(page).waitFor();
    await reads(sheet(page).locator(".what"), `${name} 2024`);
    await reads(sheet(page).locator(".value"), value);
    // It stands at the lower edge, over the whole width, and takes less than half of the screen.
    const screen = page.viewportSize();
    const box = await sheet(page).boundingBox();
    assert.ok(Math.abs(box.y + box.height - screen.height) <= 1, JSON.stringify(box));
    assert.ok(box.width >= screen.width - 24 && box.height < screen.height / 2, JSON.stringify(box));
    // The tap reads; it compares nothing yet.
    assert.doesNotMatch(await page.evaluate(() => location.hash), /330000/);
    const button = (word) => sheet(page).getByRole("button", { name: word, exact: true });
    for (const word of [compare, close]) {
      const size = await button(word).boundingBox();
      assert.ok(size.height >= 24 && size.width >= 24, `${word}: ${JSON.stringify(size)}`);
    }
    await button(compare).tap();
    await followed(page, /places=.*330000.*focus=330000/);
    await button(remove).waitFor();
    await button(remove).tap();
    await followed(page, /^(?!.*330000)/);
    await button(compare).waitFor();
    // Another region takes the sheet over.
    await tapRegion(page, "650000");
    await eventually(async () => assert.doesNotMatch(await text(sheet(page).locator(".what")), new RegExp(name)));
    await button(close).tap();
    await counts(sheet(page), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

visit("a tap takes the place under the finger, wherever on the screen that is", async (open) => {
  const page = await open("#/explore?view=tiles", PHONE);
  for (const view of ["tiles", "map"]) {
    for (const [code, name] of [["330000", "浙江"], ["460000", "海南"], ["150000", "内蒙古"]]) {
      // The map in the middle, at the lower edge where the sheet will come, and at the upper one.
      for (const part of ["center", "end", "start"]) {
        await go(page, `#/explore?view=${view}&n=${part}${code}`);
        await counts(regions(page), 34);
        const point = await region(page, code).evaluate((one, block) => {
          one.scrollIntoView({ block });
          const box = one.getBoundingClientRect();
          for (let step = 0; step < 400; step += 1) {
            const [x, y] = [box.left + (box.width * ((step % 20) + 0.5)) / 20, box.top + (box.height * (Math.floor(step / 20) + 0.5)) / 20];
            // A pixel inside: where a finger comes down is rounded, and an edge belongs to two.
            const around = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]];
            if (around.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === one)) return { x, y };
          }
          return null;
        }, part);
        assert.ok(point, `${name} cannot be seen`);
        const before = await page.locator(".map svg").boundingBox();
        await page.touchscreen.tap(point.x, point.y);
        await reads(sheet(page).locator(".what"), new RegExp(`^${name}`));
        assert.doesNotMatch(await page.evaluate(() => location.hash), /places/, "the tap compared something");
        const after = await page.locator(".map svg").boundingBox();
        assert.ok(Math.abs(before.y - after.y) <= 1, `the map moved by ${after.y - before.y} px under the finger`);
        await sheet(page).getByRole("button", { name: "关闭" }).tap();
        await counts(sheet(page), 0);
      }
    }
  }
});

visit("scrolling with a finger on the map opens nothing", async (open) => {
  const page = await open("#/explore?view=map", PHONE);
  const { x, y } = await pointOn(page, "650000");
  const session = await page.context().newCDPSession(page);
  const touch = (type, at) => session.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  await touch("touchStart", { x, y });
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", { x, y: y - step * 12 });
  await counts(sheet(page), 0);
  await touch("touchEnd");
  await counts(sheet(page), 0);
  assert.ok((await page.evaluate(() => scrollY)) > 0);
});

visit("with the sheet open the smallest places can still be tapped, and their sheet says so", async (open) => {
  const page = await open("#/explore?view=map", PHONE);
  await counts(regions(page), 34);
  for (const [code, name] of [["810000", "香港"], ["820000", "澳门"], ["310000", "上海"], ["460000", "海南"], ["710000", "台湾"]]) {
    await tapRegion(page, code);
    await reads(sheet(page).locator(".what"), new RegExp(`^${name}`));
  }
});

visit("the sheet leaves what is under it within reach by scrolling", async (open) => {
  const page = await open("#/explore?view=map", PHONE);
  await tapRegion(page, "330000");
  await sheet(page).waitFor();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const [end, top] = await Promise.all([
    page.getByRole("contentinfo").last().evaluate((one) => one.getBoundingClientRect().bottom),
    sheet(page).evaluate((one) => one.getBoundingClientRect().top),
  ]);
  assert.ok(end <= top + 1, `the page ends at ${end}, the sheet begins at ${top}`);
});

visit("all views with a map answer a tap; the year is read for the year shown", async (open) => {
  const page = await open("#/explore?time=2015", PHONE);
  for (const view of ["overview", "tiles", "change", "multiples"]) {
    await go(page, `#/explore?view=${view}&time=2015`);
    await page.locator(".map svg").first().waitFor();
    await tapRegion(page, "330000");
    await reads(sheet(page).locator(".what"), /^浙江 .*2015/);
    await sheet(page).getByRole("button", { name: "关闭" }).tap();
    await counts(sheet(page), 0);
  }
});

/** What lies over the maps though it is no part of them, at points of a fine grid. */
const strangers = (page) =>
  page.evaluate(async () => {
    const found = new Set();
    for (const map of document.querySelectorAll(".map svg")) {
      map.scrollIntoView({ block: "center" });
      await new Promise((done) => requestAnimationFrame(done));
      const box = map.getBoundingClientRect();
      for (let i = 1; i < 60; i += 1) {
        for (let j = 1; j < 60; j += 1) {
          const [x, y] = [box.left + (box.width * i) / 60, box.top + (box.height * j) / 60];
          if (y < 0 || y > innerHeight) continue;
          const top = document.elementFromPoint(x, y);
          if (!top || top.closest(".map") || top.contains(map)) continue;
          // Words may stand where there is no territory.
          const under = document.elementsFromPoint(x, y).some((one) => one.matches("[data-place]"));
          if (under) found.add(`${top.tagName}.${top.getAttribute("class")} ${top.textContent.trim().slice(0, 20)}`);
        }
      }
    }
    return [...found];
  });

visit("nothing lies over the territory on a phone while no sheet is open", async (open) => {
  const page = await open("", PHONE);
  for (const view of ["overview", "map", "multiples", "change", "tiles"]) {
    await go(page, `#/explore?view=${view}&places=330000~650000&focus=330000`);
    await page.locator(".map svg").first().waitFor();
    assert.deepEqual(await strangers(page), [], view);
  }
});

/** Parts of the map that lie under a box on the screen. */
const under = (page, box) =>
  box.evaluate((one) => {
    one.scrollIntoView({ block: "center" });
    const { left, top, width, height } = one.getBoundingClientRect();
    const found = new Set();
    for (let i = 0; i <= 40; i += 1) {
      for (let j = 0; j <= 24; j += 1) {
        const all = document.elementsFromPoint(left + (width * i) / 40, top + (height * j) / 24);
        for (const hit of all) if (hit.matches("[data-place], .inset-frame")) found.add(hit.dataset.place ?? "inset");
      }
    }
    return [...found];
  });

/** Whether all that is written in the box lies in it. */
const spill = (box) =>
  box.evaluate((one) => {
    const frame = one.getBoundingClientRect();
    return [...one.querySelectorAll("p:not([hidden]), .sparkline")]
      .filter((part) => part.checkVisibility())
      .map((part) => ({ part: part.textContent.trim() || part.tagName, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > frame.bottom + 1 || box.right > frame.right + 1 || box.left < frame.left - 1)
      .map(({ part }) => part);
  });

visit("at 1280 px the glance stands in its dock in the map, and no region lies under it", async (open) => {
  const page = await open("#/explore?view=map", { viewport: { width: 1280, height: 900 } });
  const dock = page.locator(".map-frame .dock");
  for (const view of ["map", "overview", "change", "tiles"]) {
    for (const lang of ["zh", "en"]) {
      await go(page, `#/explore?view=${view}&lang=${lang}`);
      await counts(regions(page), 34);
      await counts(page.locator(".glance"), 1);
      if (view === "tiles") {
        // Cells leave no room: the words stand above them.
        assert.deepEqual(await under(page, page.locator(".glance")), []);
        continue;
      }
      await counts(dock.locator(".glance"), 1);
      const frame = await page.locator(".map-frame").boundingBox();
      const box = await dock.boundingBox();
      assert.ok(
        box.x >= frame.x - 1 && box.y >= frame.y - 1 && box.x + box.width <= frame.x + frame.width + 1 && box.y + box.height <= frame.y + frame.height + 1,
        `${view}: the dock lies outside of the map`,
      );
      // The longest words: a long name, no data, and the hint.
      for (const code of ["150000", "330000", "710000", "810000"]) {
        const { x, y } = await pointOn(page, code);
        await page.mouse.move(x, y);
        await eventually(async () => assert.ok(await dock.locator(".what").count()));
        assert.deepEqual(await under(page, dock.locator(".glance")), [], `${view}, ${lang}: under the words on ${code}`);
        assert.deepEqual(await spill(dock), [], `${view}, ${lang}: what leaves the dock on ${code}`);
      }
      await page.mouse.move(2, 2);
      assert.deepEqual(await under(page, dock), [], `${view}, ${lang}: under the dock`);
      assert.deepEqual(await spill(dock), [], `${view}, ${lang}: the hint`);
    }
  }
});

visit("on every set of places, wide and narrow, the words on a place cover no region", async (open) => {
  const page = await open("", { viewport: { width: 1280, height: 900 } });
  for (const width of [1280, 768]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [level, indicator] of [
      ["macro_regions", "gdp"],
      ["zhejiang_cities", "gdp"],
      ["zhejiang_counties", "gdp"],
      ["shanghai_districts", "population_census"],
      ["delta_cities", "gdp"],
    ]) {
      await go(page, `#/explore?indicator=${indicator}&level=${level}&view=map&lang=en`);
      await page.locator(".map svg").waitFor();
      await eventually(async () => assert.ok((await regions(page).count()) > 10));
      const code = await regions(page).nth(5).getAttribute("data-place");
      const { x, y } = await pointOn(page, code);
      await page.mouse.move(x, y);
      await page.locator(".glance .what").waitFor();
      assert.deepEqual(await under(page, page.locator(".glance")), [], `${level} at ${width} px`);
      assert.equal(await region(page, code).count(), 1);
      await page.mouse.move(2, 2);
    }
  }
});
