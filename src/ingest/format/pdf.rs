//! Pages set for print (.pdf): words by their places, put in the order in which they are read.

mod authors;
mod blocks;
mod columns;
mod heads;
mod joins;
mod line;
mod marker;
mod notes;
mod page;
mod pieces;
mod rebuilt;
mod segments;
mod witness;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::catch_unwind;

use pdf_inspector::extractor::{TextLine, extract_text_mem, group_into_lines_preserving_all_text};
use pdf_inspector::{
    OCR_REASON_INVISIBLE_TEXT_LAYER, OCR_REASON_NO_TEXT, OCR_REASON_SCANNED,
    OCR_REASON_VECTOR_TEXT, PdfError, PdfProcessResult, TextItem, detect_pdf_mem,
    extract_text_with_positions_mem,
};

use crate::collection::{Found, Metadata, Provenance};
use crate::ingest::Limits;
use crate::ingest::line::authors::of_field;
use crate::ingest::piece::Sheet;
use crate::text::normalise::one_line;
use page::Page;
use segments::Segment;
use witness::Witness;

/// Reads the document in `bytes`.
///
/// # Errors
/// If it is locked, damaged, too long, or has no text on any page.
pub(in crate::ingest) fn read(bytes: &[u8]) -> Result<Sheet, String> {
    if bytes.len() > Limits::PDF_BYTES {
        return Err(format!("it has more than {} MB: split it", Limits::PDF_BYTES / 1024 / 1024));
    }
    match attempt(bytes) {
        Ok(sheet) => Ok(sheet),
        Err(Refusal::Told(why)) => Err(why),
        // Its table of objects may be all that is damaged.
        Err(Refusal::Damaged) => match rebuilt::rebuilt(bytes).map(|whole| attempt(&whole)) {
            Some(Ok(sheet)) => Ok(sheet),
            Some(Err(Refusal::Told(why))) => Err(why),
            _ => Err(DAMAGED.into()),
        },
    }
}

const DAMAGED: &str =
    "the PDF is damaged: fetch it again, or make a text of it with `pdftotext FILE`";

/// Why a document is not read.
enum Refusal {
    /// It makes no sense.
    Damaged,
    /// Anything else, in words.
    Told(String),
}

/// One try. The extractor is made for well-formed files; on others it may panic.
fn attempt(bytes: &[u8]) -> Result<Sheet, Refusal> {
    catch_unwind(|| extract(bytes)).unwrap_or_else(|_| Err(refusal(bytes, None)))
}

/// Why it is not read. Of a file that is locked the extractor may only see that it makes no sense.
fn refusal(bytes: &[u8], error: Option<&PdfError>) -> Refusal {
    let locked = matches!(error, Some(PdfError::Encrypted))
        || memchr::memmem::find(bytes, b"/Encrypt").is_some();
    if locked {
        let why = "the PDF is locked by a password: save it without one, for example with \
                   `qpdf --decrypt --password=… FILE NEW`";
        Refusal::Told(why.into())
    } else {
        Refusal::Damaged
    }
}

fn extract(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let about = detect_pdf_mem(bytes).map_err(|error| refusal(bytes, Some(&error)))?;
    if about.page_count > Limits::PDF_PAGES {
        let why = format!("it has more than {} pages: split it", Limits::PDF_PAGES);
        return Err(Refusal::Told(why));
    }
    let items =
        extract_text_with_positions_mem(bytes).map_err(|error| refusal(bytes, Some(&error)))?;
    let mut by_page: BTreeMap<u32, Vec<TextItem>> = BTreeMap::new();
    for item in items {
        by_page.entry(item.page).or_default().push(item);
    }
    // How the page draws its words, and how the extractor puts them in order.
    let drawn = Witness::of(&extract_text_mem(bytes).unwrap_or_default());
    let mut numbers = Vec::new();
    let mut grouped = Vec::new();
    let mut pages: Vec<Vec<Segment>> = Vec::new();
    for (number, items) in by_page {
        let lines = group_into_lines_preserving_all_text(items.clone());
        let lines: Vec<String> = lines.iter().map(TextLine::text).collect();
        numbers.push(number);
        grouped.push(Witness::of(&lines.join("\n")));
        pages.push(segments::of(items));
    }
    let around = heads::take(&mut pages);
    let body = body(&pages);
    let strips = columns::known(&pages);
    let mut out = Vec::new();
    for (((number, grouped), segments), around) in
        numbers.iter().zip(&grouped).zip(pages).zip(around)
    {
        if !segments.is_empty() {
            let page = page(*number, segments, &strips, body);
            let is_unsure = page.1.is_unsure(&drawn, grouped);
            out.push(Page { around, is_unsure, ..page.0 });
        }
    }
    if out.is_empty() {
        return Err(Refusal::Told(wordless(&about)));
    }
    let problem = without_text(&about, &out);
    let first = out.first().map(words).unwrap_or_default();
    let metadata = metadata(&about, &first);
    Ok(Sheet { metadata, problem, pieces: pieces::of(out, body), ..Sheet::default() })
}

