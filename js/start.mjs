// Starts the program in the page, or says in both languages why it did not start.

/**
 * @param {{
 *   runApp: () => Promise<unknown>,
 *   importEcharts: () => Promise<object>,
 * }} parts how this kind of page (site or single file) gets at its program and at ECharts
 * @returns {Promise<boolean>} whether the program runs
 */
export async function start({ runApp, importEcharts }) {
  let echarts = null;
  // The one name through which the program in WebAssembly reaches ECharts (src/browser/bridge.rs).
  globalThis.__atlas = Object.freeze({
    loadEcharts() {
      // A failed try is forgotten, so that a chart asked for later, on a better line, may succeed.
      echarts ??= importEcharts().catch((error) => {
        echarts = null;
        throw error;
      });
      return echarts;
    },
  });
  try {
    await runApp();
    document.getElementById("atlas-loading")?.remove();
    // The program may have started only to say that it cannot go on.
    if (document.documentElement.dataset.atlas === "failed") return false;
    document.documentElement.dataset.atlas = "running";
    return true;
  } catch (error) {
    document.getElementById("atlas-loading")?.remove();
    const box = document.getElementById("atlas-error");
    if (box) {
      const detail = box.querySelector("[data-detail]");
      if (detail) detail.textContent = String(error?.message ?? error);
      box.hidden = false;
    }
    document.documentElement.dataset.atlas = "failed";
    console.error(error);
    return false;
  }
}
