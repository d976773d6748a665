//! Whether an article may be a later version of the one that was quoted.

use super::folding::folded;
use super::quote::{Quote, Snapshot};
use crate::collection::path_text::file_name;
use crate::collection::{Article, PartialDate};

/// How an article of another text is related to the one that was quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VersionMatch {
    /// Nothing speaks for it.
    None,
    /// It lies where that one lay, and says of itself that it is another one.
    Doubtful,
    /// A later version of it, as far as file, address or title tell.
    Same,
}

/// How `article` is related to the one that was quoted: by its address or title, else by the name of its
/// file, which another article may have taken over.
pub(super) fn version_match(quote: &Quote, article: &Article) -> VersionMatch {
    let snapshot = &quote.article;
    let now = Snapshot::of(article);
    let moved = quote.placements.iter().map(|placement| file_name(&placement.path));
    let mut files = snapshot.file_name().into_iter().chain(moved);
    if same_address(quote, article) || title(snapshot, &now) == Some(true) {
        VersionMatch::Same
    } else if !files.any(|file| Some(file) == now.file_name()) || is_another(snapshot, &now) {
        VersionMatch::None
    } else if is_contradicted(snapshot, &now) {
        VersionMatch::Doubtful
    } else {
        VersionMatch::Same
    }
}

/// Whether `article` has the address of the one that was quoted.
pub(super) fn same_address(quote: &Quote, article: &Article) -> bool {
    agree(quote.article.url.as_ref(), article.metadata.url.as_ref()) == Some(true)
}

/// Whether both lie in one container as two: there the name of the file says nothing, and the number only
/// where no title does.
fn is_another(then: &Snapshot, now: &Snapshot) -> bool {
    let number = |snapshot: &Snapshot| snapshot.part.map(|part| part.number);
    let contained = then.part.is_some() || now.part.is_some();
    contained && (title(then, now) == Some(false) || number(then) != number(now))
}

/// Whether another title comes with other authors, another date or another address: an edit may change
/// one of these; a title that changes alone, or where nothing else is known, is taken for an edit.
fn is_contradicted(then: &Snapshot, now: &Snapshot) -> bool {
    let known = !then.authors.is_empty() && !now.authors.is_empty();
    let shared = || {
        let names: Vec<Vec<char>> = now.authors.iter().map(|name| folded(name)).collect();
        then.authors.iter().any(|name| names.contains(&folded(name)))
    };
    let dates = then.date.zip(now.date);
    title(then, now) == Some(false)
        && (known && !shared()
            || dates.is_some_and(|(then, now)| !may_be_the_same(then, now))
            || agree(then.url.as_ref(), now.url.as_ref()) == Some(false))
}

fn title(then: &Snapshot, now: &Snapshot) -> Option<bool> {
    let folded = |snapshot: &Snapshot| snapshot.title.as_deref().map(folded);
    agree(folded(then).as_ref(), folded(now).as_ref())
}

/// Whether both are the same; `None` where one is not known.
fn agree<T: PartialEq>(then: Option<&T>, now: Option<&T>) -> Option<bool> {
    then.zip(now).map(|(then, now)| then == now)
}

/// Whether two dates differ in nothing that is known of both.
fn may_be_the_same(a: PartialDate, b: PartialDate) -> bool {
    let same = |a: Option<u8>, b: Option<u8>| agree(a.as_ref(), b.as_ref()) != Some(false);
    a.year == b.year && same(a.month, b.month) && same(a.day, b.day)
}
