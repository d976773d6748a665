//! Dates as people read them.

use crate::collection::{DateSpan, PartialDate};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// “26 Apr 2024”, “Oct 2023”, “2022”, “28 Feb – 6 Mar 2022”.
pub fn date_words(date: DateSpan) -> String {
    match date.end {
        Some(end) if end.year == date.start.year => {
            let start = PartialDate { year: 0, ..date.start };
            format!("{} – {}", one(start), one(end))
        }
        Some(end) => format!("{} – {}", one(date.start), one(end)),
        None => one(date.start),
    }
}

fn one(date: PartialDate) -> String {
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
    let parts = [
        date.day.map(|day| day.to_string()),
        month.map(|month| (*month).to_owned()),
        (date.year != 0).then(|| date.year.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_read_them() {
        let day = |y, m, d| PartialDate::day(y, m, d).unwrap();
        assert_eq!(date_words(day(2024, 4, 26).into()), "26 Apr 2024");
        assert_eq!(date_words(PartialDate::year(2022).into()), "2022");
        let week = DateSpan { start: day(2022, 2, 28), end: Some(day(2022, 3, 6)) };
        assert_eq!(date_words(week), "28 Feb – 6 Mar 2022");
    }
}
