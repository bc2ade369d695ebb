// What is put into a page before its own scripts: it notes when things have come to the screen. It is
// sent as text, so it uses nothing from outside.

/**
 * @param {{
 *   first: string, ready?: string, complete?: string, figure?: string, slider?: string, inFrame: boolean,
 * }} wanted selectors that match once the first figure is in the page, once the page answers, and once
 *   all of it is there; instead of the last two, of an embedded figure that tells by its event `ready`;
 *   of the slider, which lies in that figure's shadow tree; whether what is looked for comes to match
 *   in a frame's callback
 */
export function probe(wanted) {
  const times = {};
  globalThis.__bench = times;
  const afterTask = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(0);
  };
  // A frame's callbacks run before it is painted; a task posted from there runs after. What a page
  // reports from within a frame's callback is painted at the end of that very frame.
  const afterFrame = (work) => requestAnimationFrame(() => afterTask(work));
  const afterPaint = wanted.inFrame ? afterTask : afterFrame;
  const tree = () => (wanted.figure ? document.querySelector(wanted.figure).shadowRoot : document);
  const marks = wanted.figure ? "svg path[data-place]" : ".map path[data-place]";
  const state = () => {
    const fills = [...tree().querySelectorAll(marks)];
    return fills.map((path) => path.getAttribute("fill")).join() +
      (document.documentElement.dataset.drawnYear ?? "");
  };
  const answer = () => {
    const slider = tree().querySelector(wanted.slider);
    if (!slider || !slider.max) {
      afterFrame(answer);
      return;
    }
    const before = state();
    slider.value = Math.round((Number(slider.min) + Number(slider.max)) / 2);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const look = () => {
      if (state() === before) requestAnimationFrame(look);
      else afterTask(() => { times.answering = performance.now(); });
    };
    requestAnimationFrame(look);
  };
  const steps = {
    first: () => afterPaint(() => { times.first = performance.now(); }),
    ready: () => {
      times.ready = performance.now();
      // On its own, so that nothing of the page's start is interrupted.
      if (wanted.slider) setTimeout(answer);
    },
    complete: () => afterPaint(() => { times.complete = performance.now(); }),
  };
  const open = new Set(Object.keys(steps).filter((name) => wanted[name]));
  if (wanted.figure) {
    const isReady = () => {
      steps.ready();
      steps.complete();
    };
    document.addEventListener("ready", isReady, { once: true });
  }
  const check = () => {
    for (const name of open) {
      if (document.querySelector(wanted[name])) {
        open.delete(name);
        steps[name]();
      }
    }
    if (open.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(check);
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-atlas", "data-map", "data-answers", "data-trend"],
  });
}

/** Notes every shift of the layout that no key or click has caused, and every figure that gets ready. */
export function watchFigures() {
  globalThis.__shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      if (!hadRecentInput) globalThis.__shifts.push(value);
    }
  }).observe({ type: "layout-shift", buffered: true });
  globalThis.__ready = new Set();
  document.addEventListener("ready", ({ target }) => globalThis.__ready.add(target));
}

/** Steps through `count` years and waits two frames after each. */
export async function walk(count) {
  const slider = document.querySelector("#year");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const [min, max] = [Number(slider.min), Number(slider.max)];
  for (let step = 0; step < count; step += 1) {
    const next = Number(slider.value) + 1;
    slider.value = next > max ? min : next;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    await frame();
  }
}

/**
 * Puts the slider on one year after another of `stops`, beginning at the `from`th, and waits two frames
 * after each (or so many as are asked for), then `rest` milliseconds. Gives the ordinal of the next stop.
 */
export async function drive({ stops, from, count, rest, frames = 2 }) {
  const slider = document.querySelector("#year");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let at = from; at < from + count; at += 1) {
    slider.value = stops[at % stops.length];
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    for (let waited = 0; waited < frames; waited += 1) await frame();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  return from + count;
}

/** Calls the page's own `step` so many times, two frames apart. */
export async function call({ from, count }) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let at = from; at < from + count; at += 1) {
    globalThis.step(at);
    await frame();
    await frame();
  }
  return from + count;
}

/** Notes every task of the main thread of more than 50 ms, from now on. */
export function watchTasks() {
  globalThis.__long = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      globalThis.__long.push({ at: startTime, ms: duration });
    }
  }).observe({ type: "longtask", buffered: true });
}

/**
 * Clicks a tab and says after how many milliseconds its figure was drawn: marks of a picture came, went
 * or changed, or (on the plain page) there is a drawing that is new.
 */
export async function open({ tab, plain }) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const afterFrame = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  const root = document.documentElement;
  const drawings = root.dataset.drawings;
  let touched = false;
  const observer = new MutationObserver((changes) => {
    touched ||= changes.some(({ target }) => target.closest?.(".map, .chart")) &&
      document.querySelector("#panel :is(.map, .chart) svg :is(path, rect)") !== null;
  });
  if (!plain) observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["d", "fill"] });
  const drawn = () => (plain ? root.dataset.drawings !== drawings : touched);
  const start = performance.now();
  document.getElementById(tab).click();
  while (!drawn()) {
    await frame();
    if (performance.now() - start > 10_000) throw new Error(`${tab} draws nothing`);
  }
  observer.disconnect();
  // The frame in which it was found is painted by then.
  await afterFrame();
  return performance.now() - start;
}

/** Chooses a transform. */
export function choose(code) {
  const menu = document.querySelector("#choose-transform");
  menu.value = code;
  if (menu.value !== code) throw new Error(`there is no transform ${code}`);
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}
