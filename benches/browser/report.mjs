// Numbers against aims, as rows and as text.
import { actionAim } from "./actions.mjs";
import { median } from "./median.mjs";

/** What our page may take of what the plain page takes. */
const RATIOS = { first: 0.3, answering: 1.5, task: 0.45 };

/** By how much what is in use may grow from the thirtieth step to the three hundredth. */
const GROWTH = 0.05;

const MEASURES = {
  first: "first figure visible, ms",
  answering: "first year change drawn, ms",
  complete: "map and trend drawn, ms",
  task: "main thread a year step of the overview, ms",
  script: "  of it script",
  layout: "  of it layout",
  style: "  of it style",
};

/** Bytes in brotli, kB of 1,000 bytes. */
const SIZES = [
  { what: "whole first visit", aim: 680_000, counts: () => true },
  { what: "WebAssembly", aim: 450_000, counts: (name) => name.endsWith(".wasm") },
  { what: "ECharts bundle", aim: 200_000, counts: (name) => name.includes("echarts") },
];

export function speedRows(speed) {
  const rows = [];
  for (const [profile, { ours, plain }] of Object.entries(speed)) {
    for (const [name, label] of Object.entries(MEASURES)) {
      const [a, b] = [ours[name]?.median, plain[name]?.median];
      const ratio = a === undefined || b === undefined ? undefined : a / b;
      const aim = RATIOS[name];
      rows.push({ profile, name, label, ours: a, plain: b, ratio, aim, met: aim && ratio <= aim });
    }
  }
  return rows;
}

export function sizeRows(files) {
  return SIZES.map(({ what, aim, counts }) => {
    const counted = Object.entries(files).filter(([name]) => counts(name));
    const brotli = counted.reduce((sum, [, { brotli: size }]) => sum + size, 0);
    return { what, brotli, aim, met: brotli <= aim };
  });
}

/** What of an embedded figure is compared with what of the plain page. */
const EMBEDDED = [
  { kind: "map", name: "first", against: "first", label: "map: first figure visible, ms", aim: RATIOS.first },
  { kind: "map", name: "answering", against: "answering", label: "map: first year change drawn, ms", aim: RATIOS.answering },
  { kind: "chart", name: "first", against: "first", label: "chart: first figure visible, ms" },
  { kind: "chart", name: "complete", against: "complete", label: "chart: drawn by the program, ms" },
];

export function embedSpeedRows(speed) {
  return Object.entries(speed).flatMap(([profile, found]) =>
    EMBEDDED.map(({ kind, name, against, label, aim }) => {
      const [a, b] = [found[kind][name].median, found.plain[against].median];
      return { profile, name, label, ours: a, plain: b, ratio: a / b, aim, met: aim && a / b <= aim };
    }),
  );
}

/** Bytes in brotli of one embedded figure: its picture alone, and with all that it loads. */
export function embedSizeRows(files) {
  return Object.entries(files).flatMap(([kind, all]) => {
    const row = (what, aim, counts) => {
      const counted = Object.entries(all).filter(([name]) => counts(name));
      const brotli = counted.reduce((sum, [, { brotli: size }]) => sum + size, 0);
      return { what: `${kind}: ${what}`, brotli, aim, met: brotli <= aim };
    };
    return [
      // The program, its data and ECharts lie in the folder of the assets.
      row("page and script before the program", 60_000, (name) => !name.startsWith("assets/")),
      row("everything", 600_000, () => true),
    ];
  });
}

/** What the page with many figures asks for and does, and what it should. */
export function countRows({ figures, near, started, ready, wasm, echarts, shift }) {
  const row = (what, found, wanted) => ({ what, found, wanted, met: found === wanted });
  return [
    row("figures started at load", started, near),
    row("figures drawn after scrolling", ready, figures),
    row("requests for WebAssembly", wasm, 1),
    row("requests for ECharts", echarts, 1),
    row("cumulative layout shift", shift, 0),
  ];
}

/** Main thread of every action, and for changes of view how long it took until they were drawn. */
export function actionRows(actions) {
  const rows = [];
  for (const [action, { group, ours, plain }] of Object.entries(actions)) {
    const row = (label, key, aim) => {
      const [a, b] = [ours, plain].map((all) => median(all.map((one) => one[key])));
      if (a === undefined || b === undefined) return;
      const ratio = a / b;
      rows.push({ group, label, ours: a, plain: b, ratio, aim, met: aim && ratio <= aim });
    };
    row(action, "task", actionAim(action, group));
    row("  until drawn", "drawn", undefined);
  }
  return rows;
}

/** Actions with tasks of more than 50 ms on our page: in how many rounds, and how long the longest was. */
export function longRows(actions) {
  const seen = (all) => {
    const longest = all.map(({ long }) => Math.max(0, ...long));
    const some = longest.filter((ms) => ms > 0);
    return { rounds: some.length, of: all.length, longest: median(some) ?? 0 };
  };
  return Object.entries(actions)
    .map(([action, { ours, plain }]) => ({ action, ours: seen(ours), plain: seen(plain) }))
    .filter(({ ours }) => ours.rounds > 0)
    .map((row) => ({ ...row, onlyOurs: row.ours.rounds * 2 > row.ours.of && row.plain.rounds === 0 }));
}

