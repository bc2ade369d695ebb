// The views of a selection: tabs, table, file, sources.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { counts, drawn, eventually, followed, go, notices, reads, tab, texts, visit } from "./site.mjs";

const selected = (page) => page.getByRole("tab", { selected: true });

/** What a view is called, and what must stand in it besides the years. */
const VIEWS = {
  overview: ["总览", [".map svg", ".trend-panel .chart", ".ranking"]],
  map: ["地图", [".map svg", ".ranking"]],
  multiples: ["多年地图", [".multiples .map svg"]],
  change: ["变化地图", [".map svg", ".ranking"]],
  tiles: ["方格图", [".map svg", ".ranking"]],
  trend: ["趋势", [".trend-panel .chart"]],
  ranking: ["排行", [".chart-panel .chart"]],
  slope: ["坡度图", [".chart-panel .chart"]],
  dumbbell: ["哑铃图", [".chart-panel .chart"]],
  scatter: ["散点图", [".chart-panel .chart"]],
  shares: ["构成", [".chart-panel .chart"]],
  revision: ["修订对比", [".chart-panel .chart"]],
  table: ["数据表", [".table-panel table"]],
  sources: ["来源", [".sources-panel h2"]],
};
const PARTS = [...new Set(Object.values(VIEWS).flatMap(([, parts]) => parts))];
const NAMES = Object.values(VIEWS).map(([name]) => name);

/** A selection that every view can show. */
const ALL_VIEWS = "indicator=gdp&time=2018";

const shows = async (page, view) => {
  const [name, parts] = VIEWS[view];
  await reads(selected(page), name);
  for (const one of parts) await page.locator(one).first().waitFor({ state: "attached" });
  // A small map is a map too.
  const others = PARTS.filter((one) => !parts.some((part) => part.endsWith(one) || one.endsWith(part)));
  for (const one of others) await counts(page.locator(one), 0);
  await page.getByRole("tabpanel", { name, exact: true }).waitFor();
};

visit("every tab opens its view by a click, in the link too", async (open) => {
  const page = await open(`#/explore?${ALL_VIEWS}`);
  assert.deepEqual(await texts(page.getByRole("tab")), NAMES);
  await shows(page, "overview");
  for (const view of Object.keys(VIEWS).slice(1)) {
    await tab(page, VIEWS[view][0]).click();
    await shows(page, view);
    await followed(page, `#/explore?indicator=gdp&view=${view}&time=2018`);
  }
  await tab(page, "总览").click();
  await shows(page, "overview");
  await followed(page, `#/explore?${ALL_VIEWS}`);
  await drawn(page);
});

visit("arrow keys, Home and End move among the tabs", async (open) => {
  const page = await open(`#/explore?${ALL_VIEWS}`);
  await tab(page, "总览").focus();
  const step = async (key, view) => {
    await page.keyboard.press(key);
    await shows(page, view);
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), VIEWS[view][0]),
    );
  };
  for (const view of [...Object.keys(VIEWS).slice(1), "overview"]) await step("ArrowRight", view);
  await step("ArrowLeft", "sources");
  await step("Home", "overview");
  await step("End", "sources");
  // One tab stop for the whole list.
  await counts(page.locator("[role=tab][tabindex='0']"), 1);
});

/** Selections that not every view can show. */
const WITHOUT = [
  ["indicator=gdp_per_person", ["shares"]],
  ["indicator=gdp&level=zhejiang_cities", ["tiles"]],
  ["indicator=gini", ["map", "multiples", "change", "tiles", "ranking", "slope", "dumbbell", "scatter", "shares", "revision"]],
];

visit("what cannot be shown has no tab, and a link to it says so and shows the overview", async (open) => {
  const page = await open();
  for (const [query, missing] of WITHOUT) {
    await go(page, `#/explore?${query}&lang=zh`);
    const offered = Object.keys(VIEWS).filter((view) => !missing.includes(view));
    await eventually(async () =>
      assert.deepEqual(await texts(page.getByRole("tab")), offered.map((view) => VIEWS[view][0]), query),
    );
    for (const view of missing) {
      await go(page, `#/explore?${query}&view=${view}&lang=zh`);
      await reads(selected(page), "总览");
      await reads(notices(page), `所选指标和范围不能用视图“${view}”显示，已改为总览。`);
      await go(page, `#/explore?${query}&view=${view}&lang=en`);
      await reads(notices(page), new RegExp(`cannot be shown as “${view}”; the overview is shown`));
    }
  }
});

