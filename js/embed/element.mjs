// `<prosperity-figure spec="#/explore?…">`: a figure in anybody's page. What the author wrote inside it
// (picture, table, source, link) is read until the program has drawn, and stays if it cannot.
import { AtlasError, asAtlasError, problem } from "./error.mjs";
import { ATTRIBUTES, isYear, readOptions } from "./options.mjs";
import { SITE, loadProgram } from "./program.mjs";

export const NAME = "prosperity-figure";

/** What the program tells of that the page is told; `ready` is for this element to say. */
const EVENTS = ["select", "yearchange", "linkchange", "error"];
/** How near the screen a figure must come before anything is loaded for it. */
const NEAR = "300px";
/** A change of width by less, such as a scroll bar's, is no new layout of the page. */
const LEAST_WIDTH_CHANGE = 24;

// Nothing of the page's styles comes in by inheritance, except to the author's own content, which is
// to look like the rest of the article.
const STYLE = `
:host { display: block; min-width: min(280px, 100%); }
:host([hidden]) { display: none; }
.box { position: relative; }
.figure { all: initial; display: flow-root; direction: ltr; -webkit-text-size-adjust: 100%; }
.figure.waiting { position: absolute; inset: 0 0 auto; visibility: hidden; }
.figure:focus { outline: none; }
.problem { font: 1rem/1.5 system-ui, sans-serif; }
`;

let sheet = null;

function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  return sheet;
}

/** A new element with some content. Markup as text is avoided: a page may forbid it. */
function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

/** The sentence where there is no figure and the author wrote nothing in its place. */
function apology({ message }, spec) {
  const link = (text) =>
    make("a", { href: SITE + spec, target: "_blank", rel: "noopener" }, text);
  return make(
    "div",
    { class: "problem" },
    make("p", { lang: "zh-CN" }, "图未能显示。", link("在共富图谱中打开"), "。"),
    make("p", { lang: "en" }, "The figure could not be shown. ", link("Open it in Prosperity Atlas"), "."),
    make("p", {}, make("small", {}, message)),
  );
}

/** Ends what a session has drawn. */
function end({ host, mounted, resize }) {
  resize?.disconnect();
  host?.remove();
  try {
    mounted?.unmount();
  } catch (error) {
    // The figure is out of the page; the page must not suffer from how it went.
    console.warn(error);
  }
}

