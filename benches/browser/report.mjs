// Numbers against aims, as rows and as text.

/** What our page may take of what the plain page takes. */
const RATIOS = { first: 0.3, answering: 1.5, task: 0.5 };

const MEASURES = {
  first: "first figure visible, ms",
  answering: "first year change drawn, ms",
  complete: "map and trend drawn, ms",
  task: "main thread a year step, ms",
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

export function table(about, rows, files) {
  const parts = [
    `Chromium ${about.chromium}, ${about.processors} processors, ${about.rounds} rounds in turn, ` +
      `medians; plain page: ECharts with ${about.renderer}.`,
  ];
  if (!about.staticFigure) parts.push("Our page carries no static figure: the program draws the first.");
  if (!about.trend) parts.push("Our page draws no trend: only its map is measured.");
  for (const profile of new Set(rows.speed.map((row) => row.profile))) {
    const lines = rows.speed
      .filter((row) => row.profile === profile)
      .map((row) => {
        const digits = row.name === "first" || row.name === "answering" || row.name === "complete" ? 0 : 2;
        const aim = row.aim === undefined ? "" : `≤ ${row.aim}`;
        return [
          row.label,
          fixed(row.ours, digits),
          fixed(row.plain, digits),
          fixed(row.ratio, 2),
          aim,
          verdict(row),
        ];
      });
    parts.push(aligned([[profile, "ours", "plain", "ratio", "aim", ""], ...lines]));
  }
  const sizes = rows.size.map((row) => [row.what, bytes(row.brotli), `≤ ${bytes(row.aim)}`, verdict(row)]);
  parts.push(aligned([["bytes in brotli", "ours", "aim", ""], ...sizes]));
  parts.push(aligned([["file of our first visit", "bytes", "brotli"], ...fileLines(files.ours)]));
  parts.push(aligned([["file of the plain page", "bytes", "brotli"], ...fileLines(files.plain)]));
  return parts.join("\n\n");
}
