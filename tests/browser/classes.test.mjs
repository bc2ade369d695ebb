// Classes and colours of a map: chosen by menus, read in the legend, found again on the map.
import assert from "node:assert/strict";
import { counts, eventually, followed, go, notices, reads, regions, text, texts, unfold, visit } from "./site.mjs";

const scheme = (page) => page.getByLabel("地图分级", { exact: true });
const count = (page) => page.getByLabel("级数", { exact: true });
const palette = (page) => page.locator(".controls").getByLabel("配色", { exact: true });
const breaks = (page) => page.getByLabel(/^断点/);
const entries = (page) => page.locator(".legend").getByRole("button");

const numberOf = (written) => Number(written.replaceAll(",", "").replace("−", "-"));

/** The legend as it is read: limits, count and colour of every entry. */
const legend = (page) =>
  entries(page).evaluateAll((all) =>
    all.map((one) => {
      const [swatch, label] = one.querySelectorAll("span");
      return {
        label: label.textContent.trim(),
        count: Number(one.querySelector("small").textContent),
        colour: swatch.classList.contains("no-data") ? null : getComputedStyle(swatch).backgroundColor,
      };
    }),
  );

/** The map as it is seen: name, value and colour of every place. */
const map = (page) =>
  regions(page).evaluateAll((all) =>
    all.map((one) => {
      const [, name, value] = one.getAttribute("aria-label").match(/^(.+?)：(.+)$/);
      return { name, value, colour: getComputedStyle(one).fill };
    }),
  );

/** Limits as written: “52,972–67,505”, or one number where a class has one value. */
const limitsOf = (label) => {
  const found = label.match(/[−]?[\d,]+(\.\d+)?/g).map(numberOf);
  return [found[0], found.at(-1)];
};

/** Every place has the colour of the one class whose limits hold its value, and the counts are so. */
const agrees = async (page) => {
  const classes = await legend(page);
  const places = await map(page);
  assert.equal(classes.reduce((sum, one) => sum + one.count, 0), 34);
  for (const one of classes) {
    if (one.colour === null) {
      assert.match(one.label, /无数据/);
      assert.equal(places.filter(({ colour }) => colour.startsWith("url")).length, one.count);
      continue;
    }
    const [from, to] = limitsOf(one.label);
    const own = places.filter(({ colour }) => colour === one.colour);
    assert.equal(own.length, one.count, `${one.label} says ${one.count}`);
    for (const { name, value } of own) {
      const number = numberOf(value.split(" ")[0]);
      assert.ok(number >= from && number <= to, `${name} has ${value} in ${one.label}`);
    }
  }
  const colours = classes.map(({ colour }) => colour);
  assert.equal(new Set(colours).size, colours.length, "two classes have one colour");
  return classes;
};

visit("every scheme puts each place where its value is, counts 34, and survives a reload", async (open) => {
  const page = await open("#/explore?view=map");
  await counts(regions(page), 34);
  await unfold(page, "colours");
  const offered = await scheme(page).locator("option").evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(offered, ["jenks", "quantile", "equal_interval", "continuous", "manual", "diverging"]);
  const seen = new Set();
  for (const code of ["jenks", "quantile", "equal_interval", "manual", "diverging"]) {
    await scheme(page).selectOption(code);
    await followed(page, code === "jenks" ? "#/explore?view=map" : new RegExp(`classes=${code}-`));
    const chosen = await eventually(() => agrees(page));
    seen.add(JSON.stringify(chosen));
    await page.reload();
    await counts(regions(page), 34);
    await eventually(async () => assert.deepEqual(await legend(page), chosen, code));
    assert.equal(await scheme(page).inputValue(), code);
    await unfold(page, "colours");
  }
  assert.equal(seen.size, 5, "each scheme makes other classes");
});

