//! Help made from the key table. It is searched by typing, and Enter runs the row: the palette too.

use crate::action::{Action, Purpose};
use crate::app::widgets::{Field, ListCursor};
use crate::keys::{Context, Key, Keymap};
use crate::text::{Extent, fuzzy};

/// A row of help: an action and its keys in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Where the keys hold.
    pub context: Context,
    /// What they do.
    pub action: Action,
    /// The group in which it stands.
    pub group: Group,
    /// The keys, with spaces between.
    pub keys: String,
    /// Letters of the help text that the filter matched, in bytes.
    pub matched: Vec<Extent>,
}

/// A group of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What is most likely wanted.
    First,
    /// What serves one purpose.
    Purpose(Purpose),
}

impl Group {
    /// What it is called.
    pub fn name(self) -> String {
        match self {
            Self::First => "mostly".to_owned(),
            Self::Purpose(purpose) => purpose.to_string(),
        }
    }
}

/// How many rows stand before the groups.
const MOST_USEFUL: usize = 3;

/// The help overlay.
#[derive(Debug, Clone)]
pub struct Help {
    all: Vec<HelpRow>,
    /// The rows that fit the filter.
    pub rows: Vec<HelpRow>,
    /// The selected row.
    pub cursor: ListCursor,
    /// What narrows the rows.
    pub filter: Field,
}

impl Help {
    /// The help of `context`: the three of `useful` that are wanted most, then all by what they are for.
    pub fn of(keymap: &Keymap, context: Context, useful: impl Iterator<Item = Action>) -> Self {
        let useful: Vec<Action> = useful.take(MOST_USEFUL).collect();
        let mut all: Vec<HelpRow> = Vec::new();
        for binding in keymap.of(context) {
            let same =
                |row: &&mut HelpRow| row.action == binding.action && row.context == binding.context;
            match all.iter_mut().find(same) {
                Some(row) => {
                    row.keys.push(' ');
                    row.keys.push_str(&binding.notation());
                }
                None => all.push(HelpRow {
                    context: binding.context,
                    action: binding.action,
                    group: if useful.contains(&binding.action) {
                        Group::First
                    } else {
                        Group::Purpose(binding.action.purpose())
                    },
                    keys: binding.notation(),
                    matched: Vec::new(),
                }),
            }
        }
        let place = |action| useful.iter().position(|first| *first == action);
        all.sort_by_key(|row| (row.group, place(row.action)));
        Self { rows: all.clone(), all, cursor: ListCursor::default(), filter: Field::default() }
    }

    /// How many keys there are, whether they fit the filter or not.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Takes a key for the filter.
    pub fn key(&mut self, key: Key) {
        if !self.filter.key(key) {
            return;
        }
        let mut found: Vec<(i64, HelpRow)> = self
            .all
            .iter()
            .filter_map(|row| {
                let help = row.action.help();
                let found = fuzzy(self.filter.text(), help);
                let by_key = || row.keys.split(' ').any(|key| key == self.filter.text());
                match found {
                    Some(found) => {
                        Some((found.score, HelpRow { matched: found.extents, ..row.clone() }))
                    }
                    None => by_key().then(|| (i64::MAX, row.clone())),
                }
            })
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.rows = found.into_iter().map(|(_, row)| row).collect();
        self.cursor = ListCursor::default();
    }
}
