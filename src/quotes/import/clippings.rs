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
    let of_kind =
        |kind| clippings.iter().enumerate().filter(move |(_, clipping)| clipping.kind == kind);
    // Where only pages are known, a note is on what was marked just before it.
    let before = |at: usize| at.checked_sub(1).and_then(|at| clippings.get(at));
    let on = |(at, note): (usize, &Clipping), highlight: &Clipping| {
        let known = note.location.is_some()
            || !before(at)
                .is_some_and(|last| last.kind == ClippingKind::Highlight && is_on(note, last));
        is_on(note, highlight) && (known || before(at) == Some(highlight))
    };
    for (_, highlight) in of_kind(ClippingKind::Highlight) {
        let notes = of_kind(ClippingKind::Note).filter(|note| on(*note, highlight));
        let notes: Vec<&str> = notes.map(|(_, note)| note.words.as_str()).collect();
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
    for (_, note) in of_kind(ClippingKind::Note) {
        if !of_kind(ClippingKind::Highlight).any(|(_, highlight)| is_on(note, highlight)) {
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
