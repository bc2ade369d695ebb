// What a figure is told: as attributes in a page, as an object in a script. The two are one contract,
// docs/embedding.md. A bad attribute counts as missing, since an article must stay readable; a bad
// object is an error, since a programmer is there to read it.
import { problem } from "./error.mjs";

export const ATTRIBUTES = ["spec", "lang", "theme", "height", "controls"];

const LANGUAGES = ["zh", "en", "both"];
const THEMES = ["light", "dark", "auto"];
/** Heights of a figure, in pixels: below, nothing can be read; above, nobody means it. */
const LOWEST = 120;
const HIGHEST = 4000;

const isHeight = (value) => Number.isInteger(value) && value >= LOWEST && value <= HIGHEST;

/** Whether a value is a year that can be asked for. */
export const isYear = (value) => Number.isInteger(value) && value >= 1000 && value <= 9999;

/** A spec as the program reads it, `#/explore?…`; a whole link, as copied, is read as well. */
const specOf = (text) => text.trim().replace(/^(https?:[^#]*)?#?/i, "#").replace(/^#$/, "");

/** One of ours for a language tag of the web: `zh-CN` is `zh`. */
const languageOf = (tag) => {
  const [first] = tag.trim().toLowerCase().split("-");
  return LANGUAGES.includes(first) ? first : undefined;
};

/** What the attributes of an element say; keys without a good value are left out. */
export function readOptions(element) {
  const attribute = (name) => element.getAttribute(name)?.trim() ?? "";
  const spec = specOf(attribute("spec"));
  const options = { spec };
  // The language of the text around is the reader's, unless the spec says otherwise. `lang=""` on
  // the element itself means none: then the program asks the browser.
  const told = element.closest("[lang]");
  const lang = languageOf(told?.getAttribute("lang") ?? "");
  if (lang && (told === element || !/[?&]lang=/.test(spec))) options.lang = lang;
  const theme = attribute("theme").toLowerCase();
  if (THEMES.includes(theme)) options.theme = theme;
  const height = Number(/^(\d+)(px)?$/.exec(attribute("height"))?.[1]);
  if (isHeight(height)) options.height = height;
  if (element.hasAttribute("controls")) {
    options.controls = !/^(off|0|false|no)$/i.test(attribute("controls"));
  }
  return options;
}

const CHECKS = {
  spec: (value) => typeof value === "string" && specOf(value) !== "",
  lang: (value) => LANGUAGES.includes(value),
  theme: (value) => THEMES.includes(value),
  height: isHeight,
  controls: (value) => typeof value === "boolean",
};

/**
 * Writes options into the attributes of a figure: `undefined` leaves one as it is, `null` takes it
 * away. Nothing is written if anything is wrong.
 */
export function writeOptions(figure, options) {
  if (typeof options !== "object" || options === null) {
    throw problem("option-invalid", { about: "options" });
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const fits = Object.hasOwn(CHECKS, name) && (value === null || CHECKS[name](value));
    if (!fits) throw problem("option-invalid", { about: name });
  }
  for (const [name, value] of given) {
    if (value === null) figure.removeAttribute(name);
    else if (name === "controls") figure.setAttribute(name, value ? "on" : "off");
    else figure.setAttribute(name, value);
  }
}
