//! The reader's themes: `themes/*.toml` of the data folder, edited by people, read here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::compare::{ThemeProblem, ThemeSet, theme};
use crate::storage::{Places, sample};

/// Themes that were read, and what of their files could not be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themes {
    /// All that can be used.
    pub set: ThemeSet,
    /// What cannot, with file and line.
    pub problems: Vec<ThemeProblem>,
}

impl Themes {
    /// Adds the themes of a file's `source`.
    fn add(&mut self, source: &str, path: &Path) {
        let (set, problems) = theme::parse(source, path);
        self.problems.extend(problems);
        for twice in self.set.merge(set) {
            let line = match twice.origin {
                theme::Origin::File { line, .. } => line,
                theme::Origin::Suggested | theme::Origin::Made => 1,
            };
            let message = format!(
                "another file has a theme “{}” already; give this one its own id",
                twice.id
            );
            self.problems.push(ThemeProblem { path: path.to_owned(), line, message });
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let message = format!("the file cannot be read ({error}); its themes are missing");
        self.problems.push(ThemeProblem { path: path.to_owned(), line: 1, message });
    }
}

/// The folder of the reader's theme files.
pub fn folder(places: &Places) -> PathBuf {
    places.data.join("themes")
}

/// All themes of the reader, file by file in the order of their names; a missing folder has none.
pub fn load(places: &Places) -> Themes {
    let mut themes = Themes::default();
    let folder = folder(places);
    let mut files: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return themes,
        Err(error) => {
            themes.unreadable(&folder, &error);
            return themes;
        }
    };
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml") && path.is_file());
    files.sort();
    for path in files {
        match fs::read_to_string(&path) {
            Ok(source) => themes.add(&source, &path),
            Err(error) => themes.unreadable(&path, &error),
        }
    }
    themes
}

/// The themes of one file, in place of the reader's.
///
/// # Errors
/// If the file cannot be read at all; what is wrong inside it is among the problems.
pub fn load_file(path: &Path) -> io::Result<Themes> {
    let mut themes = Themes::default();
    themes.add(&fs::read_to_string(path)?, path);
    Ok(themes)
}

/// The themes that come with the sample collection.
pub fn of_sample() -> Themes {
    let mut themes = Themes::default();
    themes.add(sample::THEMES, Path::new("sample/themes.toml"));
    themes
}
