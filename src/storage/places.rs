//! Where the reader's files live on this system.

use std::env;
use std::path::PathBuf;

use directories::ProjectDirs;

use super::atomic::{Disk, DiskError, clean};

/// The four folders of the program: native to the system, each overridden by a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// `config.toml`, `keys.toml`, `palettes/`; `VARIORUM_CONFIG_DIR`.
    pub config: PathBuf,
    /// `quotes/`, `themes/`, `library.json`; `VARIORUM_DATA_DIR`.
    pub data: PathBuf,
    /// Positions, history, log; `VARIORUM_STATE_DIR`.
    pub state: PathBuf,
    /// Parsed articles and index, deletable at any time; `VARIORUM_CACHE_DIR`.
    pub cache: PathBuf,
}

impl Places {
    /// Reads the environment. `None` where the system has no home folder and no variable says
    /// otherwise.
    pub fn of_this_system() -> Option<Self> {
        let native = ProjectDirs::from("", "", "variorum");
        let place = |variable: &str, native: Option<PathBuf>| {
            env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from).or(native)
        };
        let dirs = native.as_ref();
        Some(Self {
            config: place("VARIORUM_CONFIG_DIR", dirs.map(|d| d.config_dir().to_owned()))?,
            data: place("VARIORUM_DATA_DIR", dirs.map(|d| d.data_dir().to_owned()))?,
            state: place(
                "VARIORUM_STATE_DIR",
                dirs.map(|d| d.state_dir().unwrap_or_else(|| d.data_local_dir()).to_owned()),
            )?,
            cache: place("VARIORUM_CACHE_DIR", dirs.map(|d| d.cache_dir().to_owned()))?,
        })
    }

    /// Removes what cut-off writes have left in the folders of the reader's files, but for those of quotes;
    /// returns what that was.
    ///
    /// # Errors
    /// If one of them cannot be removed.
    pub fn clean(&self) -> Result<Vec<PathBuf>, DiskError> {
        let themes = self.data.join("themes");
        let judgements = themes.join("judgements");
        let mut cleaned = Vec::new();
        for folder in [&self.data, &self.state, &self.cache, &themes, &judgements] {
            cleaned.extend(clean(&Disk, folder)?);
        }
        Ok(cleaned)
    }

    /// All four folders below one, for tests and portable use.
    pub fn below(root: &std::path::Path) -> Self {
        Self {
            config: root.join("config"),
            data: root.join("data"),
            state: root.join("state"),
            cache: root.join("cache"),
        }
    }
}
