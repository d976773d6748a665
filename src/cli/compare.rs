//! `variorum compare`: how each article treats the same themes.

use std::sync::Arc;

use super::args::{Compare, CompareFormat};
use super::output::{Failure, Outcome, Output};
use super::sources;
use super::themes::chosen;
use crate::collection::{Collection, Order};
use crate::compare::{Comparison, Listed, Report, suggest};
use crate::storage::{Places, judgements};

/// Columns of the text where the terminal does not say otherwise.
const WIDTH: usize = 100;

pub(super) fn run(
    args: &Compare,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let paths = &args.within.paths;
    let opened = sources::open(paths, places, out)?;
    let mut articles = opened.articles().to_vec();
    articles.sort_by_cached_key(|article| Order::Date.key(article));
    let collection = Collection::new(articles, opened.problems);
    let model = Arc::new(sources::model(&collection, places, out));
    let set = match chosen(args.themes.as_deref(), paths, places, out)? {
        Some(themes) => themes.set,
        None => suggest(&model),
    };
    if set.themes.is_empty() {
        out.message("no themes: write some into a file and name it with --themes FILE");
        if args.format == CompareFormat::Text {
            return Ok(Outcome::Done);
        }
    }
    let (judged, unreadable) = judgements::load(places);
    for error in unreadable {
        out.message(&error.to_string());
    }
    let comparison = Comparison::new(model, set, &judged);
    let rows = wanted(&comparison, &args.wanted)?;
    let listed = if args.all { Listed::All } else { Listed::Marked };
    let cut = f32::from(args.cut) / 100.0;
    let report = Report::new(&comparison, rows, listed).cut(cut).judged(&judged);
    match args.format {
        CompareFormat::Json => out.json(&report.answer())?,
        CompareFormat::Text => out.text(&report.text(out.columns().unwrap_or(WIDTH)))?,
        CompareFormat::Md => out.text(&report.markdown())?,
        CompareFormat::Html => out.text(&report.html())?,
        CompareFormat::Csv => {
            out.text(&report.csv().map_err(|error| Failure::told(error.to_string()))?)?;
        }
    }
    Ok(Outcome::Done)
}

/// The rows of the themes asked for, all of them if none is.
fn wanted(comparison: &Comparison, wanted: &[String]) -> Result<Vec<usize>, Failure> {
    let themes = comparison.themes();
    if wanted.is_empty() {
        return Ok((0..themes.len()).collect());
    }
    wanted
        .iter()
        .map(|name| {
            let theme = comparison.theme_set().find(name);
            theme.and_then(|found| themes.iter().position(|theme| theme.id == found.id)).ok_or_else(
                || {
                    let ids: Vec<&str> = themes.iter().map(|theme| theme.id.0.as_str()).collect();
                    Failure::told(format!("no theme “{name}”; there are {}", ids.join(", ")))
                },
            )
        })
        .collect()
}
