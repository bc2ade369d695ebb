// The plain page of the other views: one chart of ECharts, tabs, a slider and a menu of transforms. A
// year step merges the new data by series id; another view replaces the option of the same chart.
// Everything that is shown has been computed before (views.json): only drawing is left.
import { init, registerMap, use } from "echarts/core";
import { BarChart, CustomChart, LineChart, MapChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { Renderer } from "renderer";

use([
  BarChart,
  CustomChart,
  LineChart,
  MapChart,
  ScatterChart,
  AriaComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  Renderer,
]);

const NO_DATA = "#eceef0";
const COAST = "#7d8590";
const TEXT = "#22262b";
const MUTED = "#5a6068";
const REGIONS = ["#1766c2", "#9c3d08", "#7a2183", "#2c8253"];
const PLACES = ["#2440ad", "#cb3a3f", "#11854c", "#9e670e", "#7b0137", "#0b818f", "#6c1a6d", "#344900"];
const BANDS = ["#1766c2", "#9c3d08", "#2c8253", "#7a2183", "#4a5058"];
/** Height of a row of bars or pairs, and of what is around them. */
const ROW = 19;
const AROUND = 96;
/** An axis that ends at the data, whose ends are no round numbers. */
const WITHIN = { showMinLabel: false, showMaxLabel: false };

const get = async (name) => (await fetch(name)).json();
const [large, small, { views, tiles }] = await Promise.all(
  ["maps.json", "small.json", "views.json"].map(get),
);

const one = (selector) => document.querySelector(selector);
const root = document.documentElement;
const slider = one("#year");
const menu = one("#choose-transform");
const stage = one(".stage");
const box = one("#chart");

function colourOf(role) {
  const at = Number(/\d+$/.exec(role)?.[0] ?? 0);
  if (role.startsWith("region")) return REGIONS[at % REGIONS.length];
  return role === "nation" ? "#4a5058" : PLACES[at % PLACES.length];
}

// What is shown: a view, and its figure of a year or of a transform.

let name = "";
let figure = null;
let chart = null;

const stopOf = (view, year) => view.byYear.get(year) ?? view.stops.at(-1);
for (const view of Object.values(views)) {
  view.byYear = new Map(view.stops.map((stop) => [stop.year, stop]));
}

// Maps

registerMap("large", large.main);
registerMap("large-inset", large.inset);
// Series of one map share its place and its values, so every small map is a map of its own.
const MOST_PANELS = 9;
for (let at = 0; at < MOST_PANELS; at += 1) {
  registerMap(`small${at}`, small.main);
  registerMap(`small${at}-inset`, small.inset);
}
registerMap("tiles", {
  type: "FeatureCollection",
  features: tiles.cells.map(([code, column, row]) => {
    const [left, top] = [column * 100 + 3, -row * 100 - 3];
    const [right, bottom] = [left + 94, top - 94];
    const corners = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
    return {
      type: "Feature",
      properties: { name: code },
      geometry: { type: "Polygon", coordinates: [corners] },
    };
  }),
});

const corners = ([west, north, east, south]) => [[west, north], [east, south]];
const namesIn = (geometry) =>
  new Set(
    geometry.features
      .filter(({ geometry: { type } }) => type !== "MultiLineString")
      .map(({ properties }) => properties.name),
  );
const inInset = new Set([...namesIn(large.inset), ...namesIn(small.inset)]);

/** Lines of the map, which are drawn along with the regions. */
const linesOf = (geometry) =>
  geometry.features
    .filter(({ geometry: { type } }) => type === "MultiLineString")
    .map(({ properties: { name: line } }) => ({
      name: line,
      silent: true,
      itemStyle: { areaColor: "none", borderColor: COAST, borderWidth: 0.9 },
    }));
const lines = Object.fromEntries(
  [["large", large], ["small", small]].flatMap(([of, { main, inset }]) => [
    [of, linesOf(main)],
    [`${of}-inset`, linesOf(inset)],
  ]),
);

/** Values are class numbers: their colours then stay as they are from year to year. */
const valuesOf = ({ regions }) =>
  regions.map(([region, value]) => (value === null ? { name: region } : { name: region, value }));

function mapSeries(id, map, place, frame, data) {
  return {
    type: "map",
    id,
    map,
    ...place,
    aspectScale: 1,
    ...(frame && { boundingCoords: corners(frame) }),
    selectedMode: false,
    label: { show: false },
    itemStyle: { areaColor: NO_DATA, borderColor: "#fff", borderWidth: 0.6 },
    emphasis: { label: { show: false }, itemStyle: { areaColor: "inherit", borderColor: "#b3261e" } },
    data,
  };
}

const pieces = (colours) => colours.map((color, value) => ({ value, color }));
let coloured = "";

const mapTooltip = ({ name: region, seriesId = "" }) => {
  const { maps } = figure.marks;
  const found = maps[Number(seriesId.split("#")[1] ?? 0)]?.regions.find(([id]) => id === region);
  return found ? `${found[2]}<br>${found[3]}` : "";
};

/** The data of a map and of its inset. */
function pair(of, at, panel) {
  const values = valuesOf(panel);
  return [
    [`main#${at}`, values.concat(lines[of])],
    [`inset#${at}`, values.filter((value) => inInset.has(value.name)).concat(lines[`${of}-inset`])],
  ];
}

const share = (part, whole) => `${(100 * part) / whole}%`;

/** A map with its inset within a part of the chart, in pixels. */
function panelSeries(of, maps, at, panel, { left, top, width, height }, map = of) {
  const [west, north, east, south] = maps.insetFrame;
  const [whole, tall] = maps.size;
  const scale = width / whole;
  const inset = {
    left: left + west * scale,
    top: top + (tall - north) * scale,
    width: (east - west) * scale,
    height: (north - south) * scale,
  };
  const [main, second] = pair(of, at, panel);
  return {
    inset,
    series: [
      mapSeries(main[0], map, { left, top, width, height }, maps.frame, main[1]),
      mapSeries(second[0], `${map}-inset`, inset, maps.insetFrame, second[1]),
    ],
  };
}

function frames(places) {
  stage.querySelectorAll(".frame").forEach((frame) => frame.remove());
  for (const place of places) {
    const frame = document.createElement("div");
    frame.className = "frame";
    for (const [edge, length] of Object.entries(place)) frame.style[edge] = `${length}px`;
    stage.append(frame);
  }
}

function mapBase({ alt, marks }, series, more = {}) {
  coloured = marks.colours.join();
  return {
    animation: false,
    aria: { enabled: true, label: { description: alt } },
    tooltip: { trigger: "item", formatter: mapTooltip, confine: true },
    visualMap: { type: "piecewise", show: false, pieces: pieces(marks.colours) },
    series,
    ...more,
  };
}

function mapStep({ alt, marks }, series, more = {}) {
  const option = { aria: { label: { description: alt } }, series, ...more };
  if (marks.colours.join() !== coloured) {
    coloured = marks.colours.join();
    option.visualMap = { pieces: pieces(marks.colours) };
  }
  return option;
}

const map = {
  height: (_, width) => (width * large.size[1]) / large.size[0],
  full(shown) {
    const [width, height] = [box.clientWidth, map.height(shown, box.clientWidth)];
    const place = { left: 0, top: 0, width, height };
    const { inset, series } = panelSeries("large", large, 0, shown.marks.maps[0], place);
    frames([inset]);
    return mapBase(shown, series);
  },
  step: (shown) =>
    mapStep(shown, pair("large", 0, shown.marks.maps[0]).map(([id, data]) => ({ id, data }))),
};

const luminance = (colour) => {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  return parts[0] * 0.2126 + parts[1] * 0.7152 + parts[2] * 0.0722;
};
const tileData = ({ maps, colours }) =>
  maps[0].regions.map(([region, value, , , label]) => ({
    name: region,
    ...(value !== null && { value }),
    label: {
      formatter: label,
      color: value === null || luminance(colours[value]) > 0.45 ? TEXT : "#fff",
    },
  }));
const tileMap = {
  height: () => 640,
  full(shown) {
    frames([]);
    const place = { left: "center", top: 0, width: 560, height: 640 };
    const series = mapSeries("main#0", "tiles", place, undefined, tileData(shown.marks));
    series.label = { show: true, fontSize: 16 };
    return mapBase(shown, [series]);
  },
  step: (shown) => mapStep(shown, [{ id: "main#0", data: tileData(shown.marks) }]),
};

const HEAD = 28;
const columnsOf = (count) => (count === 4 ? 2 : Math.min(count, 3));
function panelSize({ marks }, width) {
  const columns = columnsOf(marks.maps.length);
  const side = width / columns - 16;
  return { columns, side, tall: (side * small.size[1]) / small.size[0] + HEAD };
}
let panels = 0;
const titlesOf = ({ maps }, place) =>
  maps.map(({ year }, at) => ({ id: `title#${at}`, text: String(year), ...(place && place(at)) }));
const multiples = {
  height: (shown, width) => {
    const { columns, tall } = panelSize(shown, width);
    return Math.ceil(shown.marks.maps.length / columns) * tall;
  },
  full(shown) {
    const { columns, side, tall } = panelSize(shown, box.clientWidth);
    const { maps } = shown.marks;
    panels = maps.length;
    const corner = (at) => ({
      left: (at % columns) * (side + 16),
      top: Math.floor(at / columns) * tall,
    });
    const drawn = maps.map((panel, at) => {
      const { left, top } = corner(at);
      const place = { left, top: top + HEAD, width: side, height: tall - HEAD };
      return panelSeries("small", small, at, panel, place, `small${at}`);
    });
    frames(drawn.map(({ inset }) => inset));
    const title = titlesOf(shown.marks, (at) => ({ ...corner(at), textStyle: { fontSize: 14 } }));
    return mapBase(shown, drawn.flatMap(({ series }) => series), { title });
  },
  step(shown) {
    // Another number of maps is another picture.
    if (shown.marks.maps.length !== panels) return null;
    const series = shown.marks.maps.flatMap((panel, at) => pair("small", at, panel));
    return mapStep(shown, series.map(([id, data]) => ({ id, data })), {
      title: titlesOf(shown.marks),
    });
  },
};

// Charts

const base = ({ alt }) => ({ animation: false, aria: { enabled: true, label: { description: alt } } });
const moving = (shown) => ({
  ...base(shown),
  animation: true,
  animationDuration: 0,
  animationDurationUpdate: 400,
  animationEasingUpdate: "linear",
});
const told = ({ alt }) => ({ aria: { label: { description: alt } } });

const breakLines = ({ breaks, references }) => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: MUTED, type: "dashed" },
  data: [
    ...breaks.map(([year, reason]) => ({ xAxis: String(year), label: { show: false }, name: reason })),
    ...references.flatMap(({ label, values }) =>
      values[0] === null ? [] : [{ yAxis: values[0], label: { formatter: label } }],
    ),
  ],
});
const yearsOf = ({ years: [first, last] }) =>
  Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
