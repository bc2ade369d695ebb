// Entry of `embed.js`, for pages of others: the element, and the same for scripts.
import { version } from "../package.json";
import { NAME, define } from "./embed/element.mjs";
import { AtlasError, problem } from "./embed/error.mjs";
import { writeOptions } from "./embed/options.mjs";

export { AtlasError, version };

/**
 * Puts a figure into an element of the page, at once. What the element holds is shown until then,
 * and again after `unmount` or a failure.
 *
 * @param {HTMLElement} element
 * @param {object} options `spec`, and any of `lang`, `theme`, `height`, `controls`
 * @returns a promise of the figure's handle; broken with an `AtlasError`
 */
export async function mount(element, options) {
  if (element?.nodeType !== Node.ELEMENT_NODE || !element.isConnected) {
    throw problem("option-invalid", { about: "element" });
  }
  const figure = document.createElement(NAME);
  writeOptions(figure, options);
  if (!figure.hasAttribute("spec")) throw problem("spec-missing");
  const unmount = () => figure.replaceWith(...figure.childNodes);
  figure.append(...element.childNodes);
  element.append(figure);
  try {
    await figure.whenReady();
  } catch (error) {
    unmount();
    throw error;
  }
  return Object.freeze({
    element: figure,
    /** Changes the options given; kept when they are drawn. */
    async update(changed) {
      if (!figure.isConnected) throw problem("figure-removed");
      writeOptions(figure, changed);
      await figure.whenReady();
    },
    showYear: (year) => figure.showYear(year),
    state: () => figure.figureState(),
    unmount,
  });
}

define();
globalThis.prosperityAtlas ??= Object.freeze({ mount, version });
