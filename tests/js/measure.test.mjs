// The module for scripts, as it is built, in Node: against the references of the statistics, against
// what the same program computes natively, and with inputs that cannot be right.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILT = ["dist", "target/site-dev"].find((folder) => existsSync(join(ROOT, folder, "prosperity-atlas.js")));
const FILE = join(resolve(ROOT, process.env.ATLAS_DIST ?? BUILT ?? "dist"), "prosperity-atlas.js");
const { MeasureError, measure, measureAsync, mount, version } = await import(pathToFileURL(FILE));

/** Agreement asked for, and what formulas in which terms of about 1 cancel lose in double precision. */
const AGREEMENT = 1e-10;
const FLOOR = 1e-14;

const readJson = async (path) => JSON.parse(await readFile(join(ROOT, "tests/fixtures", path), "utf8"));
const inequality = await readJson("reference/inequality.json");
const spatial = await readJson("reference/spatial.json");
const seeds = await readJson("measures/seeds.json");

let compared = 0;
/** Relative to the number, or to `scale` where the reference has fewer digits than that. */
function near(found, expected, what, scale = 0) {
  assert.equal(typeof found, "number", what);
  const allowed = AGREEMENT * Math.max(Math.abs(expected), scale) + FLOOR;
  assert.ok(Math.abs(found - expected) <= allowed, `${what}: ${found} is not ${expected}`);
  compared += 1;
}

/** Compares under each name that the reference has. */
function nearAll(found, expected, what) {
  for (const [name, value] of Object.entries(found)) {
    if (expected?.[name] !== undefined) near(value, expected[name], `${what} ${name}`);
  }
}

const indices = (found) => ({
  gini: found.gini?.value,
  gini_corrected: found.gini?.corrected,
  theil_t: found.theil_t?.value,
  theil_l: found.theil_l?.value,
  ge_2: found.ge2,
  "atkinson_0.5": found.atkinson?.epsilon_0_5,
  atkinson_1: found.atkinson?.epsilon_1,
  atkinson_2: found.atkinson?.epsilon_2,
  cv_population: found.cv?.population,
  cv_sample: found.cv?.sample,
  hoover: found.hoover,
});

const weightedIndices = ({ gini, theil_t, theil_l, cv, weighted }) => ({
  gini: gini?.weighted,
  theil_t: theil_t?.weighted,
  theil_l: theil_l?.weighted,
  ge_2: weighted.ge2,
  "atkinson_0.5": weighted.atkinson?.epsilon_0_5,
  atkinson_1: weighted.atkinson?.epsilon_1,
  atkinson_2: weighted.atkinson?.epsilon_2,
  cv_population: cv?.weighted,
  hoover: weighted.hoover,
});

function sameParts(found, own, what) {
  nearAll({ within: found.theil_t?.within, between: found.theil_t?.between }, own.decompose?.["1"], `${what} T`);
  nearAll({ within: found.theil_l?.within, between: found.theil_l?.between }, own.decompose?.["0"], `${what} L`);
  if (own.dagum) nearAll(found.dagum, own.dagum, `${what} Dagum`);
}

test("indices and their parts are those of the references", () => {
  compared = 0;
  for (const { name, values, weights, groups, own, own_weighted, pysal } of inequality.cases) {
    const plain = measure({ values, groups });
    nearAll(indices(plain), own.indices, name);
    sameParts(plain, own, name);
    nearAll(
      { ...indices(plain), theil_within: plain.theil_t?.within, theil_between: plain.theil_t?.between },
      pysal,
      `${name}, PySAL`,
    );
    for (const [at, share] of (pysal?.lorenz ?? []).entries()) {
      const point = [share].flat();
      for (const [axis, number] of point.entries()) near(plain.lorenz[at][axis + 2 - point.length], number, name);
    }
    if (weights) {
      const found = measure({ values, weights, groups });
      nearAll(weightedIndices(found), own_weighted.indices, `${name}, weighted`);
      sameParts(found, own_weighted, `${name}, weighted`);
      nearAll(indices(found), own.indices, name);
    }
  }
  assert.ok(compared > 500, `only ${compared} numbers were compared`);
});

