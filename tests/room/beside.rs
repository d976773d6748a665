//! Two articles beside one another.

use variorum::app::screen::ScreenName;
use variorum::app::widgets::Together;

use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 32), (200, 50)];

/// Name of the article and passage under the cursor of the pane with the keys, and of the other.
fn places(room: &TestRoom) -> [(String, u32); 2] {
    let app = &room.app;
    [&app.reader, &app.beside.as_ref().unwrap().reader].map(|reader| {
        let article = reader.article.as_ref().unwrap();
        let passage = article.numbers_at(reader.cursor.start).map_or(0, |(passage, _)| passage);
        (article.name().to_owned(), passage)
    })
}

#[test]
fn two_articles_look_like_this() {
    for (width, height) in SIZES {
        let mut room = TestRoom::sample(width, height);
        room.press("x x | } Tab } )");
        insta::assert_snapshot!(format!("beside__{width}x{height}"), room.screen());
    }
}

#[test]
fn a_second_article_is_put_beside_the_first_and_each_has_its_cursor() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter 3G gl j |");
    assert_eq!(room.app.screen, ScreenName::Reader);
    let [(second, at), (first, there)] = places(&room);
    assert!(first != second && (at, there) == (1, 3), "{}", room.text());
    for name in [&first, &second] {
        let start: String = name.chars().take(20).collect();
        assert!(room.text().contains(&start), "{}", room.text());
    }
    room.press("4G Tab");
    assert_eq!(places(&room), [(first.clone(), 3), (second.clone(), 4)]);
    room.press("q");
    assert!(room.app.beside.is_none());
    assert_eq!(room.app.reader.article.as_ref().unwrap().name(), second);
    room.press("q");
    assert_eq!(room.app.screen, ScreenName::List, "then the reader is left as ever");
}

#[test]
fn the_same_article_can_be_read_at_two_places() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter 2G | 5G");
    let [(here, at), (there, other)] = places(&room);
    assert!(here == there && (at, other) == (5, 2));
    room.press("|");
    assert!(room.app.beside.is_none());
    assert_eq!(room.app.reader.article.as_ref().unwrap().name(), here);
}

#[test]
fn a_hit_opens_beside_what_is_read() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter s \"the\" Enter q Tab |");
    assert!(room.app.beside.is_some(), "{}", room.text());
    assert!(!room.app.reader.marks.is_empty());
}

#[test]
fn together_by_place_goes_on_from_where_both_stand_and_back_to_it() {
    let mut room = TestRoom::sample(120, 32);
    room.press("x x | 3G Tab 5G zs");
    assert_eq!(room.app.beside.as_ref().unwrap().together, Together::Places);
    room.press("} }");
    let [(_, here), (_, there)] = places(&room);
    assert_eq!((here, there), (7, 5));
    // Far away and back: they stand together as before.
    room.press("G 5G");
    let [(_, here), (_, there)] = places(&room);
    assert_eq!((here, there), (5, 3));
    let (before, top) = (room.app.reader.top, room.app.beside.as_ref().unwrap().reader.top);
    room.press("3j");
    assert_ne!(room.app.reader.top, before);
    assert_ne!(room.app.beside.as_ref().unwrap().reader.top, top);
    room.press("zs zs 9G");
    assert_eq!(places(&room)[1].1, 3, "apart again");
}

#[test]
fn together_by_place_the_end_of_the_other_costs_no_step_on_the_way_back() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter 2G | 5G Tab zs G");
    let [(_, last), (_, there)] = places(&room);
    assert_eq!(there, last, "it stops where its text ends");
    room.press("2G");
    let [(_, here), (_, there)] = places(&room);
    assert_eq!((here, there), (2, 5));
}

#[test]
fn together_by_theme_leads_to_the_same_theme_or_says_that_there_is_silence() {
    let mut room = TestRoom::sample(120, 32);
    room.press("x x | Tab zs zs gg");
    let mut said = 0;
    for _ in 0..12 {
        room.press("}");
        let foot = room.text().lines().last().unwrap().to_owned();
        if foot.contains("both on ") {
            said += 1;
            let there = places(&room)[1].1;
            assert!(foot.contains(&format!("and ¶{there}")), "{foot}");
        }
    }
    assert!(said > 0, "{}", room.text());
}
