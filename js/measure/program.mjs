// The program, inside this file: it may be copied anywhere, and nothing is fetched. It is compiled
// asynchronously, since browsers refuse to compile larger programs on the page's own thread.
import { Job, initSync, quadrants } from "atlas-measure";
import bytes from "atlas-measure-wasm";
import { MeasureError } from "./error.mjs";

/** Why the program does not run, if it does not: the rest of the module must be usable all the same. */
let refused = null;
/** Names of the quadrants by their position. */
let names = [];
try {
  initSync({ module: await WebAssembly.compile(bytes) });
  names = quadrants();
} catch (cause) {
  refused = cause;
}

/** Numbers that come in twos, as a list of pairs. */
function pairs(numbers) {
  const found = new Array(numbers.length / 2);
  for (let at = 0; at < found.length; at += 1) found[at] = [numbers[2 * at], numbers[2 * at + 1]];
  return found;
}

/** Numbers that come in fours, as a list of places. */
function places(numbers) {
  const name = (position) => (Number.isNaN(position) ? null : names[position]);
  const found = new Array(numbers.length / 4);
  for (let at = 0; at < found.length; at += 1) {
    const [i, p, quadrant, cluster] = numbers.subarray(4 * at, 4 * at + 4);
    found[at] = { i, p: Number.isNaN(p) ? null : p, cluster: name(cluster), quadrant: name(quadrant) };
  }
  return found;
}

/** What a script is given: with the labels of its groups, and with what crossed as numbers. */
function told(job, labels) {
  const { moran, weighted, random, skipped, ...found } = job.measures();
  for (const theil of [found.theil_t, found.theil_l]) {
    for (const part of theil?.groups ?? []) part.group = labels[part.group];
  }
  const curve = job.lorenz();
  if (curve) found.lorenz = pairs(curve);
  if (moran) found.moran = { ...moran, local: places(job.local()) };
  if (weighted) {
    const curve = job.weightedLorenz();
    found.weighted = curve ? { ...weighted, lorenz: pairs(curve) } : weighted;
  }
  return Object.assign(found, { random, skipped });
}

/** What the program throws, or what becomes of it where memory ends. */
function asMeasureError(thrown) {
  const { reason, message, at } = thrown ?? {};
  if (typeof reason === "string") return new MeasureError(reason, message, at);
  return new MeasureError("failed", "this could not be measured", undefined, { cause: thrown });
}

/** Measures an input that was read, and can be left alone for a while after every step. */
export function* measuring(input) {
  if (refused) {
    const cause = refused;
    throw new MeasureError("webassembly-refused", "WebAssembly is missing or blocked here", undefined, { cause });
  }
  const { values, weights, groups, labels, ends, neighbours, permutations, seed } = input;
  let job = null;
  try {
    job = new Job(values, weights, groups, ends, neighbours, permutations, seed);
    while (!job.step()) yield;
    return told(job, labels);
  } catch (thrown) {
    throw asMeasureError(thrown);
  } finally {
    job?.free();
  }
}