const trend = {
  height: () => 416,
  full(shown) {
    const { marks } = shown;
    return {
      ...base(shown),
      grid: { left: 64, right: 88, top: 32, bottom: 28 },
      tooltip: { trigger: "axis", confine: true },
      xAxis: { type: "category", boundaryGap: false, data: yearsOf(marks) },
      yAxis: { type: "value", name: marks.unit, scale: true },
      series: marks.lines.map(({ id, name: label, role, values }, at) => ({
        type: "line",
        id,
        name: label,
        showSymbol: false,
        color: colourOf(role),
        lineStyle: { width: role === "nation" ? 3 : 1.75 },
        endLabel: { show: true, formatter: "{a}", color: "inherit" },
        labelLayout: { moveOverlap: "shiftY" },
        data: values,
        ...(at === 0 && { markLine: breakLines(marks) }),
      })),
    };
  },
  step(shown) {
    const { marks } = shown;
    return {
      ...told(shown),
      xAxis: { data: yearsOf(marks) },
      yAxis: { name: marks.unit },
      series: marks.lines.map(({ id, values }, at) => ({
        id,
        data: values,
        ...(at === 0 && { markLine: breakLines(marks) }),
      })),
    };
  },
};

const barData = ({ bars }) =>
  bars.map(([id, label, role, value, text]) => ({
    id,
    name: label,
    value,
    itemStyle: { color: colourOf(role) },
    label: { formatter: text },
  }));
