//! What a command says and how it ends: data on standard output, messages on standard error.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::collection::{Problem, write_json};
use crate::text::fit;
use crate::text::numbers::thousands;
use crate::text::outward::{cell, harmless};

/// Columns of text where no terminal says otherwise; articles are never set wider.
pub(super) const WIDTH: usize = 80;

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or found: exit code 0.
    Done,
    /// Looked and found nothing: exit code 1.
    Nothing,
}

/// Why a command did not do what it was asked: exit code 2, but for a closed pipe.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What is wrong and what to do, for the reader's eyes.
    #[error("{0}")]
    Told(String),
    /// An answer could not be written.
    #[error("the answer could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// A failure with this message.
    pub fn told(message: impl Into<String>) -> Self {
        Self::Told(message.into())
    }
}

/// The exit code of a command.
pub fn exit_code(ended: &Result<Outcome, Failure>) -> u8 {
    match ended {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Nothing) => 1,
        // Whoever reads us has seen enough: `variorum list | head` is a success.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(_) => 2,
    }
}

/// Where a command writes.
pub struct Output<'a> {
    data: &'a mut dyn Write,
    messages: &'a mut (dyn Write + Send),
    columns: Option<usize>,
    watched: bool,
}

impl<'a> Output<'a> {
    /// `columns`: the width of the terminal that shows `data`, if it is one.
    pub fn new(
        data: &'a mut dyn Write,
        messages: &'a mut (dyn Write + Send),
        columns: Option<usize>,
    ) -> Self {
        Self { data, messages, columns, watched: false }
    }

    /// `watched`: whether `messages` are shown by a terminal, so that progress is worth telling.
    #[must_use]
    pub const fn watched(mut self, watched: bool) -> Self {
        self.watched = watched;
        self
    }

    /// A line that tells how far something has come, if that takes long and somebody watches.
    pub fn progress(&mut self) -> Progress<'_> {
        Progress {
            line: self.watched.then_some(&mut *self.messages),
            since: Instant::now(),
            width: 0,
        }
    }

    /// The width of the terminal, if the answer goes to one.
    pub const fn columns(&self) -> Option<usize> {
        self.columns
    }

    /// Writes text; what could be an escape sequence becomes harmless.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.data.write_all(harmless(text).as_bytes())?)
    }

    /// Writes what is no text for eyes but input for a program: manual pages, completions.
    pub fn verbatim(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.data.write_all(bytes)?)
    }

    /// Writes one JSON object on one line, `"schema": 1` first.
    pub fn json<T: Serialize>(&mut self, answer: &T) -> Result<(), Failure> {
        write_json(answer, &mut *self.data).map_err(io::Error::from)?;
        Ok(self.data.write_all(b"\n")?)
    }

    /// Writes comma-separated values, a header first; no cell is taken for a formula.
    pub fn csv<const N: usize>(
        &mut self,
        header: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) -> Result<(), Failure> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header).map_err(io::Error::from)?;
        for row in rows {
            writer.write_record(row.map(|text| cell(&text))).map_err(io::Error::from)?;
        }
        let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        self.text(&String::from_utf8_lossy(&bytes))
    }

    /// Says something beside the answer. If nobody listens, nothing is lost.
    pub fn message(&mut self, text: &str) {
        let _ = writeln!(self.messages, "variorum: {}", harmless(text));
    }

    /// Says what could not be read.
    pub fn problems(&mut self, problems: &[Problem]) {
        for Problem { path, message } in problems {
            self.message(&format!("{path}: {message}"));
        }
    }

    /// Hands everything over that was written so far.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.data.flush()?)
    }
}

/// Nothing is told of what is done sooner.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line that is written over and over, and wiped when it is dropped.
pub struct Progress<'a> {
    line: Option<&'a mut (dyn Write + Send)>,
    since: Instant,
    width: usize,
}

impl Progress<'_> {
    /// Tells that so many of so many things are done. If nobody listens, nothing is lost.
    pub fn tell(&mut self, what: &str, done: usize, all: usize) {
        if let Some(line) = &mut self.line
            && self.since.elapsed() >= PATIENCE
        {
            let text = format!("{} of {} {what}", thousands(done), thousands(all));
            self.width = self.width.max(text.len());
            let _ = write!(line, "\r{}", fit::pad(&text, self.width));
            let _ = line.flush();
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(line) = &mut self.line
            && self.width > 0
        {
            let _ = write!(line, "\r{}\r", " ".repeat(self.width));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Output<'_>)) -> String {
        let (mut data, mut messages) = (Vec::new(), Vec::new());
        write(&mut Output::new(&mut data, &mut messages, None));
        String::from_utf8([data, messages].concat()).unwrap()
    }

    #[test]
    fn no_escape_sequence_comes_out() {
        let evil = "a\u{1b}[31m\u{9b}2J\tb\n";
        assert_eq!(written(|out| out.text(evil).unwrap()), "a\u{fffd}[31m\u{fffd}2J\tb\n");
        assert_eq!(written(|out| out.message("\u{1b}c")), "variorum: \u{fffd}c\n");
        let json = written(|out| out.json(&serde_json::json!({ "text": evil })).unwrap());
        assert!(!json.trim_end().contains(char::is_control), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&read["schema"], &read["text"]), (&1.into(), &evil.into()));
    }

    #[test]
    fn progress_is_told_to_who_watches_what_takes_long_and_is_wiped() {
        let told = |watched: bool, since: Instant| {
            let (mut data, mut messages) = (Vec::new(), Vec::new());
            let mut out = Output::new(&mut data, &mut messages, None).watched(watched);
            let mut progress = out.progress();
            progress.since = since;
            progress.tell("articles read", 1_500, 20_000);
            progress.tell("articles read", 2, 3);
            drop(progress);
            String::from_utf8(messages).unwrap()
        };
        let long_ago = Instant::now().checked_sub(Duration::from_mins(1)).unwrap();
        let later = Instant::now() + Duration::from_mins(1);
        assert_eq!((told(false, long_ago), told(true, later)), (String::new(), String::new()));
        let lines = told(true, long_ago);
        let lines: Vec<_> = lines.split('\r').collect();
        assert_eq!(lines[1], "1,500 of 20,000 articles read");
        assert_eq!(lines[2].trim_end(), "2 of 3 articles read");
        assert_eq!((lines[2].len(), lines[3].trim()), (lines[1].len(), ""));
    }

    #[test]
    fn a_closed_pipe_is_a_success() {
        let closed = Err(Failure::Output(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(exit_code(&closed), 0);
        assert_eq!(exit_code(&Err(Failure::Output(io::ErrorKind::StorageFull.into()))), 2);
    }
}
