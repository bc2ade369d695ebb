// Zhejiang and Shanghai: markers and cards lead to each other, choices stand in the address, every
// county can be read by keyboard.
import assert from "node:assert/strict";
import { counts, eventually, text, visit } from "./site.mjs";

const card = (page, id) => page.locator(`article[id="${id}"]`);
const marker = (page, id) => page.locator(`a.marker[data-marker="${id}"]`);
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);
const hash = (page) => page.evaluate(() => location.hash);

visit("a marker leads to its card, and a card to its marker and its counties", async (open) => {
  const page = await open("#/zhejiang?lang=en");
  await counts(page.locator("a.marker"), 12);
  await marker(page, "002.m07").focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok(await isFocused(card(page, "002.m07"))));
  assert.equal(await hash(page), "#/zhejiang/002.m07?lang=en");
  await card(page, "002.m01").getByRole("button").click();
  await eventually(async () => assert.ok(await isFocused(marker(page, "002.m01"))));
  // Lishui as a whole.
  await counts(page.locator(".map path.region.pointed"), 9);
});

visit("a link to a model or a goal opens with it in view", async (open) => {
  for (const id of ["002.m03", "004.g2035.2"]) {
    // A card is shown whatever domain the link narrows to.
    const page = await open(`#/zhejiang/${id}?domain=6`);
    const item = page.locator(`[id="${id}"]`);
    await eventually(async () => assert.ok(await isFocused(item)));
    const [top, height] = await item.evaluate((one) => [one.getBoundingClientRect().top, innerHeight]);
    assert.ok(top >= 0 && top < height, `${id} begins at ${top} of ${height} px`);
  }
});

visit("domain, list and residents are chosen in the address, and the browser leads back", async (open) => {
  const page = await open("#/zhejiang?lang=en", { viewport: { width: 360, height: 740 } });
  const shown = page.locator("article.model-card:visible");
  await counts(shown, 12);
  await page.getByRole("radio", { name: "Narrowing income gaps" }).check();
  await counts(shown, 2);
  await counts(page.locator("a.marker.aside"), 10);
  const area = () => page.locator("path.list-area").getAttribute("d");
  const [before, fill] = [await area(), await page.locator(".map path.region").nth(7).getAttribute("aria-label")];
  await page.getByRole("radio", { name: /^25/ }).check();
  await page.getByRole("radio", { name: "Rural residents" }).check();
  await eventually(async () => assert.notEqual(await area(), before));
  assert.notEqual(await page.locator(".map path.region").nth(7).getAttribute("aria-label"), fill);
  assert.equal(await hash(page), "#/zhejiang?domain=3&list=2024&income=rural&lang=en");
  await page.goBack();
  assert.equal(await hash(page), "#/zhejiang?domain=3&list=2024&lang=en");
  await eventually(async () =>
    assert.ok(await page.getByRole("radio", { name: "Urban residents" }).isChecked()),
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
});

visit("counties are read with arrow keys, and stand in the table behind the map", async (open) => {
  const page = await open("#/zhejiang?lang=en");
  await page.locator('.map path.region[tabindex="0"]').focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowDown");
  const name = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const told = await text(page.locator(".map-readout"));
  assert.ok(told.startsWith(name.split(":")[0]), `${told} / ${name}`);
  await page.locator(".behind-map summary").click();
  await counts(page.locator(".behind-map tbody tr"), 90);
});

visit("Shanghai shows districts by zone and five new towns", async (open) => {
  const page = await open("#/shanghai?lang=en");
  await counts(page.locator(".map path.region"), 16);
  await counts(page.locator("[data-marker]"), 5);
  const zones = await page
    .locator(".map path.region")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.equal(zones.filter((one) => one.includes("Central districts")).length, 7);
  assert.equal(zones.filter((one) => one.includes("New Town")).length, 5);
  await counts(page.locator("main [data-id^='000.fw']"), 15);
});

visit("a marker of another domain opens its card and all domains with it", async (open) => {
  const page = await open("#/zhejiang?domain=2&lang=en");
  const shown = () => page.locator("article.model-card:visible").count();
  await eventually(async () => assert.ok((await shown()) < 12));
  await marker(page, "002.m07").dispatchEvent("click");
  await eventually(async () => assert.ok(await isFocused(card(page, "002.m07"))));
  assert.equal(await shown(), 12);
  assert.doesNotMatch(await hash(page), /domain/);
});

visit("a map in a card is read where it is pointed at", async (open) => {
  const page = await open("#/?lang=en");
  const figure = page.locator(".gap").first();
  const readout = figure.locator(".map-readout");
  const hint = await text(readout);
  await figure.locator('.map [data-place="650000"]').first().hover();
  await eventually(async () => assert.match(await text(readout), /^Xinjiang · CN¥\d\d,\d\d\d$/));
  await page.mouse.move(2, 2);
  await eventually(async () => assert.equal(await text(readout), hint));
});

visit("names of the counties on a list stand below the map, and what the other list has", async (open) => {
  const page = await open("#/zhejiang");
  const notes = page.locator("#zhejiang-income .notes");
  await eventually(async () => {
    const told = await text(notes);
    const [, names] = /名单上的 26 个县（市、区）：([^。]+)。/.exec(told);
    assert.equal(new Set(names.split("、")).size, 26);
    assert.match(told, /只在“.*”中的：.+。/);
  });
});
