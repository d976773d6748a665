//! Titles and leads side by side.

use std::path::Path;
use std::sync::Arc;

use variorum::collection::Article;
use variorum::compare::headlines::{Headline, headlines};
use variorum::ingest;
use variorum::text::Extent;

fn marked(texts: &[&str]) -> Vec<(Vec<String>, Vec<String>)> {
    let read = |text: &&str| Arc::new(ingest::read(Path::new("a.md"), text.as_bytes()).unwrap());
    let articles: Vec<Arc<Article>> = texts.iter().map(read).collect();
    let words = |text: &str, extents: &[Extent]| -> Vec<String> {
        extents.iter().map(|extent| extent.of(text).to_owned()).collect()
    };
    let told = headlines(&articles);
    let of = |line: &Headline| {
        let article = &line.article;
        (words(article.name(), &line.in_title), words(article.text(), &line.in_lead))
    };
    told.iter().map(of).collect()
}

#[test]
fn names_and_figures_that_not_all_share_are_marked() {
    let one = "# Orla ferry stops\n\nOn Monday the Orla ferry stopped for 40 days, said Berg.\n";
    let other = "# Ferry Of Orla Stops For 45 Days\n\nThe ferry to Orla stopped, said Lund.\n";
    let told = marked(&[one, other]);
    assert_eq!(told[0], (vec![], vec!["Monday".to_owned(), "40".into(), "Berg".into()]));
    assert_eq!(told[1], (vec!["45".to_owned()], vec!["Lund".to_owned()]));
}

#[test]
fn without_articles_and_without_passages_there_is_nothing_to_mark() {
    assert_eq!(headlines(&[]), []);
    assert_eq!(marked(&["# Only a title\n"]), [(vec![], vec![])]);
}

#[test]
fn a_name_or_figure_that_opens_a_title_is_marked_once() {
    let other = "# A boat sinks\n\nThe boat sank.\n";
    for (title, lead, opening) in [
        ("Orla sinks", "On Monday the boat Orla sank.", vec!["Orla"]),
        ("Orla sinks off Aldenmouth", "The boat Orla sank.", vec!["Orla", "Aldenmouth"]),
        ("40 boats sink off Aldenmouth", "All 40 boats sank.", vec!["40", "Aldenmouth"]),
    ] {
        let told = marked(&[&format!("# {title}\n\n{lead}\n"), other]);
        assert_eq!(told[0].0, opening, "{title}");
    }
}
