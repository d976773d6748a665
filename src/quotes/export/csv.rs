//! Comma-separated values (RFC 4180), safe to open in a spreadsheet.

use super::sorted;
use crate::quotes::cite::{CitationForm, caution, citation};
use crate::quotes::quote::Quote;
use crate::text::outward::cell;

/// Every field of every quote.
pub fn full<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> String {
    let header = [
        "id",
        "exact",
        "note",
        "tags",
        "themes",
        "title",
        "authors",
        "date",
        "date_end",
        "source",
        "url",
        "path",
        "passage",
        "first_sentence",
        "last_sentence",
        "start",
        "end",
        "speaker",
        "citation",
        "prefix",
        "suffix",
        "paragraph",
        "created",
        "modified",
        "article",
        "hash",
        "language",
    ];
    let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
    let small = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let rows = sorted(quotes).into_iter().map(|quote| {
        let article = &quote.article;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            quote.id.to_string(),
            quote.exact.clone(),
            quote.note.clone(),
            quote.tags.join("; "),
            quote.themes.join("; "),
            text(&article.title),
            article.authors.join("; "),
            article.date.map(|date| date.to_string()).unwrap_or_default(),
            article.date_end.map(|date| date.to_string()).unwrap_or_default(),
            text(&article.source),
            text(&article.url),
            text(&article.path),
            small(quote.passage),
            small(quote.sentences.map(|sentences| sentences.first)),
            small(quote.sentences.map(|sentences| sentences.last)),
            number(quote.position.map(|[start, _]| start)),
            number(quote.position.map(|[_, end]| end)),
            quote.quotation.as_ref().and_then(|q| q.speaker.clone()).unwrap_or_default(),
            citation(quote, CitationForm::Footnote).text,
            quote.prefix.clone(),
            quote.suffix.clone(),
            quote.paragraph.clone(),
            quote.created.to_string(),
            quote.modified.to_string(),
            article.id.map(|id| id.to_string()).unwrap_or_default(),
            article.hash.map(|hash| hash.to_string()).unwrap_or_default(),
            text(&article.language),
        ]
    });
    table(header, rows)
}

/// The columns that Readwise imports.
pub fn readwise<'a>(quotes: impl IntoIterator<Item = &'a Quote>) -> String {
    let header = ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"];
    let rows = sorted(quotes).into_iter().map(|quote| {
        let tags = quote.tags.iter().map(|tag| format!(".{}", tag.replace(' ', "-")));
        let note: Vec<String> = tags
            .chain((!quote.note.is_empty()).then(|| quote.note.clone()))
            .chain(caution(quote).map(str::to_owned))
            .collect();
        [
            quote.exact.clone(),
            quote.article.name().to_owned(),
            quote.article.authors.join(", "),
            quote.article.url.clone().unwrap_or_default(),
            note.join(" "),
            quote.passage.map(|passage| passage.to_string()).unwrap_or_default(),
            quote.created.to_string(),
        ]
    });
    table(header, rows)
}

fn table<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows have the header's length.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.map(|text| cell(&text)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
