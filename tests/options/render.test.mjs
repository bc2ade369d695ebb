// Every committed option is drawn by the shipped ECharts bundle: a series that the bundle lacks fails
// silently in a browser, here it fails aloud.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadEcharts, render } from "../../js/render-options.mjs";
import { renderOption, still } from "../../js/still.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The bundle named by ATLAS_ECHARTS, else the newest one in dist. */
function bundle() {
  if (process.env.ATLAS_ECHARTS) return process.env.ATLAS_ECHARTS;
  const dist = join(here, "../../dist");
  const found = [dist, join(dist, "assets")]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => /[\\/]echarts-[^\\/]*\.js$/.test(file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  assert.ok(found[0], "no dist/**/echarts-*.js: run `cargo xtask build` or set ATLAS_ECHARTS");
  return found[0];
}

const echarts = await loadEcharts(bundle());
const files = readdirSync(here).filter((file) => file.endsWith(".json"));
assert.ok(files.length >= 8, "options are missing");

/** Text in the SVG, entities resolved. */
const texts = (svg) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
  );

/** Strokes of lines: paths without fill in the line's colour. */
const strokes = (svg, colour) =>
  [...svg.matchAll(/<path[^>]*>/g)].filter(
    ([path]) => path.includes('fill="none"') && path.includes(`stroke="${colour}"`),
  ).length;

/** Marks that ECharts drew, as `series:position`. */
const marks = (svg) =>
  new Set(
    [...svg.matchAll(/ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"/g)].map(
      ([, series, at]) => `${series}:${at}`,
    ),
  );

const isNumber = (one) => typeof one === "number";

/** Whether some neighbouring years both have a value, so that a stroke is drawn. */
const hasStroke = ({ data }) =>
  typeof data[0]?.value?.[0] === "number" ||
  Array.isArray(data[0]) ||
  data.some((one, at) => isNumber(one) && isNumber(data[at + 1]));

/** Width and height: `…-720x480.json`, or `…-720px.json` for the trends. */
function sizeOf(file) {
  const [, width, height] = /-(\d+)(?:x(\d+)|px)\.json$/.exec(file);
  return { width: Number(width), height: Number(height ?? (Number(width) < 480 ? 300 : 400)) };
}

/** Every line has its stroke, every lone point its dot, every name at an end is written. */
function checkLines(option, svg, shown) {
  const lines = option.series.filter((series) => series.type === "line" && series.data);
  for (const colour of new Set(lines.map((series) => series.lineStyle.color))) {
    const wanted = lines.filter((line) => line.lineStyle.color === colour && hasStroke(line));
    assert.ok(
      strokes(svg, colour) >= wanted.length,
      `${wanted.length} lines of ${colour}, ${strokes(svg, colour)} strokes`,
    );
  }
  for (const series of lines) {
    const alone = series.data.some((one) => isNumber(one?.value));
    if (alone) assert.ok(svg.includes(`fill="${series.itemStyle.color}"`), `${series.id}: no dot`);
    if (series.endLabel?.show) {
      assert.ok(shown.includes(series.endLabel.formatter), `no label ${series.endLabel.formatter}`);
    }
  }
  return lines.length;
}

/** Every bar and dot is there, and every text that belongs to one. */
function checkItems(option, svg, shown) {
  const drawn = marks(svg);
  let count = 0;
  option.series.forEach((series, index) => {
    for (const [at, item] of (series.data ?? []).entries()) {
      const label = item.label;
      if (label && (label.show ?? series.label?.show)) {
        assert.ok(shown.includes(label.formatter), `${series.id}: no text ${label.formatter}`);
      }
      // A text that hangs on no mark is there when its text is, which is looked for above.
      const isText = (item.symbol ?? series.symbol) === "image://";
      const isMark = ["bar", "scatter"].includes(series.type) && !series.silent && !isText;
      // Of silent series lines count as theirs, so that nothing can be said of them.
      if (isText && !series.silent) {
        assert.ok(!drawn.has(`${index}:${at}`), `${series.id}: a mark under a text`);
      }
      if (isMark && item.value.every(isNumber)) {
        assert.ok(drawn.has(`${index}:${at}`), `${series.id}: nothing drawn for ${item.id}`);
        count += 1;
      }
    }
  });
  return count;
}

/** Labels of all axes, those of the years at both ends, the unit. */
function checkAxes(option, shown) {
  for (const axis of [...option.xAxis, ...option.yAxis]) {
    if (axis.id.endsWith("-text")) {
      for (const label of axis.data) assert.ok(shown.includes(label), `no tick ${label}`);
    }
    if (axis.id === "year") {
      for (const at of [0, axis.data.length - 1]) {
        assert.ok(shown.includes(axis.data[at]), `no year ${axis.data[at]}`);
      }
    }
    if (axis.name) assert.ok(shown.includes(axis.name), `no unit ${axis.name}`);
  }
}

for (const file of files) {
  test(file, () => {
    const json = readFileSync(join(here, file), "utf8");
    const option = JSON.parse(json);
    const svg = render(echarts, json, sizeOf(file));
    assert.ok(!/NaN|undefined|Infinity/.test(svg), "a number went wrong");
    const markup = svg.replace(/<style[\s\S]*?<\/style>/g, "");
    for (const [tag] of markup.matchAll(/<[^>]*>/g)) {
      assert.match(tag, /^<\/?[\w:]+(\s+[\w:-]+="[^"<]*")*\s*\/?>$/, "not well-formed");
    }
    assert.ok(!/\bzr\d/.test(svg), "ids of ECharts' own counting are left");
    const shown = texts(svg);
    const drawn = checkLines(option, svg, shown) + checkItems(option, svg, shown);
    assert.ok(drawn > 0, "nothing is drawn");
    checkAxes(option, shown);
    const breaks = option.series.find((series) => series.id === "#breaks");
    if (breaks) assert.ok(shown.includes(breaks.markLine.label.formatter), "no label at the break");
  });
}

test("a step of the year moves the marks of a living chart", () => {
  const json = readFileSync(join(here, "bars-zh-light-720x628.json"), "utf8");
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...sizeOf("-720x628.json") });
  try {
    const [first, later] = [JSON.parse(json), JSON.parse(json)];
    for (const option of [first, later]) {
      delete option.tooltip.formatter;
      option.animation = false;
    }
    chart.setOption(first);
    const bars = later.series.find((series) => series.id === "#bars").data;
    [bars[0].value[1], bars[1].value[1]] = [1, 0];
    chart.setOption(later, { replaceMerge: ["series"] });
    const top = ([, y]) => Number(y);
    const path = (at) => {
      const bar = new RegExp(
        `<path d="M\\S+ ([\\d.]+)l[^"]*"[^>]*ecmeta_series_index="0" ecmeta_data_index="${at}"`,
      );
      return top(bar.exec(chart.renderToSVGString()));
    };
    assert.ok(path(0) > path(1), "the first bar stands below the second");
  } finally {
    chart.dispose();
  }
});

