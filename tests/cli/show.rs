//! `variorum show`, and `variorum FILE` in a pipe.

use serde_json::Value;

use crate::home::Home;
use crate::program::real_articles;
use crate::three;

/// The words between two code points, counted as a script would.
fn slice(text: &str, range: &Value) -> String {
    let at = |i: usize| usize::try_from(range[i].as_u64().unwrap()).unwrap();
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

#[test]
fn text_is_wrapped_and_numbered() {
    let home = three();
    let text = home.variorum(["show", "ferry", "articles", "--width", "30"]).succeeds().stdout;
    assert!(text.contains("\n¶1    The ferry runs twice a\n      day. In"), "{text}");
    assert!(text.contains("\n¶2    Nobody minds.\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 30), "{text}");
    let plain = home.variorum(["show", "ferry", "articles", "--plain"]).succeeds().stdout;
    assert!(plain.contains("\n\nNobody minds.\n") && !plain.contains('¶'), "{plain}");
}

#[test]
fn a_file_alone_in_a_pipe_is_its_text() {
    let home = three();
    let text = home.variorum(["articles/ferry.txt"]).succeeds().stdout;
    assert!(text.contains("\n\nNobody minds.\n"), "{text}");
    let shown = home.variorum(["show", "articles/ferry.txt", "--plain"]).succeeds().stdout;
    assert_eq!(text, shown);
    let piped =
        home.variorum(["-"]).input("The ferry runs twice a day.\n\nNobody minds.").succeeds();
    assert!(piped.stdout.contains("\n\nNobody minds.\n"), "{}", piped.stdout);
}

#[test]
fn a_file_called_like_a_command_can_be_read() {
    let home = three();
    home.write("list", "A file with an unlucky name.");
    for words in [&["--", "list"][..], &["./list"]] {
        let text = home.variorum(words).succeeds().stdout;
        assert!(text.contains("A file with an unlucky name."), "{text}");
    }
}

#[test]
fn offsets_are_code_points() {
    let home =
        Home::with(&[("a.txt", "Zwölf Boxkämpfer jagen 👩‍🚀. Über “Ähren”.\n\nNächste Passage.\n")]);
    let answer = home.variorum(["show", "a", "articles", "--json"]).json();
    let text = answer["text"].as_str().unwrap();
    let blocks = answer["blocks"].as_array().unwrap();
    assert_eq!(blocks.len(), 2);
    let first = &blocks[0]["sentences"];
    assert_eq!(slice(text, &first[1]), "Über “Ähren”.");
    let whole = serde_json::json!([blocks[1]["start"], blocks[1]["end"]]);
    assert_eq!(slice(text, &whole), "Nächste Passage.");
    assert_eq!((&blocks[1]["kind"], &blocks[1]["passage"]), (&"paragraph".into(), &2.into()));
}

#[test]
fn what_fits_several_or_none_is_said() {
    let home = three();
    let several = home.variorum(["show", "the", "articles"]).ends_with(2);
    assert!(several.stderr.contains("fits 2 articles"), "{}", several.stderr);
    assert_eq!(several.stdout, "");
    let none = home.variorum(["show", "qqq", "articles"]).ends_with(2);
    assert!(none.stderr.contains("no article is called “qqq”"), "{}", none.stderr);
}

#[test]
fn sentences_of_the_real_articles_lie_in_their_blocks() {
    let Some(folder) = real_articles() else { return };
    let home = Home::new();
    let listed = home.variorum(["list".as_ref(), folder.as_os_str(), "--json".as_ref()]).json();
    for article in listed["articles"].as_array().unwrap() {
        let id = article["id"].as_str().unwrap();
        let words = ["show".as_ref(), id.as_ref(), folder.as_os_str(), "--json".as_ref()];
        let answer = home.variorum(words).json();
        assert_eq!(&answer["article"], article);
        let blocks = answer["blocks"].as_array().unwrap();
        let passages = blocks.iter().filter(|block| !block["passage"].is_null());
        let numbers: Vec<_> = passages.map(|block| block["passage"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=article["passages"].as_u64().unwrap()).collect::<Vec<_>>());
        for block in blocks {
            for sentence in block["sentences"].as_array().unwrap() {
                assert!(block["start"].as_u64() <= sentence[0].as_u64());
                assert!(sentence[1].as_u64() <= block["end"].as_u64());
            }
        }
    }
}