const rankedNames = ({ bars }) => bars.map(([, label, , , , rank]) => `${rank} ${label}`);
const barLines = ({ references }) => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: TEXT, type: "dashed" },
  data: references.map(({ label, values }) => ({ xAxis: values[0], label: { formatter: label } })),
});
const ranking = {
  height: ({ marks }) => Math.max(marks.bars.length * ROW + AROUND, 240),
  full(shown) {
    const { marks } = shown;
    return {
      ...moving(shown),
      grid: { left: 96, right: 96, top: 40, bottom: 4 },
      tooltip: {
        trigger: "axis",
        confine: true,
        axisPointer: { type: "shadow" },
        formatter: ([{ dataIndex }]) => figure.marks.bars[dataIndex].slice(1).join("<br>"),
      },
      xAxis: { type: "value", show: false, min: marks.extent[0], max: marks.extent[1] },
      yAxis: {
        type: "category",
        inverse: true,
        data: rankedNames(marks),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { interval: 0, color: TEXT },
      },
      series: [
        {
          type: "bar",
          id: "bars",
          barCategoryGap: "26%",
          label: { show: true, position: "right", color: TEXT },
          markLine: barLines(marks),
          data: barData(marks),
        },
      ],
    };
  },
  step: (shown) => ({
    ...told(shown),
    xAxis: { min: shown.marks.extent[0], max: shown.marks.extent[1] },
    yAxis: { data: rankedNames(shown.marks) },
    series: [{ id: "bars", data: barData(shown.marks), markLine: barLines(shown.marks) }],
  }),
};

