//! What the reader decides here: rulings, confirmed silences, what is shown, exports.

use super::column::Item;
use super::shown::{Layer, Passages};
use super::state::{CompareScreen, Reason, View};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::effect::Effect;
use crate::app::overlay::{Note, Overlay};
use crate::collection::ContentHash;
use crate::compare::{About, CellState, CompareEdit, Freshness, Ruling, Silence, ThemeId, Verdict};

impl CompareScreen {
    /// Keys that change what is kept or shown.
    pub(super) fn act_keeping(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        // A term in context is no theme that could be changed.
        if matches!(self.view, View::Concordance(_)) {
            return Flow::Ignored;
        }
        match action {
            Action::RuleIn => self.rule(Ruling::Accept, cx),
            Action::RuleOut => self.rule(Ruling::Reject, cx),
            Action::ConfirmSilence => self.confirm(cx),
            Action::Summarise => self.start_summary(),
            Action::Evidence => self.evidence(cx),
            Action::BestFirst => self.cycle_order(cx),
            Action::Undo => self.take_back(cx),
            Action::Why => self.why(cx),
            Action::Words => self.words_of_column(cx),
            Action::CyclePassages => self.cycle_passages(cx),
            Action::Cues => self.cycle_layer(cx),
            Action::RaiseCut => self.move_cut(0.05, cx),
            Action::LowerCut => self.move_cut(-0.05, cx),
            Action::Export => self.export(cx),
            Action::Proposals => self.toggle_proposals(cx),
            Action::NewTheme | Action::EditTheme | Action::MergeTheme | Action::Remove => {
                self.act_themes(action, cx);
            }
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    fn cycle_layer(&mut self, cx: &mut Cx<'_>) {
        let (layer, what) = match self.shown.layer {
            Layer::Terms => (Layer::Cues, "quoted words, reporting verbs and hedges are marked"),
            Layer::Cues => (Layer::Terms, "the theme's terms are marked"),
        };
        self.shown.layer = layer;
        self.renew(cx.workspace);
        cx.note(what);
    }

    fn move_cut(&mut self, by: f32, cx: &mut Cx<'_>) {
        self.shown.cut = (self.shown.cut + by).clamp(0.05, 0.95);
        let columns = matches!(self.view, View::Columns(_));
        if columns && self.shown.passages == Passages::Marked {
            self.shown.passages = Passages::Near;
        }
        if let Some(compared) = &self.compared {
            self.matrix.recount(&compared.comparison, self.shown.cut);
        }
        self.renew(cx.workspace);
        let cut = self.shown.cut * 100.0;
        cx.note(format!("near without a term: from {cut:.0}% of a theme's best score"));
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

    /// Keeps changes that belong together and has the comparison made anew with them.
    fn keep(&mut self, changes: Vec<CompareEdit>, cx: &mut Cx<'_>) {
        let mut reason = Reason::Shown;
        for change in &changes {
            match change {
                CompareEdit::Theme { theme, .. } => self.then.select = Some(theme.id.clone()),
                CompareEdit::NoTheme(_) => {}
                _ => continue,
            }
            reason = Reason::ThemeChanged;
        }
        for change in changes {
            cx.ask(Effect::Keep(change));
        }
        self.compare(reason, cx);
    }

    /// Remembers how a change is taken back, and makes it.
    pub(super) fn keep_with_undo(
        &mut self,
        change: CompareEdit,
        undo: CompareEdit,
        cx: &mut Cx<'_>,
    ) {
        self.keep_all(vec![change], vec![undo], cx);
    }

    /// The same for changes that belong together.
    pub(super) fn keep_all(
        &mut self,
        changes: Vec<CompareEdit>,
        undo: Vec<CompareEdit>,
        cx: &mut Cx<'_>,
    ) {
        self.undo.push(undo);
        self.keep(changes, cx);
    }

    fn rule(&mut self, ruling: Ruling, cx: &mut Cx<'_>) {
        let (Some((about, ..)), View::Columns(columns)) = (self.about(), &self.view) else {
            return;
        };
        let Some((column, Item::Passage { extent, verdict, .. })) = columns.selected() else {
            return no_passage(cx);
        };
        let Some(article) = columns.article(column) else { return };
        let words = ContentHash::of(extent.of(article.text()));
        let same = matches!(verdict, Some((before, Freshness::Current)) if *before == ruling);
        let earlier = verdict.map(|(ruling, _)| Verdict { about: about.clone(), words, ruling });
        let verdict = Verdict { about, words, ruling };
        let undo =
            earlier.map_or_else(|| CompareEdit::NoVerdict(verdict.clone()), CompareEdit::Verdict);
        let change =
            if same { CompareEdit::NoVerdict(verdict) } else { CompareEdit::Verdict(verdict) };
        self.keep_with_undo(change, undo, cx);
    }

    fn confirm(&mut self, cx: &mut Cx<'_>) {
        let Some((about, theme, article)) = self.about() else {
            return cx.note("choose one theme and one article");
        };
        let state = self.comparison().and_then(|c| c.cell(theme, article)).map(|cell| cell.state);
        let silence = Silence { about };
        let (yes, no) = (CompareEdit::Silence(silence.clone()), CompareEdit::NoSilence(silence));
        match state {
            Some(CellState::Silent) => self.keep_with_undo(yes, no, cx),
            Some(CellState::SilentConfirmed) => self.keep_with_undo(no, yes, cx),
            _ => cx.note("the article is not silent on this theme"),
        }
    }

    /// Whether taking the last change back brings the theme of this id back.
    pub(in crate::app) fn brings_back(&self, id: &ThemeId) -> bool {
        let of_it = |change: &CompareEdit| matches!(change, CompareEdit::Theme { theme, .. } if theme.id == *id);
        self.undo.last().is_some_and(|changes| changes.iter().any(of_it))
    }

    fn take_back(&mut self, cx: &mut Cx<'_>) {
        match self.undo.pop() {
            Some(changes) => self.keep(changes, cx),
            None => cx.note("nothing to take back"),
        }
    }

    /// The words of the selected article, in the theme or as a whole.
    fn words_of_column(&self, cx: &mut Cx<'_>) {
        let Some(comparison) = self.comparison() else { return };
        let Some((theme, article)) = self.cell() else {
            return cx.note("choose one article");
        };
        cx.open(Overlay::Note(Note::words(comparison, theme, article)));
    }
}

/// What is said where a key is about a passage and none is selected.
pub(super) fn no_passage(cx: &mut Cx<'_>) {
    cx.note("select a passage first");
}