/** What is merged where the next option names it, and goes where it does not, as in src/web/bridge.rs. */
const REPLACED = ["grid", "xAxis", "yAxis", "series"];

/** The kind of chart of a file; all trends are one. */
const kindOf = (file) => /^(bars|dumbbell|lorenz|scatter|shares|slope)-/.exec(file)?.[1] ?? "trend";

/**
 * The parts of a picture without what ECharts counts up, in an order of their own: of lines that lie
 * equally high, those that stay are drawn before those that come.
 */
function parts(chart) {
  const svg = chart.renderToSVGString().replace(/<style[\s\S]*?<\/style>/g, "");
  return svg
    .replaceAll(/ class="[^"]*"| ecmeta_\w+="[^"]*"/g, "")
    .replaceAll(/\bzr\d+-[a-z]+\d+/g, "id")
    .match(/<[^/][^>]*>[^<]*/g)
    .sort();
}

// A living chart gets one option after another, and keeps of the one before what the next leaves unsaid.
for (const file of files) {
  const others = files.filter(
    (other) =>
      other !== file && kindOf(other) === kindOf(file) &&
      JSON.stringify(sizeOf(other)) === JSON.stringify(sizeOf(file)),
  );
  if (others.length === 0) continue;
  test(`${file} is the same after any other of its kind`, () => {
    const read = (name) => {
      const option = JSON.parse(readFileSync(join(here, name), "utf8"));
      delete option.tooltip?.formatter;
      option.animation = false;
      return option;
    };
    const drawn = (...names) => {
      const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...sizeOf(file) });
      try {
        for (const [at, name] of names.entries()) {
          chart.setOption(read(name), at ? { replaceMerge: REPLACED } : { notMerge: true });
        }
        return parts(chart);
      } finally {
        chart.dispose();
      }
    };
    const fresh = drawn(file);
    for (const other of others) assert.deepEqual(drawn(other, file), fresh, `after ${other}`);
  });
}

test("a still picture keeps what is seen and loses what serves a living one", () => {
  for (const file of files) {
    const json = readFileSync(join(here, file), "utf8");
    const svg = render(echarts, json, { ...sizeOf(file), id: "pa-a" });
    const picture = still(svg);
    assert.deepEqual(texts(picture), texts(svg), file);
    const shapes = (text) => [...text.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path);
    assert.deepEqual(shapes(picture), shapes(svg), file);
    assert.doesNotMatch(picture, /<style| style=| class=|ecmeta_|CDATA|xlink/, file);
    // What is clipped finds its clip, which belongs to this picture alone.
    const ids = new Set([...picture.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    for (const [, id] of picture.matchAll(/url\(#([^)]*)\)/g)) {
      assert.ok(ids.has(id) && id.startsWith("pa-a-"), `${file}: ${id}`);
    }
    assert.equal(still(picture), picture, file);
  }
});

test("pictures in one run are drawn as each alone", () => {
  const [first, second] = files.map((file) => {
    const option = JSON.parse(readFileSync(join(here, file), "utf8"));
    return () => still(renderOption(echarts.init, structuredClone(option), { ...sizeOf(file), id: "pa" }));
  });
  const alone = first();
  second();
  assert.equal(first(), alone);
});
