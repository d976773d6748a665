//! Scraped texts of many layouts, beside what a careful reader noted of each.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::collection::{BlockKind, RepairKind};
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
    assert!(texts().len() >= 24);
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

#[test]
fn notes_at_the_end_are_kept_with_their_numbers_and_out_of_counts() {
    let body = "The canal was opened again after nine years,[1] and the first barge came on a Sunday.\n\n\
                Few had believed in it, and the council had paid for two thirds of the work.";
    let plain =
        format!("{body}\n\nNotes\n\n1. Canal Board, Annual report.\n\n2. Lottery Office, Grants.");
    let markdown = format!(
        "# The canal\n\n{}\n\n[^1]: Canal Board, Annual report.\n\n    It was never printed.\n",
        body.replace("[1]", "[^1]")
    );
    for (name, source, notes) in [("a.txt", plain, 3), ("a.md", markdown, 2)] {
        let article = ingest::read(Path::new(name), source.as_bytes()).unwrap();
        assert_eq!(article.passage_count(), 2, "{name}");
        let furniture: Vec<_> =
            article.blocks().iter().filter(|b| b.kind == BlockKind::Furniture).collect();
        assert_eq!(furniture.len(), notes, "{name}");
        let numbers: Vec<_> = furniture.iter().filter(|b| b.is_item()).map(|b| b.ordinal).collect();
        assert_eq!(numbers.first(), Some(&Some(1)), "{name}");
    }
}

#[test]
fn a_head_of_lines_without_a_space_between_them_is_no_verse() {
    let body = "The lock was shut on Monday, and the barges lay three abreast in the basin until dark.\n\n\
                Nobody on the quay had been told why, and the keeper said that he had written twice.";
    for head in [
        "LOCK IS SHUT: WHO PAYS?\nBy ADA BYRNE\nMay 3, 2021",
        "The lock is shut\nADA BYRNE\n3 May 2021",
    ] {
        let source = format!("{head}\n\n{body}\n");
        let article = ingest::read(Path::new("a.txt"), source.as_bytes()).unwrap();
        let metadata = &article.metadata;
        assert_eq!(metadata.date.as_ref().unwrap().value.start.to_string(), "2021-05-03");
        assert!(
            metadata.title.as_ref().unwrap().value.to_lowercase().starts_with("lock")
                || head.starts_with("The")
        );
        assert_eq!(metadata.authors, ["Ada Byrne"], "{head}");
        assert!(article.blocks().iter().all(|block| block.kind != BlockKind::Code));
    }
}

#[test]
fn two_short_sentences_above_a_text_are_no_title_and_a_holders_name_no_heading() {
    let body =
        "The lock was shut on Monday, and the barges lay three abreast in the basin until dark.";
    let source =
        format!("It stops. Nobody came.\n\n{body}\n\n(c) Quay Picture Agency\n\n{body} Again.\n");
    let article = ingest::read(Path::new("a.txt"), source.as_bytes()).unwrap();
    assert_eq!(article.metadata.title, None);
    let held =
        article.blocks().iter().find(|block| block.extent.of(article.text()).starts_with("(c)"));
    assert_eq!(held.unwrap().kind, BlockKind::Caption);
}

#[test]
fn a_paragraph_above_the_byline_is_the_standfirst() {
    let source = "The dock is shut\n\n\
                  The harbour has had no pilot since Monday, and nobody can say for how long it will be so.\n\n\
                  By Ada Byrne\n\n\
                  A pilot came to the dock on Tuesday, looked at the water for an hour, and went home again.\n\n\
                  The ferries lay at the quay until the evening, when the first put out under its own lamps.";
    let article = ingest::read(Path::new("dock.txt"), source.as_bytes()).unwrap();
    let kinds: Vec<_> = article.blocks().iter().take(4).map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [BlockKind::Title, BlockKind::Standfirst, BlockKind::Byline, BlockKind::Paragraph]
    );
    assert_eq!(article.metadata.authors, ["Ada Byrne"]);
}