const ends = ([, label, , from, to, fromText, toText]) => [
  { value: from, label: { show: true, position: "left", formatter: `${label}  ${fromText}` } },
  { value: to, label: { show: true, position: "right", formatter: `${toText}  ${label}` } },
];
const level = ({ references }) => ({
  silent: true,
  symbol: "none",
  lineStyle: { color: TEXT, type: "dashed" },
  data: references.map(({ label, values }) => ({ yAxis: values[0], label: { formatter: label } })),
});
const slope = {
  height: () => 560,
  full(shown) {
    const { marks } = shown;
    return {
      ...base(shown),
      grid: { left: 180, right: 180, top: 36, bottom: 12 },
      tooltip: { trigger: "item", confine: true },
      xAxis: { type: "category", boundaryGap: false, data: marks.labels, position: "top" },
      yAxis: { type: "value", show: false, min: marks.extent[0], max: marks.extent[1] },
      series: marks.pairs.map((of, at) => ({
        type: "line",
        id: of[0],
        name: of[1],
        color: colourOf(of[2]),
        symbol: "circle",
        symbolSize: 6,
        labelLayout: { hideOverlap: true },
        emphasis: { focus: "series" },
        data: ends(of),
        ...(at === 0 && { markLine: level(marks) }),
      })),
    };
  },
  step(shown) {
    const { marks } = shown;
    return {
      ...told(shown),
      xAxis: { data: marks.labels },
      yAxis: { min: marks.extent[0], max: marks.extent[1] },
      series: marks.pairs.map((of, at) => ({
        type: "line",
        id: of[0],
        name: of[1],
        color: colourOf(of[2]),
        data: ends(of),
        ...(at === 0 && { markLine: level(marks) }),
      })),
    };
  },
  // Places come and go with the years.
  how: { replaceMerge: ["series"] },
};

/** A pair: a bar between two dots, and how much they differ at the right. */
function drawPair(params, api) {
  const of = figure.marks.pairs[params.dataIndex];
  if (!of) return undefined;
  const [x1, y] = api.coord([api.value(0), api.value(2)]);
  const [x2] = api.coord([api.value(1), api.value(2)]);
  const color = colourOf(of[2]);
  const { coordSys } = params;
  return {
    type: "group",
    children: [
      { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: color, lineWidth: 3 } },
      { type: "circle", shape: { cx: x1, cy: y, r: 4 }, style: { fill: "#fff", stroke: color, lineWidth: 2 } },
      { type: "circle", shape: { cx: x2, cy: y, r: 5 }, style: { fill: color } },
      {
        type: "text",
        x: coordSys.x + coordSys.width + 86,
        y,
        style: { text: of[7], fill: TEXT, align: "right", verticalAlign: "middle", fontSize: 12 },
      },
    ],
  };
}
const pairData = ({ pairs }) => pairs.map(([id, , , from, to], at) => ({ id, value: [from, to, at] }));
const across = ({ references }) => ({ ...barLines({ references }) });
const dumbbell = {
  height: ({ marks }) => Math.max(marks.pairs.length * ROW + AROUND, 240),
  full(shown) {
    const { marks } = shown;
    return {
      ...base(shown),
      grid: { left: 96, right: 96, top: 56, bottom: 24 },
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: ({ dataIndex }) => figure.marks.pairs[dataIndex].slice(1).join("<br>"),
      },
      xAxis: { type: "value", position: "top", name: marks.unit, scale: true, min: marks.extent[0], max: marks.extent[1], axisLabel: WITHIN },
      yAxis: {
        type: "category",
        inverse: true,
        data: marks.pairs.map(([, label]) => label),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { interval: 0, color: TEXT },
      },
      series: [
        {
          type: "custom",
          id: "pairs",
          renderItem: drawPair,
          encode: { x: [0, 1], y: 2 },
          markLine: across(marks),
          data: pairData(marks),
        },
      ],
    };
  },
  step: (shown) => ({
    ...told(shown),
    xAxis: { name: shown.marks.unit, min: shown.marks.extent[0], max: shown.marks.extent[1] },
    yAxis: { data: shown.marks.pairs.map(([, label]) => label) },
    series: [{ id: "pairs", data: pairData(shown.marks), markLine: across(shown.marks) }],
  }),
};

