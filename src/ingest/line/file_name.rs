//! What the name of a file says of the article in it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::collection::{DateSpan, PartialDate};
use crate::text::Extent;

/// The day, or the month, that `path`'s name states with the year first: `2024-03-14-title.md`,
/// `outlet_20240314_title.txt`, `2024_03 title`.
pub(in crate::ingest) fn date(path: &Path) -> Option<DateSpan> {
    dated(path.file_stem()?.to_str()?).map(|(date, _)| date.into())
}

/// The first date in `stem` and where it stands.
pub(in crate::ingest) fn dated(stem: &str) -> Option<(PartialDate, Extent)> {
    let digit = |c: char| c.is_ascii_digit();
    let mut at = 0;
    while let Some(start) = stem.get(at..).and_then(|rest| rest.find(digit)).map(|by| at + by) {
        let run = stem.get(start..)?.find(|c| !digit(c)).map_or(stem.len(), |by| start + by);
        if let Some(found) = at_digits(stem, start, run) {
            return Some(found);
        }
        at = run;
    }
    None
}

/// The date that begins with the digits from `start` to `end`.
fn at_digits(stem: &str, start: usize, end: usize) -> Option<(PartialDate, Extent)> {
    let digits = stem.get(start..end)?;
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1900..=2100).contains(year));
    if digits.len() == 8 {
        let date = PartialDate::day(
            year(digits.get(..4)?)?,
            digits.get(4..6)?.parse().ok()?,
            digits.get(6..)?.parse().ok()?,
        )?;
        return Some((date, Extent::new(start, end)));
    }
    let year = year(digits).filter(|_| digits.len() == 4)?;
    let (month, behind) = part(stem, end)?;
    let sign = stem.get(end..).and_then(|rest| rest.chars().next());
    let day = part(stem, behind)
        .filter(|_| stem.get(behind..).and_then(|rest| rest.chars().next()) == sign);
    match day {
        Some((day, last)) => Some((PartialDate::day(year, month, day)?, Extent::new(start, last))),
        None => Some((PartialDate::month(year, month)?, Extent::new(start, behind))),
    }
}

/// Two digits behind a sign at `at`, and where they end.
fn part(stem: &str, at: usize) -> Option<(u8, usize)> {
    let rest = stem.get(at..)?;
    let rest = rest.strip_prefix(['-', '_', '.', ' '])?;
    let digits = rest.get(..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))?;
    let number = digits.parse().ok().filter(|_| digits.len() == 2)?;
    Some((number, at + 1 + digits.len()))
}

/// Files, at least, whose names show a pattern.
const FILES: usize = 3;
/// Words, at most, of an outlet's name.
const OUTLET: usize = 3;

/// The outlet that the name of each of `paths` states, for the folders in which it stands at one place of
/// nearly every name, beside the date: `coastreview_2024-03-14_dock.txt`. A part that differs in every
/// file is a title, one that is the same in all tells nothing.
pub fn outlets(paths: &[PathBuf]) -> HashMap<PathBuf, String> {
    let mut folders: HashMap<Option<&Path>, Vec<&PathBuf>> = HashMap::new();
    for path in paths {
        folders.entry(path.parent()).or_default().push(path);
    }
    let mut found = HashMap::new();
    for files in folders.into_values().filter(|files| files.len() >= FILES) {
        for place in [before_date, behind_date] {
            let named: Vec<(&PathBuf, &str)> =
                files.iter().filter_map(|path| Some((*path, place(path)?))).collect();
            let names: HashSet<&str> = named.iter().map(|(_, name)| *name).collect();
            let most = named.len() * 10 >= files.len() * 8;
            if most && names.len() >= 2 && names.len() < named.len() {
                found.extend(named.into_iter().map(|(path, name)| (path.clone(), name.to_owned())));
                break;
            }
        }
    }
    found
}

/// What stands before the date in the name of `path`.
fn before_date(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    outlet(stem.get(..dated(stem)?.1.start)?)
}

/// The first part behind the date, where more parts follow.
fn behind_date(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    let (_, place) = dated(stem)?;
    let rest = stem.get(place.end..)?.trim_start_matches(PARTING);
    outlet(rest.split_once('_')?.0).filter(|_| place.start == 0)
}

const PARTING: [char; 4] = ['_', '-', ' ', '.'];

fn outlet(text: &str) -> Option<&str> {
    let name = text.trim_matches(PARTING);
    let words = name.split(PARTING).filter(|word| !word.is_empty()).count();
    let lettered = name.chars().any(char::is_alphabetic);
    ((1..=OUTLET).contains(&words) && lettered).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_a_date() {
        for (name, date) in [
            ("2023-11-02-two-cheers.md", "2023-11-02"),
            ("coast_20240314_dock.txt", "2024-03-14"),
            ("coast 2024_03_14.txt", "2024-03-14"),
            ("Report 2024-03.html", "2024-03"),
            ("nr.12 2024.03.14 dock.txt", "2024-03-14"),
        ] {
            let found = date_of(name).map(|date| date.start.to_string());
            assert_eq!(found.as_deref(), Some(date), "{name}");
        }
        for none in [
            "dock-2024.txt",
            "2024-13-01.txt",
            "12345678.txt",
            "call 555-12-34.txt",
            "20240314159.txt",
        ] {
            assert_eq!(date_of(none), None, "{none}");
        }
    }

    #[test]
    fn an_outlet_stands_at_one_place_of_most_names() {
        let of = |names: &[&str]| {
            let paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
            let found = outlets(&paths);
            paths
                .iter()
                .map(|path| found.get(path).cloned().unwrap_or_default())
                .collect::<Vec<_>>()
        };
        let names =
            ["a/coast_2024-03-14_dock.txt", "a/coast_2024-03-18_x.txt", "a/post_2024-03-15_y.txt"];
        assert_eq!(of(&names), ["coast", "coast", "post"]);
        let names = ["2024-03-14_coast_dock.md", "2024-03-18_post_x.md", "2024-03-18_post_y.md"];
        assert_eq!(of(&names), ["coast", "post", "post"]);
        let titles = ["dock_2024-03-14.txt", "lock_2024-03-18.txt", "quay_2024-03-15.txt"];
        assert_eq!(of(&titles), ["", "", ""]);
        let same = ["note_2024-03-14.txt", "note_2024-03-18.txt", "note_2024-03-15.txt"];
        assert_eq!(of(&same), ["", "", ""]);
    }

    fn date_of(name: &str) -> Option<DateSpan> {
        date(Path::new(name))
    }
}
