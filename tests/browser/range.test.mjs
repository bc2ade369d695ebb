// Two years: drawn with the mouse, stepped by keys, typed, played, and kept in the link.
import assert from "node:assert/strict";
import {
  drawn,
  eventually,
  firstField,
  firstSlider,
  followed,
  go,
  notices,
  playButton,
  reads,
  showsYear,
  tab,
  texts,
  timed,
  visit,
  yearField,
  yearSlider,
} from "./site.mjs";

/** Waits until both handles and both fields show these years. */
const spans = (page, first, last) =>
  eventually(async () => {
    const told = [
      await firstSlider(page).inputValue(),
      await firstField(page).inputValue(),
      await yearSlider(page).inputValue(),
      await yearField(page).inputValue(),
    ];
    assert.deepEqual(told, [first, first, last, last].map(String));
  });

/** Where on the screen the handle stands in a year. */
const handleAt = (slider, year) =>
  slider.evaluate((one, wanted) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    const [min, max] = [Number(one.min), Number(one.max)];
    const share = ((wanted ?? Number(one.value)) - min) / (max - min);
    return { x: left + 9 + share * (width - 18), y: top + height / 2 };
  }, year);

/** Draws a handle with the mouse to a year, as far as it goes, and lets it go. */
const draw = async (page, slider, year) => {
  const [from, to] = [await handleAt(slider), await handleAt(slider, year)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
};

const subtitle = (page) => page.locator(".trend-panel .subtitle");
/** Years along the horizontal axis of the trend. */
const axis = async (page) =>
  (await texts(page.locator(".chart svg text"))).filter((word) => /^\d{4}$/.test(word)).map(Number);

visit("each handle is drawn by the mouse; title, trend, map, table and link follow", async (open) => {
  const page = await open();
  await drawn(page);
  const steps = await page.evaluate(() => history.length);
  await spans(page, 2006, 2024);
  await draw(page, firstSlider(page), 2011);
  await spans(page, 2011, 2024);
  await followed(page, "#/explore?time=2011..latest");
  await draw(page, yearSlider(page), 2019);
  await spans(page, 2011, 2019);
  await followed(page, "#/explore?time=2011..2019");
  await reads(page.locator("h1"), /^2019年/);
  await reads(subtitle(page), /2011–2019年$/);
  await eventually(async () => {
    const years = await axis(page);
    assert.deepEqual([years[0], years.at(-1)], [2011, 2019]);
  });
  await page.locator(".trend-panel details.behind > summary").click();
  // The table is made when it is asked for.
  await eventually(async () => {
    const columns = await texts(page.locator(".trend-panel .behind thead th"));
    assert.deepEqual(columns.slice(2), Array.from({ length: 9 }, (_, at) => String(2011 + at)));
  });
  await reads(page.locator(".ranking thead th").nth(1), "2019");
  // A moving handle leaves no trail in the history.
  assert.equal(await page.evaluate(() => history.length), steps);
  await page.reload();
  await spans(page, 2011, 2019);
});

visit("the handles never cross, whichever is drawn", async (open) => {
  const page = await open("#/explore?time=2011..2019");
  await draw(page, firstSlider(page), 2023);
  await spans(page, 2019, 2019);
  await go(page, "#/explore?time=2011..2018");
  await spans(page, 2011, 2018);
  await draw(page, yearSlider(page), 2007);
  await spans(page, 2011, 2011);
  await followed(page, "#/explore?time=2011..2011");
  // By keys.
  await go(page, "#/explore?time=2011..2017");
  await firstSlider(page).focus();
  await page.keyboard.press("End");
  await spans(page, 2017, 2017);
  await page.keyboard.press("ArrowRight");
  await spans(page, 2017, 2017);
  await go(page, "#/explore?time=2011..2016");
  await yearSlider(page).focus();
  await page.keyboard.press("Home");
  await spans(page, 2011, 2011);
  await page.keyboard.press("ArrowLeft");
  await spans(page, 2011, 2011);
});

visit("handles on one year can be drawn apart again, at both ends and in the middle", async (open) => {
  const page = await open();
  for (const [year, outwards] of [[2006, 2012], [2024, 2012], [2015, 2020], [2015, 2009]]) {
    await go(page, `#/explore?time=${year}..${year}`);
    await spans(page, year, year);
    // The mouse takes what lies on top.
    await draw(page, yearSlider(page), outwards);
    await spans(page, Math.min(year, outwards), Math.max(year, outwards));
    await followed(page, new RegExp(`${outwards}`));
  }
});

visit("arrows step a year, Page keys more, Home and End go to the ends, for both handles", async (open) => {
  const page = await open("#/explore?time=2011..2019");
  await firstSlider(page).focus();
  await page.keyboard.press("ArrowRight");
  await spans(page, 2012, 2019);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await spans(page, 2010, 2019);
  await page.keyboard.press("PageUp");
  await eventually(async () => assert.ok(Number(await firstField(page).inputValue()) > 2011));
  await page.keyboard.press("PageDown");
  await spans(page, 2010, 2019);
  await page.keyboard.press("Home");
  await spans(page, 2006, 2019);
  // From the very beginning on is all years.
  await followed(page, "#/explore?time=2019");
  await yearSlider(page).focus();
  await page.keyboard.press("ArrowRight");
  await spans(page, 2006, 2020);
  await page.keyboard.press("PageDown");
  await eventually(async () => assert.ok(Number(await yearField(page).inputValue()) < 2019));
  await page.keyboard.press("End");
  await spans(page, 2006, 2024);
  await followed(page, "#/explore");
});

const type = async (page, field, typed) => {
  await field.fill("");
  await field.pressSequentially(typed);
  await page.keyboard.press("Enter");
};

visit("years can be typed; what has no data or is no year is answered", async (open) => {
  const page = await open();
  await type(page, firstField(page), "2011");
  await spans(page, 2011, 2024);
  await type(page, yearField(page), "2019");
  await spans(page, 2011, 2019);
  await followed(page, "#/explore?time=2011..2019");
  // Too early and too late: the nearest year, with a sentence, once.
  await type(page, yearField(page), "99999");
  await spans(page, 2011, 2024);
  await reads(notices(page), /没有数据（有数据的年份：2006–2024），已显示 2024 年/);
  await page.getByRole("button", { name: "知道了" }).click();
  await page.locator(".notices").waitFor({ state: "hidden" });
  await type(page, firstField(page), "1900");
  await spans(page, 2006, 2024);
  await reads(notices(page), /1900 年没有数据（有数据的年份：2006–2024），已显示 2006 年/);
  await page.getByRole("button", { name: "知道了" }).click();
  // Again: nothing changes, and the field does not keep what is not so.
  await type(page, firstField(page), "1900");
  await spans(page, 2006, 2024);
  await type(page, yearField(page), "3000");
  await spans(page, 2006, 2024);
  // Of the last year typed only; a year that there is takes the sentence away.
  await reads(notices(page), /^3000 年没有数据（有数据的年份：2006–2024），已显示 2024 年/);
  await type(page, yearField(page), "2020");
  await page.locator(".notices").waitFor({ state: "hidden" });
  await type(page, yearField(page), "2024");
  await spans(page, 2006, 2024);
  for (const rubbish of ["abc", "", "20.5", "-1", "１９"]) {
    await type(page, yearField(page), rubbish);
    await page.keyboard.press("Tab");
    await spans(page, 2006, 2024);
    await type(page, firstField(page), rubbish);
    await page.keyboard.press("Tab");
    await spans(page, 2006, 2024);
  }
  // A first year behind the last one, and a last one before the first.
  await type(page, yearField(page), "2015");
  await spans(page, 2006, 2015);
  await type(page, firstField(page), "2020");
  await spans(page, 2015, 2015);
  await type(page, firstField(page), "2012");
  await type(page, yearField(page), "2008");
  await spans(page, 2012, 2012);
  await reads(page.locator("h1"), /^2012年/);
});

visit("one button shows all years again", async (open) => {
  const page = await open("#/explore?view=trend&time=2011..2019");
  await reads(page.locator("article > header .subtitle"), /2011–2019年/);
  await page.getByRole("button", { name: "全部年份" }).click();
  await spans(page, 2006, 2019);
  await followed(page, "#/explore?view=trend&time=2019");
  await reads(page.locator("article > header .subtitle"), /2006–2024年/);
  await page.getByRole("button", { name: "全部年份" }).waitFor({ state: "hidden" });
});

visit("links say the years in every way they can be said", async (open) => {
  const page = await open();
  for (const [time, first, last, said] of [
    ["2011..2019", 2011, 2019, null],
    ["2011..latest", 2011, 2024, null],
    ["earliest..2019", 2006, 2019, null],
    ["latest", 2006, 2024, null],
    ["2010..2010", 2010, 2010, null],
    ["2019..2011", 2011, 2019, /颠倒/],
    ["1900..2019", 2006, 2019, /1900 年没有数据/],
    ["2011..2999", 2011, 2024, /2999 年没有数据/],
  ]) {
    await go(page, `#/explore?time=${time}`);
    await spans(page, first, last);
    if (said) await reads(notices(page), said);
    else await page.locator(".notices").waitFor({ state: "hidden" });
  }
});

visit("a view of two years has both handles, one of one year has one, and the years stay", async (open) => {
  const page = await open("#/explore?indicator=gdp&time=2011..2019");
  for (const [name, two] of [
    ["地图", false],
    ["多年地图", true],
    ["变化地图", true],
    ["方格图", false],
    ["趋势", true],
    ["排行", false],
    ["坡度图", true],
    ["哑铃图", true],
    ["数据表", true],
    ["总览", true],
  ]) {
    await tab(page, name).click();
    await showsYear(page, 2019);
    if (two) await spans(page, 2011, 2019);
    else await eventually(async () => assert.equal(await firstSlider(page).count(), 0, name));
    await followed(page, /time=2011\.\.2019/);
  }
});

visit("a comparison starts where it can unless the reader says otherwise", async (open) => {
  const page = await open("#/explore?view=dumbbell");
  // The series of GDP per person breaks in 2010.
  await spans(page, 2010, 2024);
  await reads(page.locator("h1"), /^2010–2024年/);
  await draw(page, firstSlider(page), 2014);
  await spans(page, 2014, 2024);
  await reads(page.locator("h1"), /^2014–2024年/);
  await page.getByRole("button", { name: "自动" }).click();
  await spans(page, 2010, 2024);
  await followed(page, "#/explore?view=dumbbell");
});

visit("a range is played from its first year on, and can be stopped", async (open) => {
  const { page, pass } = await timed(open, "#/explore?time=2011..2019");
  await playButton(page).click();
  await reads(playButton(page), /暂停/);
  await pass();
  await spans(page, 2011, 2020);
  await reads(page.locator("h1"), /^2020年/);
  await playButton(page).click();
  assert.equal(await pass(3), 0);
  await spans(page, 2011, 2020);
  await followed(page, "#/explore?time=2011..2020");
  // To the end, and anew behind the first year.
  await playButton(page).click();
  await pass(5);
  await spans(page, 2011, 2024);
  await reads(playButton(page), /播放/);
  await playButton(page).click();
  await spans(page, 2011, 2012);
  // Taking hold of either handle stops it.
  await draw(page, firstSlider(page), 2009);
  await reads(playButton(page), /播放/);
  assert.equal(await pass(3), 0);
  await spans(page, 2009, 2012);
});

visit("on a phone both handles can be reached and the line is not too short", async (open) => {
  const page = await open("#/explore?time=2011..2019&lang=en", { viewport: { width: 360, height: 740 } });
  await spans(page, 2011, 2019);
  const line = await page.locator(".time .line").boundingBox();
  assert.ok(line.width > 200, `${line.width} px for nineteen years`);
  await draw(page, firstSlider(page), 2008);
  await draw(page, yearSlider(page), 2022);
  await spans(page, 2008, 2022);
});
