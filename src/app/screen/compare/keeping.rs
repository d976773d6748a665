//! What the reader decides here: rulings, confirmed silences, what is shown, exports.

use super::column::Item;
use super::history::Change;
use super::shown::{Layer, Passages};
use super::state::{Awaited, CompareScreen, Reason, View};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::effect::Effect;
use crate::app::overlay::{Note, Overlay};
use crate::collection::ContentHash;
use crate::compare::{
    About, CellState, CompareEdit, Freshness, Ruling, Silence, Theme, ThemeId, Verdict,
};
use crate::keys::Context;

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
            Action::Redo => self.do_again(cx),
            Action::Copy => self.copy(cx),
            Action::CopyCitation => self.copy_cited(cx),
            Action::Pair => self.pair_selected(cx),
            Action::Why => self.why(cx),
            Action::Words => self.words_of_column(cx),
            Action::CyclePassages => self.cycle_passages(cx),
            Action::Cues => self.cycle_layer(cx),
            Action::Differences => self.cycle_differences(cx),
            Action::RaiseCut => self.move_cut(0.05, cx),
            Action::LowerCut => self.move_cut(-0.05, cx),
            Action::Export => self.export(cx),
            Action::Proposals => self.ask(Awaited::Proposals, cx),
            Action::ProposalRows => self.toggle_proposals(cx),
            Action::NewTheme
            | Action::EditTheme
            | Action::MergeTheme
            | Action::MakeGlobal
            | Action::Remove => self.act_themes(action, cx),
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    fn cycle_layer(&mut self, cx: &mut Cx<'_>) {
        let (layer, what) = match self.shown.layer {
            Layer::Terms | Layer::Differences => {
                (Layer::Cues, "quoted words, reporting verbs and hedges are marked")
            }
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

    /// Brings edits to the disk and has the comparison made again with them; `said`: what the reader is told
    /// when they are there, in place of what each of them says.
    fn keep(&mut self, edits: Vec<CompareEdit>, said: Option<String>, cx: &mut Cx<'_>) {
        let mut reason = Reason::Shown;
        for edit in &edits {
            match edit {
                CompareEdit::Theme { theme, .. } => self.then.select = Some(theme.id.clone()),
                CompareEdit::NoTheme(_)
                | CompareEdit::Global(_)
                | CompareEdit::Local(_)
                | CompareEdit::Pair(..)
                | CompareEdit::NoPair(..) => {}
                _ => continue,
            }
            reason = Reason::ThemeChanged;
        }
        self.then.said = said.map(|said| (said, edits.len()));
        for edit in edits {
            cx.ask(Effect::Keep(edit));
        }
        self.compare(reason, cx);
    }

    /// Makes a change and remembers it, so that it can be taken back.
    pub(super) fn change(&mut self, change: Change, cx: &mut Cx<'_>) {
        let edits = change.edits.clone();
        self.history.push(change);
        self.keep(edits, None, cx);
    }

    /// The same for a change of one edit.
    pub(super) fn change_one(
        &mut self,
        name: String,
        edit: CompareEdit,
        back: CompareEdit,
        cx: &mut Cx<'_>,
    ) {
        self.change(Change { name, edits: vec![edit], back: vec![back] }, cx);
    }

    fn take_back(&mut self, cx: &mut Cx<'_>) {
        let Some((change, left)) = self.history.undo() else {
            return cx.note("nothing to take back");
        };
        let again = hint(cx, Action::Redo, "does it again");
        let left = if left == 0 { String::new() } else { format!(" · {left} before it") };
        self.keep(change.back, Some(format!("taken back: {}{again}{left}", change.name)), cx);
    }

    fn do_again(&mut self, cx: &mut Cx<'_>) {
        let Some(change) = self.history.redo() else {
            return cx.note("nothing was taken back");
        };
        let back = hint(cx, Action::Undo, "takes it back");
        self.keep(change.edits, Some(format!("done again: {}{back}", change.name)), cx);
    }

    fn rule(&mut self, ruling: Ruling, cx: &mut Cx<'_>) {
        if self.is_about_pair() {
            return cx.note("rule on either theme: this row is of both");
        }
        let (Some((about, ..)), View::Columns(columns)) = (self.about(), &self.view) else {
            return cx.note("rule on a passage: Enter shows them");
        };
        let Some((column, Item::Passage { number, extent, verdict, .. })) = columns.selected()
        else {
            return no_passage(cx);
        };
        let Some(article) = columns.article(column) else { return };
        let words = ContentHash::of(extent.of(article.text()));
        let same = matches!(verdict, Some((before, Freshness::Current)) if *before == ruling);
        let earlier = verdict.map(|(ruling, _)| Verdict { about: about.clone(), words, ruling });
        let said = match (same, ruling) {
            (true, _) => "no longer ruled on",
            (false, Ruling::Accept) => "on the theme",
            (false, Ruling::Reject) => "not on the theme",
        };
        let name = format!("¶{number} of “{}” {said}", article.name());
        let verdict = Verdict { about, words, ruling };
        let back =
            earlier.map_or_else(|| CompareEdit::NoVerdict(verdict.clone()), CompareEdit::Verdict);
        let edit =
            if same { CompareEdit::NoVerdict(verdict) } else { CompareEdit::Verdict(verdict) };
        self.change_one(name, edit, back, cx);
    }

    fn confirm(&mut self, cx: &mut Cx<'_>) {
        if self.is_about_pair() {
            return cx.note("confirm it for either theme: this row is of both");
        }
        let Some((about, theme, article)) = self.about() else {
            return cx.note("choose one theme and one article");
        };
        let state = self.comparison().and_then(|c| c.cell(theme, article)).map(|cell| cell.state);
        let name = |said: &str| format!("silence of “{}” {said}", about.name);
        let (confirmed, open) = (name("confirmed"), name("no longer confirmed"));
        let silence = Silence { about };
        let (yes, no) = (CompareEdit::Silence(silence.clone()), CompareEdit::NoSilence(silence));
        match state {
            Some(CellState::Silent) => self.change_one(confirmed, yes, no, cx),
            Some(CellState::SilentConfirmed) => self.change_one(open, no, yes, cx),
            _ => cx.note("the article is not silent on this theme"),
        }
    }

    /// Whether what is selected is of two themes at once.
    fn is_about_pair(&self) -> bool {
        let theme = self.cell().map(|(theme, _)| theme).or_else(|| self.matrix.theme());
        let themes = self.comparison().map_or(&[][..], |comparison| comparison.themes());
        theme.and_then(|theme| themes.get(theme)).is_some_and(Theme::is_pair)
    }

    /// Whether taking the last change back brings the theme of this id back.
    pub(in crate::app) fn brings_back(&self, id: &ThemeId) -> bool {
        self.history.brings_back(id)
    }

    /// What is to be said of an edit that is on the disk, where that was settled before.
    pub(in crate::app) fn said_of_edit(&mut self) -> Option<String> {
        let (said, left) = self.then.said.take()?;
        if left > 1 {
            self.then.said = Some((said.clone(), left - 1));
        }
        Some(said)
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

/// ` · U takes it back`, where a key is bound to that.
fn hint(cx: &Cx<'_>, action: Action, does: &str) -> String {
    let key = cx.keymap.key_for(Context::Compare, action);
    if key.is_empty() { String::new() } else { format!(" · {key} {does}") }
}

/// What is said where a key is about a passage and none is selected.
pub(super) fn no_passage(cx: &mut Cx<'_>) {
    cx.note("select a passage first");
}
