// Every view as a reader sees it: the sentence above names what the picture shows, the picture shows
// the numbers of the table behind it, and a link shows the same as a click.
//
// A picture is read with a ruler, as a person would: a dot's value follows from where it stands
// between the numbers along the axis.
import assert from "node:assert/strict";
import {
  counts,
  drawn,
  eventually,
  followed,
  go,
  reads,
  regions,
  tab,
  text,
  texts,
  visit,
} from "./site.mjs";

const WORDS = {
  zh: {
    views: ["总览", "地图", "多年地图", "变化地图", "方格图", "趋势", "排行", "坡度图", "哑铃图", "散点图", "构成", "修订对比", "数据表", "来源"],
    indicator: "地区生产总值",
    zhejiang: "浙江",
    guizhou: "贵州",
    cell: "浙江",
    times: (ratio) => `${ratio} 倍`,
    higher: (up, down) => `${up} 地较高、${down} 地较低`,
  },
  en: {
    views: ["Overview", "Map", "Maps by year", "Change map", "Tile grid", "Trend", "Ranking", "Slope", "Dumbbell", "Scatter", "Shares", "Revision", "Table", "Sources"],
    indicator: "Gross domestic product",
    zhejiang: "Zhejiang",
    guizhou: "Guizhou",
    cell: "ZJ",
    times: (ratio) => `${ratio} times`,
    higher: (up, down) => `in ${up} places, lower in ${down}`,
  },
};
const VIEWS = ["overview", "map", "multiples", "change", "tiles", "trend", "ranking", "slope", "dumbbell", "scatter", "shares", "revision", "table", "sources"];
/** The one selection that all views can show. */
const linkOf = (view, lang) =>
  `#/explore?indicator=gdp${view === "overview" ? "" : `&view=${view}`}&time=2018&places=330000~520000&lang=${lang}`;

const title = (page) => text(page.getByRole("heading", { level: 1 }));

/** A number as written in a table or a chart; the sign may be a minus or a plus. */
const numberOf = (written) => {
  const found = written.match(/[−+]?[\d,]*\d(\.\d+)?/);
  assert.ok(found, `no number in “${written}”`);
  return Number(found[0].replaceAll(",", "").replace("−", "-").replace("+", ""));
};

/** Magnitudes of money, in units of 10⁸ yuan as in the table; 亿 alone is one of them. */
const MAGNITUDES = { 万亿: 10_000, trillion: 10_000, billion: 10 };
const inTable = (written) => {
  const [word] = written.match(/万亿|trillion|billion/) ?? [];
  return numberOf(written.replace("CN¥", "")) * (MAGNITUDES[word] ?? 1);
};

const near = (found, wanted, share, what) =>
  assert.ok(
    Math.abs(found - wanted) <= Math.abs(wanted) * share + 1e-9,
    `${what}: ${found} in the picture, ${wanted} in the table`,
  );

/** Rows of a table as texts, by the first cell that is a code, else by name. */
const rowsOf = async (table) => {
  const rows = await table.evaluate((one) =>
    [...one.rows].map((row) =>
      [...row.cells].filter((cell) => !cell.classList.contains("course")).map((cell) => cell.textContent.trim()),
    ),
  );
  return { head: rows[0], body: rows.slice(1) };
};

/** The table behind a picture, opened as a reader opens it. */
const behind = async (page) => {
  const fold = page.locator("details.behind");
  if (!(await fold.evaluate((one) => one.open))) await fold.locator("summary").click();
  await fold.getByRole("table").waitFor();
  return rowsOf(fold.locator("table"));
};

const rowOf = (table, code) => {
  const found = table.body.find((row) => row[1] === code);
  assert.ok(found, `${code} is missing in the table`);
  return found;
};

