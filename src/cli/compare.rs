//! `variorum compare`: how each article treats the same themes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Compare, CompareFormat};
use super::output::{Failure, Outcome, Output};
use super::themes::chosen;
use super::{headlines, sources};
use crate::collection::{Collection, Order};
use crate::compare::{Comparison, Listed, Report, ThemeId, suggest};
use crate::storage::{Places, judgements};

/// Columns of the text where the terminal does not say otherwise.
const WIDTH: usize = 100;

pub(super) fn run(
    args: &Compare,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let (paths, names) = paths_and_names(args, out);
    let format = if args.json { CompareFormat::Json } else { args.format };
    let opened = sources::open(&paths, places, out)?;
    let mut articles = opened.articles().to_vec();
    articles.sort_by_cached_key(|article| Order::Date.key(article));
    if args.headlines {
        return headlines::run(&articles, format, out);
    }
    let collection = Collection::new(articles, opened.problems);
    let model = Arc::new(sources::model(&collection, places, out));
    let set = match chosen(args.themes.as_deref(), &paths, places, out)? {
        Some(themes) => themes.set,
        None => suggest(&model),
    };
    if set.themes.is_empty() {
        out.message("no themes: write some into a file and name it with --themes FILE");
        if format == CompareFormat::Text {
            return Ok(Outcome::Done);
        }
    }
    let (judged, unreadable) = judgements::load(places);
    for error in unreadable {
        out.message(&error.to_string());
    }
    let comparison = Comparison::new(model, set, &judged);
    let (comparison, rows) = wanted(comparison, &names)?;
    let listed = if args.all { Listed::All } else { Listed::Marked };
    let cut = f32::from(args.cut) / 100.0;
    let report = Report::new(&comparison, rows, listed).cut(cut).judged(&judged);
    match format {
        CompareFormat::Json => out.json(&report.answer())?,
        CompareFormat::Text => out.text(&report.text(out.columns().unwrap_or(WIDTH)))?,
        CompareFormat::Md => out.text(&report.markdown())?,
        CompareFormat::Html => out.text(&report.html())?,
        CompareFormat::Csv => {
            report.csv_parts().try_for_each(|part| out.text(&table(part)?))?;
        }
        CompareFormat::Matrix => out.text(&table(report.matrix_csv())?)?,
    }
    Ok(Outcome::Done)
}

/// The paths to read, and the themes asked for: a file or folder among these is a path, as it is for every
/// other command.
fn paths_and_names(args: &Compare, out: &mut Output<'_>) -> (Vec<PathBuf>, Vec<String>) {
    let is_path = |word: &&String| Path::new(word).exists();
    let (given, names): (Vec<&String>, Vec<&String>) = args.wanted.iter().partition(is_path);
    for path in &given {
        out.message(&format!("“{path}” is a file or folder, not a theme: read as behind --in"));
    }
    let paths = args.within.paths.iter().cloned().chain(given.into_iter().map(PathBuf::from));
    (paths.collect(), names.into_iter().cloned().collect())
}

fn table(written: Result<String, csv::Error>) -> Result<String, Failure> {
    written.map_err(|error| Failure::told(error.to_string()))
}

/// What parts the names of two themes at once.
const BOTH: char = '&';

/// The rows of the themes asked for, all of them if none is; “a & b” is a row of the passages on both.
fn wanted(comparison: Comparison, wanted: &[String]) -> Result<(Comparison, Vec<usize>), Failure> {
    if wanted.is_empty() {
        let rows = (0..comparison.themes().len()).collect();
        return Ok((comparison, rows));
    }
    let (mut ids, mut pairs) = (Vec::new(), Vec::new());
    for name in wanted {
        if let Some(theme) = comparison.theme_set().find(name) {
            ids.push(theme.id.clone());
            continue;
        }
        let found = match name.split_once(BOTH) {
            Some((one, other)) => {
                let (one, other) = (one_theme(&comparison, one)?, one_theme(&comparison, other)?);
                let id = ThemeId::of_pair(&one, &other);
                pairs.push((one, other));
                id
            }
            None => one_theme(&comparison, name)?,
        };
        ids.push(found);
    }
    let comparison = comparison.with_pairs(&pairs);
    let row = |id: &ThemeId| comparison.themes().iter().position(|theme| theme.id == *id);
    let rows = ids.iter().filter_map(row).collect();
    Ok((comparison, rows))
}

fn one_theme(comparison: &Comparison, name: &str) -> Result<ThemeId, Failure> {
    let name = name.trim();
    let theme = comparison.theme_set().find(name);
    theme.map(|theme| theme.id.clone()).ok_or_else(|| {
        let themes = comparison.themes().iter();
        let ids: Vec<&str> = themes.map(|theme| theme.id.0.as_str()).collect();
        Failure::told(format!("no theme “{name}”; there are {}", ids.join(", ")))
    })
}
