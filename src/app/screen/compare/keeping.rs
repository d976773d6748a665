//! What the reader decides here: rulings, confirmed silences, own lines, the cut, exports.

use std::collections::BTreeSet;

use super::column::{Column, Item};
use super::columns::said;
use super::{CompareScreen, Entry, Layer, Passages, Shown, Subject, View};
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::job::{Compared, Keep};
use crate::app::overlay::{Note, Overlay};
use crate::app::part::Field;
use crate::app::request::{Message, Request};
use crate::app::room::Room;
use crate::collection::{Article, ContentHash};
use crate::compare::{
    About, CellState, Freshness, JudgedCell, Listed, PassageMark, PassageState, Report, Ruling,
    Silence, Summary, Theme, Verdict,
};
use crate::text::ArticleId;

/// What takes a change back.
#[derive(Debug, Clone)]
pub(super) enum Undo {
    /// Keep this again.
    Keep(Keep),
}

/// Fills a column with what its article has on a theme; `opened`: gaps to show in full.
pub(super) fn fill(
    column: &mut Column,
    compared: &Compared,
    (place, theme): (usize, &Theme),
    shown: Shown,
    opened: &BTreeSet<(usize, u32)>,
) {
    let comparison = &compared.comparison;
    let Some(article) = comparison.articles().nth(column.article) else { return };
    let from = comparison.near_from(place, shown.cut);
    let treatment = comparison.treatment_from(place, column.article, from);
    let Some(treatment) = treatment else { return };
    let cell = treatment.cell;
    column.items.clear();
    column.said = match cell.state {
        CellState::On => {
            format!("{}/{} · {:.0}% of words", cell.on, cell.passages, cell.share() * 100.0)
        }
        CellState::Hint if cell.hints > 0 => {
            format!("hint only · {}/{}", cell.hints, cell.passages)
        }
        CellState::Hint => format!("near by its score only · {}/{}", cell.near, cell.passages),
        CellState::Silent => "– silent".to_owned(),
        CellState::SilentConfirmed => "– silent, confirmed".to_owned(),
    };
    column.summary = comparison.version(place).and_then(|version| {
        let holds = |id: ArticleId| comparison.column(id).is_some();
        let cell = JudgedCell { theme: &theme.id, version, article, holds };
        let (summary, freshness) = compared.judgements.summary(&cell)?;
        let stale = if freshness == Freshness::Current { "" } else { " (written before a change)" };
        Some(format!("{}{stale}", summary.text))
    });
    // What alone makes a cell a hint is always shown.
    let near = shown.passages == Passages::Near || cell.state == CellState::Hint && cell.hints == 0;
    let listed = |mark: &&PassageMark| {
        mark.state != PassageState::Near || mark.verdict.is_some() || near && mark.is_near(from)
    };
    let mut marks: Vec<&PassageMark> = treatment.passages.iter().filter(listed).collect();
    marks.sort_by_key(|mark| mark.passage);
    if cell.on + cell.hints == 0 {
        let terms = theme.marking_terms();
        let words = match cell.state {
            CellState::Hint => format!(
                "none of these {terms} terms in {} words; near by score alone, from {:.0}%:",
                cell.words,
                shown.cut * 100.0
            ),
            _ => format!("silent under these {terms} terms, in {} words", cell.words),
        };
        column.items.push(Item::Said(words));
        if let Some(stale) = cell.stale {
            let why = match stale {
                Freshness::ArticleChanged => "the article",
                _ => "the theme",
            };
            column.items.push(Item::Said(format!("confirmed earlier, before {why} changed")));
        }
        if marks.is_empty()
            && let Some(nearest) = treatment.passages.first()
        {
            let said = format!("the nearest passage, by its score alone ({:.1}):", nearest.score);
            column.items.push(Item::Said(said));
            column.items.push(passage(nearest));
            return;
        }
    }
    let last = u32::try_from(article.passage_count()).unwrap_or(u32::MAX);
    let mut next = 1;
    for mark in &marks {
        gap(column, article, next, mark.passage.saturating_sub(1), opened);
        column.items.push(passage(mark));
        next = mark.passage + 1;
    }
    gap(column, article, next, last, opened);
}

fn passage(mark: &PassageMark) -> Item {
    Item::Passage {
        number: mark.passage,
        extent: mark.extent,
        state: mark.state,
        words: mark.matches.iter().flat_map(|found| found.words.iter().copied()).collect(),
        verdict: mark.verdict,
        note: None,
    }
}

