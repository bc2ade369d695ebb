// What is shown of a value: chains of transforms, what they are related to, and what is refused.
import assert from "node:assert/strict";
import {
  counts,
  drawn,
  eventually,
  firstField,
  followed,
  go,
  notices,
  reads,
  region,
  regions,
  showsYear,
  tab,
  text,
  texts,
  unfold,
  visit,
  yearField,
  yearSlider,
} from "./site.mjs";

const first = (page) => page.getByLabel("显示为", { exact: true });
/** The second and the third menu, as they stand. */
const then = (page, at) => page.getByLabel("再", { exact: true }).nth(at);
const title = (page) => page.locator("h1");
const chain = (page) => page.locator("article > header .subtitle");
const legendUnit = (page) => page.locator(".legend .unit");
const refusal = (page) => page.locator(".refused");

/** What the map says of a place, without its name. */
const told = async (page, code) =>
  (await region(page, code).getAttribute("aria-label")).split(/：|: /).slice(1).join("");

/** Names of regions follow when nothing has changed for a while. */
const rested = (page) => page.waitForTimeout(400);

const number = (written) => Number(written.replace(/[^\d.−-]/g, "").replace("−", "-"));

/** Waits until the map says so of a place. */
const tells = (page, code, wanted) =>
  eventually(async () => {
    const now = await told(page, code);
    if (wanted instanceof RegExp) assert.match(now, wanted);
    else assert.equal(now, wanted);
  });

/** The unit over the vertical axis of the trend. */
const axisUnit = async (page) => (await texts(page.locator(".chart svg text"))).find((word) => !/^[−\d,.]+$/.test(word));

const typeYear = async (page, field, year) => {
  await field.fill(String(year));
  await field.press("Enter");
};

