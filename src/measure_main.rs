//! Entry point of the measures for scripts: nothing runs until a script asks for it, see
//! [`prosperity_atlas::api`].

// Named so that it is linked: what scripts call is in it.
extern crate prosperity_atlas as _;

fn main() {}
