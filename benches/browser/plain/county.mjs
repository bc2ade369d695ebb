// The plain side of the map of 2,900 regions: the same geometry as GeoJSON, the same classes.
import { init, registerMap, use } from "echarts/core";
import { MapChart } from "echarts/charts";
import { AriaComponent, GeoComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { Renderer } from "renderer";

use([MapChart, AriaComponent, GeoComponent, TooltipComponent, VisualMapComponent, Renderer]);

const { size, map, colours, years } = await (await fetch("county.json")).json();
const box = document.querySelector("#map");
box.style.height = `${(box.clientWidth * size[1]) / size[0]}px`;
registerMap("county", map);
const data = years.map(({ regions }) => regions.map(([name, value]) => ({ name, value })));
const words = years.map(({ regions }) => new Map(regions.map(([name, , text]) => [name, text])));
let shown = 0;

const chart = init(box, null, { renderer: RENDERER });
chart.on("rendered", () => {
  document.documentElement.dataset.answers = "true";
});
chart.setOption({
  animation: false,
  aria: { enabled: true, label: { description: years[0].alt } },
  tooltip: { trigger: "item", formatter: ({ name }) => words[shown].get(name), confine: true },
  visualMap: {
    type: "piecewise",
    show: false,
    pieces: colours.map((color, value) => ({ value, color })),
  },
  series: [
    {
      type: "map",
      id: "county",
      map: "county",
      left: 0,
      top: 0,
      width: "100%",
      height: "100%",
      aspectScale: 1,
      boundingCoords: [[0, size[1]], [size[0], 0]],
      selectedMode: false,
      label: { show: false },
      itemStyle: { areaColor: "#eceef0", borderColor: "#fff", borderWidth: 0.6 },
      emphasis: { label: { show: false } },
      data: data[0],
    },
  ],
});
globalThis.step = (number) => {
  shown = number % 2;
  chart.setOption(
    {
      aria: { label: { description: years[shown].alt } },
      series: [{ id: "county", data: data[shown] }],
    },
    { silent: true },
  );
};
