//! The mouse: what lies under it is told from the same areas that painting uses, and then moved or
//! opened by the same actions that keys are bound to.

use ratatui::layout::{Position, Rect};

use super::layout::{self, Pane};
use super::message::Message;
use super::overlay::{Overlay, Under};
use super::screen::ScreenName;
use super::widgets::ListView;
use super::{App, Effect};
use crate::action::Action;
use crate::text::wrap::columns;

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    /// The left button went down.
    Press,
    /// It went down again in the same cell, soon after.
    DoublePress,
    /// It was moved with the left button down.
    Drag,
    /// The wheel was turned one notch away from the reader.
    WheelUp,
    /// The wheel was turned one notch towards the reader.
    WheelDown,
}

/// What the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// The cell, from the corner at the top left.
    pub at: Position,
    /// What it did.
    pub kind: PointerKind,
}

/// Rows that a notch of the wheel moves.
const NOTCH: usize = 3;

impl App {
    /// Takes in what the mouse did; what lies under it has no meaning for a button: nothing happens.
    pub(super) fn on_pointer(&mut self, pointer: Pointer) {
        self.pending.clear();
        self.count = None;
        self.awaiting = None;
        match pointer.kind {
            PointerKind::WheelUp => self.turn(pointer.at, Action::Up, Action::PreviewUp),
            PointerKind::WheelDown => self.turn(pointer.at, Action::Down, Action::PreviewDown),
            PointerKind::Press | PointerKind::DoublePress if self.overlay.is_some() => {
                self.press_overlay(pointer);
            }
            // What lies over the screen hides what is under it.
            PointerKind::Drag if self.overlay.is_some() => {}
            PointerKind::Press => self.press(pointer.at),
            PointerKind::DoublePress => self.press_twice(pointer.at),
            PointerKind::Drag => {
                if self.screen == ScreenName::Reader
                    && !self.reader.press_bar(pointer.at, &self.workspace)
                {
                    self.reader.drag_to(pointer.at, &self.workspace);
                }
            }
        }
    }

    /// The wheel over `at`: a preview moves by itself, everything else as by keys.
    fn turn(&mut self, at: Position, action: Action, in_preview: Action) {
        let previews =
            self.overlay.is_none() && self.preview().is_some_and(|area| area.contains(at));
        match self.screen {
            _ if self.overlay.is_some() => {}
            ScreenName::Reader => self.cross_to(at),
            ScreenName::Compare => self.compare.cross_to(at, &self.workspace),
            ScreenName::List | ScreenName::Search | ScreenName::Quotes => {}
        }
        let by = match self.screen {
            // A row of the comparison is a theme or a passage, not a line.
            ScreenName::Compare => 1,
            _ => NOTCH,
        };
        self.run(if previews { in_preview } else { action }, Some(by));
    }

    /// Where the preview of this screen is, if it has one.
    fn preview(&self) -> Option<Rect> {
        match self.screen {
            ScreenName::List => self.list.areas(&self.workspace).preview,
            ScreenName::Search => self.search.areas(&self.workspace).preview,
            ScreenName::Quotes => self.quotes.areas(&self.workspace).preview,
            ScreenName::Reader | ScreenName::Compare => None,
        }
    }

    /// Selects what lies under `at`.
    fn press(&mut self, at: Position) {
        if self.message.take().is_none() && self.workspace.areas().footer.contains(at) {
            return self.press_foot(at);
        }
        match self.screen {
            ScreenName::Reader => {
                self.cross_to(at);
                if !self.reader.press_bar(at, &self.workspace) {
                    self.reader.press(at, &self.workspace);
                    let link = self.reader.link_at(at, &self.workspace);
                    let (screens, mut cx) = self.parts();
                    if let Some(link) = link {
                        screens.reader.select_link(&link, &mut cx);
                    }
                }
            }
            ScreenName::Compare => {
                self.compare.press(at, &self.workspace);
            }
            ScreenName::List | ScreenName::Search | ScreenName::Quotes => {
                if let Some(row) = self.row_under(at) {
                    self.select_row(row);
                } else if self.screen == ScreenName::List {
                    self.press_above_list(at);
                }
            }
        }
    }

