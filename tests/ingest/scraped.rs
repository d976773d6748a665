//! Scraped texts of many layouts, beside what a careful reader noted of each.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::collection::RepairKind;
use variorum::ingest;

use super::noted::noted;

fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/scraped");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut texts: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    texts
}

#[test]
fn every_field_and_block_is_as_noted() {
    let mut wrong = Vec::new();
    assert!(texts().len() >= 21);
    for path in texts() {
        let article = ingest::read(&path, &fs::read(&path).unwrap()).unwrap();
        let expected = fs::read_to_string(path.with_extension("note")).unwrap();
        let found = noted(&article);
        if found != expected {
            wrong.push(format!("{}\nexpected\n{expected}found\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_letter_is_lost_or_added() {
    for path in texts() {
        let source = fs::read_to_string(&path).unwrap();
        if source.contains("](") {
            continue; // addresses of links leave the text
        }
        let article = ingest::read(&path, source.as_bytes()).unwrap();
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        assert_eq!(letters(article.text()), letters(&source), "{}", path.display());
    }
}

#[test]
fn repairs_are_noted_where_they_were_made() {
    let source = "The bridge was closed for repairs until the water had fallen by two metres, and for\n\n\
                  weeks after that only carts were let across it on Sundays. No one com-\nplained.";
    let article = ingest::read(Path::new("bridge.txt"), source.as_bytes()).unwrap();
    let repair = article.blocks().first().and_then(|block| block.repairs.first()).copied().unwrap();
    assert_eq!(repair.kind, RepairKind::PageBreakJoined);
    assert!(article.text().get(repair.at..).unwrap().trim_start().starts_with("weeks after"));
}