/** Words and shapes of the chart, with where they stand on the screen. */
const picture = (page) =>
  page.locator(".chart svg").evaluate((svg) => {
    const at = (one) => {
      const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
      return { left, right, top, bottom, width, height, x: (left + right) / 2, y: (top + bottom) / 2 };
    };
    return {
      words: [...svg.querySelectorAll("text")]
        .filter((one) => one.textContent.trim())
        .map((one) => ({ word: one.textContent.trim(), ink: one.getAttribute("fill"), ...at(one) })),
      shapes: [...svg.querySelectorAll("path")].map((one) => {
        const fill = one.getAttribute("fill");
        const stroke = one.getAttribute("stroke");
        let end = null;
        if (fill === "none" && stroke) {
          const point = one.getPointAtLength(one.getTotalLength()).matrixTransform(one.getScreenCTM());
          end = { x: point.x, y: point.y };
        }
        return { fill, stroke, end, ...at(one) };
      }),
    };
  });

/** Whole words of a chart that are plain numbers. */
const ticks = (words) =>
  words
    .filter(({ word }) => /^[−\d,.]+$/.test(word))
    .map((one) => ({ ...one, value: numberOf(one.word) }));

/** Value at a place on a line that has numbers along it: two of them make a ruler. */
const ruler = (marks, along) => {
  const sorted = marks.toSorted((a, b) => a.value - b.value);
  assert.ok(sorted.length >= 2, "an axis has numbers along it");
  const [low, high] = [sorted[0], sorted.at(-1)];
  assert.ok(Math.abs(high[along] - low[along]) > 40, "the axis has a length");
  return (place) =>
    low.value + ((place - low[along]) / (high[along] - low[along])) * (high.value - low.value);
};

/** What stands in one row of a chart. */
const rowAt = (words, name) => {
  const label = words.find(({ word }) => word === name);
  assert.ok(label, `${name} is not written in the chart`);
  return { label, words: words.filter((one) => one !== label && Math.abs(one.y - label.y) < 5) };
};

/** Names of the places of a map with their values, by code. */
const mapped = async (within) =>
  Object.fromEntries(
    await within
      .locator(".region[data-place]:is([role=button], [role=img])")
      .evaluateAll((all) =>
        all.map((one) => {
          const [, name, value] = one.getAttribute("aria-label").match(/^(.+?)(?:：|: )(.+)$/);
          return [one.dataset.place, { name, value, fill: one.getAttribute("fill") }];
        }),
      ),
  );

const CODES = ["330000", "520000"];

/** The values of a map are those of the ranking under it, and the title names its ends. */
const checkMap = async (page, words, h1) => {
  await counts(regions(page), 34);
  const places = await mapped(page.locator(".map"));
  assert.equal(new Set(Object.values(places).map(({ name }) => name)).size, 34);
  const ranking = await rowsOf(page.locator(".ranking table"));
  for (const name of [words.zhejiang, words.guizhou]) {
    const row = ranking.body.find(([first]) => first === name);
    const [, told] = Object.entries(places).find(([, one]) => one.name === name);
    near(inTable(told.value), numberOf(row[1]), 0.005, name);
  }
  const ranked = ranking.body.filter((row) => row[2]);
  assert.equal(ranked.length, 31);
  for (const end of [ranked[0], ranked.at(-1)]) assert.ok(h1.includes(end[0]), `“${h1}” names ${end[0]}`);
  // Equal values have equal colours, and the ends have different ones.
  const fillOf = (name) => Object.values(places).find((one) => one.name === name).fill;
  assert.notEqual(fillOf(ranked[0][0]), fillOf(ranked.at(-1)[0]));
  assert.ok((await page.locator(".legend button").count()) >= 3);
};

