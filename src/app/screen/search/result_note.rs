//! What is said above the hits: where was searched, which words stand nowhere, which others helped.

use ratatui::layout::Rect;

use super::SearchScreen;
use crate::app::cx::Cx;
use crate::app::workspace::Workspace;
use crate::search::SecondLook;

/// Lines that may stand above the hits, as a share of the screen.
const SHARE: u16 = 4;

/// From what share on a query is told to describe.
const DESCRIBED: f32 = 0.5;

/// A line above the hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultNote {
    /// Only so many articles were searched.
    Among(usize),
    /// Words that stand nowhere, in a sentence.
    Nowhere(String),
    /// What was typed describes: articles that are about it.
    About {
        /// How many.
        articles: usize,
        /// Words of the first answers that helped.
        also: Vec<String>,
        /// Whether those may help.
        look: SecondLook,
    },
}

impl SearchScreen {
    /// What is to be said above the hits; of what was found only once everything was searched.
    pub fn result_notes(&self, workspace: &Workspace) -> Vec<ResultNote> {
        let mut result_notes = Vec::new();
        if !self.among.is_empty() {
            result_notes.push(ResultNote::Among(self.among.len()));
        }
        let found = self.found.as_ref().filter(|_| self.complete(workspace));
        let Some(results) = found.map(|found| &found.results) else { return result_notes };
        if !self.rows.is_empty() {
            result_notes
                .extend(results.nothing_like(self.query.tolerance).map(ResultNote::Nowhere));
        }
        if results.described > DESCRIBED && !self.rows.is_empty() {
            let (articles, also) = (results.articles, results.also.clone());
            result_notes.push(ResultNote::About { articles, also, look: self.second_look });
        }
        result_notes
    }

    /// Where that is said.
    pub fn aside_area(&self, workspace: &Workspace) -> Rect {
        let body = workspace.areas().body;
        let lines = u16::try_from(self.result_notes(workspace).len()).unwrap_or(u16::MAX);
        Rect { height: lines.min(body.height.div_ceil(SHARE)), ..body }
    }

    /// Uses words of the first answers too, or only those typed.
    pub(super) fn look_again(&mut self, cx: &mut Cx<'_>) {
        self.second_look = match self.second_look {
            SecondLook::Shown => SecondLook::Off,
            SecondLook::Off => SecondLook::Shown,
        };
        cx.note(match self.second_look {
            SecondLook::Shown => "descriptions are searched with words of the first answers too",
            SecondLook::Off => "only the words typed are searched",
        });
        self.understand(cx.workspace);
        self.ask_again();
    }
}
