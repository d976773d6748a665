//! Keys that wait for a letter or a number before they do something.

use super::App;
use super::message::Message;
use crate::action::Action;
use crate::keys::{Key, KeyCode};

/// What is typed next is for this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaiting {
    /// A letter names the place under the cursor.
    PlaceName,
    /// A letter names the place to go to.
    Place,
    /// A letter is that up to which this action selects, counted so often.
    Letter(Action, usize),
    /// Digits name a link on the screen; so much of the number is typed.
    Link(Option<usize>),
}

impl App {
    /// Waits for what `action` needs.
    pub(super) fn await_letter(&mut self, action: Action, count: Option<usize>) {
        let (awaiting, what) = match action {
            Action::SetMark => (Awaiting::PlaceName, "type the letter that names this place"),
            Action::GoToMark => (Awaiting::Place, "type the letter of the place to go to"),
            Action::NumberLinks => {
                let (screens, mut cx) = self.parts();
                if screens.reader.number_links(&mut cx) {
                    self.awaiting = Some(Awaiting::Link(None));
                }
                return;
            }
            _ => (Awaiting::Letter(action, count.unwrap_or(1)), "type the letter to select to"),
        };
        self.awaiting = Some(awaiting);
        self.say(Message::note(what));
    }

    /// Takes what was waited for.
    pub(super) fn take_letter(&mut self, awaiting: Awaiting, key: Key) {
        match (awaiting, key.typed()) {
            (Awaiting::PlaceName, Some(letter)) if letter.is_alphanumeric() => {
                if let Some(place) = self.reader.place() {
                    self.workspace.session.marks.insert(letter, place);
                    self.say(Message::note(format!("this place is called {letter}")));
                }
                self.parts().1.save_session();
            }
            // Twice the key goes to the place before this one.
            (Awaiting::Place, Some('\'')) => self.step_across(),
            (Awaiting::Place, Some(letter)) => {
                match self.workspace.session.marks.get(&letter).copied() {
                    Some(place) => self.read(place, Vec::new()),
                    None => self.say(Message::note(format!("no place is called {letter}"))),
                }
            }
            (Awaiting::Letter(action, count), Some(letter)) => {
                if !self.reader.select_to(letter, action, count) {
                    let words = format!("no {letter} further that way in this paragraph");
                    self.say(Message::note(words));
                }
                self.reader.show_cursor(&self.workspace);
            }
            (Awaiting::Link(typed), Some(digit)) if digit.is_ascii_digit() => {
                let digit = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                self.take_link(typed.unwrap_or(0) * 10 + digit.unwrap_or(0), typed.is_some());
            }
            (Awaiting::Link(Some(number)), None) if key == Key::plain(KeyCode::Enter) => {
                self.take_link(number, true);
            }
            _ => {}
        }
    }

    /// Selects the link of this number once no digit can follow; `second`: whether one has.
    fn take_link(&mut self, number: usize, second: bool) {
        let links = self.reader.numbered_links(&self.workspace);
        if number > 0 && !second && number * 10 <= links.len() {
            self.awaiting = Some(Awaiting::Link(Some(number)));
            return self.say(Message::note(format!("{number}… or ↵")));
        }
        match number.checked_sub(1).and_then(|nth| links.get(nth)) {
            Some(link) => {
                let (screens, mut cx) = self.parts();
                screens.reader.select_link(link, &mut cx);
            }
            None => self.say(Message::note(format!("no link here has the number {number}"))),
        }
    }
}
