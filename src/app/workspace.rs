//! What all screens share: the articles, the session, the size of the screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Size;

use super::layout::{self, Areas};
use super::quotes_state::QuotesState;
use super::widgets::Marking;
use crate::collection::{Article, Changes, Collection, Origin, Problem};
use crate::quotes::{Citing, Quote, with_current_position};
use crate::session::{Place, Session};
use crate::text::setting::{Hyphens, Setting};
use crate::text::{ArticleId, Signs};

/// How much is drawn beside the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drawing {
    /// Lines, bars and marks.
    #[default]
    Full,
    /// Nothing: one thing after the other, the terminal's cursor on what is selected.
    Linear,
}

/// What the reader chose once and for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Columns of a line of prose.
    pub measure: u16,
    /// How lines of prose end.
    pub setting: Setting,
    /// Whether words are parted at the end of a line.
    pub hyphens: Hyphens,
    /// The signs of shades and strips.
    pub signs: Signs,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// Words read in a minute.
    pub speed: u16,
    /// How much is drawn beside the words.
    pub drawing: Drawing,
}

/// Columns of the linear form: nothing stands beside anything in so few.
const LINEAR: u16 = 72;

/// Columns of a line of prose: between the 66 of book typography and the 80 that WCAG 1.4.8 allows.
pub const MEASURE: u16 = 68;

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: MEASURE,
            setting: Setting::default(),
            hyphens: Hyphens::default(),
            signs: Signs::default(),
            mouse: true,
            speed: 240,
            drawing: Drawing::default(),
        }
    }
}

/// What all screens share.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The articles that are there so far.
    pub collection: Arc<Collection>,
    /// Files read so far and files found, where reading takes its time.
    pub progress: Option<(usize, usize)>,
    /// What reading the files again would bring; nothing of it is shown before the reader asks.
    pub offer: Changes,
    /// What is wrong with the reader's own files.
    pub mistakes: Vec<Problem>,
    /// Whether more may come.
    pub loading: bool,
    /// Where they come from.
    pub origin: Origin,
    /// Places of reading.
    pub session: Session,
    /// The kept quotes.
    pub quotes: QuotesState,
    /// What the reader chose.
    pub settings: Settings,
    /// What is marked in a text.
    pub marked: BTreeSet<Marking>,
    /// How quotes are cited.
    pub citing: Citing,
    /// The size of the screen in cells.
    pub size: Size,
}

impl Workspace {
    /// The bands of the screen.
    pub fn areas(&self) -> Areas {
        self.areas_at(self.size)
    }

    /// The same where the terminal has another size by now.
    pub fn areas_at(&self, size: Size) -> Areas {
        let widest = match self.settings.drawing {
            Drawing::Full => u16::MAX,
            Drawing::Linear => LINEAR,
        };
        layout::areas(size, widest)
    }

    /// The article of this name.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.collection.get(id)
    }

    /// `quote` with the passage in which it stands now, where that is known: as it is cited.
    pub fn with_current_position(&self, quote: &Quote) -> Quote {
        match self.quotes.status(quote.id) {
            Some(status) => with_current_position(quote, status, &self.collection),
            None => quote.clone(),
        }
    }

    /// What is wrong, by what it concerns: the reader's own files, articles, quotes.
    pub fn problems_by_kind(&self) -> [(&'static str, &[Problem]); 3] {
        [
            ("your settings and files", &self.mistakes),
            ("articles", &self.collection.problems),
            ("quotes", self.quotes.problems()),
        ]
    }

    /// What is wrong: with the reader's own files, then what could not be read, articles before quotes.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems_by_kind().into_iter().flat_map(|(_, problems)| problems)
    }

    /// The place in an article, its start if it was never opened.
    pub fn place(&self, id: ArticleId) -> Place {
        self.session.places.get(&id).copied().unwrap_or_default()
    }

    /// Whether an article was begun and is not at its end.
    pub fn is_begun(&self, id: ArticleId) -> bool {
        let article = self.article(id);
        article.and_then(|article| self.percent_read(article)).is_some_and(|percent| percent < 100)
    }

    /// Notes that an article was opened: the one to go on with, but for a look into another one amid reading.
    pub fn note_open(&mut self, id: ArticleId) {
        if !self.session.last.is_some_and(|last| self.is_begun(last)) {
            self.session.last = Some(id);
        }
    }

    /// Minutes that so many words take.
    pub fn minutes(&self, words: usize) -> usize {
        let speed = usize::from(self.settings.speed.max(1));
        (words + speed / 2) / speed
    }

    /// How long so many words take, in few letters: `<1′`, `12′`, `70h`.
    pub fn time(&self, words: usize) -> String {
        match self.minutes(words) {
            0 => "<1′".to_owned(),
            minutes @ ..1_000 => format!("{minutes}′"),
            minutes => format!("{}h", minutes / 60),
        }
    }

    /// Columns of a line of prose in an article.
    pub fn measure(&self, id: ArticleId) -> u16 {
        self.session.measures.get(&id).copied().unwrap_or(self.settings.measure)
    }

    /// The byte at which reading an article goes on, or begins: at its first passage.
    pub fn place_to_begin(&self, id: ArticleId) -> usize {
        let first = self.article(id).and_then(|article| article.passage(1));
        let begin = first.map_or(0, |passage| passage.block.extent.start);
        self.place(id).offset.max(begin)
    }

    /// How much of its passages was read, in per cent: up to the furthest sentence that was reached by
    /// reading on, see [`Place::furthest`]. `None` if nothing was.
    pub fn percent_read(&self, article: &Article) -> Option<usize> {
        let furthest = self.session.places.get(&article.id())?.furthest;
        (article.prose_before(furthest) > 0).then(|| article.percent_before(furthest).max(1))
    }
}
