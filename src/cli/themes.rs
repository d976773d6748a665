//! `variorum themes`: the reader's themes, or proposals; and where a comparison's themes come from.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args;
use super::output::{Failure, Outcome, Output};
use super::sources;
use super::table::{Column, table};
use crate::collection::Origin;
use crate::compare::{
    Model, Theme, ThemeAnswer, ThemeProblem, ThemeSet, Tier, suggest, suggest_names,
};
use crate::storage::Places;
use crate::storage::opening::Opening;
use crate::storage::themes::{self, Themes};

#[derive(Serialize)]
struct Answer<'a> {
    themes: Vec<ThemeAnswer<'a>>,
    /// Names that recur, offered beside proposed themes.
    names: Vec<ThemeAnswer<'a>>,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    path: String,
    line: usize,
    message: &'a str,
}

impl<'a> From<&'a ThemeProblem> for Problem<'a> {
    fn from(problem: &'a ThemeProblem) -> Self {
        let ThemeProblem { path, line, message } = problem;
        Self { path: path.display().to_string(), line: *line, message }
    }
}

pub(super) fn run(
    args: &args::Themes,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let paths = args.sources.paths();
    let (themes, names) = match chosen(args.themes.as_deref(), paths, places, out)? {
        Some(themes) if !args.suggest => (themes, ThemeSet::default()),
        _ => {
            let model = Model::build(&sources::open(paths, places, out)?);
            let themes = Themes { set: suggest(&model), problems: Vec::new() };
            (themes, suggest_names(&model))
        }
    };
    if args.json {
        out.json(&Answer {
            themes: themes.set.themes.iter().map(ThemeAnswer::from).collect(),
            names: names.themes.iter().map(ThemeAnswer::from).collect(),
            problems: themes.problems.iter().map(Problem::from).collect(),
        })?;
    } else {
        out.text(&list(&themes.set.themes, out.columns()))?;
        if !names.themes.is_empty() {
            let names: Vec<&str> = names.themes.iter().map(|name| name.name.as_str()).collect();
            out.text(&format!("\nnames: {}\n", names.join(", ")))?;
        }
    }
    Ok(Outcome::Done)
}

fn list(themes: &[Theme], width: Option<usize>) -> String {
    let row = |theme: &Theme| {
        let terms = theme.terms.iter().filter(|term| term.tier != Tier::Not);
        let terms: Vec<&str> = terms.map(|term| term.text.as_str()).collect();
        let mark = if theme.is_suggested() { "~ " } else { "" };
        let named = format!("{mark}{}", theme.name);
        [theme.id.0.clone(), named, terms.join(", ")]
    };
    let rows: Vec<_> = themes.iter().map(row).collect();
    table([Column::Left, Column::Left, Column::Elastic], &rows, width)
}

/// The themes of `file`, else the reader's for what is opened at `paths`, with those of the sample if that is it;
/// `None` if there are none, and some have to be proposed. What is wrong in a file is said.
pub(super) fn chosen(
    file: Option<&Path>,
    paths: &[PathBuf],
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Option<Themes>, Failure> {
    let origin = Opening::of(paths, places)?.origin();
    let mut themes = match file {
        Some(path) => themes::load_file(path).map_err(|error| {
            Failure::told(format!("the themes in {} cannot be read: {error}", path.display()))
        })?,
        None => themes::load(places, &origin),
    };
    for ThemeProblem { path, line, message } in &themes.problems {
        out.message(&format!("{}:{line}: {message}", path.display()));
    }
    if file.is_none() && origin == Origin::Sample {
        themes.set.merge(themes::beside_own(places).set);
    }
    Ok((file.is_some() || !themes.set.themes.is_empty()).then_some(themes))
}
