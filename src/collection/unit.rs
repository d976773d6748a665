//! What can be found and quoted: every block but page chrome, by a number in a series of its own.
//! Passages keep their ¶; a table, verse, a caption, a heading and a note count each by their kind.

use std::fmt;
use std::str::FromStr;

use super::block::{Block, BlockKind, Doubt};
use crate::text::Extent;

/// The series in which a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Standfirst, paragraphs, list items and quotations: ¶.
    Passage,
    /// The title where it stands in the text, and headings.
    Heading,
    /// What the text says of its author, day and place.
    Byline,
    /// Tables; their sentences are rows.
    Table,
    /// Verse and code; their sentences are lines.
    Lines,
    /// The words under pictures.
    Caption,
    /// Notes at the foot, and sources.
    Note,
}

impl Series {
    /// The series in which `block` counts; chrome has none.
    pub fn of(block: &Block) -> Option<Self> {
        match block.kind {
            BlockKind::Standfirst
            | BlockKind::Paragraph
            | BlockKind::ListItem
            | BlockKind::Quote => Some(Self::Passage),
            BlockKind::Title | BlockKind::Heading => Some(Self::Heading),
            BlockKind::Byline => Some(Self::Byline),
            BlockKind::Table => Some(Self::Table),
            BlockKind::Code => Some(Self::Lines),
            BlockKind::Caption => Some(Self::Caption),
            BlockKind::Furniture => block.is_note().then_some(Self::Note),
        }
    }

    /// What stands before the number in an address: `t` in `t2`; nothing for passages.
    const fn letter(self) -> &'static str {
        match self {
            Self::Passage => "",
            Self::Heading => "h",
            Self::Byline => "b",
            Self::Table => "t",
            Self::Lines => "l",
            Self::Caption => "c",
            Self::Note => "n",
        }
    }

    /// What it is called before a reader: `¶`, `table`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passage => "¶",
            Self::Heading => "heading",
            Self::Byline => "byline",
            Self::Table => "table",
            Self::Lines => "lines",
            Self::Caption => "caption",
            Self::Note => "note",
        }
    }

    /// What several are called: `passages`, `tables`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Passage => "passages",
            Self::Heading => "headings",
            Self::Byline => "bylines",
            Self::Table => "tables",
            Self::Lines => "stretches of verse or code",
            Self::Caption => "captions",
            Self::Note => "notes",
        }
    }

    const ALL: [Self; 7] = [
        Self::Passage,
        Self::Heading,
        Self::Byline,
        Self::Table,
        Self::Lines,
        Self::Caption,
        Self::Note,
    ];
}

/// The number of a unit within its article: `4` is ¶4, `t2` the second table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitNumber {
    /// In which series it counts.
    pub series: Series,
    /// Its number there, from 1.
    pub number: u32,
}

impl UnitNumber {
    /// As a reader is told: `¶4`, `table 2`.
    pub fn shown(self) -> String {
        match self.series {
            Series::Passage => format!("¶{}", self.number),
            series => format!("{} {}", series.name(), self.number),
        }
    }
}

impl fmt::Display for UnitNumber {
    /// As an address: `4`, `t2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.series.letter(), self.number)
    }
}

impl FromStr for UnitNumber {
    type Err = NotAUnit;

    /// Reads what `Display` writes, in either case, also behind a `¶`.
    fn from_str(s: &str) -> Result<Self, NotAUnit> {
        let s = s.trim().trim_start_matches('¶').to_ascii_lowercase();
        let digits = s.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let letter = s.strip_suffix(digits).unwrap_or("");
        let series = Series::ALL.into_iter().find(|series| series.letter() == letter);
        let number = digits.parse().ok().filter(|number| *number > 0);
        match (series, number) {
            (Some(series), Some(number)) => Ok(Self { series, number }),
            _ => Err(NotAUnit),
        }
    }
}

/// What was no number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place: a passage is 4, a table t2, verse l1, a caption c3, a heading h2")]
pub struct NotAUnit;

/// A stretch of an article that can be found and quoted.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// Its number in the article, as it is cited.
    pub number: UnitNumber,
    /// The block it is; its sentences are the rows of a table, the lines of verse or code.
    pub block: &'a Block,
    /// What stands in it, a part of the canonical text.
    pub text: &'a str,
}

impl Unit<'_> {
    /// Whether its words may stand in another order on the page.
    pub fn is_unsure(&self) -> bool {
        self.block.doubt == Some(Doubt::OrderUnsure)
    }

    /// As a reader is told, with a question mark where its order is in doubt: `¶4?`.
    pub fn shown(&self) -> String {
        self.number.shown() + if self.is_unsure() { "?" } else { "" }
    }

    /// The sentence of this number, from 1.
    pub fn sentence(&self, number: u32) -> Option<Extent> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.block.sentences.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for series in Series::ALL {
            let number = UnitNumber { series, number: 12 };
            assert_eq!(number.to_string().parse(), Ok(number));
        }
        assert_eq!("¶4".parse::<UnitNumber>().unwrap().shown(), "¶4");
        assert_eq!("T2".parse::<UnitNumber>().unwrap().shown(), "table 2");
        for none in ["", "0", "t", "x4", "t0", "-1", "4t"] {
            assert_eq!(none.parse::<UnitNumber>(), Err(NotAUnit), "{none}");
        }
    }
}