visit("a view that another indicator has not is left for the overview", async (open) => {
  const page = await open("#/explore?indicator=gdp&view=shares&time=2018");
  await shows(page, "shares");
  await page.getByRole("combobox", { name: "指标", exact: true }).fill("城乡居民收入比");
  await page.keyboard.press("Enter");
  await followed(page, /^#\/explore\?indicator=urban_rural_income_ratio(?!.*view)/);
  await shows(page, "overview");
});

/** The table as rows of texts, headings first. */
const rowsOf = (page) =>
  page.locator(".table-panel table").evaluate((table) =>
    [...table.rows].map((row) =>
      // Courses are drawn.
      [...row.cells]
        .filter((cell) => !cell.classList.contains("course"))
        .map((cell) => cell.textContent.trim()),
    ),
  );

visit("the table has all places and years, and says why where it has a dash", async (open) => {
  const page = await open("#/explore?view=table");
  const rows = await rowsOf(page);
  const years = Array.from({ length: 19 }, (_, at) => String(2006 + at));
  assert.deepEqual(rows[0], ["地区", "代码", ...years]);
  assert.equal(rows.length, 1 + 34 + 5);
  const names = rows.slice(1).map(([name]) => name);
  for (const name of ["北京市", "浙江省", "台湾省", "香港特别行政区", "澳门特别行政区", "东部地区"]) {
    assert.ok(names.includes(name), `${name} is missing among ${names}`);
  }
  const dashes = page.locator(".table-panel td", { hasText: /^–$/ });
  assert.ok((await dashes.count()) >= 3 * 19);
  const reasons = await dashes.evaluateAll((all) => all.map((one) => one.title));
  assert.ok(reasons.every((reason) => reason.length > 3), String(new Set(reasons)));
  await counts(page.locator(".table-panel table caption"), 1);
  await reads(page.locator(".table-panel caption"), /人均地区生产总值.*元.*2006–2024年/);
  // Headings belong to their cells.
  assert.equal(await page.locator(".table-panel thead th:not([scope=col])").count(), 0);
  assert.equal(await page.locator(".table-panel tbody th:not([scope=row])").count(), 0);
});

/** Rows of a CSV file (RFC 4180). */
function parseCsv(text) {
  const rows = [[]];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[at + 1] === '"') (field += '"'), (at += 1);
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") rows.at(-1).push(field), (field = "");
    else if (c === "\r" && text[at + 1] === "\n") {
      rows.at(-1).push(field);
      (field = ""), rows.push([]), (at += 1);
    } else field += c;
  }
  assert.deepEqual([rows.pop(), field, quoted], [[], "", false], "the file ends with a line break");
  return rows;
}

/** A cell as a program reads it. */
const plain = (cell) => {
  if (cell === "–") return "";
  return /^[−\d,.]+$/.test(cell) ? cell.replaceAll(",", "").replace("−", "-") : cell;
};

for (const link of [
  "#/explore?view=table",
  "#/explore?view=table&lang=en&indicator=gdp&level=zhejiang_counties",
  "#/explore?view=table&indicator=disposable_income&transform=relative",
  "#/explore?view=table&indicator=gini",
]) {
  visit(`the file holds what the table shows: ${link}`, async (open) => {
    const page = await open(link);
    const rows = await rowsOf(page);
    assert.ok(rows.length > 1);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /CSV/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^[\w-]+\.csv$/);
    const bytes = await readFile(await download.path());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "spreadsheets need the mark");
    const csv = parseCsv(bytes.subarray(3).toString("utf8"));
    const width = rows[0].length;
    assert.deepEqual(csv.map((row) => row.slice(0, width)), rows.map((row) => row.map(plain)));
    const english = link.includes("lang=en");
    assert.deepEqual(csv[0].slice(width), english ? ["measure", "source"] : ["指标与口径", "来源"]);
    const caption = (await page.locator(".table-panel caption").textContent()).trim();
    const source = (await page.locator(".foot .source").textContent()).trim();
    for (const row of csv.slice(1)) assert.deepEqual(row.slice(width), [caption, source]);
    const figures = csv.slice(1).flatMap((row) => row.slice(2, width)).filter(Boolean);
    assert.ok(figures.length > 0 && figures.every((cell) => /^-?\d+(\.\d+)?$/.test(cell)));
    await counts(page.locator(".table-panel [role=alert]"), 0);
  });
}

visit("where the browser refuses to save files, the page says so", async (open) => {
  const page = await open("#/explore?view=table", {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        URL.createObjectURL = () => {
          throw new DOMException("refused", "SecurityError");
        };
      }),
  });
  await page.getByRole("button", { name: "下载 CSV" }).click();
  await reads(page.locator(".table-panel [role=alert]"), /浏览器不允许此页面保存文件/);
});

for (const [lang, headings, unit] of [
  ["zh", ["定义", "单位", "计算公式", "数据版本", "口径变化", "数据来源"], "元"],
  ["en", ["Definition", "Unit", "Formula", "Editions", "Breaks", "Sources"], "CN¥"],
]) {
  visit(`the sources answer a careful reader's questions (${lang})`, async (open) => {
    const page = await open(`#/explore?view=sources&lang=${lang}`);
    const panel = page.locator(".sources-panel");
    await panel.waitFor();
    const found = await texts(panel.locator("h2"));
    assert.deepEqual(found.slice(0, 6), headings);
    await reads(panel.locator("h2 + p").nth(1), new RegExp(unit));
    await reads(panel.locator("h2 + p").nth(2), /÷/);
    assert.ok((await panel.locator("li.shown").count()) === 1, "one edition is marked as shown");
    const editions = panel.locator(`h2:text-is("${headings[3]}") + ul li`);
    assert.ok((await editions.count()) >= 3);
    const breaks = await texts(panel.locator(`h2:text-is("${headings[4]}") + ul li`));
    assert.ok(breaks.length > 0 && breaks.every((one) => /20\d\d/.test(one)), breaks.join());
    const sources = await texts(panel.locator("ul.sources li"));
    assert.ok(sources.length > 0 && sources.every((one) => one.length > 40), sources.join());
  });
}

visit("sources belong to the indicator shown", async (open) => {
  const page = await open("#/explore?indicator=gini&view=sources");
  await reads(page.locator(".sources-panel p").first(), /不平等/);
  await counts(page.locator(".sources-panel h2", { hasText: "计算公式" }), 0);
});
