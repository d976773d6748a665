//! What was marked on a Kindle: each highlight a quote, with the note that was made on it.

use jiff::Timestamp;
use serde_json::json;

use super::{Foreign, Import};
use crate::collection::Problem;
use crate::quotes::quote::Snapshot;
use crate::text::clippings::{self, Clipping, ClippingKind};

/// The quotes in `text`, if it is a file of clippings.
pub(super) fn read(text: &str, at: Timestamp) -> Option<Import> {
    let clippings = clippings::read(text)?;
    let mut import = Import::default();
    let of_kind = |kind| clippings.iter().filter(move |clipping| clipping.kind == kind);
    for highlight in of_kind(ClippingKind::Highlight) {
        let notes = of_kind(ClippingKind::Note).filter(|note| is_on(note, highlight));
        let notes: Vec<&str> = notes.map(|note| note.words.as_str()).collect();
        let foreign = Foreign {
            exact: highlight.words.clone(),
            note: notes.join("\n"),
            page: highlight.page.clone(),
            article: Snapshot {
                title: Some(highlight.title.clone()),
                authors: highlight.authors.clone(),
                ..Snapshot::default()
            },
            original: Some(json!({ "clipping": highlight.about })),
            ..Foreign::default()
        };
        import.foreign.extend(foreign.quote(at));
    }
    for note in of_kind(ClippingKind::Note) {
        if !of_kind(ClippingKind::Highlight).any(|highlight| is_on(note, highlight)) {
            import.problems.push(Problem {
                path: note.title.clone(),
                message: format!("a note on no words was left out: “{}”", note.words),
            });
        }
    }
    Some(import)
}

/// Whether `note` was made on `highlight`.
fn is_on(note: &Clipping, highlight: &Clipping) -> bool {
    let meets = |(a, b): ((u32, u32), (u32, u32))| a.0 <= b.1 && b.0 <= a.1;
    note.title == highlight.title
        && note.authors == highlight.authors
        && match note.location.zip(highlight.location) {
            Some(both) => meets(both),
            None => note.page.is_some() && note.page == highlight.page,
        }
}
