//! The program: arguments, then the reading room or a command.

use std::env;
use std::io::{BufWriter, IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use variorum::cli::{self, Failure, Outcome, Output, args::Arguments};
use variorum::collection::Problem;
use variorum::config;
use variorum::runtime::{self, Ending, Start};
use variorum::session::Session;
use variorum::storage::{Places, session};
use variorum::ui::Palette;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(said) => {
            // Help and version are answers, all else is wrong usage; clap knows which and where to.
            let _ = said.print();
            return if said.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let mut data = BufWriter::new(stdout().lock());
    let mut messages = stderr();
    let columns = stdout().is_terminal().then(columns);
    let mut out = Output::new(&mut data, &mut messages, columns);
    let ended = Places::of_this_system()
        .ok_or_else(|| Failure::told("no home folder: set VARIORUM_DATA_DIR and its three sisters"))
        .and_then(|places| {
            if arguments.command.is_none() && stdin().is_terminal() && stdout().is_terminal() {
                return read(arguments.paths, places);
            }
            let outcome = cli::run(&arguments, &places, &mut out)?;
            out.flush().map(|()| Ended::Command(outcome))
        });
    let ended = match ended {
        Ok(Ended::Signal(signal)) => return ExitCode::from(signal_code(signal)),
        Ok(Ended::Command(outcome)) => Ok(outcome),
        Err(failure) => Err(failure),
    };
    let code = cli::exit_code(&ended);
    if let (Err(failure), 1..) = (&ended, code) {
        out.message(&failure.to_string());
    }
    ExitCode::from(code)
}

/// How the program came to its end.
enum Ended {
    /// By itself, or the reader left the room.
    Command(Outcome),
    /// A signal asked for it.
    Signal(i32),
}

/// As shells report it: 128 and the signal's number.
fn signal_code(signal: i32) -> u8 {
    u8::try_from(signal).map_or(u8::MAX, |signal| signal.saturating_add(128))
}

/// Opens the reading room.
fn read(paths: Vec<PathBuf>, places: Places) -> Result<Ended, Failure> {
    let (config, mut problems) = config::load(&places);
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = if plain { Palette::plain() } else { Palette::default() };
    let session = session::read(&places.state).unwrap_or_else(|failure| {
        let path = places.state.display().to_string();
        problems.push(Problem { path, message: failure.to_string() });
        Session::default()
    });
    let start = Start { paths, places, config, problems, session, palette };
    match runtime::run(start) {
        Ok(Ending::Left) => Ok(Ended::Command(Outcome::Done)),
        Ok(Ending::Signal(signal)) => Ok(Ended::Signal(signal)),
        Err(error) => Err(Failure::told(format!("the terminal failed: {error}"))),
    }
}

/// Columns of the terminal on standard output.
fn columns() -> usize {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns.into())
}
