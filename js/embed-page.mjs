// Entry of `embed.html`, the page for frames: one figure, as the fragment says. The page may have been
// given no origin, so it keeps nothing; it tells the page around it how high it is and what happens.
import { define } from "./embed/element.mjs";
import { asAtlasError, problem } from "./embed/error.mjs";
import { isYear, writeOptions } from "./embed/options.mjs";

const VERSION = 1;
const HEIGHT = "prosperity-atlas:height";
const EVENT = "prosperity-atlas:event";
const SET = "prosperity-atlas:set";
/** What the figure tells of that the page around is told. */
const EVENTS = ["ready", "select", "yearchange", "linkchange", "error"];
/** Options that stand in the query, since a link of the site has no place for them: `lang=both` too. */
const QUERY = ["lang", "height", "controls"];

/** The height asked for where the frame has none: browsers draw nothing in such a frame. */
const FIRST_HEIGHT = 400;

const figure = document.querySelector("prosperity-figure");
const isFramed = window.parent !== window;
/** The height told last. */
let sent = 0;
let isReady = false;

// The page around may be anybody's, so its origin is not known. Nothing sent is private: it is what
// the frame shows.
const send = (message) => window.parent.postMessage(message, "*");

const tell = (name, detail) => send({ type: EVENT, version: VERSION, name, detail });

/** The height of the figure, told in the words of four kinds of listeners. */
function sendHeight(height) {
  const src = location.href;
  send({ type: HEIGHT, version: VERSION, height, src });
  send({ "datawrapper-height": { "prosperity-atlas": height } });
  send({ sentinel: "amp", type: "embed-size", height });
  send(JSON.stringify({ src, context: "iframe.resize", height }));
}

/**
 * Tells the height if it is another one. That of the figure is taken, which follows the width of the
 * frame and not its height; that of the page would follow what was told before.
 */
function measure() {
  const height = Math.ceil(figure.getBoundingClientRect().height);
  if (height === 0 || height === sent) return;
  sent = height;
  sendHeight(height);
}

/** The ground on which the figure stands is that of its theme, not of the reader's system. */
function colour() {
  const theme = figure.figureState()?.theme;
  document.documentElement.style.colorScheme = ["light", "dark"].includes(theme) ? theme : "";
}

/** After a change. A figure that nobody has come near yet is not to be loaded for its colour. */
function recolour() {
  if (isReady) figure.whenReady().then(colour, () => {});
}

/** What the page around asks for: options, a year, or only the height again. */
function obey({ version, options, year }) {
  if (version !== VERSION) throw problem("option-invalid", { about: "version" });
  if (year !== undefined && !isYear(year)) throw problem("option-invalid", { about: "year" });
  if (options !== undefined) writeOptions(figure, options);
  if (year !== undefined) figure.showYear(year);
  recolour();
  if (sent) sendHeight(sent);
}

/** The page of one figure says itself what it is about, until its address says something else. */
const OWN = figure.getAttribute("spec") ?? "";

function follow() {
  figure.setAttribute("spec", location.hash || OWN);
  recolour();
}

const query = new URLSearchParams(location.search);
for (const name of QUERY) {
  if (query.has(name)) figure.setAttribute(name, query.get(name));
}
follow();
addEventListener("hashchange", follow);
figure.addEventListener("ready", () => {
  isReady = true;
  colour();
  // Browsers observe no sizes in frames out of sight; a frame must have its height before it is seen.
  if (isFramed) measure();
});

if (isFramed) {
  for (const name of EVENTS) {
    figure.addEventListener(name, ({ detail }) => tell(name, detail));
  }
  new ResizeObserver(measure).observe(figure);
  if (window.innerHeight === 0) sendHeight(FIRST_HEIGHT);
  addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || data?.type !== SET) return;
    try {
      obey(data);
    } catch (thrown) {
      const { code, message } = asAtlasError(thrown);
      tell("error", { code, message });
    }
  });
}

define();
