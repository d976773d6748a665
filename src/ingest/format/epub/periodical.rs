//! Issues of newspapers and magazines as calibre makes them: each article a chapter between bars of links,
//! with the address it was fetched from at its end; the lists of each section are chapters without one.

use crate::collection::{BlockKind, Found, MarkKind, Metadata, Provenance, Reason};
use crate::ingest::line::dates::{self, DayOrder};
use crate::ingest::piece::{Piece, Sheet};

/// Pieces at the top of an article among which its date may stand.
const TOP: usize = 8;

/// The articles among `chapters` of the issue that `about` describes; none if it is no such issue.
pub(super) fn articles(chapters: &[Vec<Piece>], about: &Metadata) -> Vec<Sheet> {
    chapters.iter().filter_map(|chapter| article(chapter, about)).collect()
}

fn article(chapter: &[Piece], about: &Metadata) -> Option<Sheet> {
    let url = chapter.iter().rev().find_map(origin)?.to_owned();
    // The title is the greatest heading; one above it names the section.
    let top = chapter.iter().take(TOP).enumerate().filter(|(_, piece)| piece.is_heading());
    let title = top.min_by_key(|(at, piece)| (piece.level, *at)).map(|(at, _)| at);
    let is_section =
        |at: usize, piece: &Piece| piece.is_heading() && title.is_some_and(|title| at < title);
    let pieces: Vec<Piece> = chapter
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            match reason(piece).or_else(|| is_section(at, piece).then_some(Reason::Label)) {
                Some(reason) => Piece {
                    kind: Some(BlockKind::Furniture),
                    reason: Some(reason),
                    ..piece.clone()
                },
                None => piece.clone(),
            }
        })
        .collect();
    let dated = |piece: &Piece| dates::first(&piece.text, DayOrder::Unknown).is_some();
    let says_date = pieces.iter().filter(|piece| piece.is_body()).take(TOP).any(dated);
    let metadata = Metadata {
        title: title
            .and_then(|at| chapter.get(at))
            .map(|heading| Found::new(heading.text.trim().to_owned(), Provenance::Heading)),
        // The day of the issue, where the article has none of its own.
        date: about.date.clone().filter(|_| !says_date),
        source: about.title.as_ref().map(name),
        url: Some(url),
        language: about.language.clone(),
        ..Metadata::default()
    }
    .found_in(Provenance::Container);
    Some(Sheet { metadata, pieces, ..Sheet::default() })
}

/// Why `piece` belongs to the issue and not to the article.
fn reason(piece: &Piece) -> Option<Reason> {
    let text = piece.text.trim();
    if origin(piece).is_some() {
        return Some(Reason::Label);
    }
    // "| Next | Section menu | Main menu | Previous |"
    let bar = text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    bar.then_some(Reason::Menu)
}

/// The address in "This article was downloaded by calibre from …", in whatever language.
fn origin(piece: &Piece) -> Option<&str> {
    let named = piece.text.split_whitespace().any(|word| word == "calibre");
    piece.marks.iter().filter(|_| named).find_map(|mark| match &mark.kind {
        MarkKind::Link(address) if address.starts_with("http") => Some(address.as_str()),
        _ => None,
    })
}

/// "The Coast Review" of "The Coast Review [Thu, 14 Mar 2024]".
fn name(title: &Found<String>) -> String {
    let title = title.value.as_str();
    title.split_once(" [").map_or(title, |(name, _)| name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Mark;
    use crate::text::Extent;

    #[test]
    fn chapters_with_an_origin_are_articles_of_the_issue() {
        let about = Metadata {
            title: Some(Found::new(
                "The Ferry Gazette [Thu, 2 May 2024]".into(),
                Provenance::FrontMatter,
            )),
            authors: vec!["calibre".into()],
            ..Metadata::default()
        };
        let end = "Cet article a été téléchargé par calibre à partir de x";
        let link = MarkKind::Link("https://gazette.example/bell".into());
        let marks = vec![Mark { extent: Extent::new(end.len() - 1, end.len()), kind: link }];
        let chapters = [
            vec![Piece::loose("| Main menu |"), Piece::loose("Leaders")],
            vec![
                Piece::loose("| Next | Main menu |"),
                Piece { level: 3, ..Piece::of(BlockKind::Heading, "Leaders | Bells") },
                Piece { level: 1, ..Piece::of(BlockKind::Heading, "The bell") },
                Piece::loose("It rang at four."),
                Piece { marks, ..Piece::loose(end) },
            ],
        ];
        let found = articles(&chapters, &about);
        let [article] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(article.metadata.source.as_deref(), Some("The Ferry Gazette"));
        assert_eq!(article.metadata.url.as_deref(), Some("https://gazette.example/bell"));
        assert!(article.metadata.authors.is_empty());
        assert_eq!(
            article.metadata.title.as_ref().map(|title| title.value.as_str()),
            Some("The bell")
        );
        let kinds: Vec<_> = article.pieces.iter().map(|piece| piece.reason).collect();
        assert_eq!(
            kinds,
            [Some(Reason::Menu), Some(Reason::Label), None, None, Some(Reason::Label)]
        );
    }
}
