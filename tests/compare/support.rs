//! Texts and themes as the tests of comparing write them.

use std::path::Path;
use std::sync::Arc;

use variorum::collection::{
    Article, Block, BlockKind, Collection, Draft, Found as Named, Provenance,
};
use variorum::compare::{Judgements, PassageState, ThemeSet, compare, theme};
use variorum::ingest;
use variorum::text::Extent;

/// An article of nothing but paragraphs, titled “Boats”.
pub(crate) fn article(name: &str, text: &str) -> Arc<Article> {
    let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
    draft.metadata.title = Some(Named::new("Boats".to_owned(), Provenance::FrontMatter));
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let extent = Extent::new(at, at + paragraph.len());
        draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
        at = extent.end + 2;
    }
    Arc::new(Article::assemble(Path::new(name), draft))
}

/// An article as read from a file.
pub(crate) fn read(text: &str) -> Collection {
    let article = ingest::read(Path::new("a.txt"), text.as_bytes()).unwrap();
    Collection::new([Arc::new(article)], Vec::new())
}

pub(crate) fn collection(texts: &[&str]) -> Collection {
    let named = (1..).zip(texts).map(|(n, text)| article(&format!("{n}.txt"), text));
    Collection::new(named, Vec::new())
}

pub(crate) fn themes(source: &str) -> ThemeSet {
    let (set, problems) = theme::parse(source, Path::new("themes.toml"));
    assert_eq!(problems, [], "{source}");
    set
}

/// The state of the first passage of `text` under one theme, and the words that its terms took.
pub(crate) fn marks(text: &str, terms: &str) -> (PassageState, Vec<String>) {
    let texts = collection(&[text]);
    let set = themes(&format!("[[theme]]\nid = \"t\"\n{terms}"));
    let comparison = compare(&texts, set, &Judgements::default());
    let treatment = comparison.treatment(0, 0).unwrap();
    let Some(mark) = treatment.passages.iter().find(|mark| mark.passage == 1) else {
        return (PassageState::Near, Vec::new());
    };
    let article = &texts.articles()[0];
    let taken = mark.matches.iter().map(|m| m.extent.of(article.text()).to_owned()).collect();
    (mark.state, taken)
}

pub(crate) fn is_on(text: &str, terms: &str) -> bool {
    marks(text, terms).0 == PassageState::On
}
