//! The reader's themes: `themes/*.toml` of the data folder, edited by people, read here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{self, DiskError, Kind};
use super::lock;
use super::places::Places;
use super::sample;
use crate::collection::{ContentHash, Origin};
use crate::compare::cues::Cues;
use crate::compare::{Theme, ThemeOrigin, ThemeProblem, ThemeSet, theme};
use crate::text::saying::CUES;

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
                ThemeOrigin::File { line, .. } => line,
                ThemeOrigin::Suggested | ThemeOrigin::Made | ThemeOrigin::Pair => 1,
            };
            let message = format!(
                "another file has a theme “{}” already; give this one its own id",
                twice.id
            );
            self.problems.push(ThemeProblem { path: path.to_owned(), line, message });
        }
    }

    /// Adds the theme files of a folder that are `wanted`.
    fn add_folder(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) {
        let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.unreadable(folder, &error),
        };
        files.retain(|path| {
            path.extension().is_some_and(|ending| ending == "toml")
                && path.is_file()
                && wanted(path)
        });
        files.sort();
        for path in files {
            match fs::read_to_string(&path) {
                Ok(source) => self.add(&source, &path),
                Err(error) => self.unreadable(&path, &error),
            }
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let message = format!("the file cannot be read ({error}); its themes are missing");
        self.problems.push(ThemeProblem { path: path.to_owned(), line: 1, message });
    }
}

/// The folder of the reader's theme files: those in it hold for every collection, and below it each
/// collection has a folder of its own.
pub fn folder(places: &Places) -> PathBuf {
    places.data.join("themes")
}

/// The folder of the themes of one collection.
pub fn own_folder(places: &Places, origin: &Origin) -> PathBuf {
    let name = match origin {
        Origin::Library => "library".to_owned(),
        Origin::Sample => "sample".to_owned(),
        Origin::Paths(paths) => name_of(paths),
    };
    folder(places).join("collections").join(name)
}

/// A folder name for what was opened at `paths`: the last part of the first, and what tells it from others.
fn name_of(paths: &[PathBuf]) -> String {
    let whole = |path: &PathBuf| {
        let known = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        known.unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned()
    };
    let mut wholes: Vec<String> = paths.iter().map(whole).collect();
    let last = wholes.first().and_then(|first| Path::new(first).file_name());
    let last = last.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = last.chars().take(40).map(plain).collect();
    wholes.sort();
    wholes.dedup();
    format!("{name}-{}", ContentHash::of(&wholes.join("\n")).id())
}

/// The themes of the reader for one collection: its own, then those of all, file by file in the order of
/// their names; a missing folder has none.
pub fn load(places: &Places, origin: &Origin) -> Themes {
    let mut themes = Themes::default();
    themes.add_folder(&own_folder(places, origin), |_| true);
    let of_sample = *origin == Origin::Sample;
    themes.add_folder(&folder(places), |path| of_sample || !path.ends_with(SAMPLE_COPY));
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

/// The name of the embedded theme file; no file of this system has it.
const SAMPLE: &str = "sample/themes.toml";

/// What the reader's copy of the sample's themes is called.
const SAMPLE_COPY: &str = "sample.toml";

/// The themes that come with the sample collection.
pub fn of_sample() -> Themes {
    let mut themes = Themes::default();
    themes.add(sample::THEMES, Path::new(SAMPLE));
    themes
}

/// Those that stand beside the reader's: none once the reader has changed one, for then all of them are
/// in a file of the reader's.
pub fn beside_own(places: &Places) -> Themes {
    let copies = [own_folder(places, &Origin::Sample), folder(places)];
    let copied = copies.iter().any(|folder| folder.join(SAMPLE_COPY).exists());
    if copied { Themes::default() } else { of_sample() }
}

/// The file for themes that came from none.
const OWN: &str = "mine.toml";

/// Why a theme could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// Its file cannot be read, and is left as it is.
    #[error("{} cannot be read and is left as it is: {why}", path.display())]
    Unreadable {
        /// The theme file.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The theme to be removed is no longer as it was seen.
    #[error(
        "another program changed “{0}” meanwhile, so it stays: look at it, then remove it again"
    )]
    Changed(String),
    /// The disk does not take it.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Keeps `theme` in place of the one that was seen before, `was`: in the file it came from if that is one of the