const checkTrend = async (page, words, h1) => {
  await drawn(page);
  const table = await behind(page);
  const { words: written, shapes } = await picture(page);
  const numbers = ticks(written);
  const bottom = Math.max(...numbers.map(({ y }) => y));
  const value = ruler(numbers.filter(({ y }) => bottom - y > 12), "y");
  const lasts = [];
  for (const [code, name] of [[CODES[0], words.zhejiang], [CODES[1], words.guizhou]]) {
    const label = written.find(({ word }) => word === name);
    assert.ok(label, `no line is named ${name}`);
    const line = shapes.findLast((one) => one.stroke === label.ink && one.fill === "none" && one.width > 60);
    const last = numberOf(rowOf(table, code).at(-1));
    // The axis may be in a larger unit than the table.
    lasts.push([value(line.end.y), last]);
  }
  const [[a, tableA], [b, tableB]] = lasts;
  const unit = 10 ** Math.round(Math.log10(tableA / a));
  near(a * unit, tableA, 0.01, words.zhejiang);
  near(b * unit, tableB, 0.02, words.guizhou);
  if (h1) {
    const ratio = (at) => numberOf(rowOf(table, CODES[0]).at(at)) / numberOf(rowOf(table, CODES[1]).at(at));
    for (const name of [words.zhejiang, words.guizhou]) assert.ok(h1.includes(name), h1);
    for (const at of [2, -1]) assert.ok(h1.includes(words.times(ratio(at).toFixed(2))), `${h1}: ${ratio(at)}`);
  }
};

/** Which of some rows has the most and the least in a column. */
const endsOf = (rows, value) => {
  const sorted = rows.toSorted((a, b) => value(b) - value(a));
  return [sorted[0], sorted.at(-1)];
};

const shortOf = (names, row) => names[row[1]];

