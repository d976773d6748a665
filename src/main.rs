//! The program: arguments, then the reading room or a command.

use std::env;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write, sink, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use variorum::cli::{self, Output, args::Arguments, harmless, sources};
use variorum::collection::Problem;
use variorum::config;
use variorum::runtime::{self, Ending, Start, Threads};
use variorum::session::Session;
use variorum::storage::{Places, articles, session};

fn main() -> ExitCode {
    // Too large a file for `ulimit -f` is an error like a full disk, and no reason to be killed.
    runtime::spare_from_file_limit();
    #[cfg(unix)]
    if articles::is_reader() {
        return if articles::serve().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    #[cfg(unix)]
    articles::isolate();
    if !runtime::has_memory() {
        return fail(NO_MEMORY);
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Wrong usage repeats what was typed, and that may be anything.
        Err(said) if said.use_stderr() => {
            let _ = write!(stderr(), "{}", harmless(&said.render().to_string()));
            return ExitCode::from(2);
        }
        // Help and version are answers.
        Err(said) => {
            let _ = said.print();
            return ExitCode::SUCCESS;
        }
    };
    let threads = runtime::share_work();
    let Some(places) = Places::of_this_system() else {
        return fail("no home folder: set VARIORUM_DATA_DIR and its three sisters");
    };
    if arguments.command.is_none()
        && is_drawable(&arguments.paths)
        && sources::are_there(&arguments.paths)
    {
        return match threads {
            Threads::Shared => read(arguments.paths, arguments.plain, places),
            Threads::Alone => fail(NO_THREADS),
        };
    }
    let mut data = BufWriter::new(stdout().lock());
    let mut messages = stderr();
    let watched = messages.is_terminal();
    let columns = stdout().is_terminal().then(columns);
    let mut out = Output::new(&mut data, &mut messages, columns).watched(watched);
    let ended =
        cli::run(&arguments, &places, &mut out).and_then(|outcome| out.flush().map(|()| outcome));
    let code = cli::exit_code(&ended);
    if let (Err(failure), 1..) = (&ended, code) {
        out.message(&failure.to_string());
    }
    ExitCode::from(code)
}

const NO_MEMORY: &str =
    "the system gives too little memory to work with: raise the limit (see ulimit -v)";
const NO_THREADS: &str = "the system lets no further thread be started, and the reading room needs some: \
                          raise the limit (see ulimit -u) or use a command such as `variorum list`";

/// Whether there is a screen to draw on and a keyboard to read from. If the article comes through
/// standard input, the keys come from the controlling terminal.
fn is_drawable(paths: &[PathBuf]) -> bool {
    let dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    let keyboard = stdin().is_terminal() || paths.iter().any(|path| articles::is_stdin(path));
    keyboard && stdout().is_terminal() && !dumb
}

/// As shells report it: 128 and the signal's number.
fn signal_code(signal: i32) -> u8 {
    u8::try_from(signal).map_or(u8::MAX, |signal| signal.saturating_add(128))
}

/// Opens the reading room.
fn read(paths: Vec<PathBuf>, plain: bool, places: Places) -> ExitCode {
    let (config, mut problems) = config::load(&places);
    let session = session::read(&places.state).unwrap_or_else(|failure| {
        let path = places.state.display().to_string();
        problems.push(Problem { path, message: failure.to_string() });
        Session::default()
    });
    let drawing = if plain { runtime::Drawing::Linear } else { runtime::Drawing::Full };
    match runtime::run(Start { paths, places, config, problems, session, drawing }) {
        Ok(Ending::Left) => ExitCode::SUCCESS,
        Ok(Ending::Signal(signal)) => ExitCode::from(signal_code(signal)),
        Ok(Ending::Failed(log)) => {
            let log = log.display();
            fail(&format!(
                "a part of the program failed, what was saved is safe; please report what {log} says"
            ))
        }
        // What the system says where it gives no thread.
        Err(error) if error.kind() == ErrorKind::WouldBlock => fail(NO_THREADS),
        Err(error) => fail(&format!("the terminal failed: {error}")),
    }
}

fn fail(message: &str) -> ExitCode {
    Output::new(&mut sink(), &mut stderr(), None).message(message);
    ExitCode::from(2)
}

/// Columns of the terminal on standard output.
fn columns() -> usize {
    crossterm::terminal::size().map_or(80, |(columns, _)| columns.into())
}
