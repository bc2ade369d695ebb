// Entry of `prosperity-atlas.js`, for scripts in pages, notebooks and Node: measures of the script's own
// numbers, and figures of the atlas where there is a page.
import { version } from "../package.json";
import { problem } from "./embed/error.mjs";
import { MeasureError } from "./measure/error.mjs";
import { readInput } from "./measure/input.mjs";
import { measuring } from "./measure/program.mjs";

export { MeasureError, version };

/** How long `measureAsync` holds up everything else at a time, in milliseconds. */
const SLICE = 10;

/**
 * Everything that can be measured of a list of values.
 *
 * @param {object} input `values`, and any of `weights`, `groups`, `neighbours`, `permutations`, `seed`
 * @throws {MeasureError}
 */
export function measure(input) {
  const steps = measuring(readInput(input));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Lets other tasks run. Timers would wait longer the more often they are set, and in hidden pages. */
function pause() {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

/** `measure` in slices, between which the page goes on. The input is read at once. */
export async function measureAsync(input) {
  const steps = measuring(readInput(input));
  for (;;) {
    const end = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
    await pause();
  }
}

/**
 * Puts a figure of the atlas into an element of the page, as `mount` of `embed.js` does, which is loaded
 * from beside this file when first it is needed.
 */
export async function mount(element, options) {
  if (typeof document === "undefined") throw problem("page-missing");
  let embed;
  try {
    embed = await import(new URL("./embed.js", import.meta.url).href);
  } catch (cause) {
    throw problem("program-missing", { about: "embed.js", cause });
  }
  return embed.mount(element, options);
}
