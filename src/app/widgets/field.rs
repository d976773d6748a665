//! A line of text being typed.

use tui_input::{Input, InputRequest};
use unicode_width::UnicodeWidthStr;

use crate::keys::{Key, KeyCode};

/// Characters that can be typed into a field; what stood in it from the start may be longer.
pub const LONGEST: usize = 4_000;

/// What of a field is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selected {
    /// Nothing: a letter goes in at the cursor.
    #[default]
    Nothing,
    /// Everything: a letter takes its place.
    Everything,
}

/// A one-line text field with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
    selected: Selected,
}

impl Field {
    /// A field that holds `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(clean(text)), selected: Selected::Nothing }
    }

    /// Selects what it holds, as when one goes to an address bar: the next letter begins again, the keys of
    /// the cursor edit what is there. The cursor goes to its end.
    pub fn select(&mut self) {
        self.input.handle(InputRequest::GoToEnd);
        self.selected = match self.text() {
            "" => Selected::Nothing,
            _ => Selected::Everything,
        };
    }

    /// What is selected.
    pub const fn selected(&self) -> Selected {
        self.selected
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        let text = self.text();
        let end = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at);
        text.get(..end).unwrap_or("")
    }

    /// Columns before the cursor.
    pub fn cursor_column(&self) -> usize {
        self.before().width()
    }

    /// Puts `text` in at the cursor, in the place of what is selected: as much of it as there is room for.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.selected) == Selected::Everything {
            self.input.reset();
        }
        let (before, room) = (self.before().to_owned(), self.room());
        let behind = self.text().get(before.len()..).unwrap_or("").to_owned();
        let new: String = clean(text).chars().take(room).collect();
        let cursor = before.chars().count() + new.chars().count();
        self.input = Input::new(format!("{before}{new}{behind}")).with_cursor(cursor);
    }

    /// Characters for which there is still room; a selected text makes room.
    pub fn room(&self) -> usize {
        match self.selected {
            Selected::Everything => LONGEST,
            Selected::Nothing => LONGEST.saturating_sub(self.text().chars().count()),
        }
    }

    /// Edits by a key: letters type; Ctrl-A/E, Ctrl-W, Ctrl-U, Ctrl-K and the arrows as in a shell. What is
    /// selected is replaced by a letter, goes with whatever deletes, and stays as soon as the cursor moves.
    /// `true` if the text changed.
    pub fn key(&mut self, key: Key) -> bool {
        if key.typed().is_some() && self.room() == 0 {
            return false;
        }
        let request = match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(c), false, false) if !c.is_control() => InputRequest::InsertChar(c),
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, _) => {
                InputRequest::DeletePrevChar
            }
            (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, _) => InputRequest::DeleteNextChar,
            (KeyCode::Backspace, ..) | (KeyCode::Char('w'), true, _) => {
                InputRequest::DeletePrevWord
            }
            (KeyCode::Char('u'), true, _) => InputRequest::DeleteLine,
            (KeyCode::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, _) => {
                InputRequest::GoToPrevChar
            }
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, _) => {
                InputRequest::GoToNextChar
            }
            (KeyCode::Left, ..) | (KeyCode::Char('b'), _, true) => InputRequest::GoToPrevWord,
            (KeyCode::Right, ..) | (KeyCode::Char('f'), _, true) => InputRequest::GoToNextWord,
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => InputRequest::GoToStart,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => InputRequest::GoToEnd,
            _ => return false,
        };
        match std::mem::take(&mut self.selected) {
            Selected::Nothing => self.edit(request),
            Selected::Everything => self.edit_selected(request),
        }
    }

    fn edit(&mut self, request: InputRequest) -> bool {
        self.input.handle(request).is_some_and(|change| change.value)
    }

    /// Edits where everything is selected: the cursor leaves to the side to which it was moved.
    fn edit_selected(&mut self, request: InputRequest) -> bool {
        match request {
            InputRequest::InsertChar(_) => {
                self.input.reset();
                self.edit(request)
            }
            InputRequest::GoToPrevChar => self.edit(InputRequest::GoToStart),
            InputRequest::GoToNextChar => self.edit(InputRequest::GoToEnd),
            InputRequest::GoToStart
            | InputRequest::GoToEnd
            | InputRequest::GoToPrevWord
            | InputRequest::GoToNextWord => self.edit(request),
            _ => self.edit(InputRequest::DeleteLine),
        }
    }
}

fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}
