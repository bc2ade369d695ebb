// Entry of the single file. Opened from a folder by double-click, a page may not fetch the files
// beside it, so everything is inside: gzip, then base64, in inert script elements.
import init from "atlas-app";
import { start } from "./start.mjs";

/** The bytes kept in the inert element with this id. */
async function unpack(id) {
  const element = document.getElementById(id);
  const packed = Uint8Array.from(atob(element.textContent.trim()), (c) => c.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

start({
  async runApp() {
    await init({ module_or_path: await unpack("atlas-wasm") });
  },
  async importEcharts() {
    const url = URL.createObjectURL(
      new Blob([await unpack("atlas-echarts")], { type: "text/javascript" }),
    );
    try {
      return await import(url);
    } finally {
      URL.revokeObjectURL(url);
    }
  },
});
