use std::path::Path;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;
use ulid::Ulid;

use super::*;
use crate::collection::{Article, Draft};
use crate::text::Extent;

/// An article of paragraphs.
fn article(paragraphs: &[&str]) -> Article {
    let draft = Draft::of_paragraphs(&paragraphs.join("\n\n"));
    Article::assemble(Path::new("notes/harbour.txt"), draft)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn quote_of(article: &Article, words: &str) -> Quote {
    let start = article.text().find(words).unwrap();
    let extent = Extent::new(start, start + words.len());
    make(article, extent, QuoteId(Ulid::from_parts(1, 2)), at(0)).unwrap()
}

const HARBOUR: [&str; 4] = [
    "The harbour was closed in March. Nobody said for how long.",
    "Three ships lay outside the breakwater and waited for a pilot who did not come. “We are out of \
     bread,” Captain Ines Moll said on the third day.",
    "On the fourth day the wind turned, and the largest of the ships went back to sea.",
    "The pilot, it turned out, had been ill. The harbour was opened again on a Sunday.",
];

#[test]
fn a_quote_knows_its_words_and_their_place() {
    let article = article(&HARBOUR);
    let quote = quote_of(&article, "“We are out of bread,”");
    assert_eq!(quote.exact, "“We are out of bread,”");
    assert_eq!(quote.paragraph, HARBOUR[1]);
    assert_eq!(quote.passage, Some(2));
    assert_eq!(quote.sentences, Some(Sentences { first: 2, last: 2 }));
    assert_eq!(quote.quotation.unwrap().speaker.as_deref(), Some("Captain Ines Moll"));
    assert!(quote.prefix.ends_with("did not come. "));
    assert!(quote.suffix.starts_with(" Captain Ines"));
    let [start, end] = quote.position.unwrap();
    assert_eq!(
        article.text().chars().skip(start).take(end - start).collect::<String>(),
        quote.exact
    );
}

#[test]
fn a_selection_never_cuts_a_character_in_two() {
    let article = article(&["A flag 👩‍🚀 and e\u{301}t\u{301} end"]);
    let text = article.text();
    let emoji = text.find('👩').unwrap();
    let half = make(&article, Extent::new(emoji, emoji + 4), QuoteId(Ulid::nil()), at(0)).unwrap();
    assert_eq!(half.exact, "👩‍🚀");
    let mark = text.find("t\u{301}").unwrap();
    let half = make(&article, Extent::new(mark, mark + 1), QuoteId(Ulid::nil()), at(0)).unwrap();
    assert_eq!(half.exact, "t\u{301}");
    assert_eq!(make(&article, Extent::new(6, 7), QuoteId(Ulid::nil()), at(0)), None);
}

#[test]
fn the_same_text_is_not_searched() {
    let article = article(&["Wait. Wait. Wait.", "Wait."]);
    let third = Extent::new(12, 16);
    let quote = make(&article, third, QuoteId(Ulid::nil()), at(0)).unwrap();
    assert_eq!(quote.copies, 4);
    assert_eq!(anchor(&quote, &article), Anchor::Attached(third));
}

#[test]
fn the_four_states() {
    let whole = article(&HARBOUR);
    let words = "On the fourth day the wind turned, and the largest of the ships went back to sea.";
    let quote = quote_of(&whole, words);
    let with = |third: &str| {
        article(&["A new first paragraph.", HARBOUR[0], HARBOUR[1], third, HARBOUR[3]])
    };

    let moved = with(words);
    let Anchor::Attached(extent) = anchor(&quote, &moved) else { panic!() };
    assert_eq!(extent.of(moved.text()), words);

    let denied = with(&words.replace("went back", "did not go back"));
    let Anchor::Changed { extent, diff } = anchor(&quote, &denied) else { panic!() };
    assert!(extent.of(denied.text()).contains("did not go back"));
    assert!(diff.iter().any(|change| matches!(change, Change::New(new) if new.contains("not"))));

    let doubled =
        article(&[HARBOUR[0], HARBOUR[2], HARBOUR[1], HARBOUR[2], HARBOUR[2], HARBOUR[3]]);
    assert!(matches!(anchor(&quote, &doubled), Anchor::Ambiguous(places) if places.len() == 3));

    let gone = article(&[HARBOUR[0], HARBOUR[1], HARBOUR[3]]);
    assert_eq!(anchor(&quote, &gone), Anchor::Orphan);
}

#[test]
fn typography_is_no_change() {
    let whole = article(&HARBOUR);
    let quote = quote_of(&whole, "“We are out of bread,” Captain Ines Moll said on the third day.");
    let plain =
        article(&[&HARBOUR[1].replace(['“', '”'], "\"").replace("third day", "third  day")]);
    assert!(matches!(anchor(&quote, &plain), Anchor::Attached(_)));
}

#[test]
fn the_last_copy_of_a_repeated_wording_is_not_taken_for_the_lost_one() {
    let said = "They would rather wait than turn back, whatever it took.";
    let whole = article(&[HARBOUR[0], said, HARBOUR[1], HARBOUR[2], said, HARBOUR[3]]);
    let quote = quote_of(&whole, said);
    assert_eq!(quote.copies, 2);
    let left = article(&[HARBOUR[0], HARBOUR[1], HARBOUR[2], said, HARBOUR[3]]);
    assert!(matches!(anchor(&quote, &left), Anchor::Ambiguous(_)));
}

#[test]
fn a_quote_put_elsewhere_by_the_reader_stays_there_and_says_so() {
    let whole = article(&HARBOUR);
    let quote = quote_of(&whole, HARBOUR[2]);
    let other = article(&[HARBOUR[0], "On day four the biggest one left.", HARBOUR[3]]);
    assert_eq!(anchor(&quote, &other), Anchor::Orphan);
    let place = Extent::new(HARBOUR[0].len() + 2, HARBOUR[0].len() + 2 + 33);
    let put = reattach(&quote, &other, place, at(5)).unwrap();
    assert_eq!(put.exact, quote.exact);
    let Anchor::Changed { extent, .. } = anchor(&put, &other) else { panic!() };
    assert_eq!(extent, place);
}

#[test]
fn unknown_fields_are_written_back() {
    let quote = Quote {
        note: "n".into(),
        tags: vec!["a".into()],
        ..quote_of(&article(&HARBOUR), HARBOUR[2])
    };
    let mut record = record::value(&quote);
    record["colour"] = json!("green");
    record["motivation"] = json!("bookmarking");
    record["variorum"]["mood"] = json!([1, {"x": null}]);
    record["variorum"]["article"]["doi"] = json!("10.1/x");
    record["target"]["scope"] = json!("https://example.org/");
    record["target"]["selector"][1]["unit"] = json!("points");
    record["target"]["selector"].as_array_mut().unwrap().push(json!({"type": "RangeSelector"}));
    record["body"].as_array_mut().unwrap().push(json!({"type": "Image", "id": "x.png"}));
    let read = record::from_value(record.clone()).unwrap();
    assert_eq!(record::value(&read), record);
    assert_eq!(read.note, "n");
}

#[test]
fn what_is_no_quote_says_why() {
    use record::Malformed;
    let good = record::write(&quote_of(&article(&HARBOUR), HARBOUR[2]));
    assert_eq!(record::read(b""), Err(Malformed::Empty));
    assert_eq!(record::read(&[0; 64]), Err(Malformed::Nul));
    assert_eq!(
        record::read(format!("<<<<<<< HEAD\n{good}=======\n").as_bytes()),
        Err(Malformed::Merge)
    );
    assert!(matches!(
        record::read(good.get(..200).unwrap().as_bytes()),
        Err(Malformed::NotJson(_))
    ));
    assert!(matches!(record::read(&[b'"', 0xff, b'"']), Err(Malformed::NotJson(_))));
    assert_eq!(record::read(b"[]"), Err(Malformed::Field("type")));
    let newer = good.replace(&format!("\"schema\": {}", record::SCHEMA), "\"schema\": 7");
    assert_eq!(record::read(newer.as_bytes()).unwrap().schema, 7);
    let odd = newer.replace("\"rev\": 1", "\"rev\": \"one\"");
    assert_eq!(record::read(odd.as_bytes()), Err(Malformed::Newer(7)));
}

proptest! {
    #[test]
    fn any_quote_survives_being_written_and_read(
        paragraphs in prop::collection::vec("[ \\PC“”‘’]{1,80}", 1..5),
        from in 0usize..200,
        length in 1usize..200,
        note in "\\PC{0,40}",
        tags in prop::collection::vec("\\PC{0,8}", 0..3),
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let article = article(&paragraphs);
        let extent = Extent::new(from, from + length);
        if let Some(quote) = make(&article, extent, QuoteId(Ulid::from_parts(9, 9)), at(1)) {
            let quote = Quote { note, tags, ..quote };
            let written = record::write(&quote);
            let read = record::read(written.as_bytes()).unwrap();
            prop_assert_eq!(record::write(&read), written);
            prop_assert_eq!(read, quote.clone());
            let Anchor::Attached(place) = anchor(&quote, &article) else { panic!() };
            prop_assert_eq!(place.of(article.text()), quote.exact);
        }
    }
}
