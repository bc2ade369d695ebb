// Entry of the site. The names of the files beside it carry hashes of their content; the build
// puts them in place of the three constants.
/* global ATLAS_APP, ATLAS_WASM, ATLAS_ECHARTS */
import { start } from "./start.mjs";

start({
  async runApp() {
    const app = await import(ATLAS_APP);
    await app.default({ module_or_path: new URL(ATLAS_WASM, import.meta.url) });
  },
  importEcharts: () => import(ATLAS_ECHARTS),
});
