//! `variorum completions`: what a shell can fill in.

use clap::CommandFactory;

use super::args::{Arguments, Completions};
use super::output::{Failure, Outcome, Output};

pub(super) fn run(args: &Completions, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "variorum", &mut script);
    out.verbatim(&script)?;
    Ok(Outcome::Done)
}
