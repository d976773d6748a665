//! What the first sentence of a text says of the day on which it was written. Only two forms are sure: the
//! dateline of an agency before the text ("HALMSTED, 3 May 2021 — The canal …"), and a day that the text
//! itself calls today. Any other date is that of something told.

use crate::collection::DateSpan;
use crate::ingest::line::byline::Context;
use crate::ingest::line::dates;
use crate::ingest::line::words::Words;
use crate::text::sentences;

/// Longest place before a date, in words.
const PLACE: usize = 5;
/// Farthest from the start, in bytes, that a dash ends a dateline.
const DATELINE: usize = 90;

/// "Today" in the languages that articles have.
static TODAY: Words = Words::new(include_str!("../../../assets/words/today.txt"));

/// The day on which `text`, the first paragraph, says that it was written.
pub(in crate::ingest) fn date(
    text: &str,
    language: Option<&str>,
    context: &Context,
) -> Option<DateSpan> {
    dateline(text, context)
        .or_else(|| alone(text, context))
        .or_else(|| today(text, language, context))
}

/// "3 May 2021 – The canal …", "(Halmsted, 3 May 2021) The canal …": a whole day before the text.
fn alone(text: &str, context: &Context) -> Option<DateSpan> {
    let near = text.get(..text.floor_char_boundary(DATELINE))?;
    let (line, day_first) = match near.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inside, _)) => (inside, false),
        None => (near, true),
    };
    let dated = dates::first(line, context.order).filter(|d| d.span.start.day.is_some())?;
    let behind = line.get(dated.extent.end..)?;
    let fits = if day_first {
        let dashes = [" – ", " — ", " - "];
        dated.extent.start == 0 && dashes.iter().any(|dash| behind.starts_with(dash))
    } else {
        behind.trim().is_empty()
    };
    fits.then_some(dated.span)
}

/// "HALMSTED, 3 May 2021 (Agency) — The canal …": a place, a whole day, a dash.
fn dateline(text: &str, context: &Context) -> Option<DateSpan> {
    let (at, _) = text.char_indices().find(|(at, c)| {
        let spaced = text.get(..*at).is_some_and(|before| before.ends_with(' '));
        matches!(c, '–' | '—') || *c == '-' && spaced
    })?;
    let line = text.get(..at).filter(|line| line.len() <= DATELINE)?.trim_end();
    let line = match line.strip_suffix(')').and_then(|line| line.rsplit_once('(')) {
        Some((line, _)) => line.trim_end(),
        None => line,
    };
    let dated = dates::first(line, context.order)?;
    let place = line.get(..dated.extent.start)?.trim_end().strip_suffix(',')?;
    let words: Vec<&str> = place.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
    let named = words.iter().all(|word| word.starts_with(char::is_uppercase));
    let whole = dated.extent.end == line.len() && dated.span.start.day.is_some();
    (whole && named && (1..=PLACE).contains(&words.len())).then_some(dated.span)
}

/// Whether `text` begins as an agency's report does: a place in capitals, perhaps the agency, a dash.
pub(in crate::ingest) fn has_dateline(text: &str) -> bool {
    let Some((before, _)) = [" — ", " – ", " -- ", " - "]
        .iter()
        .find_map(|dash| text.split_once(dash).filter(|(before, _)| before.len() <= DATELINE))
    else {
        return false;
    };
    let place = before.split([',', '(', '/']).next().unwrap_or("").trim();
    place.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && place.chars().all(|c| !c.is_lowercase())
}

/// "Today, 3 May 2021, the canal …": the word and the whole day beside it.
fn today(text: &str, language: Option<&str>, context: &Context) -> Option<DateSpan> {
    let first = sentences::split(text, language.unwrap_or("en")).first()?.of(text);
    let small = first.to_lowercase();
    // Lower-casing can change lengths; then the offsets below would not fit.
    if small.len() != first.len() {
        return None;
    }
    TODAY.iter().find_map(|word| {
        let at = small.find(word)?;
        let alone =
            |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '\'' && c != '’');
        let before = small.get(..at)?.chars().next_back();
        let rest = first.get(at + word.len()..)?;
        if !alone(before) || !alone(rest.chars().next()) {
            return None;
        }
        let dated = dates::first(rest, context.order).filter(|d| d.span.start.day.is_some())?;
        let between = rest.get(..dated.extent.start)?;
        let beside = between.split(|c: char| !c.is_alphabetic()).all(|word| {
            word.is_empty() || matches!(word, "on" | "am" | "dem" | "den" | "le" | "el" | "il")
        });
        (beside && between.len() <= 8).then_some(dated.span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::line::dates::DayOrder;
    use crate::ingest::line::shape::CommonWords;

    fn read(text: &str) -> Option<String> {
        let language = if text.contains("Mai") { "de" } else { "en" };
        let common = CommonWords::default();
        let context = Context { order: DayOrder::DayFirst, common };
        date(text, Some(language), &context).map(|date| date.start.to_string())
    }

    #[test]
    fn a_dateline_and_a_day_called_today_are_the_day_of_the_text() {
        for text in [
            "HALMSTED, 3 May 2021 (Coast Agency) — The canal was opened again.",
            "Halmsted, May 3, 2021 - The canal was opened again.",
            "NEW HALMSTED, Coast, 3. Mai 2021 – Der Kanal ist wieder offen.",
            "3 May 2021 – The canal was opened again.",
            "(Halmsted, 3 May 2021) The canal was opened again.",
            "Today, 3 May 2021, the canal was opened again.",
            "Der Kanal wurde heute, am 3. Mai 2021, wieder geöffnet.",
            "Сегодня, 3 мая 2021 года, канал снова открыт.",
        ] {
            assert_eq!(read(text).as_deref(), Some("2021-05-03"), "{text}");
        }
    }

    #[test]
    fn a_dateline_begins_a_report_and_no_title() {
        for report in ["NEW HALMSTED, Coast (CA) — The canal is open.", "HALMSTED -- It rained."]
        {
            assert!(has_dateline(report), "{report}");
        }
        for title in ["Canal is open — at last", "EU – the next step", "HALMSTED FLOODED"] {
            assert!(!has_dateline(title), "{title}");
        }
    }

    #[test]
    fn a_day_on_which_something_happened_is_not() {
        for text in [
            "On 3 May 2021 the canal was opened again.",
            "The canal, closed on 3 May 2021 — nobody knows why — was opened again.",
            "3 May 2021 was the day on which the canal – at last – was opened.",
            "(The canal was opened on 3 May 2021, they say.) It was not.",
            "Halmsted, May 2021 — The canal was opened again.",
            "Halmsted, 3 May — The canal was opened again.",
            "Today the canal is open; on 3 May 2021 it was not.",
            "Todays, 3 May 2021, are rare.",
            "The canal was opened on Monday. Today, 3 May 2021, nobody came.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
