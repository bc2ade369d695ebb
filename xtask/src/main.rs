//! The project's own commands. `cargo xtask` without arguments lists them.

fn main() {}
