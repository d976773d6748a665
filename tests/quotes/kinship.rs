//! Another article in the place of the one that was quoted.

use variorum::quotes::{Anchor, locate};

use crate::articles::{LIGHTHOUSE, article, collection, quote};

const WORDS: &str = "the light went on burning every night";

#[test]
fn case_07_another_article_at_the_old_path_never_takes_the_quote_in_silence() {
    let kept = quote(&article(LIGHTHOUSE), WORDS);
    let same_words = "Some say that by the middle of the month the supply boat had stopped coming. Nobody \
        on the mainland seems to have noticed, for the light went on burning every night – and a light \
        that burns asks no questions.";
    let other = |author: &str, date: &str| {
        format!(
            "---\ntitle: Boats of the north\nauthor: {author}\ndate: {date}\n---\n\nIt is told.\n\n{same_words}\n"
        )
    };
    for text in [other("Bo Falk", "2023-05-01"), other("Ines Moll", "2023-05-01")] {
        let here = collection([article(&text)]);
        let standing = locate(&[&kept], &here).pop().unwrap();
        let Anchor::Ambiguous(places) = &standing.anchor else { panic!("{standing:?}") };
        assert_eq!(places.len(), 1);
        assert!(standing.article.is_some());
    }
    // Another article without the words is not the one that was quoted.
    let without = other("Bo Falk", "2023-05-01").replace(same_words, "Nothing of the kind.");
    let standing = locate(&[&kept], &collection([article(&without)])).pop().unwrap();
    assert_eq!((standing.article, standing.anchor), (None, Anchor::Orphan));
}

#[test]
fn case_07_an_edited_article_keeps_its_quote() {
    let kept = quote(&article(LIGHTHOUSE), WORDS);
    let edits = [
        LIGHTHOUSE.replace("2021-11-03", "2021-11-05"),
        LIGHTHOUSE.replace("Ines Moll", "Ines Moll and Bo Falk"),
        LIGHTHOUSE.replace("last winter", "longest winter"),
    ];
    for edited in edits {
        let edited = edited + "\nA line was added.\n";
        let standing = locate(&[&kept], &collection([article(&edited)])).pop().unwrap();
        assert!(matches!(standing.anchor, Anchor::Attached(_)), "{standing:?}");
    }
}

#[test]
fn of_two_versions_the_one_that_has_the_words_keeps_the_quote_whichever_comes_first() {
    let kept = quote(&article(LIGHTHOUSE), WORDS);
    let with = article(&(LIGHTHOUSE.to_owned() + "\nA line was added.\n"));
    let paragraph = LIGHTHOUSE.split("\n\n").find(|part| part.contains(WORDS)).unwrap();
    let without = article(&LIGHTHOUSE.replace(paragraph, "Nothing is told of January."));
    for versions in [[with.clone(), without.clone()], [without.clone(), with.clone()]] {
        let standing = locate(&[&kept], &collection(versions)).pop().unwrap();
        assert_eq!(standing.article, Some(with.id()));
        assert!(matches!(standing.anchor, Anchor::Attached(_)), "{standing:?}");
    }
    // Where only the version without the words is open, the quote still knows its article.
    let standing = locate(&[&kept], &collection([without.clone()])).pop().unwrap();
    assert_eq!(standing.article, Some(without.id()));
    assert!(!matches!(standing.anchor, Anchor::Attached(_)), "{standing:?}");
}