/// reader's, else in `mine.toml` of the collection. A first change to the themes of the sample copies them all, so that
/// the others stay. Every other line of the file stays as it is. Where another program changed that theme meanwhile,
/// this one stands beside it under another name. Returns the file, and the name.
///
/// # Errors
/// If the file cannot be read or written; it is then as it was.
pub fn keep(
    places: &Places,
    origin: &Origin,
    was: Option<&Theme>,
    theme: &Theme,
) -> Result<(PathBuf, String), KeepError> {
    let mut kept = theme.clone();
    let path = change(places, origin, theme, |source| {
        let mut place = was.map_or_else(|| theme.id.clone(), |was| was.id.clone());
        if was.is_some_and(|was| theme::differs(source, was)) {
            kept.id = theme::parse(source, Path::new("")).0.free_id(kept.id.clone());
            kept.name = format!("{} (2)", kept.name);
            place = kept.id.clone();
        }
        Ok(theme::replaced(source, &place, &kept))
    })?;
    Ok((path, kept.name))
}

/// Adds a theme that comes from elsewhere: to those of one collection, or with no `origin` to those of all.
///
/// # Errors
/// If the file cannot be read or written; it is then as it was.
pub fn add(places: &Places, origin: Option<&Origin>, theme: &Theme) -> Result<PathBuf, KeepError> {
    let folder = origin.map_or_else(|| folder(places), |origin| own_folder(places, origin));
    change_file(folder.join(OWN), |source| Ok(theme::replaced(source, &theme.id, theme)))
}

/// Moves `theme` to those of every collection. It is there before it is gone here: nothing is lost between.
///
/// # Errors
/// If a file cannot be read or written.
pub fn make_global(places: &Places, origin: &Origin, theme: &Theme) -> Result<PathBuf, KeepError> {
    let kept = folder(places).join(OWN);
    let is_there = |path: &Path| path.parent() == kept.parent();
    if let ThemeOrigin::File { path, .. } = &theme.origin
        && is_there(path)
    {
        return Ok(path.clone());
    }
    let path = add(places, None, theme)?;
    if matches!(&theme.origin, ThemeOrigin::File { path, .. } if path.starts_with(folder(places))) {
        remove(places, origin, theme)?;
    }
    Ok(path)
}

/// Moves `theme`, made global before, back to those of one collection.
///
/// # Errors
/// If a file cannot be read or written.
pub fn make_local(places: &Places, origin: &Origin, theme: &Theme) -> Result<(), KeepError> {
    add(places, Some(origin), theme)?;
    change_file(folder(places).join(OWN), |source| Ok(theme::removed(source, &theme.id)))?;
    Ok(())
}

/// Removes `theme` from its file.
///
/// # Errors
/// If the file cannot be read or written, or the theme is not as it was seen; it is then as it was.
pub fn remove(places: &Places, origin: &Origin, theme: &Theme) -> Result<PathBuf, KeepError> {
    change(places, origin, theme, |source| {
        if theme::differs(source, theme) {
            return Err(KeepError::Changed(theme.name.clone()));
        }
        Ok(theme::removed(source, &theme.id))
    })
}

fn change(
    places: &Places,
    origin: &Origin,
    theme: &Theme,
    change: impl FnOnce(&str) -> Result<String, KeepError>,
) -> Result<PathBuf, KeepError> {
    let folder = folder(places);
    let path = match &theme.origin {
        ThemeOrigin::File { path, .. } if path.starts_with(&folder) => path.clone(),
        ThemeOrigin::File { path, .. } if path == Path::new(SAMPLE) => {
            own_folder(places, &Origin::Sample).join(SAMPLE_COPY)
        }
        _ => own_folder(places, origin).join(OWN),
    };
    change_file(path, change)
}

fn change_file(
    path: PathBuf,
    change: impl FnOnce(&str) -> Result<String, KeepError>,
) -> Result<PathBuf, KeepError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let _lock = lock::held(&folder.join("lock"))?;
    let source = match fs::read_to_string(&path) {
        Ok(source) => source,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let of_sample = path.ends_with(SAMPLE_COPY);
            if of_sample { sample::THEMES.to_owned() } else { String::new() }
        }
        Err(why) => return Err(KeepError::Unreadable { path, why }),
    };
    atomic::write(&path, change(&source)?.as_bytes(), Kind::Own)?;
    Ok(path)
}

