//! Comparison: how each article treats each theme.

use crate::action::Action;
use crate::app::part::Field;
use crate::app::request::Request;
use crate::app::room::Room;
use crate::keys::Key;

/// Comparison: how each article treats each theme.
#[derive(Debug, Clone, Default)]
pub struct CompareScreen {
    /// What is typed.
    pub field: Field,
    /// Whether letters go to the field.
    pub typing: bool,
}

impl CompareScreen {
    /// Prepares the screen as it comes up.
    pub fn enter(&mut self, _room: &Room) -> Vec<Request> {
        Vec::new()
    }

    /// Does what a key means here.
    pub fn act(&mut self, action: Action, _count: Option<usize>, _room: &Room) -> Vec<Request> {
        match action {
            Action::Find | Action::Filter => self.typing = true,
            Action::Cancel => return vec![Request::Leave],
            _ => {}
        }
        Vec::new()
    }

    /// Takes a key while letters go to the field.
    pub fn key(&mut self, key: Key, _room: &Room) -> Vec<Request> {
        self.field.key(key);
        Vec::new()
    }

    /// Takes what a key means while letters go to the field.
    pub fn act_typing(&mut self, action: Action, _room: &Room) -> Vec<Request> {
        if matches!(action, Action::Accept | Action::Cancel | Action::NextPane) {
            self.typing = false;
        }
        Vec::new()
    }

    /// Brings what depends on size and articles up to date.
    pub fn settle(&mut self, _room: &Room) {}
}
