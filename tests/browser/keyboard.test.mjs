// The whole page without a mouse.
import assert from "node:assert/strict";
import { counts, drawn, eventually, followed, reads, showsYear, visit } from "./site.mjs";

/** What has the focus: its kind, name, and whether that can be seen. */
const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    const stroked = one instanceof SVGElement && style.stroke !== one.getAttribute("stroke");
    const box = one.getBoundingClientRect();
    const region = one.closest(".map, .legend, .tabs, .time, .controls, .ranking, header, .trend-panel, .foot");
    return {
      tag: one.tagName.toLowerCase(),
      id: one.id,
      name: (one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent).trim().slice(0, 24),
      where: region?.getAttribute("class") ?? region?.tagName.toLowerCase() ?? "",
      visible: outlined || stroked,
      onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });

visit("Tab reaches everything in the order of the page, and the focus is seen", async (open) => {
  const page = await open();
  await drawn(page);
  // Not by a click, which is where Tab would go on from.
  await page.locator("details.fold").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  const stops = [];
  for (let at = 0; at < 150; at += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stops.length > 40 && (stop.tag === "body" || stop.name === "跳到正文")) break;
    stops.push(stop);
  }
  const path = stops.map(({ tag, id, name, where }) => `${where}/${tag}#${id} ${name}`).join("\n");
  // From top to bottom.
  const order = [
    (one) => one.name === "跳到正文",
    (one) => one.tag === "a" && one.name.startsWith("共富图谱"),
    (one) => one.tag === "select" && one.name.startsWith("配色"),
    (one) => one.name === "English",
    (one) => one.id === "choose-indicator",
    (one) => one.id === "choose-level",
    (one) => one.id === "choose-transform",
    (one) => one.tag === "summary",
    (one) => one.id === "choose-vintage",
    (one) => one.id === "choose-method",
    (one) => one.tag === "summary",
    (one) => one.id === "choose-classes",
    (one) => one.id === "choose-classes-count",
    (one) => one.id === "choose-palette",
    (one) => one.tag === "summary",
    (one) => one.name === "移除 东部",
    (one) => one.id === "add-place",
    (one) => one.id === "choose-group",
    (one) => one.tag === "summary",
    (one) => one.id === "remark-text",
    (one) => one.id === "tab-overview",
    (one) => one.where === "time" && one.tag === "button",
    (one) => one.id === "first-year-typed",
    (one) => one.id === "year-typed",
    (one) => one.id === "first-year",
    (one) => one.id === "year",
    (one) => one.where.startsWith("map") && one.tag === "path",
    (one) => one.where === "legend" && one.tag === "button",
    (one) => one.where === "legend" && one.name.startsWith("无数据"),
    (one) => one.where === "trend-panel" && one.tag === "summary",
    (one) => one.where === "ranking" && one.tag === "div",
    (one) => one.name === "全国",
    (one) => one.name === "澳门",
  ];
  let from = 0;
  for (const [at, wanted] of order.entries()) {
    const found = stops.findIndex((one, place) => place >= from && wanted(one));
    assert.ok(found >= 0, `stop ${at} (${wanted}) is missing or out of order in\n${path}`);
    from = found + 1;
  }
  assert.equal(stops.filter((one) => one.where.startsWith("map") && one.tag === "path").length, 1);
  assert.equal(stops.filter((one) => one.id.startsWith("tab-")).length, 1);
  const unseen = stops.filter(({ visible, onScreen }) => !visible || !onScreen);
  assert.deepEqual(unseen, [], "where the focus cannot be seen");
  assert.deepEqual(stops.filter(({ name }) => !name), [], "where the focus is on something nameless");
});

visit("the first stop leads past the header", async (open) => {
  const page = await open();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到正文" });
  await eventually(async () => assert.ok((await skip.boundingBox()).x >= 0));
  await page.keyboard.press("Enter");
  await eventually(async () =>
    assert.equal(await page.evaluate(() => document.activeElement.id), "main"),
  );
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "choose-indicator");
  await followed(page, "#/explore");
});

visit("a question is answered from beginning to end by keys alone", async (open) => {
  const page = await open();
  const to = async (check) => {
    for (let at = 0; at < 80; at += 1) {
      await page.keyboard.press("Tab");
      if (check(await focused(page))) return;
    }
    assert.fail(`not reached: ${check}`);
  };
  await to(({ id }) => id === "choose-indicator");
  await page.keyboard.type("城乡居民收入比");
  await page.keyboard.press("Enter");
  await reads(page.locator("h1"), /城乡居民收入比/);
  await to(({ id }) => id === "choose-level");
  await page.keyboard.press("ArrowDown");
  await followed(page, /level=macro_regions/);
  await page.keyboard.press("ArrowUp");
  await followed(page, /^(?!.*level)/);
  await to(({ tag, name }) => tag === "summary" && name === "比较的地区");
  await page.keyboard.press("Enter");
  await to(({ id }) => id === "add-place");
  await page.keyboard.type("guizhou");
  await page.keyboard.press("Enter");
  await followed(page, /520000/);
  await counts(page.locator(".chip", { hasText: "贵州" }), 1);
  await to(({ id }) => id === "year");
  await page.keyboard.press("Home");
  const first = await page.locator(".time .bound").first().textContent();
  await showsYear(page, first);
  await reads(page.locator("h1"), new RegExp(`^${first}年`));
  await to(({ tag }) => tag === "path");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await counts(page.locator(".chip.focused"), 1);
  await page.keyboard.press("Shift+Tab");
  assert.equal((await focused(page)).id, "year");
});
