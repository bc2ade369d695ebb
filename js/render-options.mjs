// Draws a chart's option as SVG in Node, with the very ECharts bundle that the site carries:
//   node js/render-options.mjs <bundle> <option.json> <out.svg> --width 720 --height 400
// There are no fonts in Node: ECharts estimates the widths of texts.
import { readFile, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";

/** Imports a bundle. Beside no package.json, Node takes `.js` for CommonJS: then a copy is named. */
export async function loadEcharts(path) {
  if (extname(path) === ".mjs") return import(pathToFileURL(path).href);
  const folder = await mkdtemp(join(tmpdir(), "atlas-echarts-"));
  try {
    const copy = join(folder, `${basename(path, extname(path))}.mjs`);
    await copyFile(path, copy);
    return await import(pathToFileURL(copy).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The option without the markers that only a browser's bridge fulfils (readouts, not the picture). */
function withoutMarkers(option) {
  if (option.tooltip?.formatter?.$f) delete option.tooltip.formatter;
  return option;
}

/** SVG text of an option (JSON text) at a size in pixels. */
export function render(echarts, json, { width, height }) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(withoutMarkers(JSON.parse(json)), { notMerge: true });
    return chart.renderToSVGString();
  } finally {
    // A living chart would keep the process alive.
    chart.dispose();
  }
}

/** Value of `--name value` in an argument list. */
function flag(args, name, otherwise) {
  const at = args.indexOf(`--${name}`);
  if (at < 0) return otherwise;
  const value = Number(args[at + 1]);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`--${name} wants a number of pixels`);
  args.splice(at, 2);
  return value;
}

async function main(args) {
  const size = { width: flag(args, "width", 720), height: flag(args, "height", 400) };
  const [bundle, option, out] = args;
  if (!bundle || !option || !out) {
    throw new Error(
      "usage: node js/render-options.mjs <bundle> <option.json> <out.svg> [--width 720] [--height 400]",
    );
  }
  const echarts = await loadEcharts(bundle);
  await writeFile(out, render(echarts, await readFile(option, "utf8"), size));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
