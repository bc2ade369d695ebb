// Entry of `host.js`, for pages with frames of the atlas: gives each frame the height that it tells.
// Loaded twice it does the same twice, which changes nothing.
const VERSION = 1;
const HEIGHT = "prosperity-atlas:height";
const SET = "prosperity-atlas:set";
/** Heights in pixels that are believed. */
const LOWEST = 40;
const HIGHEST = 20_000;

const FOLDER = new URL("./", import.meta.url);

/** The frames of this page that were given an address in this script's own folder. */
const frames = () =>
  [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(FOLDER.href));

function setHeight(frame, height) {
  // Where the page counts borders into heights, the inside gets what is left of them.
  const isOutside = getComputedStyle(frame).boxSizing === "border-box";
  const border = isOutside ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${Math.ceil(height) + border}px`;
}

addEventListener("message", ({ source, origin, data }) => {
  if (data?.type !== HEIGHT || data.version !== VERSION) return;
  // A sandboxed frame has no origin. Any other one means that the reader went elsewhere in it.
  if (origin !== FOLDER.origin && origin !== "null") return;
  const { height } = data;
  if (!(Number.isFinite(height) && height >= LOWEST && height <= HIGHEST)) return;
  const frame = frames().find((one) => one.contentWindow === source);
  if (frame) setHeight(frame, height);
});

// Frames that came first have told their height to nobody: they are asked to say it again.
for (const frame of frames()) {
  frame.contentWindow?.postMessage({ type: SET, version: VERSION }, "*");
}
