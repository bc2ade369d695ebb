// Figures in pages of others, with the real program: every kind of figure, the takeover of the standing
// picture, what readers can do with it, and pages that are hostile, forbid things or lack them.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { differences, figure, heard, inside, publish, ready } from "./articles.mjs";
import { FOLDER, PAYLOADS, counts, eventually, inert, reads, text, texts, visit } from "./site.mjs";

/** Only release builds draw the standing figures. */
const IS_DEV = basename(FOLDER).startsWith("site-dev");
const STANDING = join(FOLDER, "embed");

let web;
before(async () => {
  web = await publish();
});
after(() => web.end());

const STILL = `<figure class="still"><svg width="300" height="200" role="img" aria-label="Still"></svg>
  <figcaption>Source: an office</figcaption></figure>`;

/** Draws all figures of the page now, wherever they stand. */
const drawAll = (page) =>
  page.evaluate(() =>
    Promise.all([...document.querySelectorAll("prosperity-figure")].map((one) => one.whenReady())),
  );

const state = (page, id = "") =>
  page.locator(`prosperity-figure${id}`).evaluate((one) => one.figureState());

const NBS = /^Source: National Bureau of Statistics of China/;
const isPicture = (marks) => marks >= 1;

/**
 * Every kind of figure: its spec, title, the numbers that must be read in it (in the picture, its legend
 * or its table), source, and what its marks are, with how many there must be.
 */
const KINDS = {
  map: ["#/explore?view=map&time=2015", /^GDP per person, 2015: highest in Beijing \(CN¥118,986\)/, ["118,986", "26,926"], NBS, "svg.atlas-map .region[data-place]", (marks) => marks >= 34],
  tiles: ["#/explore?view=tiles&time=2015", /^GDP per person, 2015: highest in Beijing/, ["118,986", "BJ", "XZ"], NBS, "svg rect.region", (marks) => marks === 34],
  change: ["#/explore?view=change&time=2010..2019", /2010–2019/, ["2010–2019"], NBS, "svg.atlas-map .region[data-place]", (marks) => marks >= 34],
  multiples: ["#/gallery/gdp-per-person-years", /2006.*2024|GDP per person/, ["2006", "2024"], NBS, ".pa-box svg svg.atlas-map, .pa-box > svg.atlas-map, .pa-box figure svg", (marks) => marks === 4],
  trend: ["#/gallery/gap-income", /Gini.*0\.479 in 2003.*0\.465 in 2024/i, ["2003", "2024", "0.479", "0.465"], NBS, ".pa-box svg path", isPicture],
  ranking: ["#/explore?view=ranking&time=2015", /^GDP per person, 2015/, ["CN¥118,986", "Gansu", "CN¥26,926"], NBS, ".pa-box svg path", (marks) => marks >= 31],
  slope: ["#/explore?view=slope&time=2010..2024", /change 2010–2024/, ["CN¥31,589", "CN¥95,117"], NBS, ".pa-box svg path", isPicture],
  dumbbell: ["#/explore?view=dumbbell&time=2010..2024", /Guizhou \(\+345\.3%\)/, ["+345.3%", "Guizhou"], NBS, ".pa-box svg path", (marks) => marks >= 31],
  scatter: ["#/explore?view=scatter&time=2024", /correlation 0\.79, 31 places/, ["↑ GDP per person (CN¥)"], NBS, ".pa-box svg path", (marks) => marks >= 31],
  shares: ["#/gallery/sectors", /\d/, ["Primary value added", "Tertiary value added"], NBS, ".pa-box svg path", isPicture],
  table: ["#/explore?view=table", /^GDP per person$/, ["118,986", "Beijing Municipality"], NBS, "table tr", (marks) => marks >= 32],
  document: ["#/gallery/001-figure-1", /0\.479 in 2003, 0\.491 at its peak in 2008/, ["NBS, official", "World Bank"], /document 001/, ".pa-box svg path", isPicture],
  printed: ["#/gallery/001-table-1", /beds 2\.23 → 1\.83/, ["2012", "6.9", "4.8"], /document 001.*Table 1/, "table tr", (marks) => marks >= 9],
};

