// The views of a selection: tabs, table, file, sources.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { counts, drawn, eventually, followed, reads, texts, visit } from "./site.mjs";

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const selected = (page) => page.getByRole("tab", { selected: true });
const TABS = ["总览", "地图", "趋势", "数据表", "来源"];

/** What must stand in each view, and what must not. */
const CONTENT = {
  总览: { there: [".map svg", ".chart", ".ranking", ".time"], gone: [".table-panel", ".sources-panel"] },
  地图: { there: [".map svg", ".ranking", ".time"], gone: [".chart", ".table-panel"] },
  趋势: { there: [".chart"], gone: [".map svg", ".ranking", ".table-panel"] },
  数据表: { there: [".table-panel table"], gone: [".map svg", ".chart", ".ranking"] },
  来源: { there: [".sources-panel"], gone: [".map svg", ".chart", ".table-panel"] },
};

const shows = async (page, name) => {
  await reads(selected(page), name);
  for (const one of CONTENT[name].there) await page.locator(one).first().waitFor();
  for (const one of CONTENT[name].gone) await counts(page.locator(one), 0);
  const panel = page.getByRole("tabpanel", { name });
  await panel.waitFor();
};

visit("every tab opens its view by a click, in the link too", async (open) => {
  const page = await open();
  assert.deepEqual(await texts(page.getByRole("tab")), TABS);
  await shows(page, "总览");
  for (const [name, code] of [["地图", "map"], ["趋势", "trend"], ["数据表", "table"], ["来源", "sources"]]) {
    await tab(page, name).click();
    await shows(page, name);
    await followed(page, `#/explore?view=${code}`);
  }
  await tab(page, "总览").click();
  await shows(page, "总览");
  await followed(page, "#/explore");
  await drawn(page);
});

visit("arrow keys, Home and End move among the tabs", async (open) => {
  const page = await open();
  await tab(page, "总览").focus();
  const step = async (key, name) => {
    await page.keyboard.press(key);
    await shows(page, name);
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), name),
    );
  };
  for (const name of ["地图", "趋势", "数据表", "来源", "总览"]) await step("ArrowRight", name);
  await step("ArrowLeft", "来源");
  await step("Home", "总览");
  await step("End", "来源");
  // One tab stop for the whole list.
  await counts(page.locator("[role=tab][tabindex='0']"), 1);
});

/** The table as rows of texts, headings first. */
const rowsOf = (page) =>
  page.locator(".table-panel table").evaluate((table) =>
    [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
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
  "#/explore?view=table&indicator=disposable_income&transform=relative_to_nation",
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
    assert.deepEqual(csv[0].slice(width), ["measure", "source"]);
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
