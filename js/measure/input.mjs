// What a script gives, read once into lists of numbers. Everything else about it, such as lengths and
// signs, is for the program to judge.
import { MeasureError } from "./error.mjs";

const KEYS = ["values", "weights", "groups", "neighbours", "permutations", "seed"];
/** As in `measures::Input`. */
const PERMUTATIONS = 999;
const MOST_PERMUTATIONS = 1_000_000;
const SEED = 1;
/** Up to so many letters a name is taken for a slip of a known one. */
const NEAR = 3;
/** How much of a name that is not known is repeated. */
const LONGEST = 40;

const wrong = (reason, message, at) => new MeasureError(reason, message, at);

/** Least number of letters to add, drop or change (Wagner and Fischer 1974). */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 0; i < one.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (one[i] === other[j] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1);
}

/** The known key that one is most like, if it is like any. */
function nearest(key) {
  const far = KEYS.map((known) => distance(key.toLowerCase(), known));
  const least = Math.min(...far);
  return least <= NEAR ? KEYS[far.indexOf(least)] : undefined;
}

/** The input's own entries, each read once: what is inherited is not the author's. */
function entriesOf(input) {
  if (typeof input !== "object" || input === null || Array.isArray(input) || ArrayBuffer.isView(input)) {
    throw wrong("not-an-object", "measure takes an object: measure({ values: [1, 2, 3] })");
  }
  const given = new Map();
  for (const key of Object.keys(input)) {
    if (!KEYS.includes(key)) {
      const name = key.slice(0, LONGEST);
      const known = nearest(name);
      const hint = known ? `did you mean ${known}?` : `known are ${KEYS.join(", ")}`;
      throw wrong("unknown-key", `there is no ${name}; ${hint}`);
    }
    const value = input[key];
    if (value !== undefined) given.set(key, value);
  }
  return given;
}

const isList = (list) => Array.isArray(list) || (ArrayBuffer.isView(list) && !(list instanceof DataView));

function checkList(list, name, at) {
  if (!isList(list)) throw wrong("not-an-array", `${name} is not an array`, at);
}

/** Numbers as given; which of them are allowed is for the program to say. */
function numbers(list, name) {
  checkList(list, name);
  const { length } = list;
  const read = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const number = list[at];
    if (typeof number !== "number") throw wrong("not-a-number", `${name}[${at}] is not a number`, at);
    read[at] = number;
  }
  return read;
}

/** Each value's group by its place in the order of first appearance, and the labels in that order. */
function groupsOf(list) {
  checkList(list, "groups");
  const { length } = list;
  const known = new Map();
  const groups = new Uint32Array(length);
  for (let at = 0; at < length; at += 1) {
    const label = list[at];
    if (typeof label !== "string" && !Number.isFinite(label)) {
      throw wrong("group", `groups[${at}] is neither a text nor a finite number`, at);
    }
    if (!known.has(label)) known.set(label, known.size);
    groups[at] = known.get(label);
  }
  return { groups, labels: [...known.keys()] };
}

const isPosition = (number) => Number.isInteger(number) && number >= 0 && number < 2 ** 32;

/** All lists of neighbours in one, and where each of them ends. */
function neighboursOf(lists) {
  checkList(lists, "neighbours");
  const { length } = lists;
  const ends = new Uint32Array(length);
  const neighbours = [];
  for (let at = 0; at < length; at += 1) {
    const list = lists[at];
    checkList(list, `neighbours[${at}]`, at);
    const count = list.length;
    for (let rank = 0; rank < count; rank += 1) {
      const other = list[rank];
      if (!isPosition(other)) {
        throw wrong("neighbour", `neighbours[${at}][${rank}] is not a position from 0`, at);
      }
      neighbours.push(other);
    }
    ends[at] = neighbours.length;
  }
  return { ends, neighbours: Uint32Array.from(neighbours) };
}

function permutationsOf(number = PERMUTATIONS) {
  if (!Number.isInteger(number) || number < 1 || number > MOST_PERMUTATIONS) {
    throw wrong("permutations", `permutations is not a whole number from 1 to ${MOST_PERMUTATIONS}`);
  }
  return number;
}

function seedOf(number = SEED) {
  if (!Number.isSafeInteger(number) || number < 0) {
    throw wrong("seed", `seed is not a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`);
  }
  return BigInt(number);
}

/** Reads an input. @throws {MeasureError} */
export function readInput(input) {
  const given = entriesOf(input);
  const read = (key, reader) => (given.has(key) ? reader(given.get(key), key) : undefined);
  return {
    // Needed: where it is missing, it is no array.
    values: numbers(given.get("values"), "values"),
    weights: read("weights", numbers),
    ...read("groups", groupsOf),
    ...read("neighbours", neighboursOf),
    permutations: permutationsOf(given.get("permutations")),
    seed: seedOf(given.get("seed")),
  };
}
