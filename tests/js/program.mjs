// Stands in for the program of `embed`, with the same contract and plain elements. What it does is in
// the spec: `high=300` draws so high, `held=1` waits until the page calls `release()`, `fail=spec-refused` cannot
// be drawn, `echarts=1` and `documents=1` load what they say, `theme=dark` is dark.
const calls = (globalThis.calls ??= []);
let parts = null;

export default async function init({ module_or_path }) {
  calls.push("init");
  globalThis.programAddress = import.meta.url;
  const response = await fetch(module_or_path);
  if (!response.ok) throw new TypeError(`${response.status}`);
  await WebAssembly.instantiate(await response.arrayBuffer());
}

export function start(given) {
  calls.push("start");
  parts = given;
}

class Mounted {
  #host;
  #emit;
  #options = null;
  #year = 2020;
  #isBusy = false;

  constructor(host, emit) {
    this.#host = host;
    this.#emit = emit;
  }

  /** As in the program: one thing at a time, and an error where another comes between. */
  #free() {
    if (this.#isBusy) throw new Error("recursive use of an object");
  }

  async draw(options) {
    this.#free();
    this.#isBusy = true;
    try {
      const keys = new URLSearchParams(options.spec.split("?")[1]);
      if (keys.has("held")) await globalThis.held;
      if (keys.has("echarts")) calls.push(`echarts ${(await parts.loadEcharts()).version}`);
      if (keys.has("documents")) calls.push(`documents ${(await parts.loadDocuments()).length}`);
      if (keys.has("fail")) {
        throw Object.assign(new Error("The spec was refused."), { code: keys.get("fail") });
      }
      const box = document.createElement("div");
      box.className = "drawn";
      box.style.cssText = `height: ${keys.get("high") ?? 200}px; font-size: 1rem`;
      const button = document.createElement("button");
      button.textContent = "330000";
      button.addEventListener("click", () => {
        this.#isBusy = true;
        this.#emit("select", { place: "330000", name: "浙江" });
        this.#isBusy = false;
      });
      box.append(`${options.spec} ${options.lang ?? "-"} ${options.theme ?? "-"}`, button);
      this.#host.replaceChildren(box);
      this.#options = options;
    } finally {
      this.#isBusy = false;
    }
  }

  async update(options) {
    calls.push(`update ${JSON.stringify(options)}`);
    await this.draw(options);
  }

  showYear(year) {
    this.#free();
    calls.push(`year ${year}`);
    this.#year = year;
    this.#emit("yearchange", { year });
  }

  state() {
    this.#free();
    const { spec, lang = "zh" } = this.#options;
    const theme = new URLSearchParams(spec.split("?")[1]).get("theme") ?? "auto";
    const link = parts.site + spec;
    return { spec, link, lang, theme, title: `Title of ${spec}`, year: this.#year, years: [2000, 2020] };
  }

  unmount() {
    calls.push("unmount");
    this.#free();
    this.#host.replaceChildren();
  }
}

export async function mount(host, options, emit) {
  calls.push(`mount ${JSON.stringify(options)}`);
  const mounted = new Mounted(host, emit);
  await mounted.draw(options);
  // Told while the author's content still stands there: the page must hear of it only afterwards.
  emit("ready", { spec: options.spec, title: "too early" });
  return mounted;
}