/// One page, and how its lines go on in one another.
fn page(
    number: u32,
    segments: Vec<Segment>,
    strips: &[columns::Strip],
    body: f32,
) -> (Page, witness::Joins) {
    let mut joins = witness::Joins::default();
    let (mut columns, mut notes) = (Vec::new(), Vec::new());
    for stack in columns::stacks(segments, strips) {
        let mut column = blocks::of(&stack, body, number == 1);
        joins.add(&column, blocks::beside(&stack, &column));
        notes.extend(notes::take(&mut column, body));
        columns.push(column);
    }
    (Page { number, around: Vec::new(), columns, notes, is_unsure: false }, joins)
}

/// The size of the type of most letters.
fn body(pages: &[Vec<Segment>]) -> f32 {
    let mut sizes: HashMap<u32, (usize, f32)> = HashMap::new();
    for segment in pages.iter().flatten() {
        // Quarters of a point; sizes of type are never negative, nor large.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small size")]
        let quarter = (segment.size * 4.0) as u32;
        let (letters, size) = sizes.entry(quarter).or_insert((0, segment.size));
        *letters += segment.text.len();
        *size = size.max(segment.size);
    }
    let most = sizes.into_values().max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    most.map_or(10.0, |(_, size)| size)
}

/// Why no word was found on any page, as far as the pages show it, and what to do.
fn wordless(about: &PdfProcessResult) -> String {
    let reasons: HashSet<&str> = about
        .ocr_reasons_by_page
        .iter()
        .flat_map(|page| &page.reasons)
        .map(String::as_str)
        .collect();
    let (what, how) = if reasons.contains(OCR_REASON_SCANNED)
        || reasons.contains(OCR_REASON_INVISIBLE_TEXT_LAYER)
    {
        ("its pages are pictures", "ocrmypdf")
    } else if reasons.contains(OCR_REASON_VECTOR_TEXT) {
        ("its letters are drawn as lines", "ocrmypdf --force-ocr")
    } else {
        // What is seen there the pages themselves do not hold, or hold in signs of their own.
        let what = "its pages are blank or drawings, or their words stand in forms and notes laid over them, \
                    or in letters that no font names";
        (what, "ocrmypdf --force-ocr")
    };
    format!(
        "there is no text in the PDF that can be read, {what}: let a program for text recognition read it, \
         for example `{how} FILE NEW`"
    )
}

/// What to say of pages that show something but have no text.
fn without_text(about: &PdfProcessResult, pages: &[Page]) -> Option<String> {
    let read: HashSet<u32> = pages.iter().map(|page| page.number).collect();
    let blank = |page: u32| {
        about.ocr_reasons_by_page.iter().any(|reasons| {
            reasons.page == page && reasons.reasons.iter().all(|r| r == OCR_REASON_NO_TEXT)
        })
    };
    let missing: Vec<u32> =
        (1..=about.page_count).filter(|page| !read.contains(page) && !blank(*page)).collect();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in missing {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let named: Vec<String> =
        runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    let plural = if runs.iter().any(|(a, b)| a != b) || runs.len() > 1 { "s" } else { "" };
    (!named.is_empty()).then(|| {
        format!(
            "no text on page{plural} {}: let a program for text recognition read it, for example \
             `ocrmypdf FILE NEW`",
            named.join(", ")
        )
    })
}

/// The words of a page, as one line.
fn words(page: &Page) -> String {
    let lines = page.columns.iter().flatten().flat_map(|block| &block.lines);
    lines.map(|line| line.text.trim()).collect::<Vec<_>>().join(" ")
}

/// What the document's information says, as far as its first page says the same: programs fill it with
/// names of files and of who typed it.
fn metadata(about: &PdfProcessResult, first: &str) -> Metadata {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let first = letters(first);
    let stated = |text: &str| {
        let text = letters(text);
        text.chars().count() >= 4 && first.contains(&text)
    };
    let title = about.title.as_deref().map(one_line).filter(|title| stated(title));
    let authors = about.author.as_deref().map(of_field).unwrap_or_default();
    let named = authors.iter().all(|name| stated(name) && name.contains(' '));
    Metadata {
        title: title.map(|title| Found::new(title, Provenance::FrontMatter)),
        authors: if named { authors } else { Vec::new() },
        ..Metadata::default()
    }
    .found_in(Provenance::FrontMatter)
}
