//! A theme begun: from terms, or from the words of a place, of which the reader ticks some.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::state::CompareScreen;
use crate::app::cx::Cx;
use crate::app::go::{Go, ThemeDraft};
use crate::app::overlay::{Overlay, Proposal, Proposed};
use crate::app::widgets::ListCursor;
use crate::compare::{Comparison, Term, Tier};
use crate::text::stems::{Stems, is_stop_word, without_possessive};
use crate::text::word_list::Words;
use crate::text::words::fold;

/// Words of any subject: when, how much, how, and what everybody does.
static OF_COURSE: Words = Words::new(include_str!("../../../../assets/words/of_any_subject.txt"));

impl CompareScreen {
    /// Begins a theme: at once, or where the comparison is not there yet, as soon as it is.
    pub(in crate::app) fn begin(&mut self, draft: ThemeDraft, cx: &mut Cx<'_>) {
        // Terms are counted by the comparison before too, words are offered by the one that stays.
        let wait = match draft {
            ThemeDraft::Words(_) => self.waiting(),
            ThemeDraft::Terms(_) | ThemeDraft::Proposed(_) => self.compared.is_none(),
        };
        match draft {
            draft if wait => self.then.draft = Some(draft),
            ThemeDraft::Words(text) => self.offer(&text, cx),
            ThemeDraft::Terms(core) => self.write_theme(&core),
            ThemeDraft::Proposed(theme) => self.write_proposed(&theme),
        }
    }

    /// Offers the words of `text` as terms.
    fn offer(&self, text: &str, cx: &mut Cx<'_>) {
        match self.comparison().map(|comparison| offered(text, comparison)) {
            Some(words) if !words.is_empty() => {
                cx.open(Overlay::Proposal(Proposal { words, cursor: ListCursor::default() }));
            }
            _ => {
                cx.note("no word there could be a term of a theme");
                cx.go(Go::LeaveTheme);
            }
        }
    }
}

/// The words of `text` that could be terms: those of several articles first, the rarest first among
/// them; words of any subject and those that stand nearly everywhere come last.
fn offered(text: &str, comparison: &Comparison) -> Vec<Proposed> {
    let english = Stems::of_language(Some("en"));
    let of_course: BTreeSet<String> = OF_COURSE.iter().map(|word| english.stem(word)).collect();
    let aliases = &comparison.theme_set().aliases;
    let all = comparison.model().passages();
    let mut seen = BTreeSet::new();
    let mut words: Vec<(bool, Proposed)> = text
        .unicode_words()
        .map(|word| fold(without_possessive(&fold(word))))
        .filter(|word| !is_stop_word(word) && seen.insert(word.clone()))
        .filter_map(|word| {
            let term = Term::parse(&word, Tier::Core).ok()?;
            let (passages, articles) = comparison.model().spread(&term, aliases);
            let number = !word.contains(char::is_alphabetic);
            let last = number || of_course.contains(&english.stem(&word)) || passages * 2 > all;
            Some((last, Proposed { word, passages, articles, ticked: false }))
        })
        .collect();
    words.sort_by_key(|(last, word)| (*last, word.articles < 2, word.passages));
    words.into_iter().map(|(_, word)| word).collect()
}
