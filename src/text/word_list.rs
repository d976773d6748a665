//! Lists of words that are data: one text file a list, entries parted by commas.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A list of words or phrases in a file beside the code.
#[derive(Debug)]
pub struct Words {
    source: &'static str,
    list: OnceLock<Vec<&'static str>>,
    set: OnceLock<HashSet<&'static str>>,
}

impl Words {
    /// The entries of `source`.
    pub const fn new(source: &'static str) -> Self {
        Self { source, list: OnceLock::new(), set: OnceLock::new() }
    }

    /// Whether `word` is one of them, letter for letter.
    pub fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.iter().collect()).contains(word)
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        let read = || {
            let entries = self.source.split([',', '\n']).map(str::trim);
            entries.filter(|entry| !entry.is_empty()).collect()
        };
        self.list.get_or_init(read).iter().copied()
    }
}