test("spatial statistics are those of PySAL", () => {
  compared = 0;
  // The large cases are given by rules instead of lists; the native tests have them.
  const listed = spatial.cases.filter(({ neighbours }) => neighbours);
  for (const { name, values, neighbours, written, moran, local } of listed) {
    const found = measure({ values, neighbours, permutations: 9 }).moran;
    // As natively: where the mean is large, the reference's scores have few digits.
    const scale = name === "far from zero" ? 10 : 0;
    near(found.i, moran.i, name, scale);
    near(found.expected, moran.expected, name);
    if (moran.randomisation && found.randomisation) {
      const { variance, z, p } = found.randomisation;
      const [of, score, normal] = moran.randomisation;
      near(variance, of, name, scale);
      near(z, score, name, 1);
      near(p, normal, name, scale || 0.01);
    }
    const quadrants = ["HH", "LH", "LL", "HL"];
    for (const [rank, at] of written.entries()) {
      const { i, quadrant } = found.local[at];
      near(i, local.i[rank], `${name} ${at}`, scale || 1);
      // The reference gives islands a quadrant too.
      if (quadrant !== null) assert.equal(quadrant, quadrants[local.quadrants[rank] - 1], `${name} ${at}`);
    }
  }
  assert.ok(compared > 200, `only ${compared} numbers were compared`);
});

test("a seed gives the numbers of the native program, to the last bit", async () => {
  for (const { input, moran } of seeds) {
    for (const found of [measure(input), await measureAsync(input)]) {
      const { i, expected, p, z, local } = found.moran;
      assert.deepEqual({ i, expected, p, z, local }, moran);
      const { seed, permutations } = input;
      assert.deepEqual(found.random, { generator: "xoshiro256++", version: 1, seed, permutations });
    }
  }
  const { values, neighbours } = seeds[0].input;
  const other = measure({ values, neighbours, seed: 2 }).moran;
  assert.notDeepEqual(other.local.map(({ p }) => p), seeds[0].moran.local.map(({ p }) => p));
  assert.equal(other.i, seeds[0].moran.i);
});

test("labels of groups come back as they were given, in order of appearance", () => {
  const labels = ["__proto__", 1, "1", "东部", -0];
  const found = measure({ values: [1, 2, 3, 4, 5, 6], groups: [...labels, "__proto__"] });
  const expected = ["__proto__", 1, "1", "东部", 0];
  assert.deepEqual(found.theil_t.groups.map(({ group }) => group), expected);
  assert.deepEqual(found.theil_l.groups.map(({ n }) => n), [2, 1, 1, 1, 1]);
  assert.equal({}.polluted, undefined);
});

test("what is missing is named", () => {
  const { skipped, ...found } = measure({ values: [0, 1, 2] });
  assert.equal(skipped.theil_l, "non-positive");
  assert.equal(skipped.dagum, "no-groups");
  assert.equal(skipped.moran, "no-neighbours");
  assert.equal(skipped["gini.weighted"], "no-weights");
  for (const name of ["theil_l", "dagum", "moran", "weighted"]) assert.ok(!(name in found), name);
  assert.deepEqual(Object.keys(found.gini), ["value", "corrected"]);
  const island = measure({ values: [1, 2, 4, 8], neighbours: [[1], [0], [1], []] }).moran.local[3];
  assert.deepEqual(island, { i: 0, p: null, cluster: null, quadrant: null });
});

test("typed arrays are arrays", () => {
  const values = [3, 1, 4, 1, 5];
  const plain = measure({ values, weights: values, groups: [1, 1, 2, 2, 2] });
  const typed = measure({
    values: Float64Array.from(values),
    weights: Uint8Array.from(values),
    groups: Int32Array.from([1, 1, 2, 2, 2]),
    permutations: undefined,
  });
  assert.deepEqual(typed, plain);
});

