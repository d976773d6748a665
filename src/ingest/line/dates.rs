//! Dates in the words of articles: "26.04.2024", "February 28 – March 6, 2022", "3 мая 2021 г.".

mod tokens;

use crate::collection::{DateSpan, PartialDate};
use crate::ingest::line::words::Words;
use crate::text::Extent;
use tokens::{Kind, Token, tokens};

/// What a language says about `03/04/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum DayOrder {
    /// The day stands first: every language here but English.
    DayFirst,
    /// It may be either: only the year is certain.
    Unknown,
}

impl DayOrder {
    /// The order in a text of this language (ISO 639-1), if it is known.
    pub(in crate::ingest) fn of(language: Option<&str>) -> Self {
        match language {
            None | Some("en") => Self::Unknown,
            Some(_) => Self::DayFirst,
        }
    }
}

/// A date and where it stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Dated {
    pub(in crate::ingest) span: DateSpan,
    pub(in crate::ingest) extent: Extent,
}

/// The first date in `line` whose year is stated.
pub(in crate::ingest) fn first(line: &str, order: DayOrder) -> Option<Dated> {
    let tokens = tokens(line);
    from(&tokens, 0, order).map(|(dated, _)| dated)
}

/// Words that say of a date that something was changed on it.
static CHANGES: Words = Words::new(include_str!("../../../assets/words/changes.txt"));

/// The first date in `line` of which it does not say that something was changed on it, or else the first.
pub(in crate::ingest) fn published(line: &str, order: DayOrder) -> Option<Dated> {
    let tokens = tokens(line);
    let (first, mut next) = from(&tokens, 0, order)?;
    let mut start = 0;
    let mut dated = first;
    loop {
        let before = line.get(start..dated.extent.start).unwrap_or_default().to_lowercase();
        if !CHANGES.iter().any(|word| before.contains(word)) {
            return Some(dated);
        }
        start = dated.extent.end;
        let Some((later, behind)) = from(&tokens, next, order) else { return Some(first) };
        (dated, next) = (later, behind);
    }
}

/// The first date from the token at `start` on, and the token behind it.
fn from(tokens: &[Token], start: usize, order: DayOrder) -> Option<(Dated, usize)> {
    (start..tokens.len()).find_map(|at| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| token.kind);
        if matches!(before, Some(Kind::Sign('/' | '.' | '-'))) && !spaced_before(tokens, at) {
            return None;
        }
        let (span, next) = range_at(tokens, at, order)?;
        let start = tokens.get(at)?.extent.start;
        let end = tokens.get(next.checked_sub(1)?)?.extent.end;
        Some((Dated { span, extent: Extent::new(start, end) }, next))
    })
}

/// Whether `word` is the name of a month.
pub(in crate::ingest) fn is_month(word: &str) -> bool {
    tokens::month(&word.to_lowercase()).is_some()
}

fn spaced_before(tokens: &[Token], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at)) {
        (Some(before), Some(here)) => before.extent.end < here.extent.start,
        _ => true,
    }
}

/// A date of which parts may be missing.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    /// Day and month cannot be told apart.
    unsure: bool,
}

