//! The collection after another look at the files: what changed is told, and the place is kept.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::part::counted;
use super::{App, Message};
use crate::collection::{Article, Collection};
use crate::session::Place;

impl App {
    /// Takes in the files as they are now.
    pub(super) fn rescanned(&mut self, now: Arc<Collection>) {
        let before = std::mem::replace(&mut self.room.collection, now);
        self.room.loading = false;
        let changes = Changes::between(&before, &self.room.collection);
        for (old, new) in &changes.changed {
            if let Some(place) = self.room.session.places.get(&old.id()).copied() {
                let carried = Place {
                    offset: carry(old, new, place.offset),
                    furthest: carry(old, new, place.furthest),
                };
                self.room.session.places.entry(new.id()).or_insert(carried);
            }
        }
        self.keep_reading(&changes);
        self.list.refresh(&self.room);
        self.message = Some(Message::note(changes.words()));
    }

    /// What is being read stays on the screen: its new text if it changed, its old one if it is gone.
    fn keep_reading(&mut self, changes: &Changes) {
        let Some(open) = self.reader.article.clone() else { return };
        if let Some(now) = self.room.article(open.id()).cloned().filter(|now| **now != *open) {
            self.reader.open(&now, self.reader.cursor.start, Vec::new(), &self.room);
        } else if let Some((old, new)) =
            changes.changed.iter().find(|(old, _)| old.id() == open.id())
        {
            let offset = carry(old, new, self.reader.cursor.start);
            self.reader.open(new, offset, Vec::new(), &self.room);
        }
    }
}

/// What another look found.
struct Changes {
    changed: Vec<(Arc<Article>, Arc<Article>)>,
    new: usize,
    gone: usize,
    /// Articles of which other blocks count as text now.
    recounted: usize,
}

impl Changes {
    fn between(before: &Collection, now: &Collection) -> Self {
        let by_path: HashMap<&Path, &Arc<Article>> =
            before.articles().iter().map(|article| (article.path(), article)).collect();
        let fresh = now.articles().iter().filter(|article| before.get(article.id()).is_none());
        let (mut changed, mut new) = (Vec::new(), 0);
        for article in fresh {
            match by_path.get(article.path()).filter(|old| now.get(old.id()).is_none()) {
                Some(old) => changed.push((Arc::clone(old), Arc::clone(article))),
                None => new += 1,
            }
        }
        let missing = before.articles().iter().filter(|old| now.get(old.id()).is_none()).count();
        let recounted = now.articles().iter().filter(|article| {
            before.get(article.id()).is_some_and(|old| old.words() != article.words())
        });
        Self { gone: missing - changed.len(), changed, new, recounted: recounted.count() }
    }

    fn words(&self) -> String {
        let parts = [
            (self.changed.len(), "changed"),
            (self.recounted, "counted anew"),
            (self.new, "new"),
            (self.gone, "no longer there"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{} {what}", counted(count, "article")))
            .collect();
        if parts.is_empty() { "nothing changed".to_owned() } else { parts.join(" · ") }
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
    same.unwrap_or_else(|| share(new.text().len())).min(new.text().len())
}