    /// Selects the row under the pointer of what lies over the screen, or opens it; beside that, leaves it,
    /// unless a line is being typed.
    fn press_overlay(&mut self, Pointer { at, kind }: Pointer) {
        let foot = self.workspace.areas().footer;
        if let Some(Overlay::Command(line)) = &mut self.overlay {
            // The line has the foot, and what it may become the row above.
            if at.y + 1 == foot.y
                && let Some(place) = line.offer_at(at.x, foot.width)
            {
                line.choose(place);
                if kind == PointerKind::DoublePress {
                    self.run(Action::Accept, None);
                }
            }
            return;
        }
        if self.message.take().is_none() && foot.contains(at) {
            return self.press_foot(at);
        }
        let Some(overlay) = &mut self.overlay else { return };
        match overlay.under(at, &self.workspace) {
            Under::Row(row) => {
                self.select_row(row);
                if kind == PointerKind::DoublePress {
                    self.run(Action::Open, None);
                }
            }
            Under::Inside => {}
            Under::Outside => self.run(Action::Cancel, None),
        }
    }

    /// Sorts by the head under `at`, or goes on reading.
    fn press_above_list(&mut self, at: Position) {
        let resume = self.list.resume_line(&self.workspace);
        if let Some(action) = self.list.head_at(at, &self.workspace) {
            self.run(action, None);
        } else if resume.is_some_and(|line| line.contains(at)) {
            self.run(Action::Resume, None);
        }
    }

    /// Does what the hint under `at` says.
    fn press_foot(&mut self, at: Position) {
        let parts = self.foot();
        let part = parts.iter().rfind(|part| part.x <= at.x);
        let under = part.filter(|part| usize::from(at.x - part.x) < columns(&part.words));
        if let Some(action) = under.and_then(|part| part.action) {
            self.run(action, None);
        }
    }

    /// Gives the keys to the text under `at`.
    fn cross_to(&mut self, at: Position) {
        let two = layout::two(self.workspace.areas().body);
        // The line between belongs to the text before it, whose position bar it is.
        let before = Position { x: at.x.saturating_sub(1), ..at };
        let under = two.at(at).or_else(|| two.at(before));
        let own = usize::from(self.reader.pane == Pane::Second);
        if self.beside.is_some() && under.is_some_and(|place| place != own) {
            self.cross();
        }
    }

    /// Opens what lies under `at`; in a text, selects its sentence. A head that sorts is
    /// pressed once more.
    fn press_twice(&mut self, at: Position) {
        match self.screen {
            ScreenName::Reader if self.reader.link_at(at, &self.workspace).is_some() => {
                self.press(at);
                self.run(Action::Open, None);
            }
            ScreenName::Reader => {
                self.reader.press_twice(at, &self.workspace);
            }
            ScreenName::Compare if self.compare.press(at, &self.workspace) => {
                self.run(Action::Open, None);
            }
            ScreenName::Compare => {}
            ScreenName::List | ScreenName::Search | ScreenName::Quotes => {
                if let Some(row) = self.row_under(at) {
                    self.select_row(row);
                    self.run(Action::Open, None);
                } else if self.screen == ScreenName::List {
                    self.press_above_list(at);
                }
            }
        }
    }

    /// The list that has the cursor; none in a text.
    pub fn rows(&self) -> Option<ListView> {
        let workspace = &self.workspace;
        match (&self.overlay, self.screen) {
            (Some(overlay), _) => overlay.list(workspace),
            (None, ScreenName::List) => Some(self.list.view(workspace)),
            (None, ScreenName::Search) => Some(self.search.view(workspace)),
            (None, ScreenName::Quotes) => Some(self.quotes.view(workspace)),
            (None, ScreenName::Compare) => self.compare.rows(workspace),
            (None, ScreenName::Reader) => None,
        }
    }

    /// The row of the list on this screen that is painted at `at`.
    fn row_under(&self, at: Position) -> Option<usize> {
        let lists =
            matches!(self.screen, ScreenName::List | ScreenName::Search | ScreenName::Quotes);
        self.rows().filter(|_| lists).and_then(|list| list.row_at(at))
    }

    /// Hears of the mouse from now on, or leaves it to the terminal.
    pub(super) fn toggle_mouse(&mut self) {
        let mouse = !self.workspace.settings.mouse;
        self.workspace.settings.mouse = mouse;
        let words = if mouse { "the mouse is on" } else { "the mouse is left to the terminal" };
        self.message = Some(Message::note(words));
        self.effects.push(Effect::CaptureMouse(mouse));
    }

    fn select_row(&mut self, row: usize) {
        // The way of a key with a count, so that a screen that passes over headings does so here too.
        self.run(Action::First, Some(row + 1));
    }
}
