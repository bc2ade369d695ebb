// Comparing places, and the same place lit wherever it stands.
import assert from "node:assert/strict";
import {
  clickRegion,
  counts,
  drawn,
  endLabels,
  eventually,
  followed,
  pointOn,
  reads,
  region,
  texts,
  unfold,
  visit,
} from "./site.mjs";

const chips = (page) => page.getByRole("list", { name: "比较的地区" }).getByRole("listitem");
const names = async (page) => texts(chips(page).locator("span"));
const chip = (page, name) => chips(page).filter({ hasText: name });
const row = (page, name) =>
  page.locator(".ranking tr").filter({ has: page.getByRole("button", { name, exact: true }) });
const glance = (page) => page.locator(".glance");
/** A page with the compared places unfolded. */
const unfolded = async (open, link) => {
  const page = await open(link);
  await unfold(page, "compared");
  return page;
};
const DEFAULT = ["东部", "中部", "西部", "东北", "全国"];

visit("a click on the map adds a place and a second one takes it out", async (open) => {
  const page = await unfolded(open);
  await drawn(page);
  await clickRegion(page, "330000");
  await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, "浙江"]));
  await followed(page, /places=east~central~west~northeast~100000~330000&focus=330000$/);
  await eventually(async () => assert.deepEqual(await endLabels(page, ["浙江"]), ["浙江"]));
  await clickRegion(page, "650000");
  await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, "浙江", "新疆"]));
  await eventually(async () => assert.equal((await endLabels(page, ["浙江", "新疆"])).length, 2));
  await clickRegion(page, "330000");
  await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, "新疆"]));
  await eventually(async () => assert.deepEqual(await endLabels(page, ["浙江", "新疆"]), ["新疆"]));
});

visit("× takes a place out, 恢复默认 restores the comparison", async (open) => {
  const page = await unfolded(open);
  await drawn(page);
  await page.getByRole("button", { name: "移除 中部" }).click();
  await eventually(async () => assert.deepEqual(await names(page), ["东部", "西部", "东北", "全国"]));
  await eventually(async () => assert.deepEqual(await endLabels(page, DEFAULT), ["东部", "西部", "东北", "全国"]));
  await followed(page, "#/explore?places=east~west~northeast~100000");
  await page.getByRole("button", { name: "恢复默认" }).click();
  await eventually(async () => assert.deepEqual(await names(page), DEFAULT));
  await followed(page, "#/explore");
  await page.getByRole("button", { name: "恢复默认" }).waitFor({ state: "hidden" });
});

visit("with every place taken out, the trend says what to do", async (open) => {
  const page = await unfolded(open);
  for (const name of DEFAULT) await page.getByRole("button", { name: `移除 ${name}` }).click();
  await reads(page.locator(".trend-panel .nothing"), /还没有选择地区/);
  await followed(page, "#/explore?places=none");
  await clickRegion(page, "330000");
  await drawn(page);
  await eventually(async () => assert.deepEqual(await endLabels(page, ["浙江"]), ["浙江"]));
});

for (const typed of ["浙江", "zhejiang", "ZHE JIANG", "330000", "３３００００"]) {
  visit(`the search field finds Zhejiang by ${typed}`, async (open) => {
    const page = await unfolded(open);
    const field = page.getByRole("combobox", { name: /添加地区/ });
    await field.fill(typed);
    const options = page.getByRole("listbox", { name: /添加地区/ }).getByRole("option");
    await eventually(async () => assert.match((await texts(options))[0] ?? "", /^浙江省/));
    await page.keyboard.press("Enter");
    await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, "浙江"]));
    await counts(options, 0);
    assert.equal(await field.inputValue(), "");
  });
}

visit("the search does not offer what is already compared", async (open) => {
  const page = await unfolded(open);
  await page.getByRole("combobox", { name: /添加地区/ }).fill("东北");
  await page.locator("#add-place-list").getByText("没有找到").waitFor();
});

/** The same place is lit everywhere, and told at a glance. */
const lit = async (page, code, name) => {
  await eventually(async () => {
    const on = await page
      .locator(".map .region.pointed[role=button]")
      .evaluateAll((all) => all.map((one) => one.dataset.place));
    assert.deepEqual(on, [code]);
  });
  await eventually(async () =>
    assert.deepEqual(await texts(page.locator(".ranking tr.pointed th")), [name]),
  );
  await reads(glance(page).locator(".what"), new RegExp(`^${name} 2024$`));
  await reads(glance(page).locator(".value"), /^[\d,]+ 元$/);
  await reads(glance(page).locator(".more"), /^第 \d+ 位（共 31） ?与全国相比 [+−][\d.]+%$/);
  const line = await glance(page).locator(".sparkline path").getAttribute("d");
  assert.ok(line.split("L").length > 10, line);
};

const dark = (page) => counts(page.locator(".map .region.pointed"), 0);

