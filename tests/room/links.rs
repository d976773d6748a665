//! Links and notes: numbered, told before they are followed, and back.

use tempfile::TempDir;

use crate::quotes::open;
use crate::support::{TestRoom, hyperlinked};
use variorum::app::Effect;

const NOTES: &str = "# On notes\n\nThe first claim needs a note.[^1] The second one another,[^long] and a [link that is long enough to be wrapped on a narrow screen](https://example.org/a\u{e9}) stands here.\n\nThen [relative](other.md), <mailto:me@example.org> and [spoilt](<https://example.org/\u{7}x>).\n\n[^1]: The note to the first claim.\n[^long]: The note to the second.\n";

fn foot(room: &TestRoom) -> String {
    room.text().lines().last().unwrap().to_owned()
}

fn opened(room: &TestRoom) -> Vec<&str> {
    let outside = room.effects.iter().filter_map(|effect| match effect {
        Effect::OpenOutside(address) => Some(address.as_str()),
        _ => None,
    });
    outside.collect()
}

#[test]
fn a_number_selects_a_link_enter_opens_it_and_y_copies_its_address() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, NOTES, (80, 24));
    room.press("Enter gx");
    assert!(foot(&room).contains("6 links: type the number of one"), "{}", room.text());
    room.press("3");
    assert!(
        foot(&room).contains("↵ opens https://example.org/aé · y copies it"),
        "{}",
        foot(&room)
    );
    assert!(opened(&room).is_empty());
    room.press("Enter");
    assert_eq!(opened(&room), ["https://example.org/aé"]);
    room.press("gx 5 y");
    let copied = Effect::Copy { text: "mailto:me@example.org".to_owned(), what: "the address" };
    assert!(room.effects.contains(&copied));
    // Once one moves on, y copies the sentence again.
    room.press(") y");
    assert!(!matches!(room.effects.last(), Some(Effect::Copy { what: "the address", .. })));
    room.press("gx 4 Enter");
    assert!(foot(&room).contains("only web addresses are opened, not other.md"), "{}", foot(&room));
    room.press("gx 9");
    assert!(foot(&room).contains("no link here has the number 9"), "{}", foot(&room));
    room.press("gx Esc j");
    assert_eq!(opened(&room).len(), 1);
}

#[test]
fn a_note_is_shown_by_its_sign_and_left_again() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, NOTES, (80, 24));
    room.press("Enter gx 1 Enter");
    assert!(
        room.text().contains("Note [1]") && room.text().contains("The note to the first claim.")
    );
    let before = room.app.reader.cursor;
    room.press("Esc gx 2 Enter");
    assert!(room.text().contains("Note [long]"), "{}", room.text());
    room.press("Esc");
    assert_eq!(room.app.reader.cursor, before);
    assert!(room.text().contains("[long] The note to the second."), "named at the foot too");
}

#[test]
fn a_note_in_the_text_is_gone_to_and_its_own_link_leads_back() {
    let folder = TempDir::new().unwrap();
    let page = "<html><head><title>Of bells</title></head><body><article><h1>Of bells</h1>\
        <p>The first claim about the bell needs a note.<sup><a href=\"#n1\" id=\"r1\">1</a></sup> It has some length, \
        so that it is a paragraph of text and nothing else at all.</p>\
        <p>Another paragraph, also of some length, stands between the two, and says nothing about notes.</p>\
        <ol><li id=\"n1\">The note to the claim, as long as notes are. <a href=\"#r1\">back</a></li></ol>\
        </article></body></html>";
    std::fs::write(folder.path().join("bells.html"), page).unwrap();
    let articles = variorum::storage::articles::load(&[folder.path().join("bells.html")]);
    let mut room = TestRoom::of(&articles, variorum::collection::Origin::Library, 80, 24);
    room.press("Enter");
    let text = room.place_from();
    room.press("gx 1 Enter");
    assert!(room.under_cursor().contains("The note to the claim"), "{}", room.text());
    room.press("]l Enter");
    assert_eq!(room.place_from(), text, "{}", room.text());
    // And so does the key that leads back.
    room.press("gx 1 Enter H");
    assert_eq!(room.place_from(), text);
}

#[test]
fn links_are_told_to_the_terminal_by_one_name_and_in_plain_signs() {
    let folder = TempDir::new().unwrap();
    let mut room = open(&folder, NOTES, (44, 24));
    room.press("Enter");
    let told = hyperlinked(&room.app);
    let of = |address: &str| -> Vec<&String> {
        told.iter().filter(|symbol| symbol.contains(address)).collect()
    };
    let wrapped = of("https://example.org/a%C3%A9");
    let words = "link that is long enough to be wrapped on a narrow screen";
    // The spaces at which it is wrapped are not painted.
    assert!((words.len() - 3..words.len()).contains(&wrapped.len()), "{}", wrapped.len());
    let name = |symbol: &str| symbol.split([';', '=']).nth(2).unwrap().to_owned();
    assert!(wrapped.iter().all(|symbol| name(symbol) == name(wrapped[0])), "{wrapped:?}");
    assert!(of("other.md").is_empty());
    assert!(!of("mailto:me@example.org").is_empty());
    assert!(told.iter().all(|symbol| !symbol.contains('\u{7}')));
    room.press("?");
    assert!(hyperlinked(&room.app).is_empty());
}

#[test]
fn numbers_lie_over_the_links() {
    for (width, height) in [(80, 24), (120, 32), (40, 12), (200, 50)] {
        let folder = TempDir::new().unwrap();
        let mut room = open(&folder, NOTES, (width, height));
        room.press("Enter gx");
        insta::assert_snapshot!(format!("links__{width}x{height}"), room.screen());
    }
}
