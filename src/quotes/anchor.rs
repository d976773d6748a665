//! Where the words of a quote stand now: found again, or said not to be.

use rayon::prelude::*;

use super::diff::{Change, words_changed};
use super::folding::{FoldedText, Near, distance, folded, likeness, near, ratio};
use super::quote::Quote;
use super::version_match::{VersionMatch, same_address, version_match};
use crate::collection::{Article, Collection, ContentHash};
use crate::text::{ArticleId, CodePoints, Extent};

/// Words this long are found by themselves; shorter ones need their surroundings too.
const LONG: usize = 40;
/// How much of the surroundings a short or once repeated wording needs.
const CONTEXT_NEEDED: f64 = 0.6;
/// By how much the surroundings of one copy must beat the next one's.
const LEAD: f64 = 0.15;
/// How alike one side must be to count as the same.
const SIDE: f64 = 0.8;
/// Share of the characters that may differ in changed words.
const EDITS: f64 = 0.25;
/// A shorter side tells nothing, unless the text ends there; other programs keep less than we do.
const TELLING_ELSEWHERE: usize = 16;
/// Characters of the quote times those of the article up to which changed words are looked for: a second
/// or so.
const MOST_WORK: usize = 1_000_000_000;
/// The nearest characters of a side, which must agree as well: they part two neighbouring copies.
const NEAREST: usize = 32;

/// Where the words of a quote stand in an article; extents are bytes of its canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Here, but for typography in the same words.
    Attached(Extent),
    /// In one of these places; only the reader can tell.
    Ambiguous(Vec<Extent>),
    /// Here, in other words.
    Changed {
        /// Where the words stand now, in bytes of the canonical text.
        extent: Extent,
        /// From the stored words to those at the place.
        diff: Vec<Change>,
    },
    /// Its words stand nowhere in the article, or no article here is its own.
    Orphan,
}

/// The four visible states of a quote; the names are those of the JSON answers.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum State {
    /// Its words stand nowhere any more.
    Orphan,
    /// Its words stand in several places.
    Ambiguous,
    /// Its words have changed.
    Changed,
    /// It stands where it stood.
    Attached,
}

impl Anchor {
    /// The state, without the place.
    pub const fn state(&self) -> State {
        match self {
            Self::Attached(_) => State::Attached,
            Self::Ambiguous(_) => State::Ambiguous,
            Self::Changed { .. } => State::Changed,
            Self::Orphan => State::Orphan,
        }
    }

    /// The one place, if there is one.
    pub const fn extent(&self) -> Option<Extent> {
        match self {
            Self::Attached(extent) | Self::Changed { extent, .. } => Some(*extent),
            Self::Ambiguous(_) | Self::Orphan => None,
        }
    }
}

/// A quote in a collection: the article that it belongs to, if that is here, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorStatus {
    /// The article; `None` where no article here is the one that was quoted.
    pub article: Option<ArticleId>,
    /// Where in the article its words stand now.
    pub anchor: Anchor,
}

/// Where `quote` stands in `article`, which may be the very text it was made from, an edited version,
/// or another text altogether.
///
/// A text with a known hash is not searched. Otherwise the words are looked for with typography folded:
/// found once, they are attached if long or if their surroundings agree; found several times, only if
/// the surroundings of one copy are clearly the best; else up to a quarter of their characters may have
/// changed if one side of the surroundings agrees. In all other cases they stand nowhere.
pub fn anchor(quote: &Quote, article: &Article) -> Anchor {
    known_place(quote, article).unwrap_or_else(|| search(quote, article))
}

/// Where each of `quotes` stands in `collection`, in order. The article of a quote is the one with its
/// text, else one from the same file, address or title.
pub fn locate(quotes: &[&Quote], collection: &Collection) -> Vec<AnchorStatus> {
    quotes.par_iter().map(|quote| stand(quote, collection)).collect()
}

