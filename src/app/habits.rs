//! Keys of other programs that mean nothing here: what does the same is named.

use crate::action::Action;
use crate::keys::{Context, Key, Keymap, notation};

/// What keys do in editors, pagers and browsers, as far as something here does it too.
const HABITS: [(&str, Action); 34] = [
    ("Ctrl-W", Action::NextPane),
    ("Ctrl-N", Action::Down),
    ("Ctrl-E", Action::Down),
    ("Ctrl-Y", Action::Up),
    ("Ctrl-J", Action::Down),
    ("Ctrl-K", Action::Up),
    ("Ctrl-V", Action::PageDown),
    ("Ctrl-T", Action::Beside),
    ("Ctrl-S", Action::Find),
    ("Ctrl-R", Action::Rescan),
    ("Ctrl-G", Action::Details),
    ("Ctrl-A", Action::First),
    ("Ctrl-X", Action::Quit),
    ("Ctrl-Q", Action::QuitNow),
    ("F2", Action::CommandLine),
    ("F3", Action::FindNext),
    ("F5", Action::Rescan),
    ("F10", Action::QuitNow),
    ("<", Action::First),
    (">", Action::Last),
    ("^", Action::First),
    ("$", Action::Last),
    ("0", Action::First),
    ("&", Action::Find),
    ("e", Action::NextSentence),
    ("w", Action::NextSentence),
    ("B", Action::PreviousParagraph),
    ("E", Action::Export),
    ("S", Action::Search),
    ("F", Action::Rescan),
    ("C", Action::Compare),
    ("D", Action::HalfPageDown),
    (";", Action::FindNext),
    ("Backspace", Action::Back),
];

/// What is said to `keys` that mean nothing in `context`.
pub(super) fn instead_of(keys: &[Key], context: Context, keymap: &Keymap) -> String {
    let typed = notation(keys);
    let help = keymap.key_for(context, Action::Help);
    let habit = HABITS.iter().find(|(habit, _)| *habit == typed).map(|(_, action)| *action);
    let here = habit.map(|action| (keymap.key_for(context, action), action.help()));
    match here.filter(|(key, _)| !key.is_empty()) {
        Some((key, does)) => {
            format!("{typed} does nothing here · {key}: {} · {help} help", does.to_lowercase())
        }
        None => format!("{typed} does nothing here · {help} help"),
    }
}