visit("every kind of figure shows title, values and source, with and without content", async (open) => {
  const body = Object.entries(KINDS).flatMap(([kind, [spec]]) => [
    figure({ id: kind, spec, lang: "en" }),
    figure({ id: `${kind}-over`, spec, lang: "en" }, STILL),
  ]);
  const page = await web.read(open, body.join("\n"), { viewport: { width: 800, height: 900 } });
  await drawAll(page);
  for (const [kind, [, title, values, source, marks, suffices]] of Object.entries(KINDS)) {
    const all = [];
    for (const id of [`#${kind}`, `#${kind}-over`]) {
      const part = (selector) => inside(page, selector, id);
      await reads(part(".pa-title"), title);
      assert.ok((await text(part(".pa-subtitle"))).length > 3, kind);
      const paragraphs = await texts(part(".pa-below p"));
      assert.ok(paragraphs.some((one) => source.test(one)), `${kind}: ${paragraphs}`);
      await eventually(async () => {
        const count = await part(marks).count();
        assert.ok(suffices(count), `${kind}: ${count} marks`);
      });
      const shown = [
        ...(await texts(part(".pa-box text"))),
        ...(await texts(part(".pa-title, .pa-subtitle, .pa-legend, td, th"))),
      ].join("\n");
      for (const value of values) assert.ok(shown.includes(value), `${kind} has no ${value}: ${shown}`);
      // Numbers and sources stand below every picture; a table is open without being asked.
      assert.equal(await part("[data-fold=table]").evaluate((one) => one.open), /table|printed/.test(kind), kind);
      assert.ok((await part("[data-fold=table] td").count()) > 1, kind);
      assert.ok((await part("[data-part=sources] li").count()) > 0, kind);
      assert.equal(await part("[role=alert]").count(), 0, kind);
      all.push(shown);
    }
    assert.equal(all[0], all[1], "content changes nothing in the figure");
    assert.equal(await page.locator(`#${kind}-over .still`).isVisible(), false);
  }
  await ready(page, Object.keys(KINDS).length * 2);
  assert.deepEqual(await heard(page, "error"), []);
});

// What is compared: a page of the build read without scripts, and the same page when the program has
// taken over. The rows of controls are masked; they are different on purpose.
if (!existsSync(STANDING) && IS_DEV) {
  test("the takeover", { skip: "a development build draws no standing figures" }, () => {});
} else {
  for (const [kind, id] of [["a map", "gap-regional"], ["a chart", "gap-income"], ["a ranking", "income-ranking"]]) {
    visit(`the program takes the place of the standing figure unseen: ${kind}`, async (open) => {
      const faults = [];
      for (const lang of ["zh", "en"]) {
        for (const width of [752, 360]) {
          for (const colorScheme of ["light", "dark"]) {
            const name = `${id}-${lang}, ${width} px, ${colorScheme}`;
            const settings = {
              running: false,
              colorScheme,
              viewport: { width, height: 2400 },
              // Opened by itself, a page without an icon is asked for one. What else is missing is
              // told with its address.
              allow: [/^console: Failed to load resource: .*404/],
            };
            const path = `embed/${id}-${lang}.html`;
            const still = await open(path, { ...settings, javaScriptEnabled: false });
            const before = await picture(still, still.locator(".pa-figure"));
            const live = await open(path, {
              ...settings,
              prepare: (page) =>
                page.addInitScript(() => {
                  globalThis.shifts = [];
                  globalThis.heard = [];
                  addEventListener("ready", () => heard.push({ name: "ready" }));
                  new PerformanceObserver((list) =>
                    shifts.push(...list.getEntries().map(({ value }) => value)),
                  ).observe({ type: "layout-shift", buffered: true });
                }),
            });
            await ready(live);
            const after = await picture(live, inside(live, ".pa-figure"));
            const { size, pixels, worst, rows } = await differences(live, before, after);
            await pause(100);
            const shifts = await live.evaluate(() => globalThis.shifts);
            if (shifts.length > 0) faults.push(`${name}: moved by ${shifts}`);
            if (size[0] !== size[1]) faults.push(`${name}: ${size.join(" became ")}`);
            // A map is the same markup twice, so no pixel may differ. A chart is written with rounded
            // coordinates in the one and drawn at full precision in the other: only the smoothing of
            // edges may, by less than an eye sees beside them (a quarter of the range of a colour), and
            // not in more than a hundredth of the picture.
            const [across, down] = size[0].split(" × ").map(Number);
            const isSame = kind === "a map" ? pixels === 0 : worst <= 64 && pixels < (across * down) / 100;
            if (!isSame) faults.push(`${name}: ${pixels} pixels differ, by up to ${worst}, in rows ${rows}`);
            await still.context().close();
            await live.context().close();
          }
        }
      }
      assert.deepEqual(faults, []);
    });
  }
}

/** A picture of a figure without what is different on purpose. */
async function picture(page, one) {
  const mask = [page.locator(".pa-time:visible, .pa-foot:visible")];
  await page.mouse.move(0, 2390);
  return one.screenshot({ mask, maskColor: "#ff00ff", animations: "disabled" });
}

const slider = (page) => inside(page, "[data-action=year]");
const title = (page) => inside(page, ".pa-title");
const play = (page) => inside(page, "[data-action=play]");

