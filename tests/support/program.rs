//! The built program, run as a reader runs it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::home::Home;

impl Home {
    /// `variorum` with these words behind it, run in this home.
    pub(crate) fn variorum<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command.args(words).current_dir(self.root()).envs(self.variables());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Run { command, input: None }
    }
}

/// A run of the program that is about to happen.
pub(crate) struct Run {
    pub(crate) command: Command,
    pub(crate) input: Option<String>,
}

impl Run {
    /// Starts it and leaves its ends to the caller.
    pub(crate) fn start(mut self) -> Child {
        let mut child = self.command.spawn().unwrap();
        if let Some(input) = self.input {
            child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        }
        child
    }

    fn ended(self) -> Ended {
        let output = self.start().wait_with_output().unwrap();
        Ended {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it; it must end with this code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Ended {
        let ended = self.ended();
        assert_eq!(ended.code, Some(code), "{}\n{}", ended.stdout, ended.stderr);
        ended
    }

    /// Runs it; it must end well and say nothing beside its answer.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Ended {
        let ended = self.ends_with(0);
        assert_eq!(ended.stderr, "");
        ended
    }

    /// Runs it; it must end well with one JSON object of schema 1.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        self.succeeds().json()
    }
}

/// A run that is over.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let value: Value = serde_json::from_str(&self.stdout).unwrap();
        assert_eq!(value["schema"], 1);
        value
    }
}

/// The real articles, where this machine has them; a test on them is skipped elsewhere.
pub(crate) fn real_articles() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles"));
    if !folder.is_dir() {
        eprintln!("skipped: no articles in {}", folder.display());
        return None;
    }
    Some(folder.to_owned())
}