/// The passages from `first` to `last`: left out, or shown where the reader opened the gap.
fn gap(
    column: &mut Column,
    article: &Article,
    first: u32,
    last: u32,
    opened: &BTreeSet<(usize, u32)>,
) {
    if first > last {
        return;
    }
    if !opened.contains(&(column.article, first)) {
        column.items.push(Item::Gap(first, last));
        return;
    }
    for number in first..=last {
        if let Some(whole) = article.passage(number) {
            column.items.push(Item::Passage {
                number,
                extent: whole.block.extent,
                state: PassageState::Near,
                words: Vec::new(),
                verdict: None,
                note: None,
            });
        }
    }
}

impl CompareScreen {
    /// Keys that change what is kept or shown; `None` if `action` is none of them.
    pub(super) fn act_keeping(&mut self, action: Action, room: &Room) -> Option<Vec<Request>> {
        let requests = match action {
            Action::RuleIn => self.rule(Ruling::Accept, room),
            Action::RuleOut => self.rule(Ruling::Reject, room),
            Action::ConfirmSilence => self.confirm(room),
            Action::Summarise => self.start_summary(),
            Action::Undo => self.take_back(room),
            Action::Why => self.why(),
            Action::Words => self.words_of_column(),
            Action::ShowNear => {
                let (passages, what) = match self.shown.passages {
                    Passages::Marked => (Passages::Near, "also shown"),
                    Passages::Near => (Passages::Marked, "hidden"),
                };
                self.shown.passages = passages;
                self.renew(room);
                let cut = self.shown.cut * 100.0;
                said(format!("passages that no term speaks for are {what} (from {cut:.0}%)"))
            }
            Action::Cues => {
                let (layer, what) = match self.shown.layer {
                    Layer::Terms => {
                        (Layer::Cues, "quoted words, reporting verbs and hedges are marked")
                    }
                    Layer::Cues => (Layer::Terms, "the theme's terms are marked"),
                };
                self.shown.layer = layer;
                self.renew(room);
                said(what.to_owned())
            }
            Action::RaiseCut | Action::LowerCut => {
                let by = if action == Action::RaiseCut { 0.05 } else { -0.05 };
                self.shown.cut = (self.shown.cut + by).clamp(0.05, 0.95);
                if matches!(self.view, View::Columns(_)) {
                    self.shown.passages = Passages::Near;
                }
                if let Some(compared) = &self.compared {
                    self.matrix.recount(&compared.comparison, self.shown.cut);
                }
                self.renew(room);
                let cut = self.shown.cut * 100.0;
                said(format!("near without a term: from {cut:.0}% of a theme's best score"))
            }
            Action::Export => self.export(),
            Action::NewTheme | Action::EditTheme | Action::MergeTheme | Action::Remove => {
                self.act_themes(action, room)
            }
            _ => return None,
        };
        Some(requests)
    }

    /// Theme and article of what is selected.
    pub(super) fn cell(&self) -> Option<(usize, usize)> {
        match &self.view {
            View::Columns(columns) => match columns.subject {
                Subject::Theme(theme) => Some((theme, columns.current()?.article)),
                Subject::Place(_) => None,
            },
            View::Matrix => {
                let group = self.matrix.group().filter(|group| group.articles.len() == 1)?;
                Some((self.matrix.theme()?, *group.articles.first()?))
            }
            View::Concordance(_) => None,
        }
    }

    fn about(&self) -> Option<(About, usize, usize)> {
        let (theme, article) = self.cell()?;
        let comparison = self.comparison()?;
        let text = comparison.articles().nth(article)?;
        let about = About {
            theme: comparison.themes().get(theme)?.id.clone(),
            version: comparison.version(theme)?,
            article: text.id(),
            name: text.name().to_owned(),
            at: String::new(),
        };
        Some((about, theme, article))
    }

    /// Keeps a change and has the comparison made anew with it.
    fn keep(&mut self, keep: Keep, room: &Room) -> Vec<Request> {
        vec![Request::Outside(Effect::Keep(keep)), self.job(room)]
    }