fn stand(quote: &Quote, collection: &Collection) -> AnchorStatus {
    let hashes = quote.placements.iter().rev().map(|placement| placement.hash);
    for hash in hashes.chain(quote.article.hash) {
        if let Some(article) = collection.get(hash.id()).filter(|article| article.hash() == hash) {
            return AnchorStatus { article: Some(article.id()), anchor: anchor(quote, article) };
        }
    }
    let mut best = AnchorStatus { article: None, anchor: Anchor::Orphan };
    let mut best_address = false;
    for article in collection.articles() {
        let anchor = match version_match(quote, article) {
            VersionMatch::None => continue,
            VersionMatch::Same => anchor(quote, article),
            VersionMatch::Doubtful => match doubted(anchor(quote, article)) {
                Some(anchor) => anchor,
                None => continue,
            },
        };
        // Of two articles of one title the address decides.
        let rank = (anchor.state(), same_address(quote, article));
        if best.article.is_none() || rank > (best.anchor.state(), best_address) {
            best = AnchorStatus { article: Some(article.id()), anchor };
            best_address = rank.1;
        }
    }
    best
}

/// The same words in what seems to be another article: only the reader can tell whether it is the one that
/// was quoted; `None` where they do not stand there.
fn doubted(anchor: Anchor) -> Option<Anchor> {
    match anchor {
        Anchor::Attached(extent) => Some(Anchor::Ambiguous(vec![extent])),
        Anchor::Ambiguous(extents) => Some(Anchor::Ambiguous(extents)),
        Anchor::Changed { .. } | Anchor::Orphan => None,
    }
}

/// The place that is on record for this very text.
fn known_place(quote: &Quote, article: &Article) -> Option<Anchor> {
    let [start, end] = position_in(quote, article.hash())?;
    let points = CodePoints::new(article.text());
    let extent = Extent::new(points.byte(start), points.byte(end));
    let here = extent.of(article.text());
    if folded(here) == folded(&quote.exact) {
        return Some(Anchor::Attached(extent));
    }
    // Where the reader put it, the words may differ; where it was made, they cannot: search.
    let chosen = quote.placements.iter().any(|placement| placement.hash == article.hash());
    (chosen && !here.is_empty())
        .then(|| Anchor::Changed { extent, diff: words_changed(&quote.exact, here) })
}

fn position_in(quote: &Quote, hash: ContentHash) -> Option<[usize; 2]> {
    let chosen = quote.placements.iter().rev().find(|placement| placement.hash == hash);
    chosen
        .map(|placement| placement.position)
        .or_else(|| quote.position.filter(|_| quote.article.hash == Some(hash)))
}

/// What is looked for, folded.
struct Sought {
    words: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    /// A side shorter than this tells nothing, unless the text ends there.
    telling: usize,
}

/// How well the surroundings of a place agree with the stored ones.
struct Around {
    /// Both sides together, weighted by their length.
    whole: f64,
    /// The better side, if that is long enough to tell anything, up to its end and right beside the words.
    side: f64,
    /// The worse side, as far as it can be told.
    both: f64,
}

fn search(quote: &Quote, article: &Article) -> Anchor {
    let sought = Sought {
        words: folded(&quote.exact),
        prefix: folded(&quote.prefix),
        suffix: folded(&quote.suffix),
        telling: if quote.article.hash.is_some() { NEAREST } else { TELLING_ELSEWHERE },
    };
    if sought.words.is_empty() {
        return Anchor::Orphan;
    }
    let text = FoldedText::new(article.text());
    let copies: Vec<(usize, usize)> = text
        .occurrences(&sought.words)
        .into_iter()
        .map(|start| (start, start + sought.words.len()))
        .filter(|place| !cuts_a_word(&text, *place, quote))
        .collect();
    // Where a copy is gone, it may be the one that was quoted.
    let lost = u32::try_from(copies.len()).is_ok_and(|copies| copies < quote.copies);
    match copies.as_slice() {
        [] => changed(quote, article, &text, &sought),
        [only] => {
            let around = sought.around(&text, *only);
            let unmistakable = sought.words.len() >= LONG && quote.copies <= 1;
            let confirmed = around.confirmed(lost) || is_told_by_address(quote, article, &sought);
            decide(&text, *only, unmistakable || confirmed)
        }
        several => one_of(&text, several, &sought, lost),
    }
}

