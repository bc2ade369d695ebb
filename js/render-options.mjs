// Draws a chart's option as SVG in Node, with the very ECharts bundle that the site carries:
//   node js/render-options.mjs <bundle> <option.json> <out.svg> --width 720 --height 400 --id chart
// There are no fonts in Node: ECharts estimates the widths of texts.
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

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

/**
 * SVG text of an option at a size in pixels. The ids and classes inside begin with `id`: ECharts
 * counts its charts instead, so that two pictures on one page would cut each other's clips, and the
 * bytes of one would depend on how many were drawn before.
 */
export function renderOption(echarts, option, { width, height, id = "chart" }) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(withoutMarkers(option), { notMerge: true });
    return chart.renderToSVGString().replaceAll(/\bzr\d+-(?=[a-z])/g, `${id}-`);
  } finally {
    // A living chart would keep the process alive.
    chart.dispose();
  }
}

/** The same of an option as JSON text. */
export function render(echarts, json, size) {
  return renderOption(echarts, JSON.parse(json), size);
}

/** Takes `--name value` out of an argument list. */
function flag(args, name) {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}

function pixels(args, name, otherwise) {
  const value = Number(flag(args, name) ?? otherwise);
  if (!(value > 0 && value < 1e5)) throw new Error(`--${name} wants a number of pixels`);
  return value;
}

async function main(args) {
  const size = { width: pixels(args, "width", 720), height: pixels(args, "height", 400) };
  const id = flag(args, "id") ?? "chart";
  if (!/^[A-Za-z][\w-]*$/.test(id)) throw new Error("--id wants a word that begins with a letter");
  const [bundle, option, out] = args;
  if (!bundle || !option || !out) {
    throw new Error(
      "usage: node js/render-options.mjs <bundle> <option.json> <out.svg> " +
        "[--width 720] [--height 400] [--id chart]",
    );
  }
  const echarts = await loadEcharts(bundle);
  await writeFile(out, render(echarts, await readFile(option, "utf8"), { ...size, id }));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
