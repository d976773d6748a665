//! What changes on the disk without the program: told from a change of the article.

use std::fs;

use crate::guarantees::{read, store, with_one};

#[test]
fn case_13_what_changed_on_the_disk_is_told_from_a_change_of_the_article_and_accepted_by_asking() {
    let (folder, kept) = with_one();
    let path = store(&folder).path(kept.quote.id);
    let whole = fs::read(&path).unwrap();
    // Any bit: the file is no longer readable, or said to be altered, or says the same as before.
    for bit in (0..whole.len() * 8).step_by(3) {
        let mut damaged = whole.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &damaged).unwrap();
        let found = read(&folder);
        let said = found.problems.len() + found.copies.len() == 1;
        let same = found.quotes.first().is_some_and(|there| there.quote == kept.quote);
        assert!(said || same, "bit {bit} of {:?}", String::from_utf8_lossy(&damaged));
    }
    // Other spaces and another order of the keys say nothing else.
    let value: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    fs::write(&path, value.to_string()).unwrap();
    assert!(read(&folder).problems.is_empty());
    let edited = String::from_utf8(whole).unwrap().replacen("Annotation", "Annotation ", 1);
    fs::write(&path, edited.replacen(&kept.quote.exact, "By hand", 1)).unwrap();
    let found = read(&folder);
    assert!(found.problems[0].message.contains("--accept"), "{:?}", found.problems);
    assert_eq!(store(&folder).accept(&found).unwrap(), [kept.quote.id]);
    let found = read(&folder);
    assert_eq!((found.problems.len(), found.quotes[0].quote.exact.as_str()), (0, "By hand"));
}

#[test]
fn files_beside_the_quotes_that_are_none_of_the_stores_are_left_alone() {
    let (folder, kept) = with_one();
    let path = store(&folder).path(kept.quote.id);
    let whole = fs::read(&path).unwrap();
    fs::write(path.with_file_name("README.md"), "My quotes").unwrap();
    fs::write(path.with_file_name(".hidden.json"), &whole).unwrap();
    fs::write(path.with_extension("bak"), &whole).unwrap();
    let found = read(&folder);
    assert_eq!((found.quotes.len(), found.copies.len(), found.problems.len()), (1, 0, 0));
}
