//! A theme begun: from terms, or from the words of a place, of which the reader ticks some.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{CompareScreen, Editor, Entry};
use crate::app::overlay::{Overlay, Proposal, Proposed};
use crate::app::request::{Message, Request};
use crate::app::widgets::ListCursor;
use crate::compare::{Comparison, Term, Tier};
use crate::text::stems::{Stems, is_stop_word, without_possessive};
use crate::text::words::fold;

/// What a theme is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeDraft {
    /// Words of a place, of which some may be terms.
    Words(String),
    /// Its core terms, parted by semicolons.
    Terms(String),
}

/// Words of any subject: when, how much, how, and what everybody does.
const OF_COURSE: &str = "january february march april june july august september october november \
    december monday tuesday wednesday thursday friday saturday sunday day week month year decade \
    century hour minute moment time today tomorrow yesterday now then early earlier late later \
    recent recently already soon ago past last next previous former current currently ongoing new \
    old young first second third one two three four five six seven eight nine ten hundred thousand \
    million billion many much more most several few less least number part lot half double total \
    about around almost nearly quite rather really still yet even just only also always never often \
    again perhaps however though although therefore thus indeed especially particularly including \
    big small large great little long short high low good bad better best worse worst real true \
    clear different same other another main major important possible likely certain able available \
    general full whole way thing kind sort fact case point place side end start word name reason \
    result example issue matter situation people person man woman say said tell told ask asked \
    speak talk call called think thought know known believe mean seem appear become became make \
    made take took taken get got give gave given go went gone come came bring brought put set keep \
    kept leave left let find found see saw seen look show shown try tried use used want need begin \
    began begun continue remain stay turn move help happen hold held follow include consider add \
    allow expect decide note report according due toward towards despite without within among \
    amid since until while whether every each any both either neither such well far near back away \
    together instead once twice";

impl CompareScreen {
    /// Begins a theme: at once, or where the comparison is not there yet, as soon as it is.
    pub(in crate::app) fn begin(&mut self, begun: ThemeDraft) -> Vec<Request> {
        // Terms are counted by the comparison before too, words are offered by the one that stays.
        let wait = match begun {
            ThemeDraft::Words(_) => self.waiting(),
            ThemeDraft::Terms(_) => self.compared.is_none(),
        };
        if wait {
            self.begun = Some(begun);
            return Vec::new();
        }
        match begun {
            ThemeDraft::Words(text) => self.offer(&text),
            ThemeDraft::Terms(core) => self.write_theme(&core),
        }
    }

    /// What waits for the comparison to become a theme.
    pub(in crate::app) const fn begun(&self) -> Option<&ThemeDraft> {
        self.begun.as_ref()
    }

    /// The reader goes elsewhere: what is begun does not come up any more.
    pub(in crate::app) fn give_up_beginning(&mut self) {
        self.begun = None;
    }

    /// Offers the words of `text` as terms.
    fn offer(&self, text: &str) -> Vec<Request> {
        let words = self.comparison().map(|comparison| offered(text, comparison));
        match words {
            Some(words) if !words.is_empty() => {
                let proposal = Proposal { words, cursor: ListCursor::default() };
                vec![Request::Open(Overlay::Proposal(proposal))]
            }
            _ => {
                let words = "no word there could be a term of a theme";
                vec![Request::LeaveProposal, Request::Say(Message::note(words))]
            }
        }
    }

    /// Opens the editor for a new theme with these core terms.
    pub(super) fn write_theme(&mut self, core: &str) -> Vec<Request> {
        if let Some(comparison) = self.comparison().cloned() {
            self.entry = Some(Entry::Editor(Box::new(Editor::fresh(core, &comparison))));
        }
        Vec::new()
    }
}

/// The words of `text` that could be terms: those of several articles first, the rarest first among
/// them; words of any subject and those that stand nearly everywhere come last.
fn offered(text: &str, comparison: &Comparison) -> Vec<Proposed> {
    let english = Stems::of_language(Some("en"));
    let of_course: BTreeSet<String> =
        OF_COURSE.split_whitespace().map(|word| english.stem(word)).collect();
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
