//! What a reader marked on a Kindle: each work an article, each highlight a passage with its place.

use crate::collection::{Found, Locus, LocusKind, Metadata, Provenance, Reason};
use crate::ingest::piece::{Head, Parsed, Piece, Sheet};
use crate::text::clippings::{self, Clipping, ClippingKind};

/// Whether `text` is such a file: a block ends near its top, and begins as blocks do.
pub(in crate::ingest) fn is(text: &str) -> bool {
    let mut lines = text.lines().take(40).map(|line| line.trim().trim_start_matches('\u{feff}'));
    let about = lines.by_ref().skip_while(|line| line.is_empty()).nth(1);
    about.is_some_and(|line| line.starts_with("- ")) && lines.any(|line| line == clippings::END)
}

/// The works of which something is in `text`, if it is such a file; in the order in which they come first.
pub(in crate::ingest) fn read(text: &str) -> Option<Parsed> {
    let mut works: Vec<Sheet> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for clipping in clippings::read(text)? {
        let name = (clipping.title.clone(), clipping.authors.clone());
        let at = *places.entry(name).or_insert_with(|| {
            works.push(begun(&clipping));
            works.len() - 1
        });
        if let Some(work) = works.get_mut(at) {
            work.pieces.extend(pieces(clipping));
        }
    }
    let bare = || Err("nothing but bookmarks: there are no words in it".to_owned());
    let has_words = |work: &Sheet| work.pieces.iter().any(Piece::is_body);
    Some(Parsed::Many(
        works.into_iter().map(|work| if has_words(&work) { Ok(work) } else { bare() }).collect(),
    ))
}

fn begun(clipping: &Clipping) -> Sheet {
    let metadata = Metadata {
        title: Some(Found::new(clipping.title.clone(), Provenance::Container)),
        authors: clipping.authors.clone(),
        ..Metadata::default()
    }
    .found_in(Provenance::Container);
    Sheet { metadata, head: Head::Stated, ..Sheet::default() }
}

fn pieces(clipping: Clipping) -> Vec<Piece> {
    let label = Piece::furniture(Reason::Label, clipping.about);
    let locus = |kind, label| Locus { at: 0, kind, label };
    let page = clipping.page.map(|page| locus(LocusKind::Page, page));
    let location =
        clipping.location.map(|(first, _)| locus(LocusKind::Location, first.to_string()));
    match clipping.kind {
        ClippingKind::Highlight => {
            let loci = page.into_iter().chain(location).collect();
            vec![label, Piece { loci, ..Piece::loose(clipping.words) }]
        }
        ClippingKind::Note => vec![label, Piece::furniture(Reason::Note, clipping.words)],
        ClippingKind::Bookmark => vec![label],
    }
}