    fn rule(&mut self, ruling: Ruling, room: &Room) -> Vec<Request> {
        let (Some((about, ..)), View::Columns(columns)) = (self.about(), &self.view) else {
            return Vec::new();
        };
        let Some((column, Item::Passage { extent, verdict, .. })) = columns.selected() else {
            return said("select a passage first".to_owned());
        };
        let Some(article) = columns.article(column) else { return Vec::new() };
        let words = ContentHash::of(extent.of(article.text()));
        let same = matches!(verdict, Some((before, Freshness::Current)) if *before == ruling);
        let earlier = verdict.map(|(ruling, _)| Verdict { about: about.clone(), words, ruling });
        let verdict = Verdict { about, words, ruling };
        let undo = earlier.map_or_else(|| Keep::NoVerdict(verdict.clone()), Keep::Verdict);
        self.undo.push(Undo::Keep(undo));
        let change = if same { Keep::NoVerdict(verdict) } else { Keep::Verdict(verdict) };
        self.keep(change, room)
    }

    fn confirm(&mut self, room: &Room) -> Vec<Request> {
        let Some((about, theme, article)) = self.about() else {
            return said("choose one theme and one article".to_owned());
        };
        let state = self.comparison().and_then(|c| c.cell(theme, article)).map(|cell| cell.state);
        let silence = Silence { about };
        let (change, undo) = match state {
            Some(CellState::Silent) => (Keep::Silence(silence.clone()), Keep::NoSilence(silence)),
            Some(CellState::SilentConfirmed) => {
                (Keep::NoSilence(silence.clone()), Keep::Silence(silence))
            }
            _ => return said("the article is not silent on this theme".to_owned()),
        };
        self.undo.push(Undo::Keep(undo));
        self.keep(change, room)
    }

    fn start_summary(&mut self) -> Vec<Request> {
        let View::Columns(columns) = &self.view else { return Vec::new() };
        if !matches!(columns.subject, Subject::Theme(_)) {
            return Vec::new();
        }
        let line = columns.current().and_then(|column| column.summary.clone()).unwrap_or_default();
        self.entry = Some(Entry::Summary(Field::new(&line)));
        Vec::new()
    }

    pub(super) fn keep_summary(&mut self, text: &str, room: &Room) -> Vec<Request> {
        let Some((about, ..)) = self.about() else { return Vec::new() };
        let View::Columns(columns) = &self.view else { return Vec::new() };
        let before =
            columns.current().and_then(|column| column.summary.clone()).unwrap_or_default();
        let summary = |text: &str| {
            Keep::Summary(Summary {
                about: about.clone(),
                text: text.to_owned(),
                quotes: Vec::new(),
            })
        };
        let (change, undo) = (summary(text), summary(&before));
        self.undo.push(Undo::Keep(undo));
        self.keep(change, room)
    }

    /// Remembers how a change is taken back, and makes it.
    pub(super) fn keep_with_undo(&mut self, change: Keep, undo: Keep, room: &Room) -> Vec<Request> {
        self.undo.push(Undo::Keep(undo));
        self.keep(change, room)
    }

    fn take_back(&mut self, room: &Room) -> Vec<Request> {
        match self.undo.pop() {
            Some(Undo::Keep(keep)) => self.keep(keep, room),
            None => said("nothing to take back".to_owned()),
        }
    }

    /// The words of the selected article, in the theme or as a whole.
    pub(super) fn words_of_column(&self) -> Vec<Request> {
        let Some(comparison) = self.comparison() else { return Vec::new() };
        let Some((theme, article)) = self.cell() else {
            return said("choose one article".to_owned());
        };
        let note = Note::words(comparison, theme, article);
        vec![Request::Open(Overlay::Note(note))]
    }

    /// Writes the page of the themes shown.
    fn export(&self) -> Vec<Request> {
        let Some(comparison) = self.comparison() else { return Vec::new() };
        let (rows, name) = match (&self.view, self.cell()) {
            (View::Columns(_), Some((theme, _))) => {
                let id = comparison.themes().get(theme).map_or("theme", |t| t.id.0.as_str());
                (vec![theme], format!("comparison-{id}"))
            }
            _ => (self.matrix.rows.clone(), "comparison".to_owned()),
        };
        let report = Report::new(comparison, rows, Listed::Marked).cut(self.shown.cut);
        let write = |ending: &str, contents| {
            Request::Outside(Effect::Write { name: format!("{name}.{ending}"), contents })
        };
        match report.csv() {
            Ok(csv) => vec![
                write("csv", csv),
                write("md", report.markdown()),
                write("html", report.html()),
                Request::Say(Message::note(format!("writing {name}.html, .md and .csv"))),
            ],
            Err(error) => vec![Request::Say(Message::error(error.to_string()))],
        }
    }
}
