//! Where the reader left off, and what was chosen on the way.

use std::collections::BTreeMap;

use crate::text::{ArticleId, Span};

/// How far an article was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The byte of the canonical text at which the sentence starts where reading stopped.
    pub offset: usize,
    /// One past the last byte of the furthest sentence that was reached by reading on; what was only
    /// jumped to does not count.
    pub furthest: usize,
}

/// What is kept from one reading to the next, by article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// The place in each article that was opened.
    pub places: BTreeMap<ArticleId, Place>,
    /// Places the reader gave a letter to.
    pub marks: BTreeMap<char, Span>,
    /// The article that was read last, or while none is begun opened last.
    pub last: Option<ArticleId>,
    /// What was searched for.
    pub searches: Searches,
    /// Columns of a line of prose, in articles for which the reader chose them.
    pub measures: BTreeMap<ArticleId, u16>,
    /// What was typed on the command line, the last line last.
    pub commands: Vec<String>,
}

impl Session {
    /// How many lines of the command line are remembered.
    const COMMANDS: usize = 100;

    /// Remembers `line` as the last one typed.
    pub fn remember_command(&mut self, line: &str) {
        self.commands.retain(|before| before != line);
        self.commands.push(line.to_owned());
        let over = self.commands.len().saturating_sub(Self::COMMANDS);
        self.commands.drain(..over);
    }
}

/// Searches that are remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Searches {
    /// Those the reader keeps, in the order in which they were kept.
    pub kept: Vec<String>,
    /// The last ones, the last one first.
    pub recent: Vec<String>,
}

impl Searches {
    /// How many of the last ones are remembered.
    const RECENT: usize = 50;

    /// Remembers `query` as the last one.
    pub fn remember(&mut self, query: &str) {
        self.recent.retain(|known| known != query);
        self.recent.insert(0, query.to_owned());
        self.recent.truncate(Self::RECENT);
    }

    /// Keeps `query`, or lets it go if it is kept; whether it is kept now.
    pub fn toggle(&mut self, query: &str) -> bool {
        let before = self.kept.len();
        self.kept.retain(|known| known != query);
        let keep = self.kept.len() == before;
        if keep {
            self.kept.push(query.to_owned());
        }
        keep
    }
}