visit("pointing at map, ranking row or chip lights the place everywhere", async (open) => {
  const page = await unfolded(open, "#/explore?places=330000~100000");
  await drawn(page);
  await reads(glance(page), /指向或用方向键/);
  const { x, y } = await pointOn(page, "330000");
  await page.mouse.move(x, y);
  await lit(page, "330000", "浙江");
  await page.locator("h1").hover();
  await dark(page);
  await reads(glance(page), /指向或用方向键/);

  await row(page, "广东").hover();
  await lit(page, "440000", "广东");
  await page.locator("h1").hover();
  await dark(page);

  await chip(page, "浙江").hover();
  await lit(page, "330000", "浙江");
  await counts(page.locator(".chip.pointed"), 1);
  await page.locator("h1").hover();
  await dark(page);

  // The mouse rests where no row can scroll under it.
  await page.mouse.move(3, 3);
  await page.getByRole("button", { name: "江苏", exact: true }).focus();
  await lit(page, "320000", "江苏");
});

visit("pointing at a line lights its place on the map", async (open) => {
  const page = await open("#/explore?places=330000~620000");
  await drawn(page);
  await page.locator(".chart").scrollIntoViewIfNeeded();
  const point = async (name) =>
    page.evaluate((wanted) => {
      const label = [...document.querySelectorAll(".chart svg text")].find(
        (one) => one.textContent === wanted,
      );
      const colour = label.getAttribute("fill");
      const line = [...document.querySelectorAll(`.chart svg path[stroke="${colour}"]`)].findLast(
        (one) => one.getAttribute("fill") === "none" && one.getTotalLength() > 60,
      );
      const at = line.getPointAtLength(line.getTotalLength() * 0.62).matrixTransform(line.getScreenCTM());
      return { x: at.x, y: at.y };
    }, name);
  const { x, y } = await point("浙江");
  await page.mouse.move(x - 40, y - 60);
  await page.mouse.move(x, y, { steps: 4 });
  await lit(page, "330000", "浙江");
  await page.locator("h1").hover();
  await dark(page);
});

visit("the year's values can be read in the trend", async (open) => {
  const page = await open();
  await drawn(page);
  const box = await page.locator(".chart").boundingBox();
  await page.locator(".chart").scrollIntoViewIfNeeded();
  await page.locator(".chart").hover({ position: { x: box.width / 2, y: box.height / 2 } });
  await eventually(async () => {
    const shown = await page.locator(".chart").innerText();
    assert.match(shown, /20\d\d/);
    for (const name of DEFAULT) assert.match(shown, new RegExp(`${name}[^]*?[\\d,]{6,} ?元`));
  });
});

visit("arrow keys walk the map with one tab stop, Enter and Space toggle", async (open) => {
  const page = await unfolded(open);
  await drawn(page);
  const stops = () => page.locator(".map [tabindex='0']");
  await counts(stops(), 1);
  await stops().focus();
  const focused = () => page.evaluate(() => document.activeElement.dataset.place);
  const seen = new Set([await focused()]);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
    const before = await focused();
    await page.keyboard.press(key);
    const now = await focused();
    assert.ok(now, `${key} from ${before} left the map`);
    seen.add(now);
    await counts(stops(), 1);
    assert.equal(await stops().getAttribute("data-place"), now);
    const name = (await region(page, now).getAttribute("aria-label")).split("：")[0];
    await reads(glance(page).locator(".what"), new RegExp(`^${name}`));
  }
  assert.ok(seen.size >= 4, `the walk saw only ${[...seen]}`);
  const code = await focused();
  const name = (await region(page, code).getAttribute("aria-label")).split("：")[0];
  await page.keyboard.press("Enter");
  await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, name]));
  assert.equal(await focused(), code, "the focus stays where it was");
  await page.keyboard.press("Space");
  await eventually(async () => assert.deepEqual(await names(page), DEFAULT));
});

visit("every province can be reached by arrow keys", async (open) => {
  const page = await open("#/explore?view=map");
  await page.locator(".map [tabindex='0']").focus();
  const reached = await page.evaluate(async () => {
    const seen = new Set();
    const todo = [document.activeElement.dataset.place];
    const at = (code) => document.querySelector(`.map .region[role=button][data-place="${code}"]`);
    while (todo.length > 0) {
      const code = todo.pop();
      if (seen.has(code)) continue;
      seen.add(code);
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        at(code).focus();
        at(code).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        todo.push(document.activeElement.dataset.place);
      }
    }
    return [...seen];
  });
  assert.equal(reached.length, 34, `only ${reached}`);
});

visit("a place in the ranking is a button that compares it", async (open) => {
  const page = await unfolded(open);
  await page.getByRole("button", { name: "广东", exact: true }).click();
  await eventually(async () => assert.deepEqual(await names(page), [...DEFAULT, "广东"]));
  await followed(page, /focus=440000/);
});

visit("forty places at most are compared", async (open) => {
  const page = await unfolded(open, "#/explore?indicator=gdp&level=zhejiang_counties");
  const codes = await page
    .locator(".map .region[role=button]")
    .evaluateAll((all) => all.map((one) => one.dataset.place));
  await page.evaluate((hash) => { location.hash = hash; },
    `#/explore?indicator=gdp&level=zhejiang_counties&places=${codes.slice(0, 40).join("~")}`);
  await counts(chips(page), 40);
  await page.getByRole("button", { name: /^移除/ }).first().waitFor();
  const taken = new Set(codes.slice(0, 40));
  await clickRegion(page, codes.find((code) => !taken.has(code)));
  await counts(chips(page), 40);
});
