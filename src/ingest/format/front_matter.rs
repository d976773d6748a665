//! What the front matter of a text says of it.

use std::collections::BTreeMap;

use crate::collection::{DateSpan, Found, Metadata, PartialDate, Provenance};
use crate::ingest::line::{authors, dates, language};
use crate::text::front_matter::{self as notation, Value};
use crate::text::word_list::Words;

/// What the front matter says, if there is any, and the text behind it.
///
/// # Errors
/// If it lies too deep in itself.
pub(in crate::ingest) fn split(raw: &str) -> Result<(Option<Metadata>, &str), String> {
    Ok(match notation::split(raw)? {
        Some((Some(value), body)) if is_metadata(&value) => (Some(metadata(&value)), body),
        _ => (None, raw),
    })
}

/// Keys that any one of is enough to tell front matter from prose between two rules.
static KEYS: Words = Words::new(include_str!("../../../assets/words/front_matter.txt"));

/// Whether lines of a text are rather what it says of itself: one names its author, day or address, or
/// two keys are known.
pub(in crate::ingest) fn is_stated(value: &Value) -> bool {
    let Value::Map(pairs) = value else { return false };
    let known = pairs.iter().filter(|(key, _)| KEYS.has(key)).count();
    known >= 2 || known == 1 && pairs.len() == 1 && pairs.iter().any(|(key, _)| key == "url")
}

/// Whether `value` can be what somebody says of a text: short keys, one of them known or all of them
/// single words.
fn is_metadata(value: &Value) -> bool {
    let Value::Map(pairs) = value else { return false };
    let short = |key: &str| key.split_whitespace().count() <= 3;
    let known = |key: &str| KEYS.has(&key.to_lowercase());
    pairs.iter().all(|(key, _)| short(key))
        && (pairs.iter().any(|(key, _)| known(key))
            || pairs.len() > 1 && pairs.iter().all(|(key, _)| !key.contains(' ')))
}

/// The keys under which each thing is said, in the order of preference.
const TITLE: &[&str] = &["title", "full title", "headline", "name"];
const AUTHORS: &[&str] =
    &["authors", "author", "by", "byline", "author(s)", "creator", "creators", "writer"];
const ADDRESS: &[&str] = &[
    "url",
    "source_url",
    "original_url",
    "original",
    "link",
    "permalink",
    "canonical",
    "canonical_url",
    "source",
];
const DATE: &[&str] = &[
    "date",
    "published",
    "publishdate",
    "published_at",
    "publish_date",
    "pubdate",
    "date_published",
    "datepublished",
    "published_time",
    "published time",
    "date published",
    "publication date",
];
const END: &[&str] = &["date_end", "end_date"];
const SOURCE: &[&str] = &[
    "source",
    "publication",
    "publisher",
    "site",
    "site_name",
    "sitename",
    "website",
    "journal",
    "outlet",
    "publication title",
    "hostname",
    "domain",
];
const LANGUAGE: &[&str] = &["language", "lang", "locale"];
const TAGS: &[&str] = &["tags", "tag", "keywords", "categories", "category", "topics"];

/// What `value`, a mapping, says of the article.
pub(in crate::ingest) fn metadata(value: &Value) -> Metadata {
    let Value::Map(pairs) = value else { return Metadata::default() };
    let lower = |(key, value): &(String, Value)| (key.to_lowercase(), value.clone());
    let mut all: Vec<(String, Value)> = pairs.iter().map(lower).collect();
    // Some generators keep their own fields in a table of their own.
    for table in ["extra", "params", "metadata", "taxonomies"] {
        let inner = all.iter().find(|(key, _)| key == table).map(|(_, inner)| inner.clone());
        if let Some(Value::Map(more)) = inner {
            all.extend(more.iter().map(lower));
        }
    }
    let fields = fields(&all);
    let said = Value::Map(all);
    let text = |keys: &[&str]| said.under(keys).into_iter().next();
    let url = text(ADDRESS).filter(|url| url.starts_with("http"));
    let date = text(DATE)
        // Of a clipping it is the day on which it was clipped.
        .or_else(|| text(&["created"]).filter(|_| url.is_none()))
        .or_else(|| text(&["year"]));
    let end = text(END).and_then(|end| end.parse::<PartialDate>().ok());
    let tags = said.under(TAGS);
    let tags = tags.iter().flat_map(|tags| tags.split(','));
    let tags = tags.map(|tag| tag.trim().trim_start_matches('#').to_owned());
    Metadata {
        title: text(TITLE).map(|title| Found::new(title, Provenance::FrontMatter)),
        authors: said.under(AUTHORS).iter().flat_map(|names| authors::of_field(names)).collect(),
        date: date
            .and_then(|date| dates::of_machine(&date))
            .map(|date| ending(date, end))
            .map(|date| Found::new(date, Provenance::FrontMatter)),
        source: text(SOURCE).filter(|source| !source.starts_with("http")),
        url,
        language: text(LANGUAGE).and_then(|value| language::stated(&value)),
        tags: tags.filter(|tag| !tag.is_empty()).collect(),
        fields,
        ..Metadata::default()
    }
    .found_in(Provenance::FrontMatter)
}

