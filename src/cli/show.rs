//! `variorum show`: one article, to be read or to be worked on.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{Show, ShowForm};
use super::list::when;
use super::output::{Failure, Outcome, Output, WIDTH};
use super::{choose, sources};
use crate::collection::ArticleAnswer;
use crate::collection::{Article, Block, BlockKind, Doubt, LocusKind, MarkKind, Place};
use crate::storage::{Places, articles};
use crate::text::numbers::counted;
use crate::text::{CodePoints, table, wrap};

/// Columns of the margin in which paragraph numbers stand.
const MARGIN: usize = 6;

pub(super) fn run(args: &Show, places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let Ok(place) = args.article.parse::<Place>();
    let named: Vec<PathBuf> = match args.sources.paths() {
        // An article that lies here needs no second word to say where.
        [] if is_file(&args.article) => vec![args.article.clone().into()],
        [] if is_file(&place.path.to_string_lossy()) => vec![place.path],
        paths => paths.to_vec(),
    };
    let collection = sources::open(&named, places, out)?;
    let article = choose::article(&collection, &args.article)?;
    match args.form {
        ShowForm { json: true, .. } => out.json(&answer(article))?,
        ShowForm { plain, .. } => text(article, args.width, plain, out)?,
    }
    Ok(Outcome::Done)
}

fn is_file(name: &str) -> bool {
    articles::is_stdin(Path::new(name)) || Path::new(name).is_file()
}

/// Writes what is known about an article and its text, wrapped; `plain` without ¶ numbers.
pub(super) fn text(
    article: &Article,
    width: Option<usize>,
    plain: bool,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let width =
        width.unwrap_or_else(|| out.columns().map_or(WIDTH, |terminal| terminal.min(WIDTH)));
    out.text(&header(article, width))?;
    let margin = if plain { 0 } else { MARGIN };
    if article.blocks().iter().any(|block| block.doubt == Some(Doubt::OrderUnsure)) {
        out.text(
            "\norder unsure: behind ¶ with a question mark lines may belong to two columns\n",
        )?;
    }
    for block in article.blocks().iter().filter(|block| is_shown(block, article)) {
        out.text("\n")?;
        let number = block.passage.filter(|_| !plain).map(|number| {
            let unsure = if block.doubt == Some(Doubt::OrderUnsure) { "?" } else { "" };
            format!("¶{number}{unsure}")
        });
        out.text(&set(block, article.text(), width, margin, number.as_deref().unwrap_or("")))?;
    }
    Ok(())
}

/// Page chrome is left out; a title that stands in the text is already in the header.
fn is_shown(block: &Block, article: &Article) -> bool {
    match block.kind {
        BlockKind::Furniture => false,
        BlockKind::Title => article.metadata.title.is_none(),
        _ => true,
    }
}

fn header(article: &Article, width: usize) -> String {
    let about = &article.metadata;
    let mut text = String::new();
    let mut line = |line: &str| {
        for row in wrap::rows(line, width) {
            text.push_str(row.of(line));
            text.push('\n');
        }
    };
    line(article.name());
    let mut origin = Vec::new();
    if !about.authors.is_empty() {
        origin.push(about.authors.join(", "));
    }
    origin.extend(about.source.clone());
    origin.extend(about.date.as_ref().map(|date| when(date.value)));
    if !origin.is_empty() {
        line(&origin.join(" · "));
    }
    if let Some(url) = &about.url {
        line(url);
    }
    if let (Some(part), Some(file)) = (article.part(), article.path().file_name()) {
        line(&format!("{}, {part}", file.to_string_lossy()));
    }
    for (name, found) in &about.fields {
        line(&format!("{name}: {}", found.value));
    }
    line(&format!(
        "{} · {} · {} · {}",
        counted(article.words(), "word"),
        counted(article.passage_count(), "passage"),
        counted(article.minutes(), "minute"),
        article.id()
    ));
    text
}

