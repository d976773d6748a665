//! Who signs a line.

use super::*;

#[test]
fn behind_a_word_of_any_text_a_name_without_capitals_needs_a_colon() {
    let context = Context {
        order: DayOrder::Unknown,
        common: CommonWords::of(["the ferry came late"].into_iter()),
    };
    let authors = |line: &str| {
        let piece = Piece { text: line.to_owned(), ..Piece::default() };
        read(&piece, &context).map(|byline| byline.authors.join(";"))
    };
    let ada = Some("Ada Byrne".to_owned());
    assert_eq!(
        ["Author Ada Byrne", "Author: Ada Byrne", "By Ada Byrne"].map(authors),
        [ada.clone(), ada.clone(), ada]
    );
    let hana = Some("山田 花子".to_owned());
    assert_eq!(
        ["Text 山田 花子", "Text: 山田 花子", "By 山田 花子"].map(authors),
        [None, hana.clone(), hana]
    );
}