export class ProsperityFigure extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** One for all: it tells of figures in the order of the page. */
  static #screen =
    typeof IntersectionObserver === "function"
      ? new IntersectionObserver(
          (entries) => {
            for (const { target, isIntersecting } of entries) if (isIntersecting) target.#come();
          },
          { rootMargin: NEAR },
        )
      : null;

  #box = make("div", { class: "box" });
  /** Holds the author's content. */
  #still = make("div", {}, make("slot"));
  #watched = false;
  #near = false;
  /**
   * The figure from its first drawing to its removal: `host` element, `mounted` program, `shown`
   * options as text, `busy` while it draws, `early` error that waits for the figure to be shown. A result that comes for another session is thrown away.
   */
  #session = null;
  /** A year asked for before there was a figure to show it. */
  #year = null;
  #waiting = [];

  constructor() {
    super();
    this.#box.append(this.#still);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    root.append(this.#box);
  }

  connectedCallback() {
    this.#reserve();
    // Moved within the page: everything is still there.
    if (this.#near || this.#watched) {
      this.#queue();
    } else if (this.#waiting.length || !ProsperityFigure.#screen) {
      this.#come();
    } else {
      this.#watched = true;
      ProsperityFigure.#screen.observe(this);
    }
  }

  disconnectedCallback() {
    // Moving is taking out and putting in: what comes back before the task ends goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#tearDown();
    });
  }

  attributeChangedCallback() {
    this.#reserve();
    this.#queue();
  }

  /**
   * Draws the figure now, wherever it stands. The promise is kept when it shows what the attributes
   * say, and broken with an `AtlasError` if it cannot; a call after that tries again.
   */
  whenReady() {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.isConnected) this.#come();
    });
  }

  /**
   * Shows a year, at once or as soon as there is a figure. Gives the year that is shown now: of a
   * year that there is not, the nearest; `undefined` where there is no figure yet, or none of one year.
   */
  showYear(year) {
    if (!isYear(year)) throw problem("option-invalid", { about: "year" });
    if (this.#running) return this.#session.mounted.showYear(year);
    this.#year = year;
    return undefined;
  }

  /** What is shown now; `null` while the program has drawn nothing. */
  figureState() {
    return this.#running ? this.#session.mounted.state() : null;
  }

  get #running() {
    return Boolean(this.#session?.revealed && !this.#session.busy);
  }

  /** Whether the author wrote anything to be read until there is a figure. */
  get #hasContent() {
    return this.children.length > 0 || this.textContent.trim() !== "";
  }

  #come() {
    this.#unwatch();
    this.#near = true;
    this.#queue();
  }

  #unwatch() {
    ProsperityFigure.#screen?.unobserve(this);
    this.#watched = false;
  }

  /** Looks at the attributes when the task is done with them, however many change in it. */
  #queue() {
    queueMicrotask(() => this.#settle());
  }

  /** Brings the figure to what the attributes say, one step at a time, the last wish last. */
  async #settle() {
    if (!this.isConnected || !this.#near) return;
    const session = (this.#session ??= { busy: false });
    if (session.busy) return;
    session.busy = true;
    let options;
    let failure;
    do {
      failure = null;
      options = readOptions(this);
      try {
        const program = options.spec ? await loadProgram() : null;
        if (session === this.#session) {
          // Much may have changed while it came.
          options = readOptions(this);
          await this.#draw(session, program, options);
        }
      } catch (thrown) {
        failure = asAtlasError(thrown);
      }
      if (session !== this.#session) {
        end(session);
        return;
      }
    } while (JSON.stringify(options) !== JSON.stringify(readOptions(this)));
    session.busy = false;
    try {
      if (!failure) this.#finish(session);
    } catch (thrown) {
      failure = asAtlasError(thrown);
    }
    const waiting = this.#waiting.splice(0);
    if (failure) this.#fail(failure, options.spec);
    for (const { resolve, reject } of waiting) {
      if (failure) reject(failure);
      else resolve();
    }
  }

  /** What follows a drawing that stays. */
  #finish(session) {
    const isFirst = !session.revealed;
    if (isFirst) this.#reveal(session);
    this.#reserve();
    const year = this.#year;
    this.#year = null;
    if (year !== null) session.mounted.showYear(year);
    if (isFirst) {
      const { spec, title } = session.mounted.state();
      this.#tell("ready", { spec, title });
      if (session.early) this.#tell("error", session.early);
    }
  }

  async #draw(session, program, options) {
    if (!options.spec) throw problem("spec-missing");
    const wanted = JSON.stringify(options);
    if (session.shown === wanted) return;
    session.shown = null;
    if (session.mounted) {
      await session.mounted.update(options);
    } else {
      // Drawn at its width but out of sight, over the author's content.
      session.host = make("div", { class: "figure waiting" });
      this.#box.append(session.host);
      try {
        session.mounted = await program.mount(session.host, options, (name, detail) => {
          // The program is at work when it says so. Told a moment later, it can be asked things.
          queueMicrotask(() => {
            if (session !== this.#session || !EVENTS.includes(name)) return;
            // A picture that could not be drawn is told of when the figure with its table is there.
            if (session.revealed) this.#tell(name, detail);
            else if (name === "error") session.early = detail;
          });
        });
      } catch (error) {
        session.host.remove();
        throw error;
      }
      // The author's picture says more than a sentence in the place of one that could not be drawn.
      if (session.early && this.#hasContent) {
        const { code, message } = session.early;
        end(session);
        session.mounted = session.early = null;
        throw new AtlasError(code, message);
      }
    }
    session.shown = wanted;
  }

  /** Puts the figure in the place of the author's content, without moving anything around it. */
  #reveal(session) {
    const { host } = session;
    const still = this.#still;
    // The content's margins may reach out of this element and collapse with those of the article. The
    // figure gets the same ones: they are what lies around the content once the box encloses them.
    this.#box.style.display = "flow-root";
    const outer = this.#box.getBoundingClientRect();
    const inner = still.getBoundingClientRect();
    this.#box.style.display = "";
    const isFocused = this.matches(":focus-within");
    host.style.marginBlock = `${inner.top - outer.top}px ${outer.bottom - inner.bottom}px`;
    still.hidden = true;
    host.classList.remove("waiting");
    if (isFocused) {
      host.tabIndex = -1;
      host.focus({ preventScroll: true });
    }
    session.revealed = true;
    session.reserved = inner.height;
    // In another layout the height of the content says nothing any more.
    const width = this.#box.clientWidth;
    session.resize = new ResizeObserver(() => {
      if (Math.abs(this.#box.clientWidth - width) < LEAST_WIDTH_CHANGE) return;
      session.resize.disconnect();
      session.reserved = 0;
      this.#reserve();
    });
    session.resize.observe(this.#box);
  }

  /** Keeps at least the height that the author asks for, or that the author's content had. */
  #reserve() {
    const height = readOptions(this).height ?? 0;
    const set = (element, pixels) => {
      element.style.minHeight = pixels ? `${pixels}px` : "";
    };
    set(this.#still, height);
    if (this.#session?.revealed) set(this.#session.host, Math.max(height, this.#session.reserved));
  }

  #fail(failure, spec) {
    this.#clearProblem();
    if (!this.#session.revealed && !this.#hasContent) {
      this.#still.append(apology(failure, spec));
    }
    console.warn(`${NAME}: ${failure.message}`);
    this.#tell("error", { code: failure.code, message: failure.message });
  }

  #clearProblem() {
    this.#still.querySelector(".problem")?.remove();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #tearDown() {
    this.#unwatch();
    this.#near = false;
    const session = this.#session;
    this.#session = null;
    this.#still.hidden = false;
    this.#clearProblem();
    // A session at work ends when its step does: the program cannot be left in the middle of one.
    if (session?.busy) session.host?.remove();
    else if (session) end(session);
    for (const { reject } of this.#waiting.splice(0)) reject(problem("figure-removed"));
  }
}

/** Defines the element. Where another copy has done so, that one serves. */
export function define() {
  if (!customElements.get(NAME)) customElements.define(NAME, ProsperityFigure);
}
