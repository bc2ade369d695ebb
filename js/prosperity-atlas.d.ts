// Types of `prosperity-atlas.js`; what the numbers are, docs/api.md says.
import type { mount as mountFigure } from "./embed.js";

/** The version of the atlas, `1.2.3`. */
export const version: string;

/** Numbers as an array or a typed array. */
export type Numbers = ArrayLike<number> & (readonly number[] | ArrayBufferView);

/** What a group is called. Numbers and texts that look alike are different groups. */
export type GroupLabel = string | number;

export interface MeasureInput<Label extends GroupLabel = GroupLabel> {
  /** One finite number for each unit, in any unit of measurement; up to a million. */
  values: Numbers;
  /** How much each value counts: not negative, not all 0. */
  weights?: Numbers;
  /** The group of each value. */
  groups?: readonly Label[] | (Numbers & ArrayLike<Label>);
  /** Of each value's place the neighbours, as positions from 0. Every neighbour of a place weighs the same. */
  neighbours?: readonly Numbers[];
  /** Random draws of the tests, 1 to 1,000,000. Default: 999. */
  permutations?: number;
  /** Seed of the random draws, a whole number from 0 on. Default: 1. */
  seed?: number;
}

export interface Theil<Label extends GroupLabel = GroupLabel> {
  value?: number;
  weighted?: number;
  /** With weights, of `weighted`; without, of `value`. */
  within?: number;
  /** With weights, of `weighted`; without, of `value`. */
  between?: number;
  /** In the order in which the groups first appear. */
  groups?: TheilGroup<Label>[];
}

export interface TheilGroup<Label extends GroupLabel = GroupLabel> {
  group: Label;
  n: number;
  /** 0–1. */
  population_share: number;
  /** 0–1. */
  value_share: number;
  /** The index of its values alone. */
  index: number;
  within: number;
  /** Positive or negative. */
  between: number;
}

export interface Atkinson {
  epsilon_0_5?: number;
  epsilon_1?: number;
  epsilon_2?: number;
}

/** A share of the units or of the weights, and the share of the total that it holds. */
export type LorenzPoint = [p: number, l: number];

export type Quadrant = "HH" | "LH" | "LL" | "HL";

export interface LocalMoran {
  i: number;
  /** `null` for a place without neighbours. */
  p: number | null;
  /** The quadrant where `p` is at most `level`. */
  cluster: Quadrant | null;
  /** `null` for a place without neighbours. */
  quadrant: Quadrant | null;
}

export interface Moran {
  i: number;
  expected: number;
  /** One-sided, from the random draws. */
  p: number;
  /** From the random draws. */
  z?: number;
  /** Without drawing; `p` is two-sided. */
  randomisation?: { variance: number; z: number; p: number };
  level: number;
  local: LocalMoran[];
}

/** What is measured. Whatever is missing is named in `skipped`. */
export interface Measures<Label extends GroupLabel = GroupLabel> {
  n: number;
  mean?: number;
  gini?: { value?: number; weighted?: number; corrected?: number };
  theil_t?: Theil<Label>;
  theil_l?: Theil<Label>;
  ge2?: number;
  atkinson?: Atkinson;
  cv?: { population?: number; sample?: number; weighted?: number };
  hoover?: number;
  /** With weights where there are weights. */
  dagum?: { total: number; within: number; net_between: number; transvariation: number };
  lorenz?: LorenzPoint[];
  moran?: Moran;
  /** The weighted form of what has no `weighted` of its own. */
  weighted?: { mean?: number; ge2?: number; atkinson?: Atkinson; hoover?: number; lorenz?: LorenzPoint[] };
  random: { generator: string; version: number; seed: number; permutations: number };
  /** By name, `theil_l` or `gini.corrected`, the reason why it is missing. */
  skipped: Record<string, SkipReason>;
}

/** Why a measure is missing. More may be added. */
export type SkipReason =
  | "too-few"
  | "negative"
  | "non-positive"
  | "zero-mean"
  | "no-variance"
  | "one-group"
  | "too-many-groups"
  | "all-islands"
  | "out-of-range"
  | "no-weights"
  | "no-groups"
  | "no-neighbours"
  | (string & {});

/** What is wrong with an input. More may be added. */
export type MeasureErrorReason =
  | "not-an-object"
  | "unknown-key"
  | "not-an-array"
  | "not-a-number"
  | "empty"
  | "not-finite"
  | "lengths-differ"
  | "weight"
  | "zero-weight"
  | "group"
  | "neighbour"
  | "permutations"
  | "seed"
  | "too-many-values"
  | "too-many-neighbours"
  | "webassembly-refused"
  | "failed"
  | (string & {});

export class MeasureError extends Error {
  private constructor();
  readonly reason: MeasureErrorReason;
  /** Position of what is wrong in its list, from 0, where it is one entry. */
  readonly at?: number;
}

/**
 * Everything that can be measured of a list of values.
 *
 * @throws {MeasureError} for an input that cannot be right
 */
export function measure<const Label extends GroupLabel>(input: MeasureInput<Label>): Measures<Label>;

/** The same in slices of some milliseconds, for large maps. Broken with a `MeasureError`. */
export function measureAsync<const Label extends GroupLabel>(input: MeasureInput<Label>): Promise<Measures<Label>>;

/**
 * Puts a figure of the atlas into an element of the page, see `embed.d.ts`. `embed.js` must lie beside
 * this module; where there is no page, the promise is broken with an error whose `code` is `page-missing`.
 */
export const mount: typeof mountFigure;
