// Draws many charts as SVG in one Node process, with the very ECharts bundle that the site carries:
//   node js/render-figures.mjs <bundle> <jobs.jsonl>
// A job is a line of JSON: `option`, `width`, `height`, `id` (begins every id inside) and `out`, the file
// to write. Any chart that cannot be drawn ends the run with its `id` in the message.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadEcharts } from "./render-options.mjs";

async function main([bundle, list]) {
  if (!bundle || !list) {
    throw new Error("usage: node js/render-figures.mjs <bundle> <jobs.jsonl>");
  }
  const echarts = await loadEcharts(bundle);
  const lines = (await readFile(list, "utf8")).split("\n").filter((line) => line !== "");
  for (const line of lines) {
    const { option, width, height, id, out } = JSON.parse(line);
    try {
      await writeFile(out, echarts.drawStill(JSON.stringify(option), { width, height, id }));
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