const CHECKS = {
  async overview(page, words, h1) {
    await checkMap(page, words, h1);
    await page.locator(".chart").scrollIntoViewIfNeeded();
    await checkTrend(page, words, null);
  },
  map: checkMap,
  change: checkMap,
  async tiles(page, words, h1) {
    await checkMap(page, words, h1);
    const labels = await texts(page.locator(".map .tile-label"));
    assert.equal(labels.length, 34);
    assert.equal(new Set(labels).size, 34);
    assert.ok(labels.includes(words.cell));
    // Equal squares, none over another.
    const boxes = await regions(page).evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return { x, y, width, height };
      }),
    );
    for (const [at, a] of boxes.entries()) {
      assert.ok(Math.abs(a.width - boxes[0].width) < 0.5 && Math.abs(a.height - a.width) < 0.5);
      for (const b of boxes.slice(at + 1)) {
        const apart = Math.abs(a.x - b.x) >= a.width - 0.5 || Math.abs(a.y - b.y) >= a.height - 0.5;
        assert.ok(apart, "one cell lies over another");
      }
    }
  },
  async multiples(page, words, h1, names, table) {
    const years = await texts(page.locator(".multiples figcaption"));
    assert.deepEqual(years, ["2006", "2010", "2014", "2018"]);
    for (const year of years) {
      const places = await mapped(page.locator(`.multiples figure[data-year="${year}"]`));
      assert.equal(Object.keys(places).length, 34, year);
      const column = table.head.indexOf(year);
      for (const code of CODES) {
        near(inTable(places[code].value), numberOf(rowOf(table, code)[column]), 0.03, `${code} in ${year}`);
      }
    }
    for (const year of [years[0], years.at(-1)]) {
      const column = table.head.indexOf(year);
      const provinces = table.body.filter((row) => /0000$/.test(row[1]) && row[column] !== "–" && row[1] !== "100000");
      const [most, least] = endsOf(provinces, (row) => numberOf(row[column]));
      assert.ok(h1.includes(names[most[1]]) && h1.includes(names[least[1]]), h1);
      const ratio = (numberOf(most[column]) / numberOf(least[column])).toFixed(2);
      assert.ok(h1.includes(ratio), `${h1} says nothing of ${ratio}`);
    }
    // One scale: the counts of the legend are those of all maps together.
    const told = (await texts(page.locator(".legend button small"))).map(Number);
    assert.equal(told.reduce((sum, count) => sum + count, 0), 34 * years.length);
  },
  async trend(page, words, h1) {
    await checkTrend(page, words, h1);
  },
  async ranking(page, words, h1, names) {
    const table = await behind(page);
    const { words: written, shapes } = await picture(page);
    const provinces = table.body.filter((row) => row[3]);
    assert.equal(provinces.length, 31);
    const shorts = provinces.map((row) => shortOf(names, row));
    // A reader sees the places from top to bottom in the order of the table.
    const shown = written.filter(({ word }) => shorts.includes(word)).toSorted((a, b) => a.y - b.y);
    assert.deepEqual(shown.map(({ word }) => word), shorts);
    const bars = [];
    for (const row of provinces) {
      const { label, words: beside } = rowAt(written, shortOf(names, row));
      const told = beside.find(({ word }) => /元|CN¥/.test(word));
      near(inTable(told.word), numberOf(row[2]), 0.04, label.word);
      const bar = shapes.filter(
        (one) => Math.abs(one.y - label.y) < 5 && /^#(?!ffffff)/.test(one.fill ?? "") && one.height > 6 && one.left > label.left,
      ).toSorted((a, b) => b.width - a.width)[0];
      bars.push([bar.width, numberOf(row[2])]);
    }
    // Lengths are in proportion.
    const [longest, most] = bars[0];
    for (const [width, value] of bars) {
      assert.ok(Math.abs(width - (longest * value) / most) < 2.5, `a bar of ${width} px for ${value}`);
    }
    assert.ok(h1.includes(shorts[0]) && h1.includes(shorts.at(-1)), h1);
  },
  async slope(page, words, h1) {
    const table = await behind(page);
    const { words: written } = await picture(page);
    assert.deepEqual(table.head.slice(2, 4), ["2006", "2018"]);
    for (const year of ["2006", "2018"]) assert.ok(written.some(({ word }) => word === year));
    for (const [code, name] of [[CODES[0], words.zhejiang], [CODES[1], words.guizhou]]) {
      const row = rowOf(table, code);
      // Where it is narrow the name stands at the last end alone.
      const last = written.filter(({ word }) => word.includes(name)).toSorted((a, b) => b.x - a.x)[0];
      assert.ok(last, `${name} is not written at its line`);
      near(inTable(last.word.replace(name, "")), numberOf(row[3]), 0.005, last.word);
      const first = written
        .filter(({ x, word }) => x < last.x && /元|CN¥/.test(word))
        .map(({ word }) => inTable(word.replace(name, "")) / numberOf(row[2]));
      assert.ok(first.some((share) => Math.abs(share - 1) < 0.02), `${name} has no first value`);
      assert.ok(h1.includes(row[4].replace(/%$/, "")), `${h1} says nothing of ${row[4]}`);
    }
  },
  async dumbbell(page, words, h1, names) {
    const table = await behind(page);
    const { words: written, shapes } = await picture(page);
    assert.deepEqual(table.head.slice(2, 4), ["2006", "2018"]);
    const rows = table.body.filter((row) => /[\d]/.test(row[4]));
    assert.equal(rows.length, 31);
    const numbers = ticks(written);
    const top = numbers.find(({ word }) => word === "0").y;
    const value = ruler(numbers.filter(({ y }) => Math.abs(y - top) < 4), "x");
    let unit = null;
    for (const row of rows) {
      const { label, words: beside } = rowAt(written, shortOf(names, row));
      assert.ok(beside.some(({ word }) => word === row[4]), `${label.word} has ${row[4]} beside it`);
      const dots = shapes
        .filter((one) => Math.abs(one.y - label.y) < 5 && one.left > label.right && one.width > 4 && one.width < 14 && Math.abs(one.width - one.height) < 2)
        .map(({ x }) => x)
        .toSorted((a, b) => a - b);
      const wanted = [row[2], row[3]].map(numberOf).toSorted((a, b) => a - b);
      const found = [dots[0], dots.at(-1)].map(value);
      unit ??= 10 ** Math.round(Math.log10(wanted[1] / found[1]));
      const reach = Math.max(...numbers.filter(({ y }) => Math.abs(y - top) < 4).map((one) => one.value)) * unit;
      for (const at of [0, 1]) {
        assert.ok(
          Math.abs(found[at] * unit - wanted[at]) < reach * 0.02,
          `${label.word}: a dot at ${found[at] * unit}, ${wanted[at]} in the table`,
        );
      }
    }
    const [most, least] = endsOf(rows, (row) => numberOf(row[4]));
    for (const row of [most, least]) {
      assert.ok(h1.includes(shortOf(names, row)) && h1.includes(row[4]), `${h1}: ${row}`);
    }
  },
  async scatter(page, words, h1, names) {
    const table = await behind(page);
    const { words: written, shapes } = await picture(page);
    const points = table.body
      .filter((row) => row.slice(2, 4).every((cell) => /\d/.test(cell)))
      .map((row) => ({ code: row[1], y: numberOf(row[2]), x: numberOf(row[3]) }))
      .filter(({ code }) => code in names);
    assert.equal(points.length, 31);
    const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
    const [mx, my] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
    const sum = (term) => points.reduce((all, one) => all + term(one.x - mx, one.y - my), 0);
    const correlation = sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
    assert.ok(h1.includes(correlation.toFixed(2)), `${h1}: the correlation is ${correlation}`);
    const numbers = ticks(written);
    const bottom = Math.max(...numbers.map(({ y }) => y));
    const across = ruler(numbers.filter(({ y }) => bottom - y < 4), "x");
    const up = ruler(numbers.filter(({ y }) => bottom - y > 12), "y");
    const dots = shapes.filter((one) => /^#/.test(one.fill ?? "") && one.width < 80 && Math.abs(one.width - one.height) < 2);
    const highest = points.toSorted((a, b) => b.y - a.y)[0];
    const unit = 10_000;
    // Of how many dots the values are those of a place: all 31, wherever they lie over one another.
    const missing = points.filter(
      (point) =>
        !dots.some(
          (dot) =>
            Math.abs(across(dot.x) - point.x) < 250_000 * 0.01 && Math.abs(up(dot.y) * unit - point.y) < 150_000 * 0.01,
        ),
    );
    assert.deepEqual(missing.map(({ code }) => names[code]), [], "no dot stands where the table says");
    assert.ok(highest);
    for (const name of [words.zhejiang, words.guizhou]) {
      assert.ok(written.some(({ word }) => word === name), `the dot of ${name} is named`);
    }
  },
  async shares(page, words, h1, names) {
    const table = await behind(page);
    const { words: written } = await picture(page);
    assert.equal(table.head.length, 5, "three parts");
    for (const code of CODES) {
      const row = rowOf(table, code);
      const parts = row.slice(2).map(numberOf);
      near(parts.reduce((sum, one) => sum + one, 0), 100, 0.002, `${code}: all parts together`);
      const { words: beside } = rowAt(written, names[code]);
      const told = beside.toSorted((a, b) => a.x - b.x).map(({ word }) => numberOf(word));
      // Narrow parts have no room for their number.
      const large = parts.filter((part) => part >= 20).map(Math.round);
      for (const part of large) assert.ok(told.includes(part), `${row} as ${told}`);
    }
    const provinces = table.body.filter((row) => row[1] in names && /\d/.test(row[4]));
    const [most, least] = endsOf(provinces, (row) => numberOf(row[4]));
    for (const row of [most, least]) {
      assert.ok(h1.includes(shortOf(names, row)) && h1.includes(`${row[4]}%`), `${h1}: ${row}`);
    }
  },
  async revision(page, words, h1, names) {
    const table = await behind(page);
    const { words: written } = await picture(page);
    const rows = table.body.filter((row) => /\d/.test(row[4]));
    assert.equal(rows.length, 31);
    for (const edition of table.head.slice(2, 4)) assert.ok(h1.includes(edition), h1);
    for (const row of rows) {
      const { label, words: beside } = rowAt(written, shortOf(names, row));
      assert.ok(beside.some(({ word }) => word === row[4]), `${label.word} has ${row[4]} beside it`);
      near(numberOf(row[3]) / numberOf(row[2]) - 1, numberOf(row[4]) / 100, 0.3, `${row}`);
    }
    const changes = rows.map((row) => numberOf(row[3]) - numberOf(row[2]));
    const up = changes.filter((one) => one > 0).length;
    assert.ok(h1.includes(words.higher(up, changes.filter((one) => one < 0).length)), h1);
    const [most] = endsOf(rows, (row) => Math.abs(numberOf(row[4])));
    assert.ok(h1.includes(shortOf(names, most)) && h1.includes(most[4]), h1);
  },
  async table(page, words, h1) {
    assert.equal(h1, words.indicator);
    await reads(page.locator(".table-panel caption"), new RegExp(words.indicator));
  },
  async sources(page, words, h1) {
    assert.equal(h1, words.indicator);
    assert.ok((await page.locator(".sources-panel h2").count()) >= 5);
  },
};