/// Whether the one place with these words is meant, though nothing is known of what stood around them: other
/// programs keep only the words, and the address of the article.
fn is_told_by_address(quote: &Quote, article: &Article, sought: &Sought) -> bool {
    let alone = sought.prefix.is_empty() && sought.suffix.is_empty();
    quote.article.hash.is_none()
        && alone
        && sought.words.len() >= TELLING_ELSEWHERE
        && same_address(quote, article)
}

fn decide(text: &FoldedText, place: (usize, usize), sure: bool) -> Anchor {
    match text.source(place.0, place.1) {
        Some(extent) if sure => Anchor::Attached(extent),
        Some(extent) => Anchor::Ambiguous(vec![extent]),
        None => Anchor::Orphan,
    }
}

/// The copy whose surroundings are clearly the right ones, else all of them.
fn one_of(text: &FoldedText, copies: &[(usize, usize)], sought: &Sought, lost: bool) -> Anchor {
    let mut ranked: Vec<(Around, (usize, usize))> =
        copies.iter().map(|place| (sought.around(text, *place), *place)).collect();
    ranked.sort_by(|(a, _), (b, _)| b.whole.total_cmp(&a.whole));
    if let [(best, place), (next, _), ..] = ranked.as_slice() {
        // A rival with one side in place may be what is left of the original: only the reader can tell.
        let clear = best.confirmed(lost)
            && best.whole - next.whole >= LEAD
            && ranked.iter().skip(1).all(|(around, _)| around.side < SIDE);
        if clear {
            return decide(text, *place, true);
        }
    }
    Anchor::Ambiguous(copies.iter().filter_map(|(s, e)| text.source(*s, *e)).collect())
}

/// The place where words like these stand between surroundings that agree on one side at least.
fn changed(quote: &Quote, article: &Article, text: &FoldedText, sought: &Sought) -> Anchor {
    let most = allowed(sought.words.len());
    if sought.words.len().saturating_mul(text.chars.len()) > MOST_WORK {
        return Anchor::Orphan;
    }
    let places: Vec<Near> = near(&text.chars, &sought.words, most)
        .into_iter()
        .filter(|near| sought.around(text, (near.start, near.end)).side >= SIDE)
        .collect();
    let extents: Vec<Extent> = places
        .iter()
        .filter_map(|near| text.source(near.start, near.end))
        .map(|extent| whole_sentences(quote, article, whole_words(article.text(), extent)))
        .filter(|extent| distance(&folded(extent.of(article.text())), &sought.words) <= most)
        .collect();
    match extents.as_slice() {
        [] => Anchor::Orphan,
        [extent] => Anchor::Changed {
            extent: *extent,
            diff: words_changed(&quote.exact, extent.of(article.text())),
        },
        _ => Anchor::Ambiguous(extents),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a quarter of a length, rounded down, fits where the length fits"
)]
fn allowed(length: usize) -> usize {
    (ratio(length, 1) * EDITS) as usize
}

impl Around {
    /// Whether the surroundings show that this is the place; more is needed where a copy was lost.
    fn confirmed(&self, lost: bool) -> bool {
        let side = if lost { self.both } else { self.side };
        self.whole >= CONTEXT_NEEDED && side >= SIDE
    }
}

