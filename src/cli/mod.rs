//! The commands: the same answers as the panes give, without the screen.
//!
//! A command is a variant of [`args::Command`] with its arguments (the doc comments are its help),
//! a file here with `run`, and an arm in [`run`] below. It gets its articles from [`sources`], finds
//! the one that is meant with [`choose`], writes through [`Output`], and returns an [`Outcome`] or
//! a [`Failure`]; exit codes, closed pipes and control characters are no concern of its. At the end
//! `.ci/readme` brings the command into the README.

pub mod args;
pub mod choose;
mod compare;
mod completions;
mod config;
mod headlines;
pub mod json;
mod keys;
mod library;
mod list;
mod man;
mod output;
mod parallels;
mod quotes;
mod search;
mod show;
pub mod sources;
pub mod table;
mod themes;

pub use crate::collection::SCHEMA;
pub use crate::text::outward::harmless;
pub use output::{Failure, Outcome, Output, exit_code};

use std::path::Path;

use clap::CommandFactory;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::storage::Places;
use args::{Arguments, Command, ListForm};

/// Does what `arguments` ask for. Without a command: the article, if there is one, else the list.
pub fn run(
    arguments: &Arguments,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    match &arguments.command {
        None => print(arguments, places, out),
        Some(Command::List(args)) => list::run(args, places, out),
        Some(Command::Show(args)) => show::run(args, places, out),
        Some(Command::Search(args)) => search::run(args, places, out),
        Some(Command::Themes(args)) => themes::run(args, places, out),
        Some(Command::Compare(args)) => compare::run(args, places, out),
        Some(Command::Parallels(args)) => parallels::run(args, places, out),
        Some(Command::Quotes(args)) => quotes::run(args, places, out),
        Some(Command::Library(args)) => library::run(args, places, out),
        Some(Command::Keys(args)) => keys::run(args, places, out),
        Some(Command::Config(args)) => config::run(args, places, out),
        Some(Command::Completions(args)) => completions::run(args, out),
        Some(Command::Man) => man::run(out),
    }
}

/// What a reading room would show, for a pipe.
fn print(arguments: &Arguments, places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let collection =
        sources::open(&arguments.paths, places, out).map_err(|failure| {
            match arguments.paths.first().and_then(|path| mistyped(path)) {
                Some(command) => {
                    Failure::told(format!("{failure}; or did you mean `variorum {command}`?"))
                }
                None => failure,
            }
        })?;
    match (collection.articles(), arguments.paths.as_slice()) {
        ([article], [path]) if !path.is_dir() => show::text(article, None, true, out)?,
        _ => list::write(&collection, &ListForm::default(), None, out)?,
    }
    Ok(Outcome::Done)
}

/// The command that `path`, where nothing is, may have been meant to be.
fn mistyped(path: &Path) -> Option<String> {
    let typed = path.to_str().filter(|typed| !path.exists() && !typed.is_empty())?;
    let matcher = SkimMatcherV2::default();
    let likeness =
        |name: &str| matcher.fuzzy_match(name, typed).or_else(|| matcher.fuzzy_match(typed, name));
    let arguments = Arguments::command();
    let commands = arguments.get_subcommands().map(clap::Command::get_name);
    commands
        .filter_map(|name| Some((likeness(name)?, name)))
        .max_by_key(|(likeness, _)| *likeness)
        .map(|(_, name)| name.to_owned())
}
