use std::path::Path;

use proptest::prelude::*;

use super::row::columns;
use super::*;
use crate::collection::{Block, BlockKind, Draft};
use crate::text::Extent;
use crate::text::setting::{Hyphens, Setting};

/// An article of these blocks.
fn article(blocks: &[(BlockKind, &str)]) -> Arc<Article> {
    let mut draft = Draft::default();
    for (kind, words) in blocks {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(words);
        let mut block = Block::new(*kind, Extent::new(start, draft.text.len()));
        block.level = u8::from(*kind == BlockKind::Heading);
        draft.blocks.push(block);
    }
    Arc::new(Article::assemble(Path::new("a.txt"), draft))
}

fn page(article: &Arc<Article>, width: usize) -> Page {
    Page::new(article, Look { width, ..Look::default() }, String::new())
}

/// What a page shows, row by row: each piece at its column.
fn shown(page: &Page, article: &Article) -> Vec<String> {
    let rows = page.rows_from(page.start());
    let row = |row: &Row| {
        let mut line = String::new();
        for piece in row.pieces() {
            let gap = usize::from(piece.column).saturating_sub(line.chars().count());
            line.push_str(&" ".repeat(gap));
            line.push_str(piece.extent.of(article.text()));
        }
        line.trim_end().to_owned()
    };
    rows.map(row).collect()
}

#[test]
fn a_table_is_a_grid_where_it_fits_and_cards_where_it_does_not() {
    let table = "Year │ Ships\n1709 │ forty and two\n1710 │ nine";
    let article = article(&[(BlockKind::Table, table)]);
    let grid = shown(&page(&article, 40), &article);
    assert_eq!(grid, ["Year   Ships", "", "1709   forty and two", "1710   nine"]);
    let cards = shown(&page(&article, 14), &article);
    assert_eq!(cards.first().map(String::as_str), Some("      1709"));
    assert!(cards.iter().all(|row| row.chars().count() <= 14), "{cards:?}");
}

#[test]
fn lines_of_code_keep_their_indentation() {
    let article = article(&[(BlockKind::Code, "if it:\n    rains\nend")]);
    assert_eq!(shown(&page(&article, 40), &article), ["  if it:", "      rains", "  end"]);
}

#[test]
fn a_text_read_from_right_to_left_stands_at_the_right() {
    let article = article(&[(BlockKind::Paragraph, "שלום לכולם")]);
    let page = page(&article, 20);
    let row = page.row(page.start()).unwrap();
    let piece = row.pieces().next().unwrap();
    assert!(piece.leftwards && piece.column == 10);
    // The first letter is the one at the right.
    assert_eq!(row.byte_at(19, article.text()), Some(0));
}

#[test]
fn what_is_folded_takes_one_row() {
    let blocks = [
        (BlockKind::Heading, "One"),
        (BlockKind::Paragraph, "text"),
        (BlockKind::Heading, "Two"),
        (BlockKind::Paragraph, "more"),
    ];
    let article = article(&blocks);
    let folds = Folds { headings: [0].into(), ..Folds::default() };
    let page = Page::new(&article, Look { width: 20, folds, ..Look::default() }, String::new());
    assert_eq!(shown(&page, &article), ["One", "", "", "", "Two", "", "more"]);
}

#[test]
fn a_hyphen_is_only_drawn_and_the_text_stays() {
    let words = "The extensive harbour authority considered unprecedented circumstances.";
    let article = article(&[(BlockKind::Paragraph, words)]);
    let look =
        Look { width: 14, hyphens: Hyphens::On, setting: Setting::Justified, ..Look::default() };
    let set = Page::new(&article, look, String::new());
    let rows: Vec<&Row> = set.rows_from(set.start()).collect();
    assert!(rows.iter().any(|row| row.hyphenated));
    let mut read = String::new();
    for row in &rows {
        let last = row.pieces().last().unwrap();
        let width = columns(last.extent.of(words).chars().count()) + last.column;
        assert!(width + u16::from(row.hyphenated) <= 14, "{:?}", row.extent.of(words));
        read.push_str(row.extent.of(words));
        read.push_str(if row.hyphenated { "" } else { " " });
    }
    assert_eq!(read.trim_end(), words);
    assert!(page(&article, 14).rows_from(set.start()).all(|row| !row.hyphenated));
}

proptest! {
    #[test]
    fn rows_are_stepped_to_and_counted_as_they_stand(
        words in prop::collection::vec("[a-z][a-zא-ת漢 ]{0,60}", 1..12),
        width in 4usize..40,
        from in 0usize..80,
        by in -90isize..90,
    ) {
        let blocks: Vec<(BlockKind, &str)> =
            words.iter().map(|words| (BlockKind::Paragraph, words.as_str())).collect();
        let article = article(&blocks);
        let page = page(&article, width);
        let total = page.rows_from(page.start()).count();
        let step = |rows: usize| page.step(page.start(), isize::try_from(rows).unwrap());
        let from = from.min(total - 1);
        let to = from.saturating_add_signed(by).min(total - 1);
        prop_assert_eq!(page.step(step(from), by), step(to));
        let rows = isize::try_from(to).unwrap() - isize::try_from(from).unwrap();
        prop_assert_eq!(page.rows_between(step(from), step(to), 1000), rows);
        prop_assert_eq!(step(total + 9), page.end());
        for row in page.rows_from(page.start()) {
            let at = page.row_of(row.extent.start);
            prop_assert_eq!(page.row(at).unwrap().extent, row.extent);
        }
    }
}