visit("a reader moves the year, points at places, walks the map by keys, changes the language", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=map&time=2015", lang: "zh" }));
  await ready(page);
  await slider(page).fill("2012");
  await reads(title(page), /^2012年.*北京/);
  await reads(inside(page, "[data-part=year]"), "2012");
  assert.deepEqual(await heard(page, "yearchange"), [{ year: 2012 }]);
  const [{ spec }] = await heard(page, "linkchange");
  assert.match(spec, /time=2012/);
  const link = await inside(page, "[data-part=link]").getAttribute("href");
  assert.equal(link, `${web.site}${spec}`);
  const { year, years, title: told, lang } = await state(page);
  assert.deepEqual([year, years, lang], [2012, [2006, 2024], "zh"]);
  assert.equal(told, await text(title(page)));

  // A place that is pointed at is told in words; a click tells the page.
  const zhejiang = inside(page, '.region[data-place="330000"]').first();
  await zhejiang.hover();
  await reads(inside(page, "[data-part=readout]"), /浙江.*63,\d{3}|浙江.*\d/);
  await zhejiang.click();
  assert.deepEqual(await heard(page, "select"), [{ place: "330000", name: "浙江省" }]);

  // One stop for the tab key; arrow keys go from there.
  const stops = inside(page, '.region[tabindex="0"]');
  await counts(stops, 1);
  await stops.focus();
  const focused = () =>
    page.evaluate(() => document.querySelector("prosperity-figure").shadowRoot.activeElement?.dataset.place);
  const seen = [await focused()];
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
    await page.keyboard.press(key);
    seen.push(await focused());
  }
  assert.ok(seen.every(Boolean) && new Set(seen).size >= 3, `the keys lead to ${seen}`);
  await counts(stops, 1);
  // Names follow the year when the slider rests.
  const beijing = inside(page, '.region[data-place="110000"][tabindex]');
  await eventually(async () => assert.match(await beijing.getAttribute("aria-label"), /94,169/));
  assert.ok((await text(inside(page, "[data-part=readout]"))).length > 2);

  const language = inside(page, "[data-action=language]");
  await language.click();
  await reads(title(page), /^GDP per person, 2012: highest in/);
  await reads(language, "中文");
  assert.equal((await state(page)).lang, "en");
  const isFocused = await language.evaluate((one) => one.getRootNode().activeElement === one);
  assert.ok(isFocused, "the button keeps the focus");
  await slider(page).fill("2013");
  await reads(title(page), /^GDP per person, 2013/);
});

visit("years are reached by a script, and those that there are not become the nearest, which is said", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=map&time=2015", lang: "en" }));
  await ready(page);
  const one = page.locator("prosperity-figure");
  const notices = () => texts(inside(page, ".pa-notice"));
  for (const [asked, shown] of [[2010, 2010], [1066, 2006], [9999, 2024], [3000, 2024], [2024, 2024]]) {
    const given = await one.evaluate((element, year) => element.showYear(year), asked);
    assert.equal(given, shown);
    await reads(title(page), new RegExp(`^GDP per person, ${shown}:`));
    assert.equal((await state(page)).year, shown);
    const said = `There are no data for ${asked} (years with data: 2006–2024); ${shown} is shown.`;
    assert.deepEqual(await notices(), asked === shown ? [] : [said]);
  }
  // Said in the language of the figure, until the reader chooses a year.
  await one.evaluate((element) => element.showYear(1066));
  await inside(page, "[data-action=language]").click();
  await reads(inside(page, ".pa-notice"), "1066 年没有数据（有数据的年份：2006–2024），已显示 2006 年。");
  await slider(page).fill("2024");
  await reads(title(page), /^2024年/);
  assert.deepEqual(await notices(), []);
  await inside(page, "[data-action=language]").click();
  await reads(title(page), /^GDP per person, 2024/);
  const code = await one.evaluate((element) => {
    try {
      element.showYear(99999);
      return "taken";
    } catch (error) {
      return error.code;
    }
  });
  assert.equal(code, "option-invalid");
  assert.deepEqual((await heard(page, "yearchange")).map(({ year }) => year), [2010, 2006, 2024, 2006, 2024]);
});

visit("a figure that is not of a single year says so when a script asks for one", async (open) => {
  const page = await web.read(open, figure({ spec: "#/gallery/gap-income", lang: "en" }));
  await ready(page);
  const before = await text(title(page));
  const given = await page.locator("prosperity-figure").evaluate((one) => one.showYear(2010));
  assert.equal(given, undefined);
  await reads(inside(page, ".pa-notice"), "This figure is not of a single year; its year cannot be changed.");
  assert.equal(await text(title(page)), before);
  assert.deepEqual(await heard(page, "yearchange"), []);
});