export function memoryRows(memory) {
  return memory.flatMap(({ name, early, late }) => {
    const sum = ({ heap, wasm }) => heap + wasm;
    const row = (what, from, to, aim) => {
      const growth = to / from - 1;
      return { name, what, early: from, late: to, growth, aim, met: aim === undefined || growth <= aim };
    };
    return [
      row("JavaScript and WebAssembly, bytes", sum(early), sum(late), GROWTH),
      row("  of it JavaScript", early.heap, late.heap),
      row("  of it WebAssembly", early.wasm, late.wasm),
      row("nodes", early.nodes, late.nodes, GROWTH),
      row("listeners", early.listeners, late.listeners),
    ];
  });
}

const verdict = ({ aim, met }) => (aim === undefined ? "" : met ? "met" : "MISSED");
const fixed = (number, digits) => (number === undefined ? "–" : number.toFixed(digits));
const bytes = (number) => number.toLocaleString("en");

/** Lines of cells, the first column to the left, the others to the right. */
function aligned(lines) {
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function fileLines(files) {
  const all = Object.entries(files).sort();
  const sum = (key) => bytes(all.reduce((total, [, sizes]) => total + sizes[key], 0));
  return [
    ...all.map(([name, { raw, brotli }]) => [name, bytes(raw), bytes(brotli)]),
    ["all", sum("raw"), sum("brotli")],
  ];
}

const TITLES = {
  steps: "main thread a step, ms",
  switches: "main thread a change of view, ms",
  transforms: "main thread a change of transform, ms",
  county: "main thread a step, ms",
};

/** Each profile's times, then the bytes. */
function speedAndSizeParts(rows) {
  const parts = [];
  for (const profile of new Set(rows.speed.map((row) => row.profile))) {
    const lines = rows.speed
      .filter((row) => row.profile === profile)
      .map((row) => {
        const digits = row.name === "first" || row.name === "answering" || row.name === "complete" ? 0 : 2;
        return compared(row, digits);
      });
    parts.push(aligned([[profile, "ours", "plain", "ratio", "aim", ""], ...lines]));
  }
  const sizes = rows.size.map((row) => [row.what, bytes(row.brotli), `≤ ${bytes(row.aim)}`, verdict(row)]);
  parts.push(aligned([["bytes in brotli", "ours", "aim", ""], ...sizes]));
  return parts;
}

function startParts(about, rows, files) {
  const parts = [];
  if (!about.staticFigure) parts.push("Our page carries no static figure: the program draws the first.");
  if (!about.trend) parts.push("Our page draws no trend: only its map is measured.");
  parts.push(...speedAndSizeParts(rows));
  parts.push(aligned([["file of our first visit", "bytes", "brotli"], ...fileLines(files.ours)]));
  parts.push(aligned([["file of the plain page", "bytes", "brotli"], ...fileLines(files.plain)]));
  return parts;
}

/** A row of both pages with the aim. */
const compared = (row, digits) => [
  row.label,
  fixed(row.ours, digits),
  fixed(row.plain, digits),
  fixed(row.ratio, 2),
  row.aim === undefined ? "" : `≤ ${row.aim}`,
  verdict(row),
];

function longPart(rows) {
  if (rows.length === 0) return "No task of more than 50 ms on our page.";
  const told = ({ rounds, of, longest }) =>
    rounds === 0 ? "none" : `${rounds} of ${of}, ${longest.toFixed(0)} ms`;
  const lines = rows.map((row) => [
    row.action,
    told(row.ours),
    told(row.plain),
    row.onlyOurs ? "OURS ALONE" : "",
  ]);
  return aligned([["rounds with tasks > 50 ms, the longest", "ours", "plain", ""], ...lines]);
}

function embedParts(rows) {
  const lines = rows.counts.map((row) => [
    row.what,
    row.what.endsWith("shift") ? row.found.toFixed(4) : String(row.found),
    String(row.wanted),
    row.met ? "met" : "MISSED",
  ]);
  return [
    "Embedded figures, each as the only one of its page:",
    ...speedAndSizeParts(rows),
    aligned([["page with many embedded figures", "found", "aim", ""], ...lines]),
  ];
}

function memoryPart(rows) {
  const lines = rows.map((row) => [
    `${row.what.startsWith(" ") ? "  " : ""}${row.name}: ${row.what.trim()}`,
    bytes(row.early),
    bytes(row.late),
    `${(row.growth * 100).toFixed(1)} %`,
    row.aim === undefined ? "" : `≤ ${row.aim * 100} %`,
    verdict(row),
  ]);
  return aligned([["in use", "30 steps", "300 steps", "growth", "aim", ""], ...lines]);
}

export function table(about, rows, files) {
  const parts = [
    `Chromium ${about.chromium}, ${about.processors} processors (load ${about.load.toFixed(1)} at first), ` +
      `${about.rounds} rounds in turn, medians; plain pages: ECharts with ${about.renderer}. ` +
      `${about.seconds} s.`,
  ];
  if (files.ours) parts.push(...startParts(about, rows, files));
  for (const [group, title] of Object.entries(TITLES)) {
    const lines = rows.actions.filter((row) => row.group === group).map((row) => compared(row, 2));
    if (lines.length > 0) parts.push(aligned([[title, "ours", "plain", "ratio", "aim", ""], ...lines]));
  }
  if (rows.actions.length > 0) parts.push(longPart(rows.long));
  if (rows.memory.length > 0) parts.push(memoryPart(rows.memory));
  if (rows.embeds) parts.push(...embedParts(rows.embeds));
  return parts.join("\n\n");
}
