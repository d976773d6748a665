//! What keys mean in what lies over a screen.

use super::{
    Blocks, Choice, Chosen, CommandLine, Contents, Details, Evidence, Help, Markings, Note,
    Overlay, OverlayPage, Problems, Prompt, Proposal,
};
use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::effect::Effect;
use crate::app::go::{Go, ThemeDraft};
use crate::app::layout::inside;
use crate::app::widgets::Marking;
use crate::text::Span;
use strum::IntoEnumIterator;

impl Overlay {
    /// Does what a key means here.
    pub fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        if let (Action::Cancel, Self::Conflict { mine, theirs, .. }) = (action, &*self) {
            if let Some(prompt) = Prompt::again(mine, theirs) {
                cx.note(
                    "this is what you typed: Enter puts it in the place of the other, Esc lets it go",
                );
                cx.open(Self::Prompt(prompt));
            }
            return Flow::Close;
        }
        if matches!(action, Action::Cancel | Action::Quit) {
            if matches!(self, Self::Proposal(_)) {
                cx.go(Go::LeaveTheme);
            }
            return Flow::Close;
        }
        let scrolled = self.page(cx.workspace).and_then(|page| scroll(&page, action, count));
        match self {
            Self::Help(help) => help.act(action, count, cx),
            Self::Contents(contents) => contents.act(action, count, cx),
            Self::Blocks(blocks) => blocks.act(action, count, cx),
            Self::Choice(choice) | Self::Conflict { choice, .. } => choice.act(action, count, cx),
            Self::Prompt(prompt) => prompt.act(action, cx),
            Self::Command(line) => line.act(action, cx),
            Self::Unsaved if action == Action::Open => {
                cx.go(Go::Run(Action::SaveAgain));
                Flow::Close
            }
            Self::Unsaved => Flow::Ignored,
            Self::Proposal(proposal) => proposal.act(action, count, cx),
            Self::Subjects(subjects) => subjects.act(action, count, cx),
            Self::Evidence(evidence) => evidence.act(action, count, cx),
            Self::Markings(markings) => markings.act(action, count, cx),
            Self::Note(Note { top, .. })
            | Self::Details(Details { top, .. })
            | Self::Problems(Problems { top }) => match scrolled {
                Some(to) => {
                    *top = to;
                    Flow::Stay
                }
                None => Flow::Close,
            },
        }
    }
}

impl Help {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept | Action::Open => {
                match self.rows.get(self.cursor.at) {
                    Some(row) => cx.go(Go::Run(row.action)),
                    // No key is called so, but a command may be.
                    None => cx.go(Go::Type(self.filter.text().to_owned())),
                }
                Flow::Close
            }
            action => {
                let page = self.list(cx.workspace).page();
                self.cursor.act(action, count, self.rows.len(), page);
                Flow::Stay
            }
        }
    }
}

impl Contents {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        if let (Action::Open, Some(entry)) = (action, self.entries.get(self.cursor.at)) {
            cx.jump(Span::new(self.article, entry.extent), Vec::new());
            return Flow::Close;
        }
        let page = self.list(cx.workspace).page();
        self.cursor.act(action, count, self.entries.len(), page);
        Flow::Stay
    }
}

impl Blocks {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        if let (Action::Open, Some(candidate)) = (action, self.candidates.get(self.cursor.at)) {
            cx.ask(Effect::BlockOverride {
                article: self.article,
                extent: candidate.extent,
                counts_as: candidate.counts_as,
            });
            return Flow::Close;
        }
        let page = self.list(cx.workspace).page();
        self.cursor.act(action, count, self.candidates.len(), page);
        Flow::Stay
    }
}

impl Choice {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let page = self.list(cx.workspace).page();
        if self.cursor.act(action, count, self.options.len(), page) || action != Action::Open {
            return Flow::Stay;
        }
        match self.options.get(self.cursor.at) {
            Some((_, Chosen::Quotes(command))) => cx.quote(command.clone()),
            Some((_, Chosen::Ask(kind))) => cx.prompt(kind.clone()),
            Some((_, Chosen::Nothing)) => {}
            None => return Flow::Stay,
        }
        Flow::Close
    }
}

impl Prompt {
    fn act(&self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept | Action::Open => {
                self.kind.resolve(&self.typed(), cx);
                Flow::Close
            }
            Action::Compose if self.composes() => {
                cx.ask(self.compose());
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }
}

impl CommandLine {
    fn act(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Accept | Action::Open => {
                cx.go(Go::Obey(self.field.text().to_owned()));
                return Flow::Close;
            }
            Action::NextPane => self.complete(),
            Action::Up => self.recall(true),
            Action::Down => self.recall(false),
            _ => {}
        }
        Flow::Stay
    }
}

impl Proposal {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let page = self.list(cx.workspace).page();
        if self.cursor.act(action, count, self.words.len(), page) {
            return Flow::Stay;
        }
        match action {
            Action::Tick => {
                if let Some(word) = self.words.get_mut(self.cursor.at) {
                    word.ticked = !word.ticked;
                }
                self.cursor.act(Action::Down, None, self.words.len(), page);
                Flow::Stay
            }
            Action::Open => {
                let ticked = self.words.iter().filter(|word| word.ticked);
                let mut words: Vec<&str> = ticked.map(|word| word.word.as_str()).collect();
                if words.is_empty() {
                    words.extend(self.words.get(self.cursor.at).map(|word| word.word.as_str()));
                }
                cx.go(Go::BeginTheme(ThemeDraft::Terms(words.join("; "))));
                Flow::Close
            }
            _ => Flow::Stay,
        }
    }
}

impl Evidence {
    /// What a tick means is for the comparison to say, from which this was opened.
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let page = self.list(cx.workspace).page();
        if self.cursor.act(action, count, self.rows.len(), page) || action != Action::Open {
            return Flow::Stay;
        }
        match self.rows.get(self.cursor.at).map(|row| row.place) {
            Some(Some(place)) => {
                cx.jump(place, vec![place.extent]);
                return Flow::Close;
            }
            Some(None) => cx.note("its words are not found in this article"),
            None => {}
        }
        Flow::Stay
    }
}

impl Markings {
    fn act(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) -> Flow {
        let all: Vec<Marking> = Marking::iter().collect();
        if self.cursor.act(action, count, all.len(), self.list(cx.workspace).page()) {
            return Flow::Stay;
        }
        if let (Action::Tick | Action::Open, Some(marking)) = (action, all.get(self.cursor.at)) {
            let marked = &mut cx.workspace.marked;
            if !marked.remove(marking) {
                marked.insert(*marking);
            }
        }
        Flow::Stay
    }
}

/// Moves the first row that is shown of what is to be read; any other key closes.
fn scroll(page: &OverlayPage, action: Action, count: Option<usize>) -> Option<usize> {
    let height = usize::from(inside(page.window).height).max(1);
    let by = count.unwrap_or(1);
    let top = match action {
        Action::Down => page.top.saturating_add(by),
        Action::Up => page.top.saturating_sub(by),
        Action::PageDown => page.top.saturating_add(height),
        Action::PageUp => page.top.saturating_sub(height),
        Action::First => 0,
        Action::Last => page.last,
        _ => return None,
    };
    Some(top.min(page.last))
}