for (const [where, hide] of [
  ["display: none", (one) => `<div class="tab" style="display: none">${one}</div>`],
  ["a closed fold", (one) => `<details class="tab"><summary>Show</summary>${one}</details>`],
]) {
  visit(`a chart that is drawn where it cannot be seen is there when it is shown (${where})`, async (open) => {
    const specs = ["#/gallery/gap-income", "#/explore?view=ranking&time=2015", "#/explore?view=map&time=2015"];
    const all = specs.map((spec, at) => figure({ id: `f${at}`, spec, lang: "en", ...(at === 1 && { height: "900" }) }));
    const page = await web.read(open, all.map(hide).join("\n"), { viewport: { width: 360, height: 900 } });
    await drawAll(page);
    await page.evaluate(() => {
      for (const tab of document.querySelectorAll(".tab")) {
        tab.style.display = "";
        if (tab.localName === "details") tab.open = true;
      }
    });
    for (const at of specs.keys()) {
      await eventually(async () => {
        const drawn = await inside(page, ".pa-box svg path", `#f${at}`).count();
        assert.ok(drawn > 0, `${specs[at]} is blank`);
        const [svg, box] = await Promise.all(
          [".pa-box svg", ".pa-box"].map((one) => inside(page, one, `#f${at}`).first().evaluate((all) => all.getBoundingClientRect().width)),
        );
        assert.ok(box > 250 && Math.abs(svg - box) < 1.5, `${specs[at]}: a picture of ${svg} in ${box} px`);
      });
    }
    // The height asked for is that of the whole figure, words and all.
    const height = await page.locator("#f1").evaluate((one) => one.offsetHeight);
    assert.ok(Math.abs(height - 900) <= 2, `a figure of ${height} px for 900`);
    assert.deepEqual(await heard(page, "error"), []);
  });
}

for (const reducedMotion of ["no-preference", "reduce"]) {
  visit(`the years are played, and stop at a touch and at the end (motion: ${reducedMotion})`, async (open) => {
    const page = await web.read(open, figure({ spec: "#/explore?view=ranking&time=2021", lang: "en" }), { reducedMotion });
    await ready(page);
    await reads(play(page), "▶");
    await play(page).click();
    await reads(play(page), "❚❚");
    assert.equal(await play(page).getAttribute("aria-pressed"), "true");
    await eventually(async () => assert.ok((await state(page)).year >= 2022));
    await play(page).click();
    const { year } = await state(page);
    await reads(play(page), "▶");
    await pause(1300);
    assert.equal((await state(page)).year, year, "it stands still");
    await slider(page).fill("2023");
    await play(page).click();
    await eventually(async () => assert.equal((await state(page)).year, 2024));
    await reads(play(page), "▶");
    // From the end it begins anew.
    await play(page).click();
    await eventually(async () => assert.ok((await state(page)).year <= 2007));
    // A figure that is taken out plays no more.
    const count = await page.evaluate(() => {
      document.querySelector("prosperity-figure").remove();
      return heard.length;
    });
    await pause(1300);
    assert.equal(await page.evaluate(() => heard.length), count);
  });
}

visit("numbers can be read, and saved as a file", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=map&time=2015", lang: "en" }));
  await ready(page);
  await inside(page, "[data-fold=table] summary").click();
  const row = inside(page, "[data-fold=table] tr").filter({ hasText: "Beijing" });
  await reads(row, /118,986/);
  await inside(page, "[data-fold=sources] summary").click();
  assert.ok(await inside(page, "[data-part=sources] li").first().isVisible());
  const saving = page.waitForEvent("download");
  await inside(page, "[data-action=csv]").click();
  const saved = await saving;
  assert.match(saved.suggestedFilename(), /\.csv$/);
  const csv = await readFile(await saved.path(), "utf8");
  assert.ok(csv.startsWith("\ufeff"), "spreadsheets need the mark");
  assert.match(csv, /118986|118,986/);
  assert.ok(csv.split("\n").length > 31);
});

visit("a mark of a chart that is clicked tells its place", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=ranking&time=2015", lang: "en" }));
  await ready(page);
  const box = await inside(page, ".pa-box").boundingBox();
  const label = await inside(page, ".pa-box text").filter({ hasText: /^Beijing$/ }).first().boundingBox();
  await page.mouse.click(box.x + box.width / 3, label.y + label.height / 2);
  await eventually(async () =>
    assert.deepEqual(await heard(page, "select"), [{ place: "110000", name: "Beijing Municipality" }]),
  );
});

visit("attributes: both languages, dark, height, without controls", async (open) => {
  const spec = "#/explore?view=map&time=2015";
  const page = await web.read(
    open,
    figure({ id: "both", spec, lang: "both" }) +
      figure({ id: "dark", spec, lang: "en", theme: "dark" }) +
      figure({ id: "auto", spec: `${spec}&theme=dark`, lang: "en", theme: "auto" }) +
      figure({ id: "high", spec: "#/gallery/gap-income", lang: "en", height: "900" }) +
      figure({ id: "plain", spec, lang: "en", controls: "off" }) +
      figure({ id: "rows", spec: "#/gallery/001-table-1", lang: "en", controls: "off" }),
  );
  await drawAll(page);
  const words = () => text(inside(page, "figcaption", "#both"));
  assert.match(await words(), /2015年人均地区生产总值.*GDP per person, 2015/);
  assert.match(await text(inside(page, ".pa-below", "#both")), /国家统计局.*National Bureau of Statistics/);
  const ground = (id) =>
    inside(page, ".pa-figure", id).evaluate((one) => getComputedStyle(one).backgroundColor);
  assert.equal(await ground("#dark"), "rgb(22, 24, 29)");
  assert.equal((await state(page, "#dark")).theme, "dark");
  assert.equal(await ground("#plain"), "rgb(255, 255, 255)");
  const height = await page.locator("#high").evaluate((one) => one.offsetHeight);
  assert.ok(height >= 900, `${height}`);
  // Table and sources are for reading: they stay.
  assert.equal(await inside(page, "details", "#plain").count(), 2);
  for (const control of [".pa-time", "button"]) {
    for (const one of await inside(page, control, "#plain").all()) assert.equal(await one.isVisible(), false, control);
  }
  assert.ok(await inside(page, "svg.atlas-map", "#plain").isVisible());
});

