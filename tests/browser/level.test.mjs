// The sets of places: each has its map, its ranking and its table, or says where there are data.
import assert from "node:assert/strict";
import { counts, eventually, followed, reads, regions, tab, texts, visit } from "./site.mjs";

const LEVELS = [
  { level: "provinces", name: "省级地区", indicator: "gdp_per_person", regions: 34, rows: 35 },
  { level: "macro_regions", name: "四大区域", indicator: "gdp_per_person", regions: 34, rows: 5 },
  // One place makes no map: the nation has its trend.
  { level: "nation", name: "全国", indicator: "gdp_per_person", regions: 0, rows: 0 },
  { level: "zhejiang_cities", name: "浙江各市", indicator: "gdp", regions: 11, rows: 12 },
  { level: "zhejiang_counties", name: "浙江各县（市、区）", indicator: "gdp", regions: 90, rows: 91 },
  { level: "shanghai_districts", name: "上海各区", indicator: "population_census", regions: 16, rows: 17 },
  { level: "delta_cities", name: "长三角各市", indicator: "gdp", regions: 41, rows: 42 },
];

const nothing = (page) => page.locator(".nothing p").first();

visit("the menu names all seven sets, and which have no data", async (open) => {
  const page = await open();
  const offered = await texts(page.getByLabel("范围").locator("option"));
  assert.deepEqual(
    offered.map((name) => name.replace("（无数据）", "")),
    LEVELS.map(({ name }) => name),
  );
  assert.deepEqual(offered.filter((name) => name.includes("无数据")), ["浙江各县（市、区）（无数据）", "上海各区（无数据）"]);
});

for (const { level, name, indicator, regions: wanted, rows } of LEVELS) {
  visit(`${level}: the menu leads to map, ranking, trend and table`, async (open) => {
    const page = await open(`#/explore?indicator=${indicator}&level=macro_regions`);
    await page.getByLabel("范围").selectOption(level);
    if (level !== "provinces") await followed(page, new RegExp(`level=${level}`));
    await counts(regions(page), wanted);
    await counts(page.locator(".ranking tbody tr"), rows);
    await reads(page.getByRole("heading", { level: 1 }), /\d{4}年/);
    if (wanted > 0) {
      await eventually(async () => {
        const fills = await regions(page).evaluateAll((all) =>
          all.map((one) => one.getAttribute("fill")),
        );
        assert.ok(fills.some((fill) => fill.startsWith("#")), `${name} has no colour`);
      });
      assert.ok((await page.locator(".legend li").count()) >= 2);
    }
    // A trend, or a sentence where the places compared have no data.
    await eventually(async () =>
      assert.ok(await page.locator(".chart svg path, .trend-panel .nothing").count()),
    );
    await tab(page, "数据表").click();
    await page.locator(".table-panel table").waitFor();
    const names = await texts(page.locator(".table-panel tbody th"));
    assert.ok(names.length >= Math.max(rows, 1), `${name}: ${names.length} rows`);
    assert.equal(new Set(names).size, names.length, `${name}: a place stands twice`);
    const cells = await texts(page.locator(".table-panel tbody td.number"));
    assert.ok(cells.some((cell) => /\d/.test(cell)), `${name}: the table has no number`);
    await tab(page, "总览").click();
    await counts(regions(page), wanted);
  });
}

visit("a set that is said to have data has some", async (open) => {
  const page = await open();
  const offered = await texts(page.getByLabel("范围").locator("option"));
  const wrong = [];
  const own = { provinces: 34, macro_regions: 4, nation: 1 };
  for (const [at, { level, name, regions: all }] of LEVELS.entries()) {
    const promised = !offered[at].includes("无数据");
    await page.getByLabel("范围").selectOption(level);
    await followed(page, level === "provinces" ? "#/explore" : `#/explore?level=${level}`);
    await tab(page, "数据表").click();
    await followed(page, /view=table/);
    // The set's own places stand before those they are compared with.
    const rows = page.locator(`.table-panel tbody tr:nth-child(-n + ${own[level] ?? all})`);
    const cells = await texts(rows.locator("td.number"));
    if (promised !== cells.some((cell) => /\d/.test(cell))) wrong.push(name);
    await tab(page, "总览").click();
  }
  assert.deepEqual(wrong, []);
});

visit("a map by macro-region gives all provinces of a region one value", async (open) => {
  const page = await open("#/explore?level=macro_regions");
  await counts(regions(page), 34);
  const labels = await regions(page).evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.dataset.place, one.getAttribute("aria-label")])),
  );
  assert.match(labels["330000"], /^浙江（东部）：[\d,]+ 元$/);
  const value = (code) => labels[code].split("：")[1];
  assert.equal(value("330000"), value("310000"));
  assert.notEqual(value("330000"), value("620000"));
});

for (const [lang, wanted, elsewhere] of [
  ["zh", /上海各区没有“人均地区生产总值”的数据/, /^有数据的范围：省级地区、.*浙江各市/],
  ["en", /^No data on “GDP per person” for Shanghai’s districts$/, /^There are data for: provinces, /],
]) {
  visit(`a set without data says so and names the sets that have some (${lang})`, async (open) => {
    const page = await open(`#/explore?lang=${lang}`);
    await page.locator("#choose-level").selectOption("shanghai_districts");
    await reads(page.getByRole("heading", { level: 1 }), wanted);
    await reads(nothing(page), elsewhere);
    await counts(regions(page), 0);
    await page.locator("#choose-level").selectOption("provinces");
    await counts(regions(page), 34);
    await counts(page.locator(".nothing p"), 0);
  });
}

visit("a set without data is readable in every view, and says it once", async (open) => {
  const page = await open("#/explore?level=shanghai_districts");
  const names = await texts(page.getByRole("tab"));
  for (const wanted of ["总览", "地图", "趋势", "数据表", "来源"]) assert.ok(names.includes(wanted));
  for (const name of names) {
    await tab(page, name).click();
    await reads(page.getByRole("tab", { selected: true }), name);
    await reads(page.getByRole("heading", { level: 1 }), /上海各区没有/);
    await reads(nothing(page), /有数据的范围/);
    const said = (await page.locator("main").innerText()).split("有数据的范围").length - 1;
    assert.equal(said, 1, `in ${name} it is said ${said} times`);
  }
});
