// What can go wrong before the program runs, in both languages: which of them the reader wants is for
// the program to know.

const SENTENCES = {
  "spec-missing": [
    "没有说明要显示什么：缺少 spec。",
    "Nothing says what to show: spec is missing.",
  ],
  "option-invalid": ["选项的值无效。", "An option has a value that it cannot have."],
  "program-missing": ["程序文件未能载入。", "A file of the program did not arrive."],
  "webassembly-refused": [
    "浏览器不支持或禁止了 WebAssembly。",
    "The browser lacks or blocks WebAssembly.",
  ],
  "page-missing": [
    "这里没有网页，无处绘图。",
    "There is no page here to draw in.",
  ],
  "figure-removed": ["图已从页面中移除。", "The figure was taken out of the page."],
};

/** An error with a `code` for programs and a `message` for people. */
export class AtlasError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = "AtlasError";
    this.code = code;
  }
}

/** An error of this side. `about`: what exactly, behind the sentence. */
export function problem(code, { about, cause } = {}) {
  const sentence = SENTENCES[code].join(" ");
  return new AtlasError(code, about ? `${sentence} (${about})` : sentence, cause);
}

/** Whatever was thrown, as an `AtlasError`. What the program throws keeps its code and sentence. */
export function asAtlasError(thrown) {
  if (thrown instanceof AtlasError) return thrown;
  const code = typeof thrown?.code === "string" ? thrown.code : "figure-failed";
  return new AtlasError(code, String(thrown?.message ?? thrown), thrown);
}
