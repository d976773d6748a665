//! Paints the README's picture from the real screen: `cargo run --example picture`.
//!
//! The room is driven by keys as a reader drives it, drawn into a buffer as into a terminal, and each
//! cell of it becomes a piece of `assets/picture.svg`.

mod scene;
mod svg;

use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let windows = [scene::window((108, 21), "j Enter ) ) )")?, scene::window((108, 24), "c")?];
    fs::write("assets/picture.svg", svg::picture(&windows))?;
    Ok(())
}
