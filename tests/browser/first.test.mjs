// What stands on the page when it is opened for the first time.
import assert from "node:assert/strict";
import { counts, drawn, endLabels, eventually, reads, regions, text, texts, visit } from "./site.mjs";

const CASES = [
  {
    language: "Chinese",
    link: "",
    htmlLang: "zh-CN",
    site: "共富图谱",
    title: /^2024年人均地区生产总值：北京最高（227,532 元），是最低的甘肃（52,972 元）的 4\.30 倍$/,
    subtitle: /人均地区生产总值.*元.*2024年/,
    lines: ["东部", "中部", "西部", "东北", "全国"],
    inset: "南海诸岛",
    noData: "无数据",
    credit: /边界数据：.*审图号 ?GS（2024）0650号/,
    source: /^数据来源：.*国家统计局/,
    beijing: "北京",
    table: "数据表",
    footer: /官方统计/,
  },
  {
    language: "English",
    link: "#/explore?lang=en",
    htmlLang: "en",
    site: "Prosperity Atlas",
    title: /^GDP per person, 2024: highest in Beijing \(CN¥227,532\), 4\.30 times the lowest, Gansu \(CN¥52,972\)$/,
    subtitle: /GDP.*CN¥.*2024/,
    lines: ["East", "Central", "West", "North-East", "China"],
    inset: "South China Sea Islands",
    noData: "No data",
    credit: /Boundaries: .*GS\(2024\)0650/,
    source: /^Source: .*National Bureau of Statistics/,
    beijing: "Beijing",
    table: "Table",
    footer: /official statistics/,
  },
];

for (const words of CASES) {
  visit(`the first page is complete in ${words.language}`, async (open) => {
    const page = await open(words.link);
    assert.equal(await page.title(), words.site);
    assert.equal(await page.locator("html").getAttribute("lang"), words.htmlLang);
    assert.match(await text(page.getByRole("heading", { level: 1 })), words.title);
    assert.match(await text(page.locator("article.figure > header .subtitle")), words.subtitle);

    // The map: 34 provinces, each a button with a name, and the inset with its caption.
    await counts(regions(page), 34);
    const names = await regions(page).evaluateAll((all) =>
      all.map((one) => one.getAttribute("aria-label")),
    );
    for (const name of names) assert.match(name, /^.+?(：|: ).+$/);
    assert.equal(new Set(names).size, 34);
    assert.ok(names.some((name) => name.startsWith(words.beijing) && /2\d\d,\d\d\d/.test(name)));
    await page.locator(".map .inset").waitFor();
    assert.equal((await texts(page.locator(".map .inset-words text tspan"))).join(" "), words.inset);
    const inset = await page.locator(".map .inset-frame").boundingBox();
    assert.ok(inset.width > 40 && inset.height > 40, JSON.stringify(inset));

    // Legend, credit line, source.
    const legend = await texts(page.locator(".legend li"));
    assert.equal(legend.length, 7);
    assert.match(legend[0], /^[\d,]+–[\d,]+ \d+$/);
    assert.equal(legend[6], `${words.noData} 3`);
    const swatches = await page
      .locator(".legend .swatch:not(.no-data)")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    assert.equal(new Set(swatches).size, 6);
    assert.match(await text(page.locator(".credit:visible")), words.credit);
    assert.match(await text(page.locator(".source:visible")), words.source);
    assert.match(await text(page.getByRole("contentinfo").last()), words.footer);

    // The trend, with its lines named at their ends, and the same numbers as a table behind it.
    await drawn(page);
    await eventually(async () =>
      assert.deepEqual(await endLabels(page, words.lines), words.lines),
    );
    assert.match(
      await page.locator(".chart[role=img]").getAttribute("aria-label"),
      new RegExp(`${words.lines[0]}.*${words.lines[4]}`),
    );
    const behind = page.locator(".trend-panel details");
    await behind.getByText(words.table, { exact: true }).click();
    await behind.getByRole("table").waitFor();
    await counts(behind.locator("tbody tr"), 5);
    const first = await texts(behind.locator("tbody tr").first().locator("td"));
    assert.equal(first.filter((cell) => /^\d{1,3},\d{3}$/.test(cell)).length, 19, first.join(" "));

    // The ranking: the yardstick, then 31 provinces in order, then those without data.
    const ranking = page.locator(".ranking tbody tr");
    await counts(ranking, 35);
    const values = await texts(ranking.locator("td:nth-of-type(1)"));
    const numbers = values.slice(1, 32).map((value) => Number(value.replaceAll(",", "")));
    assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a));
    assert.deepEqual(values.slice(32), ["–", "–", "–"]);
    assert.equal((await texts(ranking.locator("th")))[1], words.beijing);
    assert.deepEqual(
      await texts(ranking.locator("td:nth-of-type(2)")).then((all) => all.slice(1, 4)),
      ["1", "2", "3"],
    );

    // Nothing is told that is not so.
    await page.locator(".notices").waitFor({ state: "hidden" });
    await page.locator("#atlas-error").waitFor({ state: "hidden" });
    await counts(page.locator("#atlas-loading"), 0);
  });
}

visit("a browser in English gets English, one in another language Chinese", async (open) => {
  const english = await open("", { locale: "en-GB" });
  await reads(english.locator(".brand strong"), "Prosperity Atlas");
  const portuguese = await open("", { locale: "pt-BR" });
  await reads(portuguese.locator(".brand strong"), "共富图谱");
});

visit("nothing shows the machine's words for missing numbers", async (open) => {
  for (const view of ["overview", "table", "sources"]) {
    for (const lang of ["zh", "en"]) {
      const page = await open(`#/explore?view=${view}&lang=${lang}`);
      const shown = await page.locator("body").innerText();
      assert.doesNotMatch(shown, /\b(NaN|undefined|null|Infinity|inf|None|Some)\b/);
    }
  }
});

/** What the map and its legend are painted with: by place, and in the order of the classes. */
const painted = (page) =>
  page.evaluate(() => {
    const style = (one) => getComputedStyle(one);
    const regions = [...document.querySelectorAll("#app .map .fills .region")];
    return {
      regions: Object.fromEntries(
        regions.map((one) => [one.dataset.place, [style(one).fill, style(one).stroke]]),
      ),
      legend: [...document.querySelectorAll("#app .legend .swatch")].map(
        (one) => style(one).backgroundColor,
      ),
      page: style(document.body).backgroundColor,
    };
  });

for (const colorScheme of ["light", "dark"]) {
  visit(`the figure has the program's colours before the program runs (${colorScheme})`, async (open) => {
    // What is announced to be loaded is not fetched then, which the browser reports.
    const still = await open("", {
      colorScheme,
      javaScriptEnabled: false,
      running: false,
      allow: [/\.js \(csp\)/],
    });
    await still.locator(".figure.static .map svg").waitFor();
    const before = await painted(still);
    assert.equal(Object.keys(before.regions).length, 34);
    assert.equal(new Set(before.legend).size, 7);
    const alive = await open("", { colorScheme });
    await counts(regions(alive), 34);
    assert.deepEqual(await painted(alive), before);
  });
}
