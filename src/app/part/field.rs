//! A line of text being typed.

use tui_input::{Input, InputRequest};
use unicode_width::UnicodeWidthStr;

use crate::keys::{Key, KeyCode};

/// A one-line text field with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that holds `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(clean(text)) }
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

    /// Edits by a key: letters type; Ctrl-A/E, Ctrl-W, Ctrl-U, Ctrl-K and the arrows as in a shell.
    /// `true` if the text changed.
    pub fn key(&mut self, key: Key) -> bool {
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
        self.input.handle(request).is_some_and(|change| change.value)
    }

    /// Inserts pasted text at the cursor, line ends as spaces.
    pub fn paste(&mut self, text: &str) {
        for c in clean(text).chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
}

fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}