/// Where the reader's lists of cues are, if there are any.
pub fn cues_file(places: &Places) -> PathBuf {
    places.config.join("cues.toml")
}

/// The reader's `cues.toml` beside the configuration, or the lists that come with the program.
///
/// # Errors
/// The file and what is wrong with it.
pub fn cues(places: &Places) -> Result<Cues, (PathBuf, String)> {
    let path = cues_file(places);
    let source = match fs::read_to_string(&path) {
        Ok(source) => source,
        Err(error) if error.kind() == io::ErrorKind::NotFound => CUES.to_owned(),
        Err(error) => return Err((path, error.to_string())),
    };
    Cues::parse(&source).map_err(|error| (path, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(places: &Places, origin: &Origin) -> Vec<String> {
        load(places, origin).set.themes.iter().map(|theme| theme.name.clone()).collect()
    }

    #[test]
    fn a_theme_belongs_to_its_collection_unless_it_is_made_global() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::below(root.path());
        let here = Origin::Paths(vec![root.path().join("here")]);
        let there = Origin::Paths(vec![root.path().join("there")]);
        let source = "[[theme]]\nid='tolls'\nname='Tolls'\ncore=['toll']\n[[theme]]\nid='war'\nname='War'\ncore=['war']\n";
        let (set, _) = theme::parse(source, Path::new("made.toml"));
        let [tolls, war] = &set.themes[..] else { panic!("{set:?}") };
        keep(&places, &here, None, tolls).unwrap();
        assert_eq!(names(&places, &here), ["Tolls"]);
        for other in [&there, &Origin::Library, &Origin::Sample] {
            assert_eq!(names(&places, other), [""; 0], "{other:?}");
        }
        add(&places, None, war).unwrap();
        assert_eq!(names(&places, &here), ["Tolls", "War"]);
        assert_eq!(names(&places, &Origin::Library), ["War"]);
        let kept = load(&places, &here).set.themes;
        make_global(&places, &here, &kept[1]).unwrap();
        make_global(&places, &here, &kept[0]).unwrap();
        assert_eq!(names(&places, &there), ["War", "Tolls"]);
        make_local(&places, &here, &kept[0]).unwrap();
        assert_eq!(names(&places, &there), ["War"]);
        make_global(&places, &here, &kept[0]).unwrap();
        let kept = load(&places, &here).set.themes;
        remove(&places, &here, &kept[0]).unwrap();
        remove(&places, &here, &kept[1]).unwrap();
        assert_eq!(names(&places, &here), [""; 0]);
    }

    #[test]
    fn a_theme_that_another_program_changed_meanwhile_is_not_overwritten() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::below(root.path());
        let here = Origin::Library;
        let source = "[[theme]]\nid='tolls'\nname='Tolls'\ncore=['toll']\n";
        let (set, _) = theme::parse(source, Path::new("made.toml"));
        keep(&places, &here, None, &set.themes[0]).unwrap();
        let seen = load(&places, &here).set.themes.remove(0);
        let mine = Theme { description: "What it costs.".into(), ..seen.clone() };
        let theirs = Theme { name: "Dues".into(), ..seen.clone() };
        keep(&places, &here, Some(&seen), &theirs).unwrap();
        let (_, name) = keep(&places, &here, Some(&seen), &mine).unwrap();
        assert_eq!(
            (name.as_str(), names(&places, &here)),
            ("Tolls (2)", vec!["Dues".into(), name.clone()])
        );
        assert!(matches!(remove(&places, &here, &seen), Err(KeepError::Changed(_))));
        remove(&places, &here, &theirs).unwrap();
        assert_eq!(names(&places, &here), ["Tolls (2)"]);
        // What is gone is kept again.
        keep(&places, &here, Some(&theirs), &theirs).unwrap();
        assert_eq!(names(&places, &here), ["Tolls (2)", "Dues"]);
    }

    #[test]
    fn a_change_to_the_sample_copies_it_and_stays_with_it() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::below(root.path());
        let first = of_sample().set.themes.remove(0);
        assert!(!beside_own(&places).set.themes.is_empty());
        keep(&places, &Origin::Sample, Some(&first), &first).unwrap();
        assert!(beside_own(&places).set.themes.is_empty());
        assert_eq!(names(&places, &Origin::Sample).len(), of_sample().set.themes.len());
        assert_eq!(names(&places, &Origin::Library), [""; 0]);
    }
}
