//! A reader's home on disk.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A reader's folders, empty at first and gone at the end, with a folder for articles.
pub(crate) struct Home {
    root: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { root: TempDir::new().unwrap() };
        fs::create_dir(home.articles()).unwrap();
        home
    }

    /// A home with these articles: file names and contents.
    pub(crate) fn with(articles: &[(&str, &str)]) -> Self {
        let home = Self::new();
        for (name, contents) in articles {
            home.write(&format!("articles/{name}"), contents);
        }
        home
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn articles(&self) -> PathBuf {
        self.root().join("articles")
    }

    /// Writes a file below the home: `config/keys.toml`, `articles/a.md`.
    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        path
    }

    /// The variables that make this the reader's home.
    pub(crate) fn variables(&self) -> [(&'static str, PathBuf); 4] {
        [
            ("VARIORUM_CONFIG_DIR", self.root().join("config")),
            ("VARIORUM_DATA_DIR", self.root().join("data")),
            ("VARIORUM_STATE_DIR", self.root().join("state")),
            ("VARIORUM_CACHE_DIR", self.root().join("cache")),
        ]
    }
}
