//! Many articles in one text: the press archives, told by what their articles begin and end with. Whatever
//! format the text came in, it is pieces by now, so that each archive is read in one place.

mod europresse;
mod factiva;
mod flat;
mod labels;
mod lexisnexis;
mod nexis;
mod proquest;
mod record;

use dom_query::Document;

use super::piece::{Parsed, Piece, Sheet};
use record::Record;

/// The articles on `sheet`: those of an archive, or itself.
pub(super) fn split(sheet: Sheet) -> Parsed {
    match records(&sheet.pieces) {
        Some(records) => articles(records),
        None => Parsed::One(sheet),
    }
}

/// The articles on a page, if a press archive wrote it.
pub(super) fn page(page: &Document) -> Option<Parsed> {
    let records = europresse::records(page)
        .or_else(|| records(&page.body().map(|body| flat::pieces(&body)).unwrap_or_default()));
    records.map(articles)
}

fn articles(records: Vec<Record>) -> Parsed {
    Parsed::Many(records.into_iter().map(Record::finish).collect())
}

/// The articles of the archive that `pieces` are from, if they are from one.
fn records(pieces: &[Piece]) -> Option<Vec<Record>> {
    // Both of the first count their articles; the number of a document is only ProQuest's.
    let archives = [proquest::records, lexisnexis::records, nexis::records, factiva::records];
    archives.iter().find_map(|records| records(pieces).filter(|found| !found.is_empty()))
}

/// Whether the source of a page may be an archive's: then all of it matters, and not only what looks like
/// the article.
pub(super) fn may_be_archive(source: &str) -> bool {
    source.contains("End of Document")
        || source.contains("ProQuest document")
        || source.contains("articleParagraph")
        || source.contains("docOcurrContainer")
        || source.contains("DocPublicationName")
        || source.contains("DOC_ID_0")
        || source.contains(" DOCUMENTS<")
}