test("inputs that cannot be right are refused, with reason and position", () => {
  const values = [1, 2, 3];
  const refusals = [
    [undefined, "not-an-object"],
    [null, "not-an-object"],
    [values, "not-an-object"],
    [Float64Array.from(values), "not-an-object"],
    [{}, "not-an-array"],
    [{ values: null }, "not-an-array"],
    [{ values: "123" }, "not-an-array"],
    [{ values: { length: 1, 0: 1 } }, "not-an-array"],
    [{ values: new DataView(new ArrayBuffer(8)) }, "not-an-array"],
    [{ values: [] }, "empty"],
    [{ values: [1, "2"] }, "not-a-number", 1],
    [{ values: [1, , 2] }, "not-a-number", 1],
    [{ values: [1, null] }, "not-a-number", 1],
    [{ values: [1, 2n] }, "not-a-number", 1],
    [{ values: new BigInt64Array(1) }, "not-a-number", 0],
    [{ values: [1, NaN] }, "not-finite", 1],
    [{ values: [-Infinity] }, "not-finite", 0],
    [{ values, weights: [1, 2] }, "lengths-differ"],
    [{ values, weights: [1, -2, 3] }, "weight", 1],
    [{ values, weights: [1, 2, NaN] }, "weight", 2],
    [{ values, weights: [0, 0, 0] }, "zero-weight"],
    [{ values, weights: null }, "not-an-array"],
    [{ values, groups: ["a", "b"] }, "lengths-differ"],
    [{ values, groups: ["a", "b", {}] }, "group", 2],
    [{ values, groups: ["a", NaN, "b"] }, "group", 1],
    [{ values, groups: "abc" }, "not-an-array"],
    [{ values, neighbours: [[1], [0]] }, "lengths-differ"],
    [{ values, neighbours: [[1], 0, []] }, "not-an-array", 1],
    [{ values, neighbours: [[1], [3], []] }, "neighbour", 1],
    [{ values, neighbours: [[1], [0], [2]] }, "neighbour", 2],
    [{ values, neighbours: [[1, 1], [0], []] }, "neighbour", 0],
    [{ values, neighbours: [[1], [-1], []] }, "neighbour", 1],
    [{ values, neighbours: [[1], [0.5], []] }, "neighbour", 1],
    [{ values, neighbours: [["1"], [0], []] }, "neighbour", 0],
    [{ values, permutations: 0 }, "permutations"],
    [{ values, permutations: -1 }, "permutations"],
    [{ values, permutations: 1.5 }, "permutations"],
    [{ values, permutations: 1e6 + 1 }, "permutations"],
    [{ values, permutations: "999" }, "permutations"],
    [{ values, seed: -1 }, "seed"],
    [{ values, seed: 0.5 }, "seed"],
    [{ values, seed: 2 ** 53 }, "seed"],
    [{ values, seed: 1n }, "seed"],
  ];
  for (const [input, reason, at] of refusals) {
    assert.throws(
      () => measure(input),
      (error) => {
        assert.ok(error instanceof MeasureError && error instanceof Error);
        assert.deepEqual([error.reason, error.at], [reason, at], error.message);
        assert.ok(error.message.length > 5);
        return true;
      },
      reason,
    );
  }
});

test("a name that is not known is an error, and the nearest known one is told", () => {
  const told = (key) => {
    try {
      measure({ values: [1, 2], [key]: [1, 2] });
    } catch ({ reason, message }) {
      return `${reason}: ${message}`;
    }
    return "measured";
  };
  assert.equal(told("weight"), "unknown-key: there is no weight; did you mean weights?");
  assert.match(told("neighbors"), /did you mean neighbours\?/);
  assert.match(told("GROUPS"), /did you mean groups\?/);
  assert.match(told("something"), /known are values, weights, groups, neighbours, permutations, seed$/);
  assert.match(told("x".repeat(1e6)), /^.{20,200}$/);
});

