// Every committed option is drawn by the shipped ECharts bundle: a series that the bundle lacks fails
// silently in a browser, here it fails aloud.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadEcharts, render } from "../../js/render-options.mjs";

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

/** Whether some neighbouring years both have a value, so that a stroke is drawn. */
const hasStroke = (series) =>
  series.data.some((one, at) => typeof one === "number" && typeof series.data[at + 1] === "number");

for (const file of files) {
  test(file, () => {
    const json = readFileSync(join(here, file), "utf8");
    const option = JSON.parse(json);
    const width = Number(/-(\d+)px/.exec(file)?.[1] ?? 720);
    const height = width < 480 ? 300 : 400;
    const svg = render(echarts, json, { width, height });
    assert.ok(!/NaN|undefined|Infinity/.test(svg), "a number went wrong");
    const markup = svg.replace(/<style[\s\S]*?<\/style>/g, "");
    for (const [tag] of markup.matchAll(/<[^>]*>/g)) {
      assert.match(tag, /^<\/?[\w:]+(\s+[\w:-]+="[^"<]*")*\s*\/?>$/, "not well-formed");
    }
    assert.ok(!/\bzr\d/.test(svg), "ids of ECharts' own counting are left");
    const shown = texts(svg);
    const lines = option.series.filter((series) => series.data);
    assert.ok(lines.length > 0);
    for (const colour of new Set(lines.map((series) => series.lineStyle.color))) {
      const wanted = lines.filter((line) => line.lineStyle.color === colour && hasStroke(line));
      assert.ok(
        strokes(svg, colour) >= wanted.length,
        `${wanted.length} lines of ${colour}, ${strokes(svg, colour)} strokes`,
      );
    }
    for (const series of lines) {
      const alone = series.data.some((one) => typeof one === "object");
      if (alone) assert.ok(svg.includes(`fill="${series.itemStyle.color}"`), `${series.id}: no dot`);
      if (series.endLabel) {
        assert.ok(shown.includes(series.endLabel.formatter), `no label ${series.endLabel.formatter}`);
      }
    }
    const [, valueTexts] = option.yAxis;
    for (const label of valueTexts.data) assert.ok(shown.includes(label), `no tick ${label}`);
    const years = option.xAxis[0];
    for (const at of [0, years.data.length - 1]) {
      assert.ok(shown.includes(years.data[at]), `no year ${years.data[at]}`);
    }
    assert.ok(shown.includes(option.yAxis[0].name), "no unit");
    const breaks = option.series.find((series) => series.id === "#breaks");
    if (breaks) assert.ok(shown.includes(breaks.markLine.label.formatter), "no label at the break");
  });
}
