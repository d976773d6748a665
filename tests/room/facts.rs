//! What is known of articles besides their text: filtered and sorted by, completed, and shown.

use std::path::Path;
use std::sync::Arc;

use variorum::app::overlay::Overlay;
use variorum::collection::{
    Article, Block, BlockKind, Collection, Draft, Found, Metadata, Origin, Provenance,
};
use variorum::text::Extent;

use crate::support::TestRoom;

/// Three articles; the last has no country.
fn room(width: u16, height: u16) -> TestRoom {
    let articles =
        [("Bell", "Norway", "12"), ("Geese", "United Kingdom", "9"), ("Lamps", "", "100")].map(
            |(title, country, page)| {
                let text = format!("The {title} went on for some time, and nobody minded.");
                let blocks = vec![Block::new(BlockKind::Paragraph, Extent::new(0, text.len()))];
                let said = |value: &str| Found::new(value.to_owned(), Provenance::Sidecar);
                let mut metadata = Metadata {
                    title: Some(said(title)),
                    authors: vec!["Ada Byrne".to_owned()],
                    ..Metadata::default()
                }
                .found_in(Provenance::Byline);
                metadata.fields.insert("Page".into(), said(page));
                metadata.fields.insert("Parish".into(), said("Coast"));
                if !country.is_empty() {
                    metadata.fields.insert("Country".into(), said(country));
                }
                let draft = Draft { text, blocks, metadata, ..Draft::default() };
                Arc::new(Article::assemble(Path::new(&format!("{title}.txt")), draft))
            },
        );
    let collection = Collection::new(articles.to_vec(), Vec::new());
    TestRoom::of(&collection, Origin::Library, width, height)
}

fn titles(room: &TestRoom) -> Vec<String> {
    let rows = room.app.list.rows.iter();
    rows.map(|id| room.app.workspace.article(*id).unwrap().name().to_owned()).collect()
}

#[test]
fn a_field_narrows_the_list_and_its_name_is_completed() {
    let mut room = room(120, 32);
    room.press("& \"cou\" Tab");
    assert_eq!(room.app.list.filter.text(), "country:");
    room.press("\"nor\"");
    assert_eq!(titles(&room), ["Bell"]);
    room.press("Esc &").types("country:\"united kingdom\"");
    assert_eq!(titles(&room), ["Geese"]);
    room.press("Esc & \"pa\" Tab");
    assert_eq!(room.app.list.filter.text(), "pa");
    assert!(room.text().contains("page: · parish:"), "{}", room.text());
    // What begins no field goes on with the list.
    room.press("Esc & \"zz\" Tab");
    assert!(!room.app.list.typing);
}

#[test]
fn a_field_orders_the_list_and_is_seen_there() {
    let mut room = room(120, 32);
    room.press(": \"sort_page\" Enter");
    assert_eq!(titles(&room), ["Geese", "Bell", "Lamps"], "{}", room.text());
    assert!(room.text().contains("sorted by page"), "{}", room.text());
    room.press(": \"sort_country\" Enter");
    assert_eq!(titles(&room), ["Bell", "Geese", "Lamps"]);
    assert!(room.text().contains("United Kingdom"), "{}", room.text());
    room.press(": \"sort_colour\" Enter");
    assert!(room.text().contains("no article has “colour”"), "{}", room.text());
}

#[test]
fn details_say_what_is_known_and_from_where() {
    for (width, height) in [(120, 32), (80, 24), (40, 12)] {
        let mut room = room(width, height);
        room.press("i");
        insta::assert_snapshot!(format!("details__{width}x{height}"), room.screen());
    }
    let mut room = room(40, 12);
    room.press("i G");
    assert!(room.text().contains("Coast"), "{}", room.text());
    room.press("k Esc");
    assert!(!matches!(room.app.overlay, Some(Overlay::Details(_))));
}
