//! The reader's configuration: settings, keys and colours, laid over the defaults.
//!
//! A file with mistakes never stops the program: what is wrong is a [`Problem`] with file and line,
//! and the default holds in its place. Nothing here is ever written.

mod mistake;
mod palette;
mod settings;

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use mistake::Mistake;
pub use settings::Settings;

use crate::collection::Problem;
use crate::keys::{self, Keymap};
use crate::quotes::Citing;
use crate::storage::{Places, styles};
use crate::text::Signs;
use crate::ui::Depth;
use crate::ui::Palette;

/// What the reader configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// From `config.toml`.
    pub settings: Settings,
    /// From `keys.toml`.
    pub keymap: Keymap,
    /// Those that the settings name, else those that suit the locale.
    pub signs: Signs,
    /// The one that the settings name; none of its colours if `NO_COLOR` is set.
    pub palette: Palette,
    /// How quotes are cited, as the settings say.
    pub citing: Citing,
}

/// Where the settings are read from.
pub fn settings_file(places: &Places) -> PathBuf {
    places.config.join("config.toml")
}

/// Where the keys are read from.
pub fn keys_file(places: &Places) -> PathBuf {
    places.config.join("keys.toml")
}

/// Reads `config.toml` alone. No file is no problem.
pub fn settings(places: &Places) -> (Settings, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut settings = Settings::defaults();
    let file = settings_file(places);
    if let Some(source) = read(&file, &mut problems) {
        let mistakes = settings.overlay(&source).into_iter();
        problems.extend(mistakes.map(|m| at_line(&file, m.line, m.message)));
    }
    (settings, problems)
}

/// Reads the reader's files. No file is no problem.
pub fn load(places: &Places) -> (Config, Vec<Problem>) {
    let (settings, mut problems) = settings(places);
    let mut keymap = settings.keys.keymap();
    let file = keys_file(places);
    if let Some(source) = read(&file, &mut problems) {
        let (overlaid, mistakes) = keys::overlay(&keymap, &source);
        problems.extend(mistakes.into_iter().map(|m| at_line(&file, m.line, m.message)));
        keymap = overlaid;
    }
    let palette = palette(&settings.palette, places, &mut problems);
    let citing = styles::citing(&settings.citation, &places.config).unwrap_or_else(|message| {
        problems.push(at_line(&settings_file(places), 0, message));
        Citing::default()
    });
    let signs = settings.signs.unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| env::var(name).unwrap_or_default());
        Signs::of_locale(locale.iter().map(String::as_str))
    });
    (Config { settings, keymap, signs, palette, citing }, problems)
}

/// The palette of this name, for what is chosen while the room is open.
///
/// # Errors
/// What is wrong with it, or that there is none.
pub fn palette_called(name: &str, places: &Places) -> Result<Palette, String> {
    let mut problems = Vec::new();
    let palette = palette(name, places, &mut problems);
    match problems.first() {
        Some(problem) => Err(format!("{}: {}", problem.path, problem.message)),
        None => Ok(palette),
    }
}

/// What the settings say where the terminal is asked whether it is light or dark.
pub const AUTO_PALETTE: &str = "auto";

/// The palette of this name, in the colours that the terminal has: the reader's own file, or one that comes
/// with the program.
fn palette(name: &str, places: &Places, problems: &mut Vec<Problem>) -> Palette {
    let [term, colorterm] = ["TERM", "COLORTERM"].map(|name| env::var(name).unwrap_or_default());
    in_any_depth(name, places, problems).in_depth(Depth::of_terminal(&term, &colorterm))
}

fn in_any_depth(name: &str, places: &Places, problems: &mut Vec<Problem>) -> Palette {
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return Palette::plain();
    }
    // The terminal is asked where it is claimed.
    if name == AUTO_PALETTE {
        return Palette::default();
    }
    let file = places.config.join("palettes").join(format!("{name}.toml"));
    if let Some(source) = read(&file, problems) {
        let (palette, mistakes) = palette::read(&source);
        problems.extend(mistakes.into_iter().map(|m| at_line(&file, m.line, m.message)));
        return palette;
    }
    palette::built_in(name).unwrap_or_else(|| {
        let message = format!("there is no such palette; “{name}” was asked for in config.toml");
        problems.push(Problem { path: file.display().to_string(), message });
        Palette::default()
    })
}

fn read(file: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    match fs::read_to_string(file) {
        Ok(source) => Some(source),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            let message = format!("could not be read, so the defaults hold: {error}");
            problems.push(Problem { path: file.display().to_string(), message });
            None
        }
    }
}

fn at_line(file: &Path, line: usize, message: String) -> Problem {
    let path = match line {
        0 => file.display().to_string(),
        line => format!("{}:{line}", file.display()),
    };
    Problem { path, message }
}