impl Parts {
    fn date(self) -> Option<PartialDate> {
        let year = self.year?;
        match (self.month, self.day) {
            _ if self.unsure => Some(PartialDate::year(year)),
            (Some(month), Some(day)) => PartialDate::day(year, month, day),
            (Some(month), None) => PartialDate::month(year, month),
            (None, _) => None,
        }
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn sign(&mut self, signs: &[char]) -> Option<char> {
        match self.peek() {
            Some(Kind::Sign(c)) if signs.contains(&c) => {
                self.at += 1;
                Some(c)
            }
            _ => None,
        }
    }

    fn fillers(&mut self) {
        while matches!(self.peek(), Some(Kind::Filler)) {
            self.at += 1;
        }
    }

    fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
        match self.peek() {
            Some(Kind::Number { value, digits: here }) if digits.contains(&here) => {
                self.at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    fn small(&mut self, most: u8) -> Option<u8> {
        let start = self.at;
        let found = self
            .number(1..=2)
            .and_then(|n| u8::try_from(n).ok())
            .filter(|n| (1..=most).contains(n));
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn year(&mut self) -> Option<i16> {
        let start = self.at;
        let found = self
            .number(4..=4)
            .and_then(|n| i16::try_from(n).ok())
            .filter(|n| (1400..=2200).contains(n));
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn month(&mut self) -> Option<u8> {
        match self.peek() {
            Some(Kind::Month(month)) => {
                self.at += 1;
                self.sign(&['.']);
                Some(month)
            }
            _ => None,
        }
    }

    /// Tries `read`; goes back to where it was if that finds nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn year_behind(&mut self) -> Option<i16> {
        self.attempt(|r| {
            r.sign(&[',', '\'']);
            r.fillers();
            r.year()
        })
    }

    fn parts(&mut self, order: DayOrder) -> Option<Parts> {
        self.attempt(Self::year_first)
            .or_else(|| self.attempt(|r| r.figures(order)))
            .or_else(|| self.attempt(Self::day_and_name))
            .or_else(|| self.attempt(Self::name_and_day))
            .or_else(|| self.attempt(Self::name_and_year))
    }

    /// 2024-04-26, 2024/4/26, 2024.04.26, 2022年3月6日
    fn year_first(&mut self) -> Option<Parts> {
        let year = self.year()?;
        let part = |r: &mut Self| {
            r.sign(&['-', '/', '.'])
                .or_else(|| (r.peek() == Some(Kind::Word)).then(|| r.at += 1).map(|()| ' '))
        };
        let sign = part(self)?;
        let month = self.small(12)?;
        if part(self)? != sign {
            return None;
        }
        let day = self.small(31)?;
        // Where words stand behind year and month, one stands behind the day.
        if sign == ' ' && self.peek() == Some(Kind::Word) {
            self.at += 1;
        }
        Some(Parts { year: Some(year), month: Some(month), day: Some(day), unsure: false })
    }

    /// 26.04.2024, 4/26/2024, 26-4-2024
    fn figures(&mut self, order: DayOrder) -> Option<Parts> {
        let a = self.small(31)?;
        let sign = self.sign(&['.', '/', '-'])?;
        let b = self.small(31)?;
        self.sign(&[sign])?;
        let year = self.year();
        if year.is_none() && sign != '.' {
            return None;
        }
        if matches!(self.peek(), Some(Kind::Sign(c)) if c == sign)
            && matches!(
                self.tokens.get(self.at + 1).map(|token| token.kind),
                Some(Kind::Number { .. })
            )
        {
            return None; // the number of a version or a section
        }
        let (day, month, unsure) = match (a > 12, b > 12) {
            (true, true) => return None,
            (true, false) => (a, b, false),
            (false, true) => (b, a, false),
            // With dots the day stands first everywhere.
            (false, false) => (a, b, order == DayOrder::Unknown && a != b && sign != '.'),
        };
        Some(Parts { year, month: Some(month), day: Some(day), unsure })
    }

    /// 26 April 2024, 26. April 2024, 1st of May 2020, 3 мая 2021 г.; the year may be missing
    fn day_and_name(&mut self) -> Option<Parts> {
        let day = self.small(31)?;
        self.sign(&['.', 'º', '°']);
        self.fillers();
        self.sign(&['-']);
        let month = self.month()?;
        self.sign(&['-']);
        let year = self.year_behind();
        self.attempt(|r| matches!(r.peek(), Some(Kind::Filler)).then(|| r.at += 1));
        Some(Parts { year, month: Some(month), day: Some(day), unsure: false })
    }

    /// April 26, 2024; the year may be missing
    fn name_and_day(&mut self) -> Option<Parts> {
        let month = self.month()?;
        let day = self.small(31)?;
        self.fillers();
        let year = self.year_behind();
        Some(Parts { year, month: Some(month), day: Some(day), unsure: false })
    }

    /// October 2023
    fn name_and_year(&mut self) -> Option<Parts> {
        let month = self.month()?;
        let year = self.year_behind()?;
        Some(Parts { year: Some(year), month: Some(month), ..Parts::default() })
    }

    /// Whether the number read last is the hour of a time: "17:57", "17.57", "5 pm", "17 h".
    fn is_clock(&self) -> bool {
        let next = self.tokens.get(self.at + 1).map(|token| token.kind);
        match self.peek() {
            Some(Kind::Clock) => true,
            Some(Kind::Sign(':' | '.')) => matches!(next, Some(Kind::Number { digits: 2, .. })),
            _ => false,
        }
    }

    fn dash(&mut self) -> Option<()> {
        if self.peek() == Some(Kind::To) {
            self.at += 1;
            return Some(());
        }
        self.sign(&['–', '—', '-', '−']).map(|_| ())
    }
}

/// A date or a range of dates at token `at`, and the token behind it.
fn range_at(tokens: &[Token], at: usize, order: DayOrder) -> Option<(DateSpan, usize)> {
    let mut reader = Reader { tokens, at };
    let range = reader
        .attempt(|r| {
            let start = r.parts(order)?;
            r.dash()?;
            let end = r.parts(order).or_else(|| {
                let day = r.small(31).filter(|_| !r.is_clock())?;
                let year = r.year_behind();
                Some(Parts { year, day: Some(day), month: start.month, unsure: false })
            })?;
            together(start, end)
        })
        .or_else(|| {
            reader.attempt(|r| {
                let day = r.small(31)?;
                r.sign(&['.']);
                r.dash()?;
                let end = r.parts(order)?;
                together(Parts { day: Some(day), month: end.month, ..Parts::default() }, end)
            })
        });
    let span = match range {
        Some(range) => range,
        None => reader.parts(order)?.date()?.into(),
    };
    Some((span, reader.at))
}

fn together(start: Parts, end: Parts) -> Option<DateSpan> {
    let first = Parts { year: start.year.or(end.year), ..start }.date()?;
    let last = Parts { year: end.year.or(start.year), ..end }.date()?;
    (first <= last).then_some(DateSpan { start: first, end: (first != last).then_some(last) })
}

/// The date that a machine wrote: `2024-04-26T10:00:00Z`, RFC 2822, or any form of [`first`].
pub(in crate::ingest) fn of_machine(value: &str) -> Option<DateSpan> {
    stated(value, DayOrder::Unknown)
}

/// The same where the language is known.
pub(in crate::ingest) fn stated(value: &str, order: DayOrder) -> Option<DateSpan> {
    let value = value.trim();
    let day = value.get(..10).and_then(|day| day.parse::<PartialDate>().ok());
    day.or_else(|| value.parse().ok())
        .map(DateSpan::from)
        .or_else(|| first(value, order).map(|dated| dated.span))
}

/// The day in words of which their source says that they are a date, where its year has two digits:
/// "28.01.22", or "28/01/22" in the languages that put the day first.
pub(in crate::ingest) fn short(value: &str, order: DayOrder) -> Option<DateSpan> {
    let word = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .find(|word| word.len() >= 6 && word.starts_with(|c: char| c.is_ascii_digit()))?;
    let sign = word.chars().find(|c| !c.is_ascii_digit())?;
    if !(sign == '.' || matches!(sign, '/' | '-') && order == DayOrder::DayFirst) {
        return None;
    }
    let parts: Vec<u8> =
        word.split(sign).map(|part| part.parse().ok()).collect::<Option<Vec<u8>>>()?;
    let &[day, month, year] = parts.as_slice() else { return None };
    PartialDate::day(2000 + i16::from(year), month, day).filter(|_| year < 70).map(DateSpan::from)
}

#[cfg(test)]
mod tests;
