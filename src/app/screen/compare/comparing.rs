//! Having the articles compared, and taking the comparison in when it is there.

use std::sync::Arc;

use super::state::{Awaited, Beyond, CompareScreen, Reason};
use crate::app::cx::Cx;
use crate::app::effect::Effect;
use crate::app::workspace::Workspace;
use crate::collection::Collection;
use crate::compare::parallels::From;
use crate::compare::{CompareJob, Compared, Progress};
use crate::text::ArticleId;

impl CompareScreen {
    /// Prepares the screen as it comes up: the reader's files may have changed.
    pub(in crate::app) fn enter(&mut self, cx: &mut Cx<'_>) {
        if ready(cx.workspace) {
            self.compare(Reason::Shown, cx);
        }
    }

    /// Compares again because theme files were saved.
    pub(in crate::app) fn reread(&mut self, cx: &mut Cx<'_>) {
        // What was changed here is seen to be saved too.
        let own = self.comparing.waiting() == Some(&Reason::ThemeChanged);
        if ready(cx.workspace) {
            self.compare(if own { Reason::ThemeChanged } else { Reason::FileSaved }, cx);
        }
    }

    /// Has the articles compared.
    pub(super) fn compare(&mut self, reason: Reason, cx: &mut Cx<'_>) {
        self.progress = None;
        cx.ask(Effect::Compare(CompareJob {
            before: self.comparison().cloned(),
            collection: self.collection(cx.workspace),
            origin: cx.workspace.origin.clone(),
            with_proposals: self.with_proposals,
            number: self.comparing.ask(reason),
        }));
    }

    /// The chosen articles; all of them where fewer than two of the chosen ones are there.
    fn collection(&self, workspace: &Workspace) -> Arc<Collection> {
        let articles = workspace.collection.articles();
        let chosen = articles.iter().filter(|article| self.chosen.contains(&article.id()));
        let chosen = Collection::new(chosen.cloned(), Vec::new());
        if chosen.len() < 2 { Arc::clone(&workspace.collection) } else { Arc::new(chosen) }
    }

    /// Takes in how far a comparison has come.
    pub(in crate::app) fn note_progress(&mut self, number: u64, progress: Progress) {
        if self.comparing.is_current(number) && self.comparing.waiting().is_some() {
            self.progress = Some(progress);
        }
    }

    /// Takes in a comparison; one that was overtaken is dropped.
    pub(in crate::app) fn take(&mut self, compared: Compared, cx: &mut Cx<'_>) {
        let Some(reason) = self.comparing.answer(compared.number) else { return };
        self.progress = None;
        let problem = compared.problems.first().map(|problem| {
            let file = problem.path.file_name().unwrap_or_default().to_string_lossy();
            format!("{file}, line {}: {}", problem.line, problem.message)
        });
        let before = self.comparison().cloned();
        let comparison = &compared.comparison;
        if let Some(before) = &before {
            self.follow_themes(before, comparison);
        }
        if let Some(id) = self.then.select.take() {
            let place = comparison.themes().iter().position(|theme| theme.id == id);
            self.matrix.select_theme(place);
        }
        self.matrix.refresh(comparison, self.shown.cut);
        let other = before.is_some_and(|before| before.theme_set() != comparison.theme_set());
        self.compared = Some(compared);
        self.renew(cx.workspace);
        match self.then.show.take() {
            Some(Beyond::Parallels(article, from)) => {
                self.ask(Awaited::Columns(article, from, None), cx);
            }
            Some(Beyond::Leads) => self.leads(cx),
            None => self.ask_anew(cx),
        }
        match problem {
            Some(problem) => cx.error(problem),
            None if reason == Reason::FileSaved && other => cx.note("read the theme files again"),
            None => {}
        }
        if let Some(draft) = self.then.draft.take() {
            self.begin(draft, cx);
        }
    }

    /// Shows what the other articles say to a place of `article`.
    pub(in crate::app) fn parallels(&mut self, article: ArticleId, from: From, cx: &mut Cx<'_>) {
        if self.waiting() {
            self.then.show = Some(Beyond::Parallels(article, from));
        } else {
            self.ask(Awaited::Columns(article, from, None), cx);
        }
    }
}

/// Whether the articles are there.
fn ready(workspace: &Workspace) -> bool {
    !workspace.loading && !workspace.collection.is_empty()
}