/** So many places of the map have a number, and a colour; the others are hatched. */
const numbers = (page, wanted) =>
  eventually(async () => {
    const all = await regions(page).evaluateAll((list) =>
      list.map((one) => ({ label: one.getAttribute("aria-label"), fill: one.getAttribute("fill") })),
    );
    const has = ({ label }) => /[:：] ?[−+]?(CN¥)?[\d,.]+( |%|$)/.test(label);
    assert.equal(all.filter(has).length, wanted);
    assert.ok(all.every((one) => has(one) === /^#/.test(one.fill)), "colour and number go together");
  });

visit("three steps one after the other: each changes title, chain, unit, axis and values; back undoes each", async (open) => {
  const page = await open();
  await drawn(page);
  const level = number(await told(page, "330000"));
  const nation = number((await texts(page.locator(".ranking tbody tr").first().locator("td")))[0]);
  const states = [];
  const note = async () => {
    await rested(page);
    states.push([await text(title(page)), await text(chain(page)), await told(page, "330000"), await page.evaluate(() => location.hash)]);
  };
  assert.equal(await axisUnit(page), "元");
  await counts(page.getByLabel("再", { exact: true }), 0);
  await note();

  await first(page).selectOption("relative");
  await followed(page, "#/explore?transform=relative");
  await reads(title(page), /^2024年人均地区生产总值（全国 = 100）：北京最高（239\.2），/);
  await reads(chain(page), /原值 → 相对水平（全国 = 100） · 2024年$/);
  await reads(legendUnit(page), "全国 = 100");
  await tells(page, "330000", ((level / nation) * 100).toFixed(1));
  await eventually(async () => assert.equal(await axisUnit(page), "全国 = 100"));
  await note();

  await then(page, 0).selectOption("index");
  await followed(page, "#/explore?transform=relative~index");
  await reads(title(page), /指数（2010年 = 100）：/);
  await reads(chain(page), /原值 → 相对水平（全国 = 100） → 指数（2010年 = 100） · 2024年$/);
  await reads(legendUnit(page), "2010年 = 100");
  await eventually(async () => assert.equal(await axisUnit(page), "2010年 = 100"));
  await note();

  await then(page, 1).selectOption("growth");
  await followed(page, "#/explore?transform=relative~index~growth");
  await reads(chain(page), /原值 → 相对水平（全国 = 100） → 指数（2010年 = 100） → 比上年增长（%） · 2024年$/);
  await reads(legendUnit(page), "%");
  await tells(page, "330000", /^[−+]?\d+\.\d%$/);
  await eventually(async () => assert.equal(await axisUnit(page), "%"));
  // Three are the most.
  await counts(page.getByLabel("再", { exact: true }), 2);
  await note();

  assert.equal(new Set(states.map(String)).size, 4);
  const arrived = async ([heading, subtitle, value, hash]) => {
    await reads(title(page), heading);
    await reads(chain(page), subtitle);
    await tells(page, "330000", value);
    await followed(page, decodeURI(hash));
  };
  for (const state of states.toReversed().slice(1)) {
    await page.goBack();
    await arrived(state);
  }
  assert.equal(await first(page).inputValue(), "");
  await counts(page.getByLabel("再", { exact: true }), 0);
  for (const state of states.slice(1)) {
    await page.goForward();
    await arrived(state);
  }
  // The first step changed takes those behind it away, which rest on it.
  await then(page, 0).selectOption("");
  await followed(page, "#/explore?transform=relative");
  await arrived(states[1]);
});

visit("a chain reads in English, and its link says the same", async (open) => {
  const page = await open("#/explore?transform=relative~index&time=2020&lang=en");
  await reads(title(page), /^GDP per person.*\(China = 100\).*index \(2010 = 100\).*, 2020: highest in /);
  await reads(chain(page), /value → .*\(China = 100\) → index \(2010 = 100\) · 2020$/);
  assert.deepEqual(
    [await page.locator("#choose-transform").inputValue(), await page.locator("#choose-transform-2").inputValue()],
    ["relative", "index"],
  );
  assert.match(await text(page.locator("label[for=choose-transform-2]")), /^Then$/);
});

visit("in the base year every place is 100", async (open) => {
  const page = await open("#/explore?transform=index&time=2010");
  await numbers(page, 31);
  const all = await regions(page).evaluateAll((list) => list.map((one) => one.getAttribute("aria-label")));
  for (const label of all.filter((one) => /\d/.test(one))) assert.match(label, /：100\.0$/);
});

visit("the base year is chosen by its menu and the index follows", async (open) => {
  const page = await open();
  await drawn(page);
  const value = async (year) => {
    await yearSlider(page).fill(String(year));
    await showsYear(page, year);
    await reads(title(page), new RegExp(`^${year}年`));
    await rested(page);
    return number(await told(page, "330000"));
  };
  const [early, late] = [await value(2015), await value(2024)];
  await first(page).selectOption("index");
  await unfold(page, "editions");
  const menu = page.getByLabel("基年");
  assert.match((await texts(menu.locator("option")))[0], /^自动.*2010/);
  await reads(title(page), /（2010年 = 100）/);
  await menu.selectOption("2015");
  await followed(page, /transform=index&base=2015$/);
  await reads(title(page), /（2015年 = 100）/);
  await tells(page, "330000", ((late / early) * 100).toFixed(1));
  await page.goBack();
  await reads(title(page), /（2010年 = 100）/);
  assert.equal(await menu.inputValue(), "");
});

visit("values are related to the place chosen", async (open) => {
  const page = await open("#/explore?transform=relative");
  await unfold(page, "editions");
  await tells(page, "330000", "141.9");
  await page.getByLabel("对比地区").selectOption("330000");
  await followed(page, "#/explore?transform=relative&against=330000");
  await reads(title(page), /（浙江 = 100）：北京最高（168\.6）/);
  await reads(chain(page), /相对水平（浙江 = 100）/);
  await tells(page, "330000", "100.0");
  await reads(legendUnit(page), "浙江 = 100");
  await page.goBack();
  await tells(page, "330000", "141.9");
});

visit("ranks are whole numbers from the first to the last", async (open) => {
  const page = await open();
  await first(page).selectOption("rank");
  await reads(title(page), /位次：首位北京，末位甘肃$/);
  await tells(page, "110000", "第 1 位");
  await tells(page, "620000", "第 31 位");
  const all = await regions(page).evaluateAll((list) => list.map((one) => one.getAttribute("aria-label").match(/第 (\d+) 位/)?.[1]));
  assert.deepEqual(all.filter(Boolean).map(Number).toSorted((a, b) => a - b), Array.from({ length: 31 }, (_, at) => at + 1));
  // What nothing can be said of any more is not offered.
  const after = await texts(then(page, 0).locator("option"));
  assert.ok(!after.some((name) => /指数|年均|相对/.test(name)), String(after));
});

visit("shares are offered where numbers can be added up, and add up", async (open) => {
  const page = await open();
  const offered = () => texts(first(page).locator("option"));
  assert.ok(!(await offered()).includes("占比（%）"), "GDP per person has no parts");
  await go(page, "#/explore?indicator=gdp");
  await eventually(async () => assert.ok((await offered()).includes("占比（%）")));
  await first(page).selectOption("share");
  await reads(title(page), /占全国比重.*广东最高/);
  await rested(page);
  const all = await regions(page).evaluateAll((list) => list.map((one) => one.getAttribute("aria-label")));
  const shares = all.filter((one) => /\d/.test(one)).map((one) => number(one.split("：")[1]));
  assert.equal(shares.length, 31);
  assert.ok(Math.abs(shares.reduce((sum, one) => sum + one, 0) - 100) < 0.5, String(shares));
});

for (const [lang, said, way, again] of [
  ["zh", /未作计算.*2009 年与 2010 年之间口径有变.*跨越它的增长、变化和指数不可比.*最近的可比时段/, /^改看 2010–2011/, /2009 年与 2010 年之间口径有变.*已改为该时段/],
  ["en", /Not computed.*2009 and 2010/, /^Show 2010–2011/, /2009 and 2010.*shown instead/],
]) {
  visit(`growth across a break is refused with a sentence, and a button leads to years with values (${lang})`, async (open) => {
    const page = await open(`#/explore?lang=${lang}`);
    await page.locator("#choose-transform").selectOption("growth");
    await numbers(page, 31);
    await counts(refusal(page), 0);
    await typeYear(page, yearField(page), 2010);
    await reads(refusal(page), said);
    await numbers(page, 0);
    await followed(page, /time=2010/);
    const button = refusal(page).getByRole("button");
    await reads(button, way);
    await button.click();
    await counts(refusal(page), 0);
    await numbers(page, 31);
    await showsYear(page, 2011);
    await followed(page, /time=2011/);
    // The refused years are one step back; as a link they are repaired, with the same sentence.
    await page.goBack();
    await followed(page, /time=2010/);
    await reads(notices(page), again);
    await numbers(page, 31);
    // A year before the break can be computed too.
    await typeYear(page, yearField(page), 2009);
    await counts(refusal(page), 0);
    await numbers(page, 31);
  });
}

visit("average growth, change and the map of change are refused across a break, too", async (open) => {
  const page = await open();
  for (const [start, span] of [
    ["#/explore?transform=annual_growth&time=2012..2015", "2010–2015"],
    ["#/explore?transform=change&time=2012..2015", "2010–2015"],
    ["#/explore?view=change&time=2012..2015", "2010–2015"],
  ]) {
    await go(page, start);
    await counts(refusal(page), 0);
    await reads(title(page), /2012–2015年/);
    await typeYear(page, firstField(page), 2007);
    await reads(refusal(page), /2009 年与 2010 年之间口径有变/);
    await reads(refusal(page).getByRole("button"), new RegExp(span));
    await refusal(page).getByRole("button").click();
    await counts(refusal(page), 0);
    await reads(title(page), new RegExp(`${span}年`));
    assert.ok((await text(title(page))).match(/\d+\.\d|\d,\d{3}/), "the title has numbers again");
  }
});

visit("two years on both sides of a break stand beside one another, and no change is computed", async (open) => {
  const page = await open();
  for (const view of ["dumbbell", "slope"]) {
    await go(page, `#/explore?view=${view}&time=2012..2015`);
    await reads(title(page), /^2012–2015年.*（[−+][\d.]+%）/);
    await typeYear(page, firstField(page), 2007);
    await reads(title(page), "2007–2015年人均地区生产总值");
    await counts(refusal(page), 0);
    await reads(page.locator(".foot"), /只并列两个数值，不计算变化/);
    await eventually(async () => {
      const written = await texts(page.locator(".chart svg text"));
      assert.ok(written.length > 5 && !written.some((word) => word.includes("%")), String(written));
    });
    // Once open it stays so from view to view.
    if (view === "dumbbell") await page.locator("details.behind > summary").click();
    await eventually(async () => {
      const changes = await texts(page.locator(".behind tbody td:last-child"));
      assert.ok(changes.length > 3 && changes.every((cell) => /^–?$/.test(cell)), String(changes));
    });
  }
});

visit("an index whose base lies behind a break is refused", async (open) => {
  const page = await open("#/explore?transform=index&base=2015&time=2020");
  await unfold(page, "editions");
  await numbers(page, 31);
  await page.getByLabel("基年").selectOption("2008");
  await reads(refusal(page), /2009 年与 2010 年之间口径有变/);
  await numbers(page, 0);
  await refusal(page).getByRole("button").click();
  await counts(refusal(page), 0);
  await numbers(page, 31);
});

visit("a link across a break is repaired and says so; a step that means nothing is left out", async (open) => {
  const page = await open("#/explore?transform=growth&time=2010");
  await reads(notices(page), /口径有变.*已改为该时段/);
  await numbers(page, 31);
  await counts(refusal(page), 0);
  await go(page, "#/explore?transform=growth~relative");
  await reads(notices(page), /“relative”接在前面的变换之后没有意义/);
  await reads(chain(page), /原值 → 比上年增长（%） ·/);
});

visit("a chain goes along through the views", async (open) => {
  const page = await open("#/explore?indicator=gdp&transform=share~change&time=2010..2020");
  await reads(chain(page), /原值 → 占全国比重（%） → 较2010年的变化/);
  for (const name of ["地图", "方格图", "趋势", "排行", "数据表"]) {
    await tab(page, name).click();
    await reads(chain(page), /原值 → 占全国比重（%） → 较2010年的变化/);
    await followed(page, /transform=share~change/);
  }
});
