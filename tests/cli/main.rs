//! The commands as scripts see them: what they print, what they say, how they end.

#![cfg(test)]

mod bombs;
mod compare;
mod configuration;
mod containers;
#[path = "../support/home.rs"]
mod home;
mod hostile;
mod list;
#[path = "../support/packed.rs"]
mod packed;
#[path = "../support/program.rs"]
mod program;
mod search;
mod show;
mod streams;

use std::process::Stdio;

use home::Home;
use program::Run;

/// Three short articles, told apart by their words alone.
fn three() -> Home {
    Home::with(&[
        ("ferry.txt", "The ferry runs twice a day. In winter it does not.\n\nNobody minds.\n"),
        ("deep/lighthouse.md", "The lighthouse keeper left. His lamp stayed on.\n"),
        ("notes.log", "Not an article by its name."),
        ("zander.text", "Zander bite at dusk.\n"),
    ])
}

impl Run {
    /// Gives it this on standard input.
    pub(crate) fn input(mut self, input: &str) -> Self {
        self.input = Some(input.to_owned());
        self.command.stdin(Stdio::piped());
        self
    }

    /// Lets it write its answer there.
    pub(crate) fn output_to(mut self, stdout: impl Into<Stdio>) -> Self {
        self.command.stdout(stdout);
        self
    }
}
