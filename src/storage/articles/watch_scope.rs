//! Where changes of what was read can show.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::file_kind::{is_article, is_hidden, is_sidecar, may_be_export};

/// The folders in which something may change that matters. All paths are absolute and free of links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchScope {
    /// Folders that were gone through: what may be an article matters, and every folder.
    pub folders: BTreeSet<PathBuf>,
    /// Files and folders that matter by themselves, whatever else is where they lie: those that were
    /// named, and those that links lead to.
    pub single: BTreeSet<PathBuf>,
}

impl WatchScope {
    /// The folders in which something single lies.
    pub fn around(&self) -> BTreeSet<PathBuf> {
        self.single.iter().filter_map(|path| path.parent()).map(Path::to_owned).collect()
    }

    /// Whether it matters that something happened to the file `path`.
    pub fn concerns_file(&self, path: &Path) -> bool {
        self.single.contains(path)
            || (is_article(path) || is_sidecar(path) || may_be_export(path))
                && !is_hidden(path)
                && self.holds(path)
    }

    /// Whether it matters that something happened to the folder `path`.
    pub fn concerns_folder(&self, path: &Path) -> bool {
        self.single.contains(path) || !is_hidden(path) && self.holds(path)
    }

    fn holds(&self, path: &Path) -> bool {
        path.parent().is_some_and(|folder| self.folders.contains(folder))
    }

    /// Adds `path`, itself and where it leads.
    pub(super) fn add_single(&mut self, path: &Path) {
        let folder = match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            // A root is never renamed.
            None => return,
        };
        if let (Ok(folder), Some(name)) = (folder.canonicalize(), path.file_name()) {
            self.single.insert(folder.join(name));
        }
        self.single.extend(path.canonicalize());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_read_concerns_and_what_is_hidden_or_elsewhere_does_not() {
        let paths = |all: &[&str]| -> BTreeSet<PathBuf> { all.iter().map(PathBuf::from).collect() };
        let scope = WatchScope { folders: paths(&["/texts"]), single: paths(&["/far/.one.md"]) };
        for (path, file, folder) in [
            ("/texts/new.md", true, true),
            ("/texts/.new.md", false, false),
            ("/texts/picture.png", false, true),
            ("/texts/deeper/new.md", false, false),
            ("/far/.one.md", true, true),
            ("/far/two.md", false, false),
        ] {
            assert_eq!(scope.concerns_file(Path::new(path)), file, "{path}");
            assert_eq!(scope.concerns_folder(Path::new(path)), folder, "{path}");
        }
        assert_eq!(scope.around(), paths(&["/far"]));
    }
}
