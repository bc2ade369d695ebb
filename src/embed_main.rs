//! Entry point of embedded figures: nothing runs until the page asks for a figure, see
//! [`prosperity_atlas::embed`].

use prosperity_atlas::embed as _;

fn main() {}