test("each entry is read once, and what is inherited is not read", () => {
  let reads = 0;
  const input = {
    get values() {
      reads += 1;
      return reads === 1 ? [1, 3] : "changed";
    },
  };
  assert.equal(measure(input).gini.value, 0.25);
  assert.equal(reads, 1);
  Object.prototype.weights = [-1];
  try {
    assert.equal(measure({ values: [1, 3] }).gini.value, 0.25);
  } finally {
    delete Object.prototype.weights;
  }
  const shrinking = new Proxy([1, 2, 3], {
    get: (list, key) => (key === "1" ? ((list.length = 1), 2) : list[key]),
  });
  assert.throws(() => measure({ values: shrinking }), { reason: "not-a-number", at: 2 });
  const failing = { get values() { throw new RangeError("mine"); } };
  assert.throws(() => measure(failing), RangeError);
  // Whatever was thrown, the program goes on.
  assert.equal(measure({ values: [1, 3] }).gini.value, 0.25);
});

test("results are plain and stay as they are", () => {
  const input = { values: [1, 3], groups: ["a", "b"] };
  const found = measure(input);
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
  assert.equal(Object.getPrototypeOf(found.skipped), Object.prototype);
  measure({ values: [5, 5, 9], groups: ["c", "c", "d"] });
  assert.deepEqual(found, measure(input));
  assert.deepEqual(input, { values: [1, 3], groups: ["a", "b"] });
});

/** Places on a torus, each with six neighbours. */
function torus(side) {
  const n = side * side;
  const at = (row, column) => ((row + side) % side) * side + ((column + side) % side);
  const around = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, -1]];
  return {
    values: Array.from({ length: n }, (_, place) => (place * 7919) % 1000),
    neighbours: Array.from({ length: n }, (_, place) =>
      around.map(([down, right]) => at(Math.floor(place / side) + down, (place % side) + right)),
    ),
  };
}

test("measureAsync gives the same, in slices, and several at a time", async () => {
  const input = torus(55);
  const expected = measure(input);
  let longest = 0;
  let last = performance.now();
  const ticks = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const found = await Promise.all([measureAsync(input), measureAsync(input), measureAsync({ values: [1, 3] })]);
  clearInterval(ticks);
  assert.deepEqual(found[0], expected);
  assert.deepEqual(found[1], expected);
  assert.equal(found[2].gini.value, 0.25);
  console.log(`longest hold of measureAsync at n = 3,025: ${longest.toFixed(1)} ms`);
  // Two slices may follow each other, and the machine may be busy.
  assert.ok(longest < 500, `${longest} ms`);
  await assert.rejects(measureAsync({ values: [] }), { name: "MeasureError", reason: "empty" });
});

test("the file works alone, wherever it is copied", async () => {
  const folder = await mkdtemp(join(tmpdir(), "measure-"));
  try {
    const copy = join(folder, "copy.mjs");
    await copyFile(FILE, copy);
    const alone = await import(pathToFileURL(copy));
    assert.equal(alone.measure({ values: [1, 3] }).gini.value, 0.25);
    const text = await readFile(FILE, "utf8");
    for (const word of ["fetch(", "eval(", "new Function", ROOT, "sourceMappingURL"]) {
      assert.ok(!text.includes(word), word);
    }
    const wasm = [...text.matchAll(/"([A-Za-z0-9+/=]{1000,})"/g)].map(([, one]) => Buffer.from(one, "base64"));
    assert.equal(wasm.length, 1);
    assert.ok(WebAssembly.validate(wasm[0]));
    for (const word of [ROOT, "/registry/src/"]) assert.ok(!wasm[0].includes(word), word);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("without a page there is a version, and mount says what is missing", async () => {
  assert.match(version, /^\d+\.\d+\.\d+$/);
  await assert.rejects(mount(null, { spec: "#/explore" }), { name: "AtlasError", code: "page-missing" });
});
