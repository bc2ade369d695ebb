// The part of ECharts that the atlas uses. Import only from these five folders: the package lists
// its side effects per folder, and anything else pulls in the whole library.
import { init, use, getInstanceByDom } from "echarts/core";
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { renderOption, still } from "./still.mjs";

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  AriaComponent,
  LabelLayout,
  SVGRenderer,
]);

/** The SVG text of an option (JSON text) as a still picture: `size` is `{ width, height, id }`. */
const drawStill = (option, size) => still(renderOption(init, JSON.parse(option), size));

export { drawStill, init, getInstanceByDom };
