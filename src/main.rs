//! The program: arguments, then the reading room or a command.

use std::env;
use std::io::{BufWriter, IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use variorum::cli::{self, Failure, Outcome, Output, args::Arguments};
use variorum::config;
use variorum::runtime::{self, Ending, Start};
use variorum::session::Session;
use variorum::storage::Places;
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
            out.flush().map(|()| outcome)
        });
    let code = cli::exit_code(&ended);
    if let (Err(failure), 1..) = (&ended, code) {
        out.message(&failure.to_string());
    }
    ExitCode::from(code)
}

/// Opens the reading room.
fn read(paths: Vec<PathBuf>, places: Places) -> Result<Outcome, Failure> {
    let (config, problems) = config::load(&places);
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let palette = if plain { Palette::plain() } else { Palette::default() };
    let session = Session::default();
    let start = Start { paths, places, config, problems, session, palette };
    match runtime::run(start) {
        Ok(Ending::Left) => Ok(Outcome::Done),
        Ok(Ending::Signal(_)) => Ok(Outcome::Done),
        Err(error) => Err(Failure::told(format!("the terminal failed: {error}"))),
    }
}

/// Columns of the terminal on standard output.
fn columns() -> usize {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns.into())
}