const dotSeries = ({ dots, groups }) => {
  const sets = groups.length > 0 ? groups : [["", ""]];
  return sets.map(([role, label]) => ({
    type: "scatter",
    id: `dots#${role}`,
    name: label,
    data: dots
      .filter((dot) => role === "" || dot.role === role)
      .map((dot) => ({
        id: dot.id,
        name: dot.name,
        value: dot.at,
        symbolSize: Math.max(Math.sqrt(dot.size) * 44, 5),
        ...(dot.named && { label: { show: true } }),
      })),
  }));
};
const scatter = {
  height: () => 560,
  full(shown) {
    const { marks } = shown;
    const axis = ({ name: label, log }, [min, max], nameLocation) => ({
      type: log ? "log" : "value",
      name: label,
      nameLocation,
      nameGap: 28,
      scale: true,
      min,
      max,
      axisLabel: WITHIN,
    });
    return {
      ...moving(shown),
      grid: { left: 72, right: 24, top: 56, bottom: 48 },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "item", confine: true },
      xAxis: axis(marks.x, marks.extent[0], "middle"),
      yAxis: axis(marks.y, marks.extent[1], "end"),
      series: dotSeries(marks).map((series, at) => ({
        ...series,
        color: marks.groups.length > 0 ? colourOf(marks.groups[at][0]) : PLACES[0],
        itemStyle: { opacity: 0.75, borderColor: "#fff", borderWidth: 0.75 },
        label: { show: false, position: "right", formatter: "{b}", color: TEXT },
        emphasis: { label: { show: true } },
      })),
    };
  },
  step: (shown) => ({ ...told(shown), series: dotSeries(shown.marks) }),
};

const bandData = ({ rows }, at) =>
  rows.map(({ shares }) => (shares ? { value: shares[at] } : { value: null }));
const shares = {
  height: ({ marks }) => Math.max(marks.rows.length * ROW + AROUND, 240),
  full(shown) {
    const { marks } = shown;
    return {
      ...base(shown),
      legend: { top: 0, left: 0 },
      grid: { left: 96, right: 24, top: 56, bottom: 4 },
      tooltip: {
        trigger: "axis",
        confine: true,
        axisPointer: { type: "shadow" },
        formatter: ([{ dataIndex }]) => figure.marks.rows[dataIndex].texts.join("<br>"),
      },
      xAxis: { type: "value", position: "top", max: 100 },
      yAxis: {
        type: "category",
        inverse: true,
        data: marks.rows.map(({ name: label }) => label),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { interval: 0, color: TEXT },
      },
      series: marks.bands.map(([id, label], at) => ({
        type: "bar",
        id,
        name: label,
        stack: "whole",
        color: BANDS[at],
        barCategoryGap: "20%",
        itemStyle: { borderColor: "#fff", borderWidth: 0.5 },
        label: {
          show: true,
          color: "#fff",
          fontSize: 11,
          formatter: ({ value }) => (value == null || value < 3 ? "" : value.toFixed(0)),
        },
        data: bandData(marks, at),
      })),
    };
  },
  step: (shown) => ({
    ...told(shown),
    yAxis: { data: shown.marks.rows.map(({ name: label }) => label) },
    series: shown.marks.bands.map(([id], at) => ({ id, data: bandData(shown.marks, at) })),
  }),
};

