// Charts as still pictures: SVG text without an element, in the browser and in Node alike.

/** The option without the markers that only a browser's bridge fulfils (readouts, not the picture). */
function withoutMarkers(option) {
  if (option.tooltip?.formatter?.$f) delete option.tooltip.formatter;
  return option;
}

/**
 * SVG text of an option at a size in pixels. The ids and classes inside begin with `id`: ECharts
 * counts its charts instead, so that two pictures on one page would cut each other's clips, and the
 * bytes of one would depend on how many were drawn before.
 */
export function renderOption(init, option, { width, height, id = "chart" }) {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(withoutMarkers(option), { notMerge: true });
    return chart.renderToSVGString().replaceAll(/\bzr\d+-(?=[a-z])/g, `${id}-`);
  } finally {
    // A living chart would keep Node's process alive.
    chart.dispose();
  }
}

/** What a still picture needs no more: data of the bridge, hover rules with their classes, pointers. */
const UNUSED = / (?:ecmeta_\w+|class|pointer-events|xml:space|xmlns:xlink|version|baseProfile)="[^"]*"/g;

/** Declarations of a `style` attribute as attributes: editors of articles take style attributes out. */
function asAttributes(style) {
  return style
    .split(";")
    .map((one) => one.split(":").map((part) => part.trim()))
    .filter(([name, value]) => name && value)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join("");
}

/**
 * The SVG of a chart as a still picture: no rules, no classes, no empty ground; type that all texts
 * share stands at the root, once.
 */
export function still(svg) {
  const plain = svg
    .replace(/<style[\s\S]*?<\/style>\n?/g, "")
    .replace(/<rect [^>]*x="0" y="0" fill="none"><\/rect>\n?/, "")
    .replaceAll(/<[a-zA-Z][^>]*>/g, (tag) =>
      tag
        .replaceAll(UNUSED, "")
        .replace(/ style="([^"]*)"/, (_, style) => asAttributes(style)),
    );
  const families = new Set([...plain.matchAll(/ font-family="[^"]*"/g)].map(([one]) => one));
  if (families.size !== 1) return plain;
  const [family] = families;
  return plain.replaceAll(family, "").replace("<svg", () => `<svg${family}`);
}
