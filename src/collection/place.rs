//! Where an article lies: a file, or one of the articles in a container.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The place of an article among those of its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// Its number, from 1, in the order of the file.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl fmt::Display for Part {
    /// As it is shown: “3 of 112”.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.number, self.of)
    }
}

/// A file, or the article of this number in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// Number of the article, from 1, in a container.
    pub number: Option<u32>,
}

impl Place {
    /// All of a file.
    pub fn file(path: &Path) -> Self {
        Self { path: path.to_owned(), number: None }
    }
}

impl fmt::Display for Place {
    /// As it is named: `path`, or `path#3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)?;
        self.number.map_or(Ok(()), |number| write!(f, "#{number}"))
    }
}

impl FromStr for Place {
    type Err = std::convert::Infallible;

    /// Reads what `Display` writes. A file whose own name ends in `#3` must be told by the caller.
    fn from_str(named: &str) -> Result<Self, Self::Err> {
        let parted = named.rsplit_once('#').and_then(|(path, number)| {
            let number = number.parse().ok().filter(|number| *number > 0)?;
            (!path.is_empty()).then(|| Self { path: path.into(), number: Some(number) })
        });
        Ok(parted.unwrap_or_else(|| Self { path: named.into(), number: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        for (named, path, number) in [
            ("coast/export.txt#3", "coast/export.txt", Some(3)),
            ("export.txt", "export.txt", None),
            ("c#.txt", "c#.txt", None),
            ("c#0", "c#0", None),
            ("#3", "#3", None),
        ] {
            let Ok(place) = named.parse::<Place>();
            assert_eq!((place.path.to_str(), place.number), (Some(path), number));
            assert_eq!(place.to_string(), named);
        }
        assert_eq!(Part { number: 3, of: 112 }.to_string(), "3 of 112");
    }
}