impl Sought {
    fn around(&self, text: &FoldedText, (start, end): (usize, usize)) -> Around {
        let before: Vec<char> = trimmed(text.chars.get(..start).unwrap_or(&[]))
            .iter()
            .rev()
            .take(self.prefix.len())
            .copied()
            .collect();
        let behind = trimmed(text.chars.get(end..).unwrap_or(&[]));
        let behind = behind.get(..self.suffix.len().min(behind.len())).unwrap_or(&[]);
        let prefix: Vec<char> = self.prefix.iter().rev().copied().collect();
        let at_start = self.prefix.len() <= NEAREST && start <= before.len() + 1;
        let at_end = self.suffix.len() <= NEAREST && end + behind.len() + 1 >= text.chars.len();
        let sides = [(&prefix, before.as_slice(), at_start), (&self.suffix, behind, at_end)];
        let (mut whole, mut length, mut side, mut both) = (0.0, 0, 0.0_f64, 1.0_f64);
        for (stored, here, at_the_edge) in sides {
            let alike = likeness(stored, here);
            whole += alike * ratio(stored.len(), 1);
            length += stored.len();
            // A side that is short because the text ends there tells as much as a long one.
            if stored.len() >= self.telling || at_the_edge {
                let near = alike.min(likeness(head(stored), head(here)));
                (side, both) = (side.max(near), both.min(near));
            }
        }
        Around { whole: whole / ratio(length.max(1), 1), side, both: both.min(side) }
    }
}

fn head(side: &[char]) -> &[char] {
    side.get(..NEAREST.min(side.len())).unwrap_or(side)
}

fn trimmed(chars: &[char]) -> &[char] {
    let chars = chars.strip_prefix(&[' ']).unwrap_or(chars);
    chars.strip_suffix(&[' ']).unwrap_or(chars)
}

/// Whether a place starts or ends inside a word where the quote did not.
fn cuts_a_word(text: &FoldedText, (start, end): (usize, usize), quote: &Quote) -> bool {
    let letter = |at: Option<usize>| {
        at.and_then(|at| text.chars.get(at)).is_some_and(|c| c.is_alphanumeric())
    };
    let cut_before = letter(start.checked_sub(1)) && letter(Some(start));
    let cut_behind = letter(end.checked_sub(1)) && letter(Some(end));
    let was_before = quote.prefix.chars().next_back().is_some_and(char::is_alphanumeric);
    let was_behind = quote.suffix.chars().next().is_some_and(char::is_alphanumeric);
    cut_before && !was_before || cut_behind && !was_behind
}

/// `extent` grown to whole sentences at the ends where the quote was whole: a wording that is only like
/// the beginning of another sentence is not that sentence.
fn whole_sentences(quote: &Quote, article: &Article, extent: Extent) -> Extent {
    let ends = |text: &str| text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':']);
    let sentence_at = |offset: usize| {
        let block = article.block_at(offset)?;
        block.sentences.iter().copied().find(|sentence| sentence.contains(offset))
    };
    let mut extent = extent;
    let began = quote.prefix.is_empty() || quote.prefix.ends_with('\n') || ends(&quote.prefix);
    if began && let Some(sentence) = sentence_at(extent.start) {
        extent.start = sentence.start;
    }
    if ends(&quote.exact)
        && !ends(extent.of(article.text()))
        && let Some(sentence) = sentence_at(extent.end.saturating_sub(1))
    {
        extent.end = sentence.end;
    }
    extent
}

/// `extent` grown to whole words, without spaces at its ends.
fn whole_words(text: &str, extent: Extent) -> Extent {
    let letters_before = text
        .get(..extent.start)
        .map_or(0, |t| t.len() - t.trim_end_matches(char::is_alphanumeric).len());
    let letters_behind = text
        .get(extent.end..)
        .map_or(0, |t| t.len() - t.trim_start_matches(char::is_alphanumeric).len());
    let words = extent.of(text);
    let starts = words.chars().next().is_some_and(char::is_alphanumeric);
    let ends = words.chars().next_back().is_some_and(char::is_alphanumeric);
    let grown = Extent::new(
        extent.start - if starts { letters_before } else { 0 },
        extent.end + if ends { letters_behind } else { 0 },
    );
    let words = grown.of(text);
    let left = words.len() - words.trim_start().len();
    Extent::new(grown.start + left, grown.start + left + words.trim().len())
}
