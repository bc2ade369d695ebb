// Our side: the program of benches/synthetic/county.rs.
import start, { mount, rest, step } from "app";

await start({ module_or_path: "app_opt.wasm" });
mount(document.querySelector(".map"));
// As the page does: names are put on the regions when the slider rests.
let resting;
globalThis.step = (year) => {
  step(year);
  clearTimeout(resting);
  resting = setTimeout(rest, 120);
};
document.documentElement.dataset.answers = "true";
