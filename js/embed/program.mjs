// Gets the program into the page, once for all figures. The names of the files carry hashes of their
// content; the build puts them in place of the five constants. Everything is found from where this
// script lies: the page may be anywhere, and its `<base>` counts for nothing here.
/* global EMBED_APP, EMBED_WASM, EMBED_DOCUMENTS, EMBED_MAPS, ATLAS_ECHARTS */
import { problem } from "./error.mjs";

const addressOf = (file) => new URL(file, import.meta.url);

/** The folder of the site, with a slash at its end. */
export const SITE = addressOf("./").href;

/** How often a file was asked for in vain. */
const failures = new Map();

/**
 * Imports a module. Browsers used to keep failures by address, as the standard said until 2026
 * (whatwg/html#10327), so the next try goes by another one: fragments count.
 */
async function importModule(file) {
  const address = addressOf(file);
  const failed = failures.get(file) ?? 0;
  if (failed) address.hash = `try-${failed + 1}`;
  try {
    return await import(address.href);
  } catch (error) {
    failures.set(file, failed + 1);
    throw error;
  }
}

/** Does its work once. A failure is forgotten, so that a later call, on a better line, may succeed. */
function once(work) {
  let result = null;
  return () => {
    result ??= work().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
}

async function loadBytes(file) {
  const response = await fetch(addressOf(file));
  if (!response.ok) throw problem("program-missing", { about: response.status });
  return new Uint8Array(await response.arrayBuffer());
}

const loadDocuments = () => loadBytes(EMBED_DOCUMENTS);

/** The geometry of a map, by the name of its packed file; each is asked for once. */
const maps = new Map(Object.entries(EMBED_MAPS).map(([name, file]) => [name, once(() => loadBytes(file))]));
const loadMap = (name) => maps.get(name)();

/** The module of the program, with the WebAssembly running. */
async function importProgram() {
  try {
    const program = await importModule(EMBED_APP);
    await program.default({ module_or_path: addressOf(EMBED_WASM) });
    return program;
  } catch (cause) {
    const { WebAssembly } = globalThis;
    const refused = !WebAssembly || cause instanceof WebAssembly.CompileError;
    throw problem(refused ? "webassembly-refused" : "program-missing", { about: cause?.message, cause });
  }
}

/** The running program, for all figures. */
export const loadProgram = once(async () => {
  const program = await importProgram();
  program.start({ loadEcharts: once(() => importModule(ATLAS_ECHARTS)), loadDocuments, loadMap, site: SITE });
  return program;
});
