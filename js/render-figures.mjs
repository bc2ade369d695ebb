// Draws many charts as SVG in one Node process, with the very ECharts bundle that the site carries:
//   node js/render-figures.mjs <bundle> <jobs.jsonl>
// A job is a line of JSON: `option`, `width`, `height`, `id` (begins every id inside) and `out`, the file
// to write. Any chart that cannot be drawn ends the run with its `id` in the message.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadEcharts, renderOption } from "./render-options.mjs";

/** What a still picture needs no more: data of the bridge, hover rules with their classes, pointers. */
const UNUSED = / (?:ecmeta_\w+|class|pointer-events|xml:space|xmlns:xlink|version|baseProfile)="[^"]*"/g;

/** Declarations of a `style` attribute as attributes: editors of articles take style attributes out. */
function asAttributes(style) {
  return style
    .split(";")
    .map((one) => one.split(":").map((part) => part.trim()))
    .filter(([name, value]) => name && value)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

/**
 * The SVG of a chart as a still picture: no rules, no classes, no empty ground; type that all texts
 * share stands at the root, once.
 */
export function still(svg) {
  const plain = svg
    .replace(/<style[\s\S]*?<\/style>\n?/g, "")
    .replace(/<rect [^>]*x="0" y="0" fill="none"><\/rect>\n?/, "")
    .replaceAll(/<[a-zA-Z][^>]*>/g, (tag) =>
      tag
        .replaceAll(UNUSED, "")
        .replace(/ style="([^"]*)"/, (_, style) => asAttributes(style)),
    );
  const families = new Set([...plain.matchAll(/ font-family="[^"]*"/g)].map(([one]) => one));
  if (families.size !== 1) return plain;
  const [family] = families;
  return plain.replaceAll(family, "").replace("<svg", () => `<svg${family}`);
}

async function main([bundle, list]) {
  if (!bundle || !list) {
    throw new Error("usage: node js/render-figures.mjs <bundle> <jobs.jsonl>");
  }
  const echarts = await loadEcharts(bundle);
  const lines = (await readFile(list, "utf8")).split("\n").filter((line) => line !== "");
  for (const line of lines) {
    const { option, width, height, id, out } = JSON.parse(line);
    try {
      await writeFile(out, still(renderOption(echarts, option, { width, height, id })));
    } catch (error) {
      throw new Error(`${id}: ${error.message}`, { cause: error });
    }
  }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
