//! What becomes of a key: part of a count or of a sequence, a letter of a line, or what it is bound to.

use super::App;
use super::habits;
use super::message::Message;
use super::screen::ScreenName;
use super::widgets::LONGEST;
use crate::action::Action;
use crate::keys::{Context, Key, KeyCode, Resolution, on_latin_keyboard};
use crate::text::numbers::thousands;

impl App {
    pub(super) fn on_key(&mut self, key: Key) {
        self.message = None;
        if let Some(mode) = self.awaiting.take() {
            return self.take_letter(mode, key);
        }
        let context = self.context();
        if context == Context::Typing {
            return match self.keymap.resolve(context, &[key]) {
                Resolution::Action(action) if self.takes(action) => self.act_typing(action),
                _ => self.type_key(key),
            };
        }
        let key = self.by_place(context, key);
        if self.takes_digit(key) {
            return;
        }
        if key == Key::plain(KeyCode::Esc) && !(self.pending.is_empty() && self.count.is_none()) {
            self.pending.clear();
            self.count = None;
            return;
        }
        self.pending.push(key);
        match self.keymap.resolve(context, &self.pending) {
            Resolution::Waiting => {}
            Resolution::Nothing => {
                let keys = std::mem::take(&mut self.pending);
                self.count = None;
                self.say(Message::note(habits::instead_of(&keys, context, &self.keymap)));
            }
            Resolution::Action(action) => {
                self.pending.clear();
                let count = self.count.take();
                self.run(action, count);
            }
        }
    }

    /// The key at the same place of a Latin keyboard, where a letter of another means nothing here.
    fn by_place(&self, context: Context, key: Key) -> Key {
        let keys: Vec<Key> = self.pending.iter().copied().chain([key]).collect();
        let latin = key.typed().and_then(on_latin_keyboard).map(KeyCode::Char).map(Key::plain);
        match self.keymap.resolve(context, &keys) {
            Resolution::Nothing => latin.unwrap_or(key),
            _ => key,
        }
    }

    /// What may follow the keys typed so far, and what it does then.
    pub fn may_follow(&self) -> Vec<(String, Action)> {
        if self.pending.is_empty() {
            return Vec::new();
        }
        self.keymap.following(self.context(), &self.pending)
    }

    /// Digits before a key are a count; `0` only behind another digit.
    fn takes_digit(&mut self, key: Key) -> bool {
        let digit = key.typed().and_then(|c| c.to_digit(10)).and_then(|d| usize::try_from(d).ok());
        match digit {
            Some(digit) if self.pending.is_empty() && (digit > 0 || self.count.is_some()) => {
                let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
                self.count = Some(count.min(1_000_000));
                true
            }
            _ => false,
        }
    }

    pub(super) fn type_key(&mut self, key: Key) {
        if let Some(overlay) = &mut self.overlay {
            overlay.key(key);
            return self.ask_for_files();
        }
        let screen = self.screen;
        let (screens, mut cx) = self.parts();
        match screen {
            ScreenName::List => screens.list.key(key, cx.workspace),
            ScreenName::Reader => screens.reader.key(key, cx.workspace),
            ScreenName::Search => screens.search.key(key, &mut cx),
            ScreenName::Compare => screens.compare.key(key, &mut cx),
            ScreenName::Quotes => screens.quotes.key(key, cx.workspace),
        }
    }

    /// A paste is one edit: all but its last letter goes in at once, and what follows from the text as a
    /// whole follows from that letter.
    pub(super) fn on_paste(&mut self, text: &str) {
        let Some(field) = self.field_mut() else {
            return self
                .say(Message::note("a paste goes into a field: open one first, the search say"));
        };
        let room = field.room();
        // A line end is one space, however it is written.
        let text = text.replace("\r\n", "\n");
        let mut letters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let mut letters: Vec<char> =
            letters.by_ref().filter(|c| !c.is_control()).take(room + 1).collect();
        let cut = letters.len() > room;
        letters.truncate(room);
        if let Some(last) = letters.pop() {
            field.insert(&letters.iter().collect::<String>());
            self.type_key(Key::plain(KeyCode::Char(last)));
        }
        if cut {
            let most = thousands(LONGEST);
            self.say(Message::error(format!("a line holds {most} letters: the rest was left out")));
        }
    }

    pub(super) fn act_typing(&mut self, action: Action) {
        if self.act_always(action) {
            return;
        }
        if self.overlay.is_some() {
            return self.act_overlay(action, None);
        }
        if action == Action::NextPane && self.wants_themes() {
            return;
        }
        let screen = self.screen;
        let (screens, mut cx) = self.parts();
        let flow = match screen {
            ScreenName::List => screens.list.act_typing(action, &mut cx),
            ScreenName::Reader => screens.reader.act_typing(action, &mut cx),
            ScreenName::Search => screens.search.act_typing(action, &mut cx),
            ScreenName::Compare => screens.compare.act_typing(action, &mut cx),
            ScreenName::Quotes => screens.quotes.act_typing(action, &mut cx),
        };
        self.close(flow);
    }
}