/// One block in rows, its number in the margin of the first.
fn set(block: &Block, text: &str, width: usize, margin: usize, number: &str) -> String {
    let words = block.extent.of(text);
    let (first, rest) = leads(block);
    let room = width.saturating_sub(margin + wrap::columns(&first)).max(1);
    let tabled = (block.kind == BlockKind::Table).then(|| table::rows(words, room)).flatten();
    let rows: Vec<String> = match (block.kind, tabled) {
        (_, Some(rows)) => rows.iter().map(|row| tabular(row, words)).collect(),
        (BlockKind::Code | BlockKind::Table, None) => words.lines().map(str::to_owned).collect(),
        _ => wrap::rows(words, room).into_iter().map(|row| row.of(words).to_owned()).collect(),
    };
    let mut set = String::new();
    for (place, row) in rows.into_iter().enumerate() {
        let (number, lead) = if place == 0 { (number, &first) } else { ("", &rest) };
        let padding = margin.saturating_sub(wrap::columns(number));
        let line = format!("{number}{}{lead}{row}", " ".repeat(padding));
        set.push_str(line.trim_end());
        set.push('\n');
    }
    set
}

/// A row of a table, its cells under those above.
fn tabular(row: &table::Row, words: &str) -> String {
    row.cells.iter().enumerate().fold(String::new(), |line, (place, cell)| {
        let bar = if place == 0 { "" } else { table::BAR };
        let gap = cell.column.saturating_sub(wrap::columns(&line) + wrap::columns(bar));
        line + &" ".repeat(gap) + bar + cell.extent.of(words)
    })
}

/// What stands before the first row of a block and before the others.
fn leads(block: &Block) -> (String, String) {
    let both = |lead: &str| (lead.to_owned(), lead.to_owned());
    match block.kind {
        BlockKind::Heading => {
            let marks = "#".repeat(usize::from(block.level.max(1)));
            (format!("{marks} "), " ".repeat(marks.len() + 1))
        }
        _ if block.is_item() => {
            let indent = "  ".repeat(usize::from(block.level.saturating_sub(1)));
            let bullet = block.ordinal.map_or_else(|| "-".to_owned(), |n| format!("{n}."));
            (format!("{indent}{bullet} "), " ".repeat(indent.len() + bullet.len() + 1))
        }
        BlockKind::Quote => both("> "),
        BlockKind::Code | BlockKind::Table => both("    "),
        _ => both(""),
    }
}

#[derive(Serialize)]
struct ShowAnswer<'a> {
    article: ArticleAnswer<'a>,
    text: &'a str,
    blocks: Vec<BlockAnswer<'a>>,
}

#[derive(Serialize)]
struct BlockAnswer<'a> {
    kind: String,
    /// Why it is furniture.
    reason: Option<String>,
    passage: Option<u32>,
    unit: Option<String>,
    /// The page on which it begins, and the time, where the source counts them.
    page: Option<&'a str>,
    time: Option<&'a str>,
    location: Option<&'a str>,
    /// Whether its lines may stand in another order on the page.
    order_unsure: bool,
    level: u8,
    start: usize,
    end: usize,
    sentences: Vec<[usize; 2]>,
    links: Vec<Link<'a>>,
    /// What was mended while reading, and where.
    repairs: Vec<Mended>,
}

#[derive(Serialize)]
struct Mended {
    at: usize,
    kind: String,
}

#[derive(Serialize)]
struct Link<'a> {
    start: usize,
    end: usize,
    url: &'a str,
}

fn answer(article: &Article) -> ShowAnswer<'_> {
    let points = CodePoints::new(article.text());
    let blocks = article.blocks().iter().map(|block| {
        let [start, end] = points.range(block.extent);
        let links = block.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link(url) => {
                let [start, end] = points.range(mark.extent);
                Some(Link { start, end, url })
            }
            _ => None,
        });
        BlockAnswer {
            kind: block.kind.to_string(),
            reason: block.reason.map(|reason| reason.to_string()),
            passage: block.passage,
            unit: article.unit_at(block.extent.start).map(|(unit, _)| unit.number.to_string()),
            page: article.locus_at(block.extent.start, LocusKind::Page),
            time: article.locus_at(block.extent.start, LocusKind::Time),
            location: article.locus_at(block.extent.start, LocusKind::Location),
            order_unsure: block.doubt == Some(Doubt::OrderUnsure),
            level: block.level,
            start,
            end,
            sentences: block.sentences.iter().map(|sentence| points.range(*sentence)).collect(),
            links: links.collect(),
            repairs: block
                .repairs
                .iter()
                .map(|repair| Mended { at: points.at(repair.at), kind: repair.kind.to_string() })
                .collect(),
        }
    });
    ShowAnswer { article: article.into(), text: article.text(), blocks: blocks.collect() }
}
