//! What the reader decides here: rulings, confirmed silences, what is shown, exports.

use super::column::Item;
use super::columns::{no_passage, said};
use super::{CompareScreen, Layer, Passages, Subject, View};
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::overlay::{Note, Overlay};
use crate::app::request::Request;
use crate::app::workspace::Workspace;
use crate::collection::ContentHash;
use crate::compare::CompareEdit;
use crate::compare::{About, CellState, Freshness, Ruling, Silence, ThemeId, Verdict};

impl CompareScreen {
    /// Keys that change what is kept or shown; `None` if `action` is none of them.
    pub(super) fn act_keeping(
        &mut self,
        action: Action,
        workspace: &Workspace,
    ) -> Option<Vec<Request>> {
        // A term in context is no theme that could be changed.
        if matches!(self.view, View::Concordance(_)) {
            return None;
        }
        let requests = match action {
            Action::RuleIn => self.rule(Ruling::Accept, workspace),
            Action::RuleOut => self.rule(Ruling::Reject, workspace),
            Action::ConfirmSilence => self.confirm(workspace),
            Action::Summarise => self.start_summary(),
            Action::Evidence => self.evidence(workspace),
            Action::BestFirst => self.cycle_order(workspace),
            Action::Undo => self.take_back(workspace),
            Action::Why => self.why(),
            Action::Words => self.words_of_column(),
            Action::CyclePassages => self.cycle_passages(workspace),
            Action::Cues => {
                let (layer, what) = match self.shown.layer {
                    Layer::Terms => {
                        (Layer::Cues, "quoted words, reporting verbs and hedges are marked")
                    }
                    Layer::Cues => (Layer::Terms, "the theme's terms are marked"),
                };
                self.shown.layer = layer;
                self.renew(workspace);
                said(what.to_owned())
            }
            Action::RaiseCut | Action::LowerCut => {
                let by = if action == Action::RaiseCut { 0.05 } else { -0.05 };
                self.shown.cut = (self.shown.cut + by).clamp(0.05, 0.95);
                let columns = matches!(self.view, View::Columns(_));
                if columns && self.shown.passages == Passages::Marked {
                    self.shown.passages = Passages::Near;
                }
                if let Some(compared) = &self.compared {
                    self.matrix.recount(&compared.comparison, self.shown.cut);
                }
                self.renew(workspace);
                let cut = self.shown.cut * 100.0;
                said(format!("near without a term: from {cut:.0}% of a theme's best score"))
            }
            Action::Export => self.export(),
            Action::Proposals => self.toggle_proposals(workspace),
            Action::NewTheme | Action::EditTheme | Action::MergeTheme | Action::Remove => {
                self.act_themes(action, workspace)
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

    pub(super) fn about(&self) -> Option<(About, usize, usize)> {
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
    pub(super) fn keep(&mut self, keep: CompareEdit, workspace: &Workspace) -> Vec<Request> {
        self.keep_all(vec![keep], workspace)
    }

    /// Keeps changes that belong together and has the comparison made anew with them.
    pub(super) fn keep_all(
        &mut self,
        changes: Vec<CompareEdit>,
        workspace: &Workspace,
    ) -> Vec<Request> {
        let job = self.job(workspace);
        for change in &changes {
            match change {
                CompareEdit::Theme { theme, .. } => self.select = Some(theme.id.clone()),
                CompareEdit::NoTheme(_) => {}
                _ => continue,
            }
            self.own = Some(self.asked);
        }
        let kept = changes.into_iter().map(|keep| Request::Outside(Effect::Keep(keep)));
        kept.chain([job]).collect()
    }

    fn rule(&mut self, ruling: Ruling, workspace: &Workspace) -> Vec<Request> {
        let (Some((about, ..)), View::Columns(columns)) = (self.about(), &self.view) else {
            return Vec::new();
        };
        let Some((column, Item::Passage { extent, verdict, .. })) = columns.selected() else {
            return no_passage();
        };
        let Some(article) = columns.article(column) else { return Vec::new() };
        let words = ContentHash::of(extent.of(article.text()));
        let same = matches!(verdict, Some((before, Freshness::Current)) if *before == ruling);
        let earlier = verdict.map(|(ruling, _)| Verdict { about: about.clone(), words, ruling });
        let verdict = Verdict { about, words, ruling };
        let undo =
            earlier.map_or_else(|| CompareEdit::NoVerdict(verdict.clone()), CompareEdit::Verdict);
        self.undo.push(vec![undo]);
        let change =
            if same { CompareEdit::NoVerdict(verdict) } else { CompareEdit::Verdict(verdict) };
        self.keep(change, workspace)
    }

    fn confirm(&mut self, workspace: &Workspace) -> Vec<Request> {
        let Some((about, theme, article)) = self.about() else {
            return said("choose one theme and one article".to_owned());
        };
        let state = self.comparison().and_then(|c| c.cell(theme, article)).map(|cell| cell.state);
        let silence = Silence { about };
        let (change, undo) = match state {
            Some(CellState::Silent) => {
                (CompareEdit::Silence(silence.clone()), CompareEdit::NoSilence(silence))
            }
            Some(CellState::SilentConfirmed) => {
                (CompareEdit::NoSilence(silence.clone()), CompareEdit::Silence(silence))
            }
            _ => return said("the article is not silent on this theme".to_owned()),
        };
        self.undo.push(vec![undo]);
        self.keep(change, workspace)
    }

    /// Remembers how a change is taken back, and makes it.
    pub(super) fn keep_with_undo(
        &mut self,
        change: CompareEdit,
        undo: CompareEdit,
        workspace: &Workspace,
    ) -> Vec<Request> {
        self.undo.push(vec![undo]);
        self.keep(change, workspace)
    }

    /// Whether taking the last change back brings the theme of this id back.
    pub(in crate::app) fn brings_back(&self, id: &ThemeId) -> bool {
        let of_it = |keep: &CompareEdit| matches!(keep, CompareEdit::Theme { theme, .. } if theme.id == *id);
        self.undo.last().is_some_and(|changes| changes.iter().any(of_it))
    }

    fn take_back(&mut self, workspace: &Workspace) -> Vec<Request> {
        match self.undo.pop() {
            Some(changes) => self.keep_all(changes, workspace),
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
}
