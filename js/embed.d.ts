// Types of `embed.js`; the contract in words is docs/embedding.md.

/** The version of the atlas, `1.2.3`. */
export const version: string;

export type FigureLanguage = "zh" | "en" | "both";
export type FigureTheme = "light" | "dark" | "auto";

/** What a figure is told. */
export interface FigureOptions {
  /** What to show: the fragment of a link of the atlas, `#/explore?…`, `#/inequality?…` or `#/gallery/…`. */
  spec: string;
  /** Default: that of the text around, else of the reader's browser. */
  lang?: FigureLanguage;
  /** Default: that of the spec, else `auto`. */
  theme?: FigureTheme;
  /** Height in CSS pixels, a whole number from 120 to 4000: kept free, and aimed at by the figure. */
  height?: number;
  /** Whether the reader can change the year and what is compared. Default: yes. */
  controls?: boolean;
}

/** Options to change: `undefined` leaves one as it is, `null` takes it back to its default. */
export type FigureChanges = { spec?: string } & {
  [Name in Exclude<keyof FigureOptions, "spec">]?: FigureOptions[Name] | null;
};

/** What a figure shows. */
export interface FigureState {
  /** As it stands now, with what the reader has changed. */
  spec: string;
  /** Address of the same figure in the atlas. */
  link: string;
  lang: FigureLanguage;
  theme: FigureTheme;
  title: string;
  /** The year shown, if the figure is of one. */
  year?: number;
  /** Years that can be shown. */
  years?: number[];
}

/** A figure that a script has mounted. */
export interface MountedFigure {
  readonly element: ProsperityFigure;
  /** Changes the options given; the promise is kept when the figure is drawn with them. */
  update(options: FigureChanges): Promise<void>;
  /**
   * As of the element.
   * @throws {AtlasError} `option-invalid` if it is no year
   */
  showYear(year: number): number | undefined;
  /** `null` while the figure is being changed, and after `unmount`. */
  state(): FigureState | null;
  /** Takes the figure out and puts back what the element held before. */
  unmount(): void;
}

/**
 * Puts a figure into an element of the page, at once. What the element holds is shown until the
 * figure is drawn, and again after `unmount` or a failure.
 *
 * @throws {AtlasError} as a broken promise
 */
export function mount(element: HTMLElement, options: FigureOptions): Promise<MountedFigure>;

/** Codes that this script gives; the program adds others for what it cannot draw. */
export type ErrorCode =
  | "spec-missing"
  | "option-invalid"
  | "program-missing"
  | "webassembly-refused"
  | "figure-removed"
  | "figure-failed";

export class AtlasError extends Error {
  private constructor();
  readonly code: ErrorCode | (string & {});
}

/** Events of a figure, by name. All bubble and leave shadow trees. */
export interface ProsperityFigureEventMap {
  /** The figure has taken the place of the content. */
  ready: CustomEvent<{ spec: string; title: string }>;
  /** A place was chosen. */
  select: CustomEvent<{ place: string; name: string }>;
  /** Another year is shown. */
  yearchange: CustomEvent<{ year: number }>;
  /** The figure's link is another one. */
  linkchange: CustomEvent<{ spec: string }>;
  /** Something failed; what was shown before stays. */
  error: CustomEvent<{ code: ErrorCode | (string & {}); message: string }>;
}

type Listener<Name extends keyof ProsperityFigureEventMap> = (
  this: ProsperityFigure,
  event: ProsperityFigureEventMap[Name],
) => unknown;

/** `<prosperity-figure spec="…" lang="…" theme="…" height="…" controls="…">`. */
export interface ProsperityFigure extends HTMLElement {
  /**
   * Draws the figure now, wherever it stands. Kept when it shows what the attributes say; broken with
   * an `AtlasError` if it cannot. A call after a failure tries again.
   */
  whenReady(): Promise<void>;
  /**
   * Shows a year, at once or as soon as there is a figure. Gives the year that is shown now: of a year
   * without data the nearest, which the figure then says; `undefined` where there is no figure yet, or
   * it is not of a single year.
   * @throws {AtlasError} `option-invalid` if it is no year
   */
  showYear(year: number): number | undefined;
  /** `null` while nothing is drawn or a change is being drawn. */
  figureState(): FigureState | null;

  addEventListener<Name extends keyof ProsperityFigureEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof ProsperityFigureEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What a frame (`embed.html`) tells the page around it. */
export type FrameMessage =
  | { type: "prosperity-atlas:height"; version: 1; height: number; src: string }
  | {
      [Name in keyof ProsperityFigureEventMap]: {
        type: "prosperity-atlas:event";
        version: 1;
        name: Name;
        detail: ProsperityFigureEventMap[Name]["detail"];
      };
    }[keyof ProsperityFigureEventMap];

/** What the page around may tell a frame. */
export interface FrameRequest {
  type: "prosperity-atlas:set";
  version: 1;
  options?: FigureChanges;
  year?: number;
}

declare global {
  interface HTMLElementTagNameMap {
    "prosperity-figure": ProsperityFigure;
  }
  /** The first copy of `embed.js` in the page. */
  var prosperityAtlas: Readonly<{ mount: typeof mount; version: string }> | undefined;
}