visit("in two languages both titles follow the year", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=map&time=2015", lang: "both" }));
  await ready(page);
  await slider(page).fill("2012");
  await reads(title(page), /^2012年/);
  const caption = await text(inside(page, "figcaption"));
  assert.doesNotMatch(caption, /2015/, "a title of another year stands beside the figure");
  assert.match(caption, /GDP per person, 2012/);
});

visit("a table without controls is still a table", async (open) => {
  const page = await web.read(open, figure({ spec: "#/gallery/001-table-1", lang: "en", controls: "off" }));
  await ready(page);
  assert.ok(await inside(page, "table").isVisible(), "nothing of the table is shown");
});

visit("theme=auto as an attribute wins over the spec's theme", async (open) => {
  const page = await web.read(
    open,
    figure({ spec: "#/explore?view=map&theme=dark", lang: "en", theme: "auto" }),
  );
  await ready(page);
  assert.equal((await state(page)).theme, "light", "theme=auto did not win over theme=dark in the spec");
});

visit("a figure follows the reader's system when that changes from light to dark", async (open) => {
  const page = await web.read(open, figure({ spec: "#/gallery/gap-income", lang: "en" }));
  await ready(page);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal((await state(page)).theme, "dark");
  await eventually(async () => {
    const ground = await inside(page, ".pa-figure").evaluate((one) => getComputedStyle(one).backgroundColor);
    assert.equal(ground, "rgb(22, 24, 29)", "the figure stays light in the dark");
  }, 2000);
});

