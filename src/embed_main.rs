//! Entry point of embedded figures: nothing runs until the page asks for a figure, see
//! [`prosperity_atlas::embed`].

// Named so that it is linked: what the page calls is in it.
extern crate prosperity_atlas as _;

fn main() {}
