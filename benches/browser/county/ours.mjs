// Our side: the program of benches/synthetic/county.rs.
import start, { mount, step } from "app";

await start({ module_or_path: "app_opt.wasm" });
mount(document.querySelector(".map"));
globalThis.step = step;
document.documentElement.dataset.answers = "true";