visit("the figure follows the width of its page", async (open) => {
  const page = await web.read(
    open,
    `<div style="width: 700px" id="room">${figure({ id: "a", spec: "#/gallery/gap-income", lang: "en" })}${figure({ id: "b", spec: "#/explore?view=map&time=2015", lang: "en" })}</div>`,
  );
  await drawAll(page);
  for (const width of [340, 900, 360]) {
    await page.locator("#room").evaluate((one, to) => (one.style.width = `${to}px`), width);
    for (const id of ["#a", "#b"]) {
      await eventually(async () => {
        const [svg, box] = await Promise.all(
          [".pa-box svg", ".pa-box"].map((one) => inside(page, one, id).first().evaluate((all) => all.getBoundingClientRect().width)),
        );
        assert.ok(Math.abs(svg - box) < 1.5, `${id}: a picture of ${svg} in ${box} px`);
      });
    }
    const wide = await page.locator("#room").evaluate((one) => one.scrollWidth - one.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide at ${width}`);
  }
});

visit("of twenty figures those in view are drawn, by one program and one ECharts, and nothing moves", async (open) => {
  const specs = ["#/gallery/gap-income", "#/explore?view=map&time=2015", "#/explore?view=ranking", "#/explore?view=trend"];
  const room = '<div style="height: 1300px">Still</div>';
  const body = Array.from({ length: 20 }, (_, at) =>
    figure({ id: `f${at}`, spec: specs[at % specs.length], lang: "en" }, room),
  );
  const page = await web.read(open, body.join("\n"));
  await ready(page, 1);
  await pause(1000);
  assert.deepEqual(await page.evaluate(() => heard.map(({ id }) => id)), ["f0"]);
  assert.equal(await page.locator("#f5").evaluate((one) => one.figureState()), null);
  for (let at = 0; at < 20; at += 1) {
    await page.locator(`#f${at}`).evaluate((one) => one.scrollIntoView());
    await eventually(async () => assert.ok(await page.locator(`#f${at}`).evaluate((one) => one.figureState())));
  }
  await ready(page, 20);
  assert.equal(web.times("assets/embed_bg-", ".wasm"), 1);
  assert.equal(web.times("assets/embed-", ".js"), 1);
  assert.equal(web.times("assets/echarts-", ".js"), 1);
  assert.equal(web.times("assets/documents-", ".bin"), 0);
  assert.equal(web.times("assets/app", ""), 0, "the site's own program is not for articles");
  assert.deepEqual(await page.evaluate(() => shifts), []);
});

const POLICY = (extra = "") =>
  `default-src 'none'; script-src 'unsafe-inline' ${web.site} ${extra}; connect-src ${web.site}; style-src 'unsafe-inline'; img-src data: blob:; font-src data: blob:`;

visit("under the policy that the documentation names nothing is refused", async (open) => {
  const page = await web.read(
    open,
    figure({ spec: "#/explore?view=map&time=2015", lang: "en" }) +
      figure({ spec: "#/gallery/gap-income", lang: "en" }) +
      figure({ spec: "#/gallery/001-table-1", lang: "en" }),
    { headers: { "content-security-policy": POLICY("'wasm-unsafe-eval'") } },
  );
  await drawAll(page);
  await inside(page, ".pa-box svg path").first().waitFor({ state: "attached" });
  await slider(page).first().fill("2012");
  await inside(page, "[data-action=language]").first().click();
  await reads(title(page).first(), /^2012年/);
  assert.deepEqual(await page.evaluate(() => refused), []);
  assert.deepEqual(await heard(page, "error"), []);
});

visit("in a page that demands trusted types the content stays, and why is told", async (open) => {
  const body = figure({ id: "with", spec: "#/explore?view=map&time=2015", lang: "en" }, STILL) +
    figure({ id: "without", spec: "#/gallery/gap-income", lang: "en" });
  const page = await web.read(open, body, {
    headers: { "content-security-policy": "require-trusted-types-for 'script'" },
    allow: [/TrustedHTML/],
  });
  await eventually(async () => {
    const errors = await heard(page, "error");
    assert.deepEqual(errors.map(({ code }) => code), Array(2).fill("html-refused"));
  });
  assert.ok(await page.locator("#with .still").isVisible());
  await reads(page.locator("#without .problem"), /图未能显示.*The figure could not be shown/);
  const end = await page.evaluate(() => document.querySelector("#with").whenReady().then(() => "drawn", ({ code }) => code));
  assert.equal(end, "html-refused");
});

visit("where WebAssembly is forbidden, and where there are no scripts, the content stays", async (open) => {
  const body = figure({ id: "with", spec: "#/gallery/gap-income", lang: "en" }, STILL) +
    figure({ id: "without", spec: "#/gallery/gap-income", lang: "en" });
  const page = await web.read(open, body, {
    headers: { "content-security-policy": POLICY() },
    allow: [/WebAssembly|wasm/i],
  });
  await eventually(async () => {
    const errors = await heard(page, "error");
    assert.deepEqual(errors.map(({ code }) => code), Array(2).fill("webassembly-refused"));
  });
  assert.ok(await page.locator("#with .still").isVisible());
  assert.equal(await page.locator("#with .problem").count(), 0);
  await reads(page.locator("#without .problem"), /图未能显示.*The figure could not be shown/);
  const plain = await web.read(open, body, { javaScriptEnabled: false });
  assert.ok(await plain.locator("#with .still").isVisible());
});

const WITHOUT_CHARTS = {
  prepare: (fresh) => fresh.route("**/assets/echarts-*", (route) => route.abort()),
  allow: [/echarts|ERR_FAILED/],
};

visit("without ECharts a chart leaves the content or gives its table, and a map is not concerned", async (open) => {
  const page = await web.read(
    open,
    figure({ id: "chart", spec: "#/gallery/gap-income", lang: "en" }, STILL) +
      figure({ id: "bare", spec: "#/gallery/gap-income", lang: "en" }) +
      figure({ id: "map", spec: "#/explore?view=map&time=2015", lang: "en" }),
    WITHOUT_CHARTS,
  );
  const ends = await page.evaluate(() =>
    Promise.all([...document.querySelectorAll("prosperity-figure")].map((one) => one.whenReady().then(() => "drawn", ({ code }) => code))),
  );
  assert.deepEqual(ends, ["not-drawn", "drawn", "drawn"]);
  assert.ok(await inside(page, "svg.atlas-map", "#map").isVisible());
  assert.ok(await page.locator("#chart .still").isVisible(), "the author's picture is gone");
  await reads(inside(page, "[role=alert]", "#bare"), /could not be drawn/);
  assert.ok(await inside(page, "td", "#bare").first().isVisible());
  await eventually(async () => {
    const errors = await page.evaluate(() => heard.filter(({ name }) => name === "error").map(({ id, detail }) => [id, detail.code]));
    assert.deepEqual(errors.sort(), [["bare", "not-drawn"], ["chart", "not-drawn"]]);
  }, 3000);
});

visit("without ECharts and without controls no table is promised that is not shown", async (open) => {
  const page = await web.read(
    open,
    figure({ spec: "#/gallery/gap-income", lang: "en", controls: "off" }),
    WITHOUT_CHARTS,
  );
  await drawAll(page);
  await reads(inside(page, "[role=alert]"), /numbers are in the table below/);
  assert.ok(await inside(page, "td").first().isVisible(), "there is no table below");
});

visit("in a hostile page figures look and work as in a plain one", async (open) => {
  const body =
    figure({ id: "map", spec: "#/explore?view=map&time=2015", lang: "en", theme: "light" }) +
    figure({ id: "chart", spec: "#/gallery/gap-income", lang: "en", theme: "light" });
  const plain = await web.read(open, body, {
    head: `<style>body { margin: 0 }</style>${web.listening}${web.script}`,
    viewport: { width: 800, height: 2600 },
  });
  const hostile = await web.read(open, body, {
    viewport: { width: 800, height: 2600 },
    head: `<style>
        * { all: unset !important; }
        head, head *, script, style { display: none !important; }
        *, ::before, ::after { box-sizing: content-box !important; font: 40px serif !important; color: red !important;
          letter-spacing: 5px !important; text-transform: uppercase !important; line-height: 3 !important; }
        figure, table, svg, div, details, button { display: none !important; }
        html, body { display: block !important; margin: 0 !important; width: 800px !important; }
        body { direction: rtl; text-align: right; zoom: 1; }
      </style><script>
        Array.prototype.extra = function () { throw new Error("called"); };
        String.prototype.trimmed = 1;
        globalThis.echarts = { init() { throw new Error("not yours"); } };
        globalThis.module = {}; globalThis.exports = {}; globalThis.define = undefined; globalThis.process = { env: {} };
      </script>${web.listening}${web.script}<script type="module" src="${web.site}embed.js?again"></script>`,
  });
  for (const page of [plain, hostile]) {
    await drawAll(page);
    await page.mouse.move(790, 2590);
  }
  for (const id of ["#map", "#chart"]) {
    const [calm, wild] = await Promise.all([plain, hostile].map((page) => inside(page, ".pa-figure", id).screenshot()));
    const { size, pixels, worst } = await differences(plain, calm, wild);
    assert.equal(size[0], size[1], id);
    assert.equal(pixels, 0, `${id}: ${pixels} pixels differ by up to ${worst}`);
  }
  await inside(hostile, "[data-action=year]", "#map").fill("2012");
  await reads(inside(hostile, ".pa-title", "#map"), /^GDP per person, 2012/);
  assert.deepEqual(await heard(hostile, "yearchange"), [{ year: 2012 }]);
  await hostile.locator("#chart").evaluate((one) => one.setAttribute("spec", "#/explore?view=ranking&time=2015"));
  await reads(inside(hostile, ".pa-title", "#chart"), /^GDP per person, 2015/);
});

const MANY = Array.from({ length: 500 }, (_, at) => 110_000 + at * 100).join("~");

/** Specs that ask for what there is not: refused, each with its code. */
const REFUSED = [
  ["#/claims", "spec-no-figure"],
  ["#/", "spec-missing"],
  ["nobody", "figure-unknown"],
  ["#/gallery/nobody", "figure-unknown"],
  ["#/gallery/__proto__", "figure-unknown"],
  [`#/gallery/${"x".repeat(10_000)}`, "figure-unknown"],
  ...PAYLOADS.map((payload) => [`#/gallery/${payload}`, "figure-unknown"]),
];

/** Texts that look like a link of the site and open nothing in it, as a slip of the pen does. */
const MISSPELT = ["#/galery/gap-income", "#/explore/gap-income/x?view=trend", '"><script>globalThis.hit=1</script>'];

visit("specs that no figure answers give a sentence, and nothing in them runs", async (open) => {
  const page = await web.read(open, REFUSED.map(([spec], at) => figure({ id: `f${at}`, spec, lang: "en" })).join("\n"));
  const results = await page.evaluate(() =>
    Promise.allSettled([...document.querySelectorAll("prosperity-figure")].map((one) => one.whenReady())).then((all) =>
      all.map(({ status, reason }) => [status, reason?.code, reason?.message.length]),
    ),
  );
  for (const [at, [spec, code]] of REFUSED.entries()) {
    const [status, found, length] = results[at];
    assert.equal(status, "rejected", spec.slice(0, 80));
    if (code !== "spec-missing") assert.equal(found, code, spec.slice(0, 80));
    assert.ok(length > 20 && length < 400, `${spec.slice(0, 80)}: a message of ${length} characters`);
    await reads(page.locator(`#f${at} .problem`), /The figure could not be shown/);
  }
  await inert(page, "refused specs");
  const made = await page.locator(".problem").evaluateAll((all) =>
    all.flatMap((one) => [...one.querySelectorAll("*")].map(({ localName }) => localName)),
  );
  assert.deepEqual([...new Set(made)].sort(), ["a", "p", "small"]);
});

visit("a misspelt page is refused, not answered with another figure", async (open) => {
  const page = await web.read(open, MISSPELT.map((spec, at) => figure({ id: `f${at}`, spec, lang: "en" })).join("\n"));
  const drawn = await page.evaluate(() =>
    Promise.allSettled([...document.querySelectorAll("prosperity-figure")].map((one) => one.whenReady())).then((all) =>
      all.map(({ status }, at) => [status, document.querySelector(`#f${at}`).figureState()?.title]),
    ),
  );
  await inert(page, "misspelt specs");
  assert.deepEqual(drawn, MISSPELT.map(() => ["rejected", undefined]));
});

/** Specs with something that there is not: the nearest is drawn, and what was not understood is told. */
const PARTLY = [
  ["#/explore?view=mpa", "mpa"],
  ["#/explore?time=99999", "99999"],
  ["#/explore?indicator=nobody", "nobody"],
  [`#/explore?view=trend&places=${MANY}`, "1101"],
  [`#/explore?view=map&find=${"y".repeat(10_000)}`, "find"],
  ...PAYLOADS.map((payload) => [`#/explore?indicator=${encodeURIComponent(payload)}`, ""]),
];

visit("specs that are wrong in part are drawn without harm", async (open) => {
  const page = await web.read(open, PARTLY.map(([spec], at) => figure({ id: `f${at}`, spec, lang: "en" })).join("\n"));
  await drawAll(page);
  for (const [at, [spec]] of PARTLY.entries()) {
    await reads(inside(page, ".pa-title", `#f${at}`), /\w{3}/);
    assert.ok((await state(page, `#f${at}`)).spec.length < 4000, spec.slice(0, 80));
  }
  await inert(page, "specs");
  const hits = await page.evaluate(() => {
    const roots = [...document.querySelectorAll("prosperity-figure")].map((one) => one.shadowRoot);
    return roots.flatMap((root) => [...root.querySelectorAll("script, img, iframe, [onload], [onerror]")]).length;
  });
  assert.equal(hits, 0);
});

visit("what a spec says that is not understood is told, as the documentation promises", async (open) => {
  const page = await web.read(
    open,
    PARTLY.slice(0, 3).map(([spec], at) => figure({ id: `f${at}`, spec, lang: "en" })).join("\n"),
  );
  await drawAll(page);
  const silent = [];
  for (const [at, [spec, word]] of PARTLY.slice(0, 3).entries()) {
    const said = await text(inside(page, "figure", `#f${at}`));
    const events = JSON.stringify(await page.evaluate(() => heard.filter(({ name }) => name !== "ready")));
    if (!said.includes(word) && !events.includes(word)) silent.push(spec);
  }
  assert.deepEqual(silent, [], "these were replaced by something else without a word");
});

visit("frames with no origin draw maps, charts and documents, and tell their height", async (open) => {
  const frame = (id, address) =>
    `<iframe id="${id}" title="${id}" sandbox="allow-scripts" style="width: 700px; height: 300px; border: 0" src="${web.site}${address}"></iframe>`;
  const page = await web.read(
    open,
    frame("map", "embed.html#/explore?view=map&amp;time=2015&amp;lang=en") +
      frame("chart", "embed.html?controls=off#/gallery/gap-income?lang=en&amp;theme=dark") +
      frame("document", "embed.html?lang=both#/gallery/001-table-1"),
    {
      head: `<script>
          globalThis.told = [];
          addEventListener("message", ({ data, source, origin }) => {
            const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
            if (data?.version === 1) told.push({ ...data, id: frame?.id, origin });
          });
        </script><script type="module" src="${web.site}host.js"></script>`,
    },
  );
  const parts = {
    map: [".region[data-place]", /^GDP per person, 2015/],
    chart: [".pa-box svg path", /Gini/],
    document: ["table td", /城乡|2012/],
  };
  for (const [id, [mark, title]] of Object.entries(parts)) {
    const inFrame = page.frameLocator(`#${id}`).locator("prosperity-figure .figure:not(.waiting)");
    await inFrame.locator(mark).first().waitFor({ state: "attached", timeout: 20_000 });
    await reads(inFrame.locator(".pa-title"), title);
    await eventually(async () => {
      const height = await inFrame.evaluate((one) => Math.ceil(one.getBoundingClientRect().height));
      const given = await page.locator(`#${id}`).evaluate((one) => one.getBoundingClientRect().height);
      assert.ok(Math.abs(height - given) <= 1, `${id}: a figure of ${height} in a frame of ${given} px`);
    });
  }
  const told = await page.evaluate(() => globalThis.told);
  for (const id of Object.keys(parts)) {
    const own = told.filter((one) => one.id === id);
    assert.ok(own.some(({ type, height }) => type === "prosperity-atlas:height" && height > 300), id);
    assert.ok(own.some(({ type, name }) => type === "prosperity-atlas:event" && name === "ready"), id);
    assert.ok(own.every(({ origin }) => origin === "null"), id);
  }
  // The page around asks for a year and for colours.
  await page.locator("#map").evaluate((one) =>
    one.contentWindow.postMessage({ type: "prosperity-atlas:set", version: 1, options: { theme: "dark" }, year: 2012 }, "*"),
  );
  await reads(page.frameLocator("#map").locator("prosperity-figure .pa-title"), /^GDP per person, 2012/);
});