/** The picture as text, to be compared with another one of the same. */
const signature = async (page, view) => {
  if (await page.locator(".chart svg").count()) {
    const { words } = await picture(page);
    return words.map(({ word }) => word).toSorted().join("|");
  }
  if (view === "table" || view === "sources") return page.locator("[role=tabpanel]").innerText();
  return JSON.stringify(await mapped(page.locator("[role=tabpanel]")));
};

const settled = async (page) => {
  const chart = page.locator(".chart");
  if (await chart.count()) {
    await chart.scrollIntoViewIfNeeded();
    await drawn(page);
  }
};

for (const lang of ["zh", "en"]) {
  for (const width of [1280, 360]) {
    visit(`every view shows its numbers, by a click and by its link (${lang}, ${width} px)`, async (open) => {
      const words = WORDS[lang];
      const settings = { viewport: { width, height: width > 400 ? 900 : 740 }, reducedMotion: "reduce" };
      const page = await open(linkOf("table", lang), settings);
      const all = await rowsOf(page.locator(".table-panel table"));
      await tab(page, words.views[1]).click();
      await counts(regions(page), 34);
      const places = await mapped(page.locator(".map"));
      const names = Object.fromEntries(Object.entries(places).map(([code, { name }]) => [code, name]));
      assert.deepEqual(await texts(page.getByRole("tab")), words.views);
      const wrong = [];
      for (const [at, view] of VIEWS.entries()) {
        try {
          await tab(page, words.views[at]).click();
          await followed(page, linkOf(view, lang));
          await reads(page.getByRole("tab", { selected: true }), words.views[at]);
          await settled(page);
          const heading = await title(page);
          assert.ok(heading.includes(words.indicator) || view === "shares", heading);
          await eventually(() => CHECKS[view](page, words, heading, names, all), 2500);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
          assert.ok(await page.locator(".notices").isHidden());
          // Its link, opened afresh on every other occasion, else followed.
          const clicked = await signature(page, view);
          const fresh = (at + (lang === "en") + (width === 360)) % 4 === 0;
          const other = fresh ? await open(linkOf(view, lang), settings) : page;
          if (!fresh) {
            await go(page, linkOf("sources", lang));
            await go(page, linkOf(view, lang));
          }
          await settled(other);
          await reads(other.getByRole("heading", { level: 1 }), heading);
          await eventually(async () => assert.equal(await signature(other, view), clicked), 3000);
          if (fresh) await other.context().close();
        } catch (error) {
          wrong.push(`${view}: ${error.message.slice(0, 400)}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
}
