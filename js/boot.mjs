// Entry of the site. The names of the files beside it carry hashes of their content; the build
// puts them in place of the first three constants, and in place of the last whether the site is
// kept for use without a network.
/* global ATLAS_APP, ATLAS_WASM, ATLAS_ECHARTS, ATLAS_OFFLINE */
import { keepOffline } from "./offline.mjs";
import { start } from "./start.mjs";

const started = start({
  async runApp() {
    const app = await import(ATLAS_APP);
    await app.default({ module_or_path: new URL(ATLAS_WASM, import.meta.url) });
  },
  importEcharts: () => import(ATLAS_ECHARTS),
});

if (ATLAS_OFFLINE) started.then(keepOffline);
