//! The foot line, laid out: what is painted there is what a click there means.

use unicode_width::UnicodeWidthStr;

use super::App;
use super::hints;
use super::modes::Mode;
use super::screen::{ScreenName, Unit};
use super::widgets::thousands;
use crate::action::Action;
use crate::session::Session;

/// Words in the foot line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FootPart {
    /// The column at which they start.
    pub x: u16,
    /// What is written; a key as it is typed.
    pub words: String,
    /// What they are.
    pub kind: FootKind,
    /// What a click on them does.
    pub action: Option<Action>,
}

/// What words in the foot line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootKind {
    /// Told in full.
    Says,
    /// The name of what is going on.
    Mode,
    /// What is pressed.
    Key,
    /// What stands back: what a key does.
    Does,
}

/// Between two hints.
const GAP: &str = "   ";
/// Columns from which the foot line has place for whole sentences.
const WIDE: u16 = 72;

/// Words still without a place: what they say, what they are, and what a click on them does.
pub struct FootWords(pub String, pub FootKind, pub Option<Action>);

impl App {
    /// The foot line where nothing was said and no line is typed: how far something has come at the right,
    /// before it the keys typed so far, and what keys do here, as much as there is room for.
    pub fn foot(&self) -> Vec<FootPart> {
        let width = usize::from(self.workspace.size.width);
        let aside = self.aside();
        let typed = FootWords(self.typed_so_far(), FootKind::Key, None);
        let right = columns(&aside) + if typed.0.is_empty() { 0 } else { typed.0.width() + 1 };
        let help = self.hint(Action::Help, "help");
        let room = width.saturating_sub(right);
        if room < columns(&help) + 1 {
            return placed(width.saturating_sub(columns(&aside)), aside);
        }
        let mut left = self.lead();
        for (action, label) in hints::of(self) {
            let hint = self.hint(*action, label);
            if hint.is_empty() {
                continue;
            }
            if columns(&left) + columns(&hint) + GAP.len() + columns(&help) + 1 > room {
                break;
            }
            left.extend(hint);
            left.push(FootWords(GAP.to_owned(), FootKind::Does, None));
        }
        left.extend(help);
        let mut parts = placed(0, left);
        parts.extend(placed(room, vec![typed]));
        parts.extend(placed(width.saturating_sub(columns(&aside)), aside));
        parts
    }

    /// What there is to say beside the keys. As long as files are being read or a comparison is being made
    /// that takes long: how far it has come. As long as the files hold something else than what is shown:
    /// what, and the key that shows it.
    pub fn aside(&self) -> Vec<FootWords> {
        let does = |words: String| vec![FootWords(words, FootKind::Does, None)];
        if let Some((read, found)) = self.workspace.progress {
            return does(format!("{} of {} articles read ", thousands(read), thousands(found)));
        }
        let comparing = self.compare.progress.filter(|_| self.screen == ScreenName::Compare);
        if let Some(progress) = comparing {
            return does(format!("{} ", progress.words()));
        }
        let Some(words) = self.workspace.offer.words() else { return Vec::new() };
        let (says, rescan) = (FootKind::Says, Some(Action::Rescan));
        let key = self.keymap.key_for(self.context(), Action::Rescan);
        if key.is_empty() {
            return vec![FootWords(format!("{words} "), says, rescan)];
        }
        vec![
            FootWords(format!("{words}, "), says, rescan),
            FootWords(key, FootKind::Key, rescan),
            FootWords(" to reload ".to_owned(), says, rescan),
        ]
    }

    /// What was typed of a count and of a longer sequence.
    fn typed_so_far(&self) -> String {
        let count = self.count.iter().map(usize::to_string);
        count.chain(self.pending.iter().map(ToString::to_string)).collect()
    }

    /// A key and what it does; nothing if the action has no key here.
    fn hint(&self, action: Action, label: &str) -> Vec<FootWords> {
        let key = self.keymap.key_for(self.context(), action);
        let key = if key == "Enter" { "↵".to_owned() } else { key };
        if key.is_empty() {
            return Vec::new();
        }
        let does = FootWords(format!(" {label}"), FootKind::Does, Some(action));
        vec![FootWords(key, FootKind::Key, Some(action)), does]
    }

    /// What stands before the keys: the mode and how it moves.
    fn lead(&self) -> Vec<FootWords> {
        let key = |action| self.keymap.key_for(self.context(), action);
        let wide = self.workspace.size.width >= WIDE;
        let says = |words: String| FootWords(words, FootKind::Says, None);
        let mut lead = vec![says(" ".to_owned())];
        match Mode::of(self) {
            None if self.screen == ScreenName::List
                && self.workspace.session == Session::default() =>
            {
                lead.push(FootWords("Welcome   ".to_owned(), FootKind::Mode, None));
            }
            None => {}
            Some(Mode::Selecting(unit, _)) => {
                let moves: &[Action] = match unit {
                    Unit::Character if wide => &[
                        Action::Left,
                        Action::Right,
                        Action::NextWord,
                        Action::PreviousWord,
                        Action::WordEnd,
                    ],
                    _ => &[Action::Left, Action::Right],
                };
                let keys: Vec<String> = moves.iter().map(|action| key(*action)).collect();
                let keys = keys.join(" ");
                lead.push(FootWords(format!("{unit}: "), FootKind::Mode, None));
                lead.push(FootWords(keys, FootKind::Key, None));
                lead.push(FootWords(" move   ".to_owned(), FootKind::Does, None));
            }
            Some(Mode::Placing) => {
                let first = if wide { "select the words, then " } else { "" };
                let (keep, stop) = (key(Action::Quote), key(Action::Cancel));
                lead.push(says(format!("{first}{keep} puts the quote there · {stop} gives up   ")));
            }
            Some(Mode::Choosing) => {
                let which = if wide {
                    "open the article where its words are now"
                } else {
                    "open its article"
                };
                lead.push(says(format!("{which} · {} gives up   ", key(Action::Cancel))));
            }
        }
        lead
    }
}

fn columns(words: &[FootWords]) -> usize {
    words.iter().map(|FootWords(words, ..)| words.width()).sum()
}

/// Words one after the other, from column `x` on.
fn placed(x: usize, words: Vec<FootWords>) -> Vec<FootPart> {
    let mut x = x;
    let place = |FootWords(words, kind, action): FootWords| {
        let at = u16::try_from(x).unwrap_or(u16::MAX);
        x += words.width();
        FootPart { x: at, words, kind, action }
    };
    words.into_iter().map(place).collect()
}
