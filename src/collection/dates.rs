//! Dates as articles give them: a day, a month, a year, or from one to another.

use std::fmt;
use std::str::FromStr;

/// A date with the precision known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year of the common era.
    pub year: i16,
    /// The month from 1 to 12, where known.
    pub month: Option<u8>,
    /// The day of the month, where known.
    pub day: Option<u8>,
}

impl PartialDate {
    /// A whole day; `None` if the calendar has no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, m, d).ok()?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    /// A month; `None` if the year has no such month.
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A year alone.
    pub const fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The English name of its month, in full; its first three letters are the short one.
    pub fn month_name(self) -> Option<&'static str> {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        NAMES.get(usize::from(self.month?).checked_sub(1)?).copied()
    }

    /// As people write it, as far as known: `26 Apr 2024`.
    pub fn short(self) -> String {
        match self.day_and_month() {
            Some(day) => format!("{day} {}", self.year),
            None => self.year.to_string(),
        }
    }

    /// `26 Apr`, `Oct`; `None` of a year alone.
    fn day_and_month(self) -> Option<String> {
        let month = self.month_name()?.get(..3)?;
        Some(self.day.map_or_else(|| month.to_owned(), |day| format!("{day} {month}")))
    }

    /// As short as a heading must be: `26 Apr 24`, `Oct 23`, `2022`.
    pub fn shortest(self) -> String {
        match self.day_and_month() {
            Some(day) => format!("{day} {:02}", self.year.rem_euclid(100)),
            None => self.year.to_string(),
        }
    }

    /// In full, as a citation has it: `26 April 2024`.
    pub fn long(self) -> String {
        match (self.day, self.month_name()) {
            (Some(day), Some(month)) => format!("{day} {month} {}", self.year),
            (None, Some(month)) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601 as far as known: `2024-04-26`, `2023-10`, `2022`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// What was no ISO date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date: write 2024-04-26, 2024-04 or 2024")]
pub struct NotADate;

impl FromStr for PartialDate {
    type Err = NotADate;

    /// Reads what `Display` writes.
    fn from_str(s: &str) -> Result<Self, NotADate> {
        let mut parts = s.split('-');
        let mut part = |digits: usize| -> Result<Option<i16>, NotADate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| NotADate)
                }
                Some(_) => Err(NotADate),
            }
        };
        let (year, month, day) = (part(4)?.ok_or(NotADate)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let narrow = |n: i16| u8::try_from(n).map_err(|_| NotADate);
        match (month, day) {
            (Some(m), Some(d)) => Self::day(year, narrow(m)?, narrow(d)?).ok_or(NotADate),
            (Some(m), None) => Self::month(year, narrow(m)?).ok_or(NotADate),
            (None, _) => Ok(Self::year(year)),
        }
    }
}

/// When an article appeared: one date, or the first and last of the days it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateSpan {
    /// The date, or the first one.
    pub start: PartialDate,
    /// The last one, where the article gives a range.
    pub end: Option<PartialDate>,
}

impl From<PartialDate> for DateSpan {
    fn from(start: PartialDate) -> Self {
        Self { start, end: None }
    }
}

impl DateSpan {
    /// The day by which all of it had happened: the end of a range, else the date.
    pub fn last(self) -> PartialDate {
        self.end.unwrap_or(self.start)
    }

    /// As people write it: “26 Apr 2024”, “28 Feb – 6 Mar 2022”, the year once where it is one.
    pub fn short(self) -> String {
        let Self { start, end } = self;
        match end {
            Some(end) => {
                let day = start.day_and_month().filter(|_| end.year == start.year);
                format!("{} – {}", day.unwrap_or_else(|| start.short()), end.short())
            }
            None => start.short(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_read_them() {
        let day = |y, m, d| PartialDate::day(y, m, d).unwrap();
        let known =
            [day(2024, 4, 26), PartialDate::month(2023, 10).unwrap(), PartialDate::year(2022)];
        assert_eq!(known.map(PartialDate::short), ["26 Apr 2024", "Oct 2023", "2022"]);
        assert_eq!(known.map(PartialDate::shortest), ["26 Apr 24", "Oct 23", "2022"]);
        assert_eq!(known.map(PartialDate::long), ["26 April 2024", "October 2023", "2022"]);
        assert_eq!(day(1805, 12, 31).shortest(), "31 Dec 05");
        let span = |start, end| DateSpan { start, end: Some(end) }.short();
        assert_eq!(span(day(2022, 2, 28), day(2022, 3, 6)), "28 Feb – 6 Mar 2022");
        assert_eq!(span(day(2021, 12, 28), day(2022, 1, 6)), "28 Dec 2021 – 6 Jan 2022");
        assert_eq!(span(PartialDate::year(2021), PartialDate::year(2022)), "2021 – 2022");
    }

    #[test]
    fn iso_dates_go_there_and_back() {
        for iso in ["2024-04-26", "2023-10", "2022"] {
            assert_eq!(iso.parse::<PartialDate>().unwrap().to_string(), iso);
        }
        for bad in ["", "26.04.2024", "2024-13", "2023-02-29", "2024-04-26-1", "24"] {
            assert_eq!(bad.parse::<PartialDate>(), Err(NotADate), "{bad}");
        }
    }
}
