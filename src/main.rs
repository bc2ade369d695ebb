//! Entry point of the browser program: starts the atlas in the page it was loaded by.

fn main() {
    prosperity_atlas::web::start();
}