/// Letters, at most, of what is kept as a field: longer is text.
const FIELD: usize = 120;

/// What else is said, by name: section, country, side. Settings of a program are in [`KEYS`].
fn fields(pairs: &[(String, Value)]) -> BTreeMap<String, Found<String>> {
    let is_taken = |key: &str| {
        let mut taken = [TITLE, AUTHORS, ADDRESS, DATE, END, SOURCE, LANGUAGE, TAGS].into_iter();
        KEYS.has(key) || taken.any(|keys| keys.contains(&key))
    };
    let other = pairs.iter().filter(|(key, value)| {
        !is_taken(key) && !matches!(value, Value::Map(_)) && key.chars().all(|c| !c.is_control())
    });
    other
        .map(|(key, value)| (key.clone(), value.texts().join(", ")))
        .filter(|(_, value)| !value.is_empty() && value.chars().count() <= FIELD)
        .map(|(key, value)| (key, Found::new(value, Provenance::FrontMatter)))
        .collect()
}

/// `date` up to `end`, where that is later.
fn ending(date: DateSpan, end: Option<PartialDate>) -> DateSpan {
    DateSpan { end: end.filter(|end| *end > date.start).or(date.end), ..date }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"The Dry Canal\"\nauthors: [Ada Byrne, Otto Halm]\ndate: 2021-05-03\nsource: The Harbour Post\nurl: https://example.org/canal\nlang: en-GB\ntags:\n  - water\n  - towns\n---\nText.";
        let toml = "+++\ntitle = \"The Dry Canal\"\nauthors = [\"Ada Byrne\", \"Otto Halm\"]\ndate = 2021-05-03\nsource = \"The Harbour Post\"\nurl = \"https://example.org/canal\"\nlang = \"en-GB\"\ntags = [\"water\", \"towns\"]\n+++\nText.";
        let (first, body) = split(yaml).unwrap();
        assert_eq!(body, "Text.");
        assert_eq!(first, split(toml).unwrap().0);
        let metadata = first.unwrap();
        assert_eq!(metadata.title.unwrap().value, "The Dry Canal");
        assert_eq!(metadata.authors, ["Ada Byrne", "Otto Halm"]);
        assert_eq!(metadata.date.unwrap().value.start.to_string(), "2021-05-03");
        assert_eq!((metadata.language.as_deref(), metadata.tags.len()), (Some("en"), 2));
    }

    #[test]
    fn of_broken_front_matter_the_plain_lines_are_read_and_none_is_text() {
        for broken in [
            "+++\ntitle = \"The lock\"\nauthor = [\"Ada Byrne\", \ndate = \n+++\nText.",
            "---\ntitle: \"The lock\nauthor: [Ada Byrne, Otto\ndate: 2024-13-45\n---\nText.",
        ] {
            let (metadata, text) = split(broken).unwrap();
            let metadata = metadata.unwrap();
            assert_eq!((metadata.title.unwrap().value.as_str(), text), ("The lock", "Text."));
            assert_eq!((metadata.authors.len(), metadata.date), (0, None));
        }
    }

    #[test]
    fn forms_that_are_not_quite_yaml_are_read() {
        let (metadata, _) = split(
            "---\ntitle: The canal: a history\nauthor: By Ada Byrne and Otto Halm\npublished: May 2021\n---\n",
        )
        .unwrap();
        let metadata = metadata.unwrap();
        assert_eq!(metadata.title.unwrap().value, "The canal: a history");
        assert_eq!(metadata.authors, ["Ada Byrne", "Otto Halm"]);
        assert_eq!(metadata.date.unwrap().value.start.to_string(), "2021-05");
        let week = "---\ndate: 2022-02-28\ndate_end: 2022-03-06\n---\nText.";
        let date = split(week).unwrap().0.unwrap().date.unwrap().value;
        assert_eq!(date.end.unwrap().to_string(), "2022-03-06");
        let (metadata, _) = split(
            "---\nauthor:\n  name: Byrne, Ada\nextra: {source: \"https://example.org/a\"}\n---\n",
        )
        .unwrap();
        let metadata = metadata.unwrap();
        assert_eq!(metadata.authors, ["Byrne, Ada"]);
        assert_eq!(
            (metadata.source, metadata.url.as_deref()),
            (None, Some("https://example.org/a"))
        );
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(
            split("---\nJust a line under a rule.\n").unwrap(),
            (None, "---\nJust a line under a rule.\n")
        );
        assert_eq!(split("---\nA line.\n---\nmore").unwrap().0, None);
    }
}
