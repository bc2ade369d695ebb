// The page that ours is compared with: the same content, drawn by ECharts alone, as well as we know
// how. Data are fetched beside the script, the map is drawn first and the trend in the next frame; a
// year step merges only what changes, without animation, and reuses the rows of the list.
import { init, registerMap, use } from "echarts/core";
import { LineChart, MapChart } from "echarts/charts";
import {
  AriaComponent,
  GeoComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { Renderer } from "renderer";

use([
  MapChart,
  LineChart,
  GeoComponent,
  GridComponent,
  TooltipComponent,
  VisualMapComponent,
  MarkLineComponent,
  AriaComponent,
  LabelLayout,
  Renderer,
]);

const NO_DATA = "#eceef0";
const COAST = "#7d8590";
const LINES = ["#0b5c8a", "#c2571a", "#2e7d4f", "#7a4fa3", "#9a6b00"];

const get = async (name) => (await fetch(name)).json();
const [maps, data] = await Promise.all([get("maps.json"), get("data.json")]);

const one = (selector) => document.querySelector(selector);
const root = document.documentElement;
const number = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat("zh-CN", {
  maximumFractionDigits: 0,
  signDisplay: "exceptZero",
});
const lastYear = data.first + data.years.length - 1;
const slider = one("#year");
let shown = data.latest;

const of = (year) => data.years[year - data.first];

/** Values as class numbers: the colours of the classes then stay as they are from year to year. */
function classified(year) {
  const { values, limits } = of(year);
  return data.places.map(([name], at) => {
    const value = values[at];
    if (value === null) return { name };
    const found = limits.findIndex((limit) => value <= limit);
    return { name, value: found < 0 ? limits.length - 1 : found };
  });
}

// Map

const [width, height] = maps.size;
const inInset = new Set(maps.inset.features.map((feature) => feature.properties.name));
const insetData = (all) => all.filter(({ name }) => inInset.has(name));
const placeAt = new Map(data.places.map(([id], at) => [id, at]));

function tooltip({ name }) {
  const at = placeAt.get(name);
  if (at === undefined) return "";
  const value = of(shown).values[at];
  return `${data.places[at][1]}<br>${value === null ? "无数据" : `${number.format(value)} ${data.unit}`}`;
}

const pieces = (colours) => colours.map((color, value) => ({ value, color }));

const share = (part, whole) => `${(100 * part) / whole}%`;
const [left, top, right, bottom] = maps.insetFrame;
const places = { left: 0, top: 0, width: "100%", height: "100%" };
const insetPlaces = {
  left: share(left, width),
  top: share(height - top, height),
  width: share(right - left, width),
  height: share(top - bottom, height),
};
const corners = ([west, north, east, south]) => [
  [west, north],
  [east, south],
];

function mapSeries(id, geometry, frame, place, values) {
  return {
    type: "map",
    id,
    map: id,
    ...place,
    aspectScale: 1,
    boundingCoords: corners(frame),
    selectedMode: false,
    label: { show: false },
    itemStyle: { areaColor: NO_DATA, borderColor: "#fff", borderWidth: 0.6 },
    emphasis: { label: { show: false }, itemStyle: { areaColor: "inherit", borderColor: "#b3261e" } },
    data: values.concat(
      geometry.features
        .filter(({ geometry: { type } }) => type === "MultiLineString")
        .map(({ properties: { name } }) => ({
          name,
          silent: true,
          itemStyle: { areaColor: "none", borderColor: COAST, borderWidth: 0.9 },
        })),
    ),
  };
}

registerMap("main", maps.main);
registerMap("inset", maps.inset);
const mapBox = one("#map");
mapBox.style.height = `${(mapBox.clientWidth * height) / width}px`;
Object.assign(one("#inset-frame").style, insetPlaces);
const map = init(mapBox, null, { renderer: RENDERER, locale: "ZH" });
let colours = "";
const linesOf = new Map();

function firstMap() {
  const year = of(shown);
  const values = classified(shown);
  colours = year.colours.join();
  const series = [
    mapSeries("main", maps.main, maps.frame, places, values),
    mapSeries("inset", maps.inset, maps.insetFrame, insetPlaces, insetData(values)),
  ];
  for (const { id, data: items } of series) linesOf.set(id, items.filter(({ silent }) => silent));
  map.setOption({
    animation: false,
    aria: { enabled: true, label: { description: year.alt } },
    tooltip: { trigger: "item", formatter: tooltip, confine: true },
    visualMap: { type: "piecewise", show: false, pieces: pieces(year.colours) },
    series,
  });
}

function stepMap() {
  const year = of(shown);
  const values = classified(shown);
  const option = {
    series: [
      { id: "main", data: values.concat(linesOf.get("main")) },
      { id: "inset", data: insetData(values).concat(linesOf.get("inset")) },
    ],
  };
  if (year.colours.join() !== colours) {
    colours = year.colours.join();
    option.visualMap = { pieces: pieces(year.colours) };
  }
  map.setOption(option, { silent: true });
}

// Trend

const trendBox = one("#trend");
let trend = null;
const marker = () => ({ data: [{ xAxis: String(shown) }] });

function firstTrend() {
  const { lines, unit, alt, title } = data.trend;
  one(".panels h2").textContent = title;
  trend = init(trendBox, null, { renderer: RENDERER, locale: "ZH" });
  trend.on("rendered", () => {
    root.dataset.trend = "painted";
  });
  trend.setOption({
    animation: false,
    aria: { enabled: true, label: { description: alt } },
    color: LINES,
    grid: { left: 56, right: 72, top: 32, bottom: 28 },
    tooltip: { trigger: "axis", confine: true },
    xAxis: { type: "category", boundaryGap: false, data: data.years.map((_, at) => String(data.first + at)) },
    yAxis: { type: "value", name: unit },
    series: lines.map(({ id, name, heavy, values }, at) => ({
      type: "line",
      id,
      name,
      showSymbol: false,
      lineStyle: { width: heavy ? 3 : 1.75 },
      endLabel: { show: true, formatter: "{a}" },
      labelLayout: { moveOverlap: "shiftY" },
      data: values,
      ...(at === 0 && {
        markLine: { symbol: "none", silent: true, label: { show: false }, lineStyle: { color: COAST }, ...marker() },
      }),
    })),
  });
}

function stepTrend() {
  trend?.setOption(
    { series: [{ id: data.trend.lines[0].id, markLine: marker() }] },
    { silent: true },
  );
}

// Words and list

const body = one("tbody");
const rows = [];
for (let at = 0; at < data.places.length; at += 1) {
  const cells = ["", "", "number", "number"].map((name) => {
    const cell = document.createElement("td");
    cell.className = name;
    return cell;
  });
  const row = document.createElement("tr");
  row.append(...cells);
  row.hidden = true;
  rows.push({ row, cells });
}
body.append(...rows.map(({ row }) => row));

function words() {
  const year = of(shown);
  one("h1").textContent = year.title;
  one(".subtitle").textContent = year.subtitle;
  one("output").textContent = shown;
  one(".legend span").textContent = year.legendUnit;
  const list = one(".legend ul");
  while (list.children.length < year.legend.length) {
    const item = document.createElement("li");
    item.append(document.createElement("i"), document.createTextNode(""));
    list.append(item);
  }
  [...list.children].forEach((item, at) => {
    const entry = year.legend[at];
    item.hidden = !entry;
    if (!entry) return;
    item.firstChild.style.background = year.colours[at] ?? NO_DATA;
    item.lastChild.data = `${entry[0]} (${entry[1]})`;
  });
  const nation = data.yardstick?.[shown - data.first];
  const ranked = data.places
    .map(([, name], at) => [name, year.values[at]])
    .filter(([, value]) => value !== null)
    .sort((a, b) => b[1] - a[1]);
  rows.forEach(({ row, cells }, at) => {
    row.hidden = at >= ranked.length;
    if (row.hidden) return;
    const [name, value] = ranked[at];
    cells[0].textContent = at + 1;
    cells[1].textContent = name;
    cells[2].textContent = number.format(value);
    cells[3].textContent = nation == null ? "–" : signed.format(value - nation);
  });
}

slider.min = data.first;
slider.max = lastYear;
slider.value = shown;
// The harness learns from these attributes what has reached the screen.
map.on("rendered", () => {
  root.dataset.map = "painted";
  root.dataset.drawnYear = shown;
});
firstMap();
words();
slider.addEventListener("input", () => {
  shown = Number(slider.value);
  stepMap();
  stepTrend();
  words();
});
root.dataset.answers = "true";
// After the map's first frame.
requestAnimationFrame(() => setTimeout(firstTrend));
