//! `variorum themes`: the reader's themes, or proposals; and where a comparison's themes come from.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args;
use super::output::{Failure, Outcome, Output};
use super::sources;
use super::table::{Column, table};
use crate::collection::Origin;
use crate::compare::codebook::{self, CodebookForm};
use crate::compare::{
    Model, Theme, ThemeAnswer, ThemeProblem, ThemeSet, Tier, suggest, suggest_names,
};
use crate::storage::Places;
use crate::storage::opening::Opening;
use crate::storage::themes::{self, Themes};
use crate::storage::typed;
use crate::text::numbers::counted;

#[derive(Serialize)]
struct ThemesAnswer<'a> {
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
    if let Some(file) = &args.import {
        return import(file, args.global, paths, places, out);
    }
    if let Some(name) = &args.make_global {
        return make_global(name, paths, places, out);
    }
    let (themes, names) = match chosen(args.themes.as_deref(), paths, places, out)? {
        Some(themes) if !args.suggest => (themes, ThemeSet::default()),
        _ => {
            let model = Model::build(&sources::open(paths, places, out)?);
            let themes = Themes { set: suggest(&model), problems: Vec::new() };
            (themes, suggest_names(&model))
        }
    };
    if let Some(file) = &args.export {
        return export(file, &themes.set, out);
    }
    if args.json {
        out.json(&ThemesAnswer {
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

/// Lets the reader's theme called `name` hold for every collection.
fn make_global(
    name: &str,
    paths: &[PathBuf],
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let origin = Opening::of(paths, places)?.origin();
    let known = themes::load(places, &origin).set;
    let theme = known.find(name).ok_or_else(|| {
        Failure::told(format!("you have no theme “{name}” here; `variorum themes` lists yours"))
    })?;
    let path = themes::make_global(places, &origin, theme)
        .map_err(|error| Failure::told(error.to_string()))?;
    out.message(&format!("“{}” holds for every collection now: {}", theme.name, path.display()));
    Ok(Outcome::Done)
}

/// Writes `set` as a codebook into a new file.
fn export(file: &Path, set: &ThemeSet, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let form = CodebookForm::of_ending(&ending).ok_or_else(|| {
        Failure::told(format!("“{}” does not end in .toml, .csv or .qdc", file.display()))
    })?;
    let written = codebook::written(set, form).map_err(|error| Failure::told(error.to_string()))?;
    let path = typed::write_new(file, &written, |_| {})
        .map_err(|error| Failure::told(error.to_string()))?;
    let count = counted(set.themes.len(), "theme");
    out.message(&format!("{count} written to {}", path.display()));
    Ok(Outcome::Done)
}

/// Keeps the themes of a codebook among the reader's; what is there already stays as it is.
fn import(
    file: &Path,
    is_global: bool,
    paths: &[PathBuf],
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let unread = |why: String| {
        Failure::told(format!("the codebook {} cannot be read: {why}", file.display()))
    };
    let is_qdc = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("qdc"));
    let read = if is_qdc {
        let source = std::fs::read_to_string(file).map_err(|error| unread(error.to_string()))?;
        let set = codebook::read_qdc(&source).map_err(|error| unread(error.to_string()))?;
        Themes { set, problems: Vec::new() }
    } else {
        themes::load_file(file).map_err(|error| unread(error.to_string()))?
    };
    for ThemeProblem { path, line, message } in &read.problems {
        out.message(&format!("{}:{line}: {message}", path.display()));
    }
    let origin = Opening::of(paths, places)?.origin();
    let known = themes::load(places, &origin).set;
    let mut kept = 0;
    for theme in &read.set.themes {
        if known.themes.iter().any(|other| other.id == theme.id) {
            out.message(&format!("you have a theme “{}” already; it stays as it is", theme.id));
            continue;
        }
        themes::add(places, (!is_global).then_some(&origin), theme)
            .map_err(|error| Failure::told(error.to_string()))?;
        kept += 1;
    }
    out.message(&format!("{} kept", counted(kept, "theme")));
    Ok(if kept > 0 { Outcome::Done } else { Outcome::Nothing })
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
