//! What is written down.

use variorum::compare::{Comparison, Judgements, Listed, Report, Summary, ThemeId, Tier};

use crate::decisions::about;
use crate::near::ferries;

/// A line of the reader's on the first article, resting on a quote.
fn with_a_line(comparison: &Comparison) -> Judgements {
    let first = comparison.articles().next().unwrap().clone();
    let mut about = about(comparison, &first);
    about.theme = ThemeId("ferry".into());
    let (text, quotes) = ("boats & <ropes>".to_owned(), vec!["01J0".to_owned()]);
    Judgements { summaries: vec![Summary { about, text, quotes }], ..Judgements::default() }
}

#[test]
fn the_readers_own_line_is_in_every_form() {
    let comparison = ferries();
    let judged = with_a_line(&comparison);
    let report = Report::new(&comparison, vec![0], Listed::Marked).judged(&judged);
    assert!(
        report.text(100).contains("the reader: boats & <ropes> (1 quote)"),
        "{}",
        report.text(100)
    );
    assert!(report.markdown().contains("*the reader: boats"), "{}", report.markdown());
    assert!(report.html().contains("the reader: boats &amp; &lt;ropes&gt; (1 quote)"));
    assert!(report.csv().unwrap().contains("boats & <ropes>"));
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["cells"][0]["summary"]["text"], "boats & <ropes>");
    assert_eq!(json["cells"][0]["summary"]["state"], "current");
    assert_eq!(json["cells"][0]["summary"]["quotes"][0], "01J0");
    assert!(json["cells"][1]["summary"].is_null());
    // A theme that has changed since makes the line an old one.
    let mut set = comparison.theme_set().clone();
    set.themes[0].terms.extend(variorum::compare::Term::parse("rope", Tier::Core));
    let changed = comparison.renewed(set, &judged);
    let report = Report::new(&changed, vec![0], Listed::Marked).judged(&judged);
    assert!(report.text(100).contains("written before a change"), "{}", report.text(100));
}

#[test]
fn the_matrix_goes_on_below_where_it_is_wider_than_the_page() {
    let comparison = ferries();
    let report = Report::new(&comparison, vec![0], Listed::Marked);
    // A name takes 24 columns, a cell 12.
    let rows = |width: usize| {
        let text = report.text(width);
        let heads = text.lines().filter(|line| line.starts_with(&" ".repeat(24)));
        heads
            .map(|line| line.split_whitespace().filter(|word| word.parse::<u8>().is_ok()).count())
            .collect::<Vec<_>>()
    };
    let all = comparison.articles().count();
    assert_eq!(rows(24 + 12 * all), [all]);
    assert_eq!(rows(24 + 12 * all - 1), [all - 1, 1]);
    assert_eq!(rows(1), vec![1; all]);
}

#[test]
fn the_page_asks_nobody_for_anything_and_can_be_read_aloud() {
    let comparison = ferries();
    let page = Report::new(&comparison, vec![0], Listed::Marked).html();
    for request in ["<script", "<link", "<img", "<iframe", "@import", "url(", "@font-face", " src="]
    {
        assert!(!page.contains(request), "{request}");
    }
    assert!(page.contains("default-src 'none'"), "{page}");
    assert!(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
    let count = |what: &str| page.matches(what).count();
    assert_eq!(count("<svg"), 1);
    assert_eq!(count("<svg"), count("role=\"img\" aria-label=\"on the theme in ¶1\""));
    assert_eq!(count("scope=\"col\""), 4);
    assert_eq!(count("scope=\"row\""), 1);
    assert_eq!(count("<h1"), 1);
    assert_eq!(count("<h2"), 1);
    assert_eq!(count("<h3"), 3);
    // What is linked is there.
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}
