//! The matrix: many articles, groups, signs, and the strips as scroll bars.

use std::path::Path;
use std::sync::Arc;

use variorum::app::Settings;
use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::Focus;
use variorum::collection::Collection;
use variorum::collection::Origin;
use variorum::ingest;
use variorum::text::Signs;

use crate::columns::columns;
use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 32), (40, 12), (200, 50)];

const THEMES: &str = "[[theme]]\nid='ferry'\nname='Ferries'\ncore=['ferry']\n\
                      [[theme]]\nid='bell'\nname='Bells and their ringers'\ncore=['bell']\nsupport=['tower','rope']\n\
                      [[theme]]\nid='wheat'\nname='Wheat'\ncore=['wheat']\n";

/// Invented articles, one a month; every third is about bells, every fifth about wheat.
fn articles(count: usize) -> Collection {
    let article = |n: usize| {
        let (year, month) = (2010 + n / 12, n % 12 + 1);
        let paper = ["Harbour Post", "Valley Times", "The Lantern"][n % 3];
        let tag = if n.is_multiple_of(2) { "coast" } else { "inland" };
        let bells = if n.is_multiple_of(3) {
            "The bell was rung by rope from the tower."
        } else {
            "Nobody came."
        };
        let wheat =
            if n.is_multiple_of(5) { "Wheat was dear, and wheat was short." } else { "Rain fell." };
        let text = format!(
            "---\ntitle: Report {n}\ndate: {year}-{month:02}-03\nsource: {paper}\ntags: [{tag}]\n---\n\
             The ferry of report {n} left the quay before dawn and was back by noon.\n\n{bells}\n\n{wheat}\n"
        );
        Arc::new(ingest::read(Path::new(&format!("{n}.md")), text.as_bytes()).unwrap())
    };
    Collection::new((0..count).map(article), Vec::new())
}

fn room(count: usize, width: u16, height: u16) -> TestRoom {
    let mut room = TestRoom::of(&articles(count), Origin::Library, width, height);
    room.write_themes(THEMES);
    room.press("c");
    room
}

#[test]
fn twelve_articles_fit_eighty_columns_and_thirty_are_paged() {
    let mut few = room(12, 80, 24);
    assert!(!few.text().contains("more ▸"), "{}", few.text());
    few.press("11l");
    assert_eq!((few.app.compare.matrix.column, few.app.compare.matrix.first_column), (11, 0));
    let mut many = room(30, 80, 24);
    assert!(many.text().contains("more ▸"), "{}", many.text());
    let first = |room: &TestRoom| room.app.compare.matrix.first_column;
    many.press("}");
    let second_page = first(&many);
    assert!(second_page > 0, "{}", many.text());
    many.press(&"} ".repeat(10));
    assert_eq!(many.app.compare.matrix.column, 29);
    many.press(&"{ ".repeat(10));
    assert_eq!((many.app.compare.matrix.column, first(&many)), (0, 0));
}

#[test]
fn two_hundred_articles_stand_by_year_and_can_stand_by_source_or_tag() {
    let mut room = room(200, 80, 24);
    let labels = |room: &TestRoom| -> Vec<String> {
        room.app.compare.matrix.groups.iter().map(|group| group.label.clone()).collect()
    };
    assert_eq!(labels(&room).first().map(String::as_str), Some("2010"), "{}", room.text());
    room.press("O");
    assert_eq!(labels(&room), ["Harbour Post", "The Lantern", "Valley Times"]);
    let matrix = &room.app.compare.matrix;
    let of_group: usize = (0..3).map(|column| matrix.cell(1, column).unwrap().on).sum();
    assert_eq!(of_group, 67);
    room.press("O");
    assert_eq!(labels(&room), ["coast", "inland"]);
    // A group opens on its articles, with the cursor in the first that treats the theme.
    room.press("j l Enter");
    let columns = columns(&room);
    assert_eq!(columns.columns.len(), 100);
    assert!(columns.current().unwrap().said.contains("of words"), "{}", room.text());
    room.press("Esc");
    assert_eq!(room.app.compare.matrix.column, 1);
}

#[test]
fn every_order_of_rows_and_columns_and_every_number_can_be_asked_for() {
    let mut room = room(12, 120, 32);
    let mut seen = Vec::new();
    for key in "v v v v v v o o o o O O O O O".split(' ') {
        room.press(key);
        let said = room.app.message.as_ref().unwrap().text.clone();
        assert!(!seen.contains(&said), "{said}");
        seen.push(said);
    }
    assert!(seen.contains(&"articles by source".to_owned()), "{seen:?}");
    assert!(seen.contains(&"articles grouped by tag".to_owned()), "{seen:?}");
}

#[test]
fn where_blocks_cannot_be_drawn_letters_stand_for_them() {
    let mut room = room(5, 80, 24);
    let blocks = |room: &TestRoom| room.text().chars().filter(|c| "▁▂▃▄▅▆▇█".contains(*c)).count();
    assert!(blocks(&room) > 0);
    room.app.workspace.settings = Settings { signs: Signs::Ascii, ..Settings::default() };
    assert_eq!(blocks(&room), 0, "{}", room.text());
    assert!(room.text().contains("-1-"), "{}", room.text());
}

#[test]
fn a_strip_is_a_scroll_bar() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c l Tab");
    assert!(matches!(room.app.compare.matrix.focus, Focus::Strips(_)), "{}", room.text());
    let passage = |room: &TestRoom| {
        let shown = room.text();
        let line = shown.lines().rev().nth(1).unwrap().trim().to_owned();
        line.split_whitespace().next().unwrap().to_owned()
    };
    // It starts where the theme first stands in the selected article.
    let comparison = room.app.compare.comparison().unwrap().clone();
    let on = comparison.treatment(0, 1).unwrap();
    let on = on.in_order(variorum::compare::PassageState::On);
    let first = on[0].passage;
    assert!(room.text().contains(&format!("¶{first}  ")), "{}", room.text());
    room.press("G");
    assert_ne!(passage(&room), format!("¶{first}"));
    room.press("gg j");
    assert_eq!(room.app.compare.matrix.column, 2);
    room.press("k gg");
    let there = format!("¶{first}");
    for _ in 0..200 {
        if passage(&room) == there {
            break;
        }
        room.press("l");
    }
    room.press("Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    let article = room.app.reader.article.clone().unwrap();
    assert_eq!(article.numbers_at(room.app.reader.place().unwrap().extent.start).unwrap().0, first);
    room.press("q");
    assert_eq!(room.app.screen, ScreenName::Compare);
    room.press("Tab");
    assert_eq!(room.app.compare.matrix.focus, Focus::Cells);
}

#[test]
fn screens() {
    for (width, height) in SIZES {
        let name = |what: &str| format!("{what}__{width}x{height}");
        insta::assert_snapshot!(name("matrix_of_twelve"), room(12, width, height).screen());
        insta::assert_snapshot!(name("matrix_of_200"), room(200, width, height).screen());
        let mut ascii = TestRoom::sample(width, height);
        ascii.app.workspace.settings.signs = Signs::Ascii;
        insta::assert_snapshot!(name("matrix_in_ascii"), ascii.press("c").screen());
        let mut strips = TestRoom::sample(width, height);
        insta::assert_snapshot!(name("matrix_strips"), strips.press("c Tab l l l").screen());
    }
}