visit("without classes each value has a colour of its own along a run", async (open) => {
  const page = await open("#/explore?view=map&classes=continuous");
  await counts(regions(page), 34);
  const ends = await texts(page.locator(".legend .run > span:not(.ramp)"));
  const places = (await map(page)).filter(({ colour }) => colour.startsWith("rgb"));
  const sorted = places.toSorted((a, b) => numberOf(a.value.split(" ")[0]) - numberOf(b.value.split(" ")[0]));
  assert.deepEqual(ends.map(numberOf), [sorted[0], sorted.at(-1)].map(({ value }) => numberOf(value.split(" ")[0])));
  // From light to dark, never back.
  const light = sorted.map(({ colour }) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  for (let at = 1; at < light.length; at += 1) assert.ok(light[at] <= light[at - 1] + 0.6, String(light));
  assert.ok(new Set(sorted.map(({ colour }) => colour)).size > 25);
  await reads(entries(page), /无数据 3/);
});

visit("two to nine classes can be asked for", async (open) => {
  const page = await open("#/explore?view=map&classes=quantile-6");
  await unfold(page, "colours");
  assert.deepEqual(await texts(count(page).locator("option")), ["2", "3", "4", "5", "6", "7", "8", "9"]);
  for (const wanted of [2, 9, 5]) {
    await count(page).selectOption(String(wanted));
    await followed(page, `#/explore?view=map&classes=quantile-${wanted}`);
    await counts(entries(page), wanted + 1);
    await eventually(() => agrees(page));
  }
});

visit("around a middle the colours part at it, and no class lies where nothing can be", async (open) => {
  const page = await open("#/explore?view=map&classes=diverging-6");
  await counts(regions(page), 34);
  await reads(page.locator(".foot"), /以.*全国 95,117 元.*为中点/);
  const classes = (await agrees(page)).filter(({ colour }) => colour !== null);
  const warm = (colour) => {
    const [r, , b] = colour.match(/[\d.]+/g).map(Number);
    return r > b;
  };
  for (const { name, value, colour } of await map(page)) {
    if (colour.startsWith("rgb")) {
      assert.equal(warm(colour), numberOf(value.split(" ")[0]) >= 95_117, `${name}: ${value} is ${colour}`);
    }
  }
  for (const { label } of classes) assert.doesNotMatch(label, /−/, "GDP per person is never negative");
});

visit("each palette has colours of its own, in order, and is kept", async (open) => {
  const page = await open("#/explore?view=map");
  await counts(regions(page), 34);
  await unfold(page, "colours");
  const seen = new Set();
  const codes = await palette(page).locator("option").evaluateAll((all) => all.map((one) => one.value));
  assert.ok(codes.length >= 5);
  for (const code of codes) {
    await palette(page).selectOption(code);
    await followed(page, code === "teal" ? "#/explore?view=map" : `#/explore?view=map&palette=${code}`);
    const classes = await eventually(async () => {
      const now = await agrees(page);
      assert.ok(!seen.has(JSON.stringify(now)), `${code} looks like another one`);
      return now;
    });
    seen.add(JSON.stringify(classes));
    const light = classes.filter(({ colour }) => colour).map(({ colour }) => {
      const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    for (let at = 1; at < light.length; at += 1) assert.ok(light[at] < light[at - 1] - 5, `${code}: ${light}`);
  }
  const last = await legend(page);
  await page.reload();
  await eventually(async () => assert.deepEqual(await legend(page), last));
  assert.equal(await palette(page).inputValue(), codes.at(-1));
  // Two-coloured ones go with a middle, and only with it.
  await unfold(page, "colours");
  await scheme(page).selectOption("diverging");
  await eventually(async () => {
    const now = await palette(page).locator("option").evaluateAll((all) => all.map((one) => one.value));
    assert.ok(now.length >= 3 && !now.some((code) => codes.includes(code)), String(now));
  });
  await go(page, "#/explore?view=map&classes=diverging-4&palette=teal");
  await reads(notices(page), /配色“teal”与所选分级不相配/);
});

visit("own breaks: what is wrong is said and changes nothing, what is right is taken and kept", async (open) => {
  const page = await open("#/explore?view=map");
  await counts(regions(page), 34);
  await unfold(page, "colours");
  await scheme(page).selectOption("manual");
  await breaks(page).waitFor();
  const before = await eventually(() => agrees(page));
  const hash = await page.evaluate(() => location.hash);
  const wrong = page.locator(".controls").getByRole("alert");
  for (const typed of ["abc", "", "50000 abc", "1 2 3 4 5 6 7 8 9", "1e400", "50000..90000", "NaN", "10%"]) {
    await breaks(page).fill(typed);
    await breaks(page).press("Enter");
    await page.keyboard.press("Tab");
    await reads(wrong, "断点须是 1–8 个数字，例如：50000 80000 120000");
    assert.equal(await breaks(page).getAttribute("aria-invalid"), "true", typed);
    assert.deepEqual(await legend(page), before, `“${typed}” changed the map`);
    assert.equal(await page.evaluate(() => location.hash), hash);
  }
  for (const [typed, taken, classes] of [
    ["60000 90000 120000", "60000~90000~120000", 4],
    ["120000，60000、90000", "60000~90000~120000", 4],
    ["100000", "100000", 2],
    ["55000;60000;65000;70000;80000;90000;100000;150000", "55000~60000~65000~70000~80000~90000~100000~150000", 9],
  ]) {
    await breaks(page).fill(typed);
    await breaks(page).press("Enter");
    await reads(wrong, "");
    await followed(page, `#/explore?view=map&classes=manual-${taken}`);
    await counts(entries(page), classes + 1);
    const now = await eventually(() => agrees(page));
    for (const [at, limit] of taken.split("~").map(Number).entries()) {
      assert.ok(limitsOf(now[at].label)[1] <= limit && limitsOf(now[at + 1].label)[0] >= limit, `${limit}: ${now[at].label}`);
    }
  }
  const last = await legend(page);
  await page.reload();
  await eventually(async () => assert.deepEqual(await legend(page), last));
  assert.equal(await breaks(page).inputValue(), "55000 60000 65000 70000 80000 90000 100000 150000");
});

/** Which places stand out, and which are dimmed: by what is seen, not by a name of a style. */
const dimmed = (page, within = ".map") =>
  page.locator(`${within} .region[data-place]:is([role=button], [role=img])`).evaluateAll((all) => {
    const seen = (one) => Number(getComputedStyle(one).opacity) * Number(getComputedStyle(one).fillOpacity);
    return {
      forward: all.filter((one) => seen(one) > 0.9).map((one) => one.dataset.place),
      back: all.filter((one) => seen(one) < 0.4).length,
    };
  });

const stands = (page, forward, back, within) =>
  eventually(async () => {
    const now = await dimmed(page, within);
    assert.deepEqual([now.forward.length, now.back], [forward, back]);
  });

visit("pointing at a class of the legend dims all others, and leaving brings them back", async (open) => {
  const page = await open("#/explore?view=map", { reducedMotion: "reduce" });
  await counts(regions(page), 34);
  for (const [at, one] of (await legend(page)).entries()) {
    await entries(page).nth(at).hover();
    await stands(page, one.count, 34 - one.count);
  }
  await page.locator("h1").hover();
  await stands(page, 34, 0);
});

visit("a class is chosen by keys: Enter dims the others, Enter again and leaving undo it", async (open) => {
  const page = await open("#/explore?view=map", { reducedMotion: "reduce" });
  await counts(regions(page), 34);
  const [, second] = await legend(page);
  await entries(page).first().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await stands(page, second.count, 34 - second.count);
  assert.equal(await entries(page).nth(1).getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Enter");
  await stands(page, 34, 0);
  await page.keyboard.press("Space");
  await stands(page, second.count, 34 - second.count);
  await page.keyboard.press("Tab");
  await stands(page, 34, 0);
});

visit("the legend dims cells and small maps, too, in dark colours as well", async (open) => {
  const page = await open("#/explore?view=tiles&theme=dark", { reducedMotion: "reduce" });
  await counts(regions(page), 34);
  const [first] = await legend(page);
  await entries(page).first().hover();
  await stands(page, first.count, 34 - first.count);
  await go(page, "#/explore?view=multiples");
  await counts(page.locator(".multiples .map svg"), 4);
  const [all] = await legend(page);
  await entries(page).first().hover();
  await stands(page, all.count, 4 * 34 - all.count, ".multiples");
  await page.locator("h1").hover();
  await stands(page, 4 * 34, 0, ".multiples");
});

visit("classes go along to another indicator, own breaks do not", async (open) => {
  const page = await open("#/explore?classes=manual-60000~90000&view=map");
  const indicator = page.getByRole("combobox", { name: "指标", exact: true });
  await indicator.fill("城镇化率");
  await page.keyboard.press("Enter");
  await reads(page.locator("h1"), /城镇化率/);
  await followed(page, /^(?!.*classes)/);
  assert.ok((await text(page.locator(".legend"))).includes("%"));
  await go(page, "#/explore?classes=quantile-4&view=map");
  await indicator.fill("城镇化率");
  await page.keyboard.press("Enter");
  await followed(page, /classes=quantile-4/);
  await counts(entries(page), 5);
});