const KINDS = { map, multiples, trend, ranking, slope, dumbbell, scatter, shares };
const kindOf = () => (name === "tiles" ? tileMap : KINDS[figure.kind]);

// Words, legend and list

const body = one("tbody");
const rows = [];
function listOf(list) {
  one("table").hidden = !list;
  if (!list) return;
  while (rows.length < list.length) {
    const cells = list[0].map((_, at) => {
      const cell = document.createElement("td");
      if (at > 0) cell.className = "number";
      return cell;
    });
    const row = document.createElement("tr");
    row.append(...cells);
    body.append(row);
    rows.push({ row, cells });
  }
  rows.forEach(({ row, cells }, at) => {
    row.hidden = at >= list.length;
    if (row.hidden) return;
    cells.forEach((cell, column) => {
      cell.textContent = list[at][column] ?? "";
    });
  });
}

function words() {
  one("h1").textContent = figure.title;
  one(".subtitle").textContent = figure.subtitle;
  one("output").textContent = figure.year;
  const { legend = [], colours = [], unit = "" } = figure.marks;
  const isMap = figure.kind === "map" || figure.kind === "multiples";
  one(".legend").hidden = !isMap;
  if (isMap) {
    one(".legend span").textContent = unit;
    const list = one(".legend ul");
    while (list.children.length < legend.length) {
      const item = document.createElement("li");
      item.append(document.createElement("i"), document.createTextNode(""));
      list.append(item);
    }
    [...list.children].forEach((item, at) => {
      item.hidden = !legend[at];
      if (item.hidden) return;
      item.firstChild.style.background = colours[at] ?? NO_DATA;
      item.lastChild.data = `${legend[at][0]} (${legend[at][1]})`;
    });
  }
  listOf(figure.kind === "map" ? figure.rows : null);
}

// What the reader does

function replace() {
  const kind = kindOf();
  const height = `${Math.round(kind.height(figure, box.clientWidth))}px`;
  const grown = box.style.height !== height;
  box.style.height = height;
  if (!chart) {
    chart = init(box, null, { renderer: RENDERER, locale: "ZH" });
    // The harness learns from these attributes what has reached the screen.
    chart.on("rendered", () => {
      root.dataset.drawn = name;
      root.dataset.drawnYear = figure.year;
      root.dataset.drawings = Number(root.dataset.drawings ?? 0) + 1;
    });
  } else {
    // First, so that the old picture is not drawn once more at the new size.
    chart.clear();
    if (grown) chart.resize();
  }
  if (figure.kind !== "map" && figure.kind !== "multiples") frames([]);
  chart.setOption(kind.full(figure), { notMerge: true });
}

function update() {
  const kind = kindOf();
  const option = kind.step(figure);
  const height = `${Math.round(kind.height(figure, box.clientWidth))}px`;
  const grown = box.style.height !== height;
  box.style.height = height;
  // Where the size changes too, both are drawn at once.
  const how = { silent: true, lazyUpdate: grown };
  if (option) chart.setOption(option, { ...how, ...kind.how });
  else chart.setOption(kind.full(figure), { ...how, notMerge: true });
  if (grown) chart.resize();
}

function show(next) {
  name = next;
  const view = views[name];
  slider.min = view.first;
  slider.max = view.last;
  slider.value = view.latest;
  menu.value = "";
  menu.hidden = !view.transforms;
  figure = stopOf(view, view.latest);
  replace();
  words();
  one(".tabs [aria-selected=true]")?.setAttribute("aria-selected", "false");
  one(`#tab-${name}`).setAttribute("aria-selected", "true");
}

for (const view of Object.keys(views)) {
  const tab = document.createElement("button");
  tab.id = `tab-${view}`;
  tab.textContent = view;
  tab.setAttribute("role", "tab");
  tab.addEventListener("click", () => show(view));
  one(".tabs").append(tab);
}
for (const code of Object.keys(views.map.transforms)) {
  const option = document.createElement("option");
  option.value = code;
  option.textContent = code || "–";
  menu.append(option);
}
menu.addEventListener("change", () => {
  figure = views[name].transforms[menu.value];
  update();
  words();
});
slider.addEventListener("input", () => {
  figure = stopOf(views[name], Number(slider.value));
  update();
  words();
});
const asked = () => /view=(\w+)/.exec(location.hash)?.[1] ?? "map";
addEventListener("hashchange", () => show(asked()));
show(asked());
root.dataset.answers = "true";
