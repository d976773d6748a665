//! What reading the files brought: problems are told, changes too, and the place is kept through them.

use std::collections::HashMap;
use std::sync::Arc;

use super::App;
use super::message::Message;
use super::widgets::counted;
use crate::action::Action;
use crate::collection::{Article, Changes, Collection};
use crate::keys::Context;
use crate::session::Place;
use crate::text::{ArticleId, Extent, Span};

impl App {
    /// Says what could not be read.
    pub(super) fn report_problems(&mut self) {
        if let Some(words) = self.problems_words() {
            self.message = Some(Message::error(words));
        }
    }

    /// That something could not be read, if so.
    fn problems_words(&self) -> Option<String> {
        let count = self.workspace.collection.problems.len();
        let key = self.keymap.key_for(Context::List, Action::Problems);
        let files = counted(count, "file");
        let unread = (count > 0).then(|| format!("{files} could not be read"));
        let mistakes = self.workspace.mistakes.len();
        let configured = counted(mistakes, "mistake");
        let configured = (mistakes > 0).then(|| format!("{configured} in your configuration"));
        let words: Vec<String> = configured.into_iter().chain(unread).collect();
        (!words.is_empty()).then(|| format!("{} · {key} shows why", words.join(", ")))
    }

    /// Takes in the files as they are now.
    pub(super) fn rescanned(&mut self, now: Arc<Collection>) {
        let before = std::mem::replace(&mut self.workspace.collection, now);
        self.workspace.loading = false;
        self.workspace.progress = None;
        self.workspace.offer = Changes::default();
        let changes = Changes::between(&before, &self.workspace.collection);
        let carried = Carried::new(&changes, &before, &self.workspace.collection);
        self.carry_places(&carried);
        self.keep_reading(&carried);
        self.list.follow(|id| carried.article(id));
        self.list.refresh(&self.workspace);
        let words = changes.words().unwrap_or_else(|| "nothing changed".to_owned());
        let unread =
            self.problems_words().filter(|_| self.workspace.collection.problems != before.problems);
        self.message = Some(match unread {
            Some(unread) => Message::error(format!("{words} · {unread}")),
            None => Message::note(words),
        });
        self.index();
        self.compare_again();
        self.locate_quotes();
        self.open_typed();
    }

    fn carry_places(&mut self, carried: &Carried) {
        let session = &mut self.workspace.session;
        for (old, new) in carried.0.values() {
            if let Some(place) = session.places.get(&old.id()).copied() {
                let carried = Place {
                    offset: carry(old, new, place.offset),
                    furthest: carry(old, new, place.furthest),
                };
                session.places.entry(new.id()).or_insert(carried);
            }
            if let Some(measure) = session.measures.get(&old.id()).copied() {
                session.measures.entry(new.id()).or_insert(measure);
            }
        }
        for place in session.marks.values_mut() {
            *place = carried.span(*place);
        }
        session.last = session.last.map(|id| carried.article(id));
        self.jumps.follow(|place| carried.span(place));
        self.nav.follow(|place| carried.span(place));
    }

    /// What is being read stays on the screen: its new text if it changed, its old one if it is gone.
    fn keep_reading(&mut self, carried: &Carried) {
        let beside = self.beside.as_mut().map(|beside| &mut beside.reader);
        for reader in std::iter::once(&mut self.reader).chain(beside) {
            let Some(open) = reader.article.clone() else { continue };
            let here = carried.span(Span::new(open.id(), reader.cursor));
            let now = self.workspace.article(here.article).cloned().filter(|now| **now != *open);
            if let Some(now) = now {
                reader.reopen(&now, here.extent.start, &self.workspace);
            }
        }
    }
}

/// The articles with another text: before and after.
struct Carried(HashMap<ArticleId, (Arc<Article>, Arc<Article>)>);

impl Carried {
    fn new(changes: &Changes, before: &Collection, now: &Collection) -> Self {
        let pair = |(old, new): &(ArticleId, ArticleId)| {
            Some((*old, (before.get(*old)?.clone(), now.get(*new)?.clone())))
        };
        Self(changes.changed.iter().filter(|(old, new)| old != new).filter_map(pair).collect())
    }

    fn article(&self, id: ArticleId) -> ArticleId {
        self.0.get(&id).map_or(id, |(_, new)| new.id())
    }

    fn span(&self, place: Span) -> Span {
        let Some((old, new)) = self.0.get(&place.article) else { return place };
        let start = carry(old, new, place.extent.start);
        let end = (start + place.extent.len()).min(new.text().len());
        Span::new(new.id(), Extent::new(start, new.text().ceil_char_boundary(end)))
    }
}

/// Where the byte `offset` of `old` is in `new`: at the same sentence, else as far into the text.
fn carry(old: &Article, new: &Article, offset: usize) -> usize {
    let sentence = old.numbers_at(offset).and_then(|(passage, n)| old.sentence(passage, n));
    let same = sentence.and_then(|sentence| {
        let at = new.text().find(sentence.of(old.text()))?;
        Some(at + offset.saturating_sub(sentence.start))
    });
    let share = |length: usize| length.saturating_mul(offset) / old.text().len().max(1);
    let at = same.unwrap_or_else(|| share(new.text().len())).min(new.text().len());
    new.text().floor_char_boundary(at)
}
