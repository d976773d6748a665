//! What holds of any bytes whatever.

use std::path::Path;

use proptest::prelude::*;
use unicode_normalization::is_nfc;
use variorum::collection::{Article, BlockKind};
use variorum::ingest;

/// Pieces that scraped texts are made of, to be put together at random.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "\t",
    "# ",
    "## Heading",
    "- ",
    "* ",
    "• item;",
    "1. ",
    "> ",
    "```",
    "|a|b|",
    "---",
    "+++",
    "title: x",
    "[link](#)",
    "#tag",
    "![pic](x)",
    "*em*",
    "**strong**",
    "_",
    "`",
    "By Ada Byrne",
    "26.04.2024",
    "03/04/2024",
    "Read more",
    "Subscribe",
    "Comments (3)",
    "©",
    "\u{1b}[31m",
    "\u{7}",
    "\0",
    "\u{202e}",
    "e\u{301}",
    "*e*\u{301}",
    "\u{300}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "ﬁ",
    "Å",
    "日本語",
    "🙂\u{fe0f}",
    "İ",
    "ẞ",
    "co-\nop",
    "Photo: X/Reuters",
    "A sentence that is long enough to be taken for prose by anyone.",
    "and another that begins small and goes on for a while",
    "<p>",
    "</p>",
    "<div>",
    "&amp;",
    "\r\n",
    "\u{c}",
    "“",
    "”",
];

fn holds(article: &Article) -> Result<(), TestCaseError> {
    let text = article.text();
    prop_assert!(is_nfc(text), "not NFC: {text:?}");
    prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "control: {text:?}");
    let mut end = 0;
    let mut number = 0;
    for block in article.blocks() {
        prop_assert!(block.extent.start >= end && !block.extent.is_empty());
        prop_assert!(text.get(block.extent.start..block.extent.end).is_some());
        end = block.extent.end;
        prop_assert_eq!(block.passage.is_some(), block.kind.is_passage());
        prop_assert_eq!(block.reason.is_some(), block.kind == BlockKind::Furniture);
        if let Some(passage) = block.passage {
            number += 1;
            prop_assert_eq!(passage, number);
        }
        let mut last = block.extent.start;
        for sentence in &block.sentences {
            prop_assert!(sentence.start >= last && block.extent.covers(*sentence));
            prop_assert!(
                text.get(sentence.start..sentence.end).is_some_and(|s| !s.trim().is_empty())
            );
            last = sentence.end;
        }
        for mark in &block.marks {
            prop_assert!(block.extent.covers(mark.extent) && !mark.extent.is_empty());
            prop_assert!(text.get(mark.extent.start..mark.extent.end).is_some());
        }
        for repair in &block.repairs {
            prop_assert!(text.is_char_boundary(repair.at) && repair.at <= block.extent.end);
        }
    }
    Ok(())
}

fn read(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    match ingest::read(Path::new(name), bytes) {
        Ok(article) => holds(&article),
        Err(message) => {
            prop_assert!(!message.is_empty() && !message.contains('\n'));
            Ok(())
        }
    }
}

const NAMES: &[&str] = &["a.txt", "a.md", "a.html", "a.mhtml", "a.epub", "a.pdf", "a"];

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(name in prop::sample::select(NAMES), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(name, &bytes)?;
    }

    #[test]
    fn any_text_is_read_or_refused(name in prop::sample::select(NAMES), text in "\\PC{0,300}") {
        read(name, text.as_bytes())?;
    }

    #[test]
    fn any_pieces_of_articles_are_read(name in prop::sample::select(NAMES), pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        read(name, pieces.concat().as_bytes())?;
    }
}
