// The year: slider, keyboard, play button, link.
import assert from "node:assert/strict";
import {
  drawn,
  eventually,
  fills,
  followed,
  playButton,
  reads,
  region,
  showsYear,
  tab,
  timed,
  visit,
  yearField,
  yearSlider,
} from "./site.mjs";

const title = (page) => page.getByRole("heading", { level: 1 });

visit("arrow keys step through the years, Home and End go to their ends", async (open) => {
  const page = await open();
  const steps = await page.evaluate(() => history.length);
  await showsYear(page, 2024);
  const before = await fills(page);
  const value = await region(page, "330000").getAttribute("aria-label");
  await yearSlider(page).focus();
  await page.keyboard.press("ArrowLeft");
  await showsYear(page, 2023);
  await reads(title(page), /^2023年/);
  await followed(page, "#/explore?time=2023");
  assert.notEqual(await region(page, "330000").getAttribute("aria-label"), value);
  await page.keyboard.press("ArrowRight");
  await showsYear(page, 2024);
  // The last year is written as none, so that the link stays fresh.
  await followed(page, "#/explore");

  await page.keyboard.press("Home");
  await showsYear(page, 2006);
  await reads(title(page), /^2006年/);
  await reads(page.locator(".ranking thead th").nth(1), "2006");
  await followed(page, "#/explore?time=2006");
  const after = await fills(page);
  const changed = Object.keys(before).filter((code) => before[code] !== after[code]);
  assert.ok(changed.length >= 3, `only ${changed} took another colour`);

  await page.keyboard.press("PageUp");
  await eventually(async () => assert.ok(Number(await yearField(page).inputValue()) > 2006));
  await page.keyboard.press("End");
  await showsYear(page, 2024);
  await page.keyboard.press("PageDown");
  await eventually(async () => assert.ok(Number(await yearField(page).inputValue()) < 2024));
  // A moving slider leaves no trail in the history.
  assert.equal(await page.evaluate(() => history.length), steps);
});

visit("the year chosen is restored by a reload and by its link", async (open) => {
  const page = await open();
  await drawn(page);
  await yearSlider(page).fill("2015");
  await reads(title(page), /^2015年/);
  await followed(page, "#/explore?time=2015");
  await page.reload();
  await reads(title(page), /^2015年/);
  assert.equal(await yearSlider(page).inputValue(), "2015");
  const link = await open("#/explore?time=2015");
  await reads(title(link), await title(page).textContent());
  assert.deepEqual(await fills(link), await fills(page));
});

visit("the marker in the trend stands at the year of the map", async (open) => {
  const page = await open();
  await drawn(page);
  const marker = page.locator(".year-marker");
  const x = async () => (await marker.boundingBox()).x;
  await marker.waitFor();
  const right = await x();
  await yearSlider(page).focus();
  await page.keyboard.press("Home");
  await showsYear(page, 2006);
  await eventually(async () => assert.ok((await x()) < right - 200));
  const left = await x();
  await yearSlider(page).fill("2015");
  await showsYear(page, 2015);
  await eventually(async () => assert.ok(Math.abs((await x()) - (left + right) / 2) < 2));
});

visit("playing shows year after year and can be stopped", async (open) => {
  const { page, pass, play } = await timed(open, "#/explore?time=2010");
  await reads(play, /播放/);
  await play.click();
  await reads(play, /暂停/);
  assert.equal(await play.getAttribute("aria-pressed"), "true");
  await pass();
  await showsYear(page, 2011);
  await pass(2);
  await showsYear(page, 2013);
  await reads(title(page), /^2013年/);
  await play.click();
  await reads(play, /播放/);
  assert.equal(await pass(5), 0);
  await showsYear(page, 2013);
  await followed(page, "#/explore?time=2013");
});

visit("playing ends with the last year, and begins anew from there", async (open) => {
  const { page, pass, play } = await timed(open, "#/explore?time=2023");
  await play.click();
  await pass();
  await showsYear(page, 2024);
  assert.equal(await pass(), 0);
  await reads(play, /播放/);
  assert.equal(await play.getAttribute("aria-pressed"), "false");
  await showsYear(page, 2024);
  await play.click();
  await showsYear(page, 2006);
  await pass();
  await showsYear(page, 2007);
});

visit("taking hold of the slider stops playing", async (open) => {
  const { page, pass, play } = await timed(open, "#/explore?time=2010");
  await play.click();
  await pass();
  await showsYear(page, 2011);
  await yearSlider(page).fill("2016");
  await reads(play, /播放/);
  assert.equal(await pass(5), 0);
  await showsYear(page, 2016);
});

visit("leaving for the table stops playing", async (open) => {
  const { page, pass, play } = await timed(open, "#/explore?time=2010");
  await play.click();
  await pass();
  await showsYear(page, 2011);
  await tab(page, "数据表").click();
  await page.getByRole("table").waitFor();
  assert.equal(await pass(5), 0);
  await tab(page, "地图").click();
  await showsYear(page, 2011);
  await reads(play, /播放/);
});

visit("playing through real time comes to its end", async (open) => {
  const page = await open("#/explore?time=2023");
  await playButton(page).click();
  await showsYear(page, 2024);
  await reads(playButton(page), /播放/);
  await followed(page, "#/explore");
});
