//! The five real articles, read as a careful reader notes them down. They are not part of the
//! repository: where they are missing, these tests say so and pass.

use std::path::Path;

use variorum::collection::{Article, MarkKind, RepairKind};
use variorum::ingest;

use super::noted::noted;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles");

fn article(prefix: &str) -> Option<Article> {
    let found = std::fs::read_dir(ARTICLES).ok().and_then(|entries| {
        entries
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(prefix)))
    });
    if found.is_none() {
        println!("skipped: no article {prefix} in {ARTICLES}");
    }
    let path = found?;
    ingest::read(&path, &std::fs::read(&path).ok()?).ok()
}

fn lines(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

fn count_links(article: &Article) -> usize {
    let marks = article.blocks().iter().flat_map(|block| &block.marks);
    marks.filter(|mark| mark.kind == MarkKind::Link("#".into())).count()
}

#[test]
fn the_strategy_to_avoid_war() {
    let Some(article) = article("000") else { return };
    assert_eq!(
        noted(&article),
        lines(&[
            "Belarus's Strategy to Avoid War",
            "Yauheni Preiherman",
            "2024-04-26",
            "Eurasia Daily Monitor",
            "bbTbS........bb"
        ])
    );
    assert_eq!(article.passage_count(), 9);
    assert_eq!(count_links(&article), 15);
    let cut = article.passage(8).unwrap();
    assert!(cut.text.contains("fully mined and barricaded, with about 120,000"));
    assert_eq!(cut.block.repairs.first().map(|r| r.kind), Some(RepairKind::PageBreakJoined));
    assert!(!article.text().contains(['*', '[', '#']));
}

#[test]
fn the_complex_calculations() {
    let Some(article) = article("001") else { return };
    let title = "Ukraine: the complex calculations that will decide whether Belarus enters the conflict on Russia’s side";
    assert_eq!(noted(&article), lines(&[title, "–", "–", "–", "fccT.......H.cc.....H....H...fff"]));
    assert_eq!(article.passage_count(), 20);
    assert!((930..=950).contains(&article.words()), "{}", article.words());
}

#[test]
fn the_weekly_report() {
    let Some(article) = article("002") else { return };
    let title =
        "Minsk will shield the Kremlin from the West but has no interest in fighting in Ukraine";
    assert_eq!(
        noted(&article),
        lines(&[title, "–", "2022-02-28/2022-03-06", "–", "bbfTH..***.....fffffffffff"])
    );
    assert_eq!((article.passage_count(), article.words()), (10, 295));
}

#[test]
fn the_body_alone() {
    let Some(article) = article("003") else { return };
    assert_eq!(noted(&article), lines(&["–", "–", "–", "–", "......"]));
    assert_eq!(article.metadata.language.as_deref(), Some("en"));
}

#[test]
fn the_title_on_two_lines() {
    let Some(article) = article("004") else { return };
    let title = "Belarusian-Russian Cooperation Against the Backdrop of the Ukraine War";
    assert_eq!(
        noted(&article),
        lines(&[
            title,
            "Yauheni Preiherman",
            "2022-09-28",
            "Eurasia Daily Monitor",
            "bbTbS............bb"
        ])
    );
    assert_eq!(article.passage_count(), 13);
    assert!(article.passage(3).unwrap().text.contains("pundits hold vis-à-vis the Alyaksandr"));
    assert!(ingest::read(Path::new("x.txt"), b" \n").is_err());
}
