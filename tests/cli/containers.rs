//! Files that hold many articles, as the commands name them.

use crate::home::Home;

/// A feed of three entries, of which the second has no text.
fn feed() -> Home {
    let entry = |title: &str, text: &str| {
        format!("<item><title>{title}</title><description>{text}</description></item>")
    };
    let entries = entry("The bell", "The bell rang at four.")
        + &entry("A headline", "")
        + &entry("The geese", "Forty geese slept on the rails.");
    let feed = format!("<rss><channel><title>Gazette</title>{entries}</channel></rss>");
    let home = Home::with(&[("ferry.txt", "The ferry runs twice a day.")]);
    home.write("articles/feed.xml", &feed);
    home
}

#[test]
fn an_article_of_a_container_is_named_by_its_number() {
    let home = feed();
    let run = home.variorum(["show", "articles/feed.xml#3"]).ends_with(0);
    assert!(run.stdout.contains("feed.xml, 3 of 3\n"), "{}", run.stdout);
    assert!(run.stdout.contains("Forty geese slept"), "{}", run.stdout);
    assert!(run.stderr.contains("articles/feed.xml#2: "), "{}", run.stderr);
    let listed = home.variorum(["list", "articles", "--json"]).ends_with(0).json();
    let all = listed["articles"].as_array().unwrap();
    let geese = all.iter().find(|article| article["title"] == "The geese").unwrap();
    assert_eq!(geese["part"], serde_json::json!({ "number": 3, "of": 3 }));
    assert_eq!(geese["path"], "articles/feed.xml");
    assert_eq!(listed["problems"][0]["path"], "articles/feed.xml#2");
    let several = home.variorum(["show", "feed.xml", "articles"]).ends_with(2);
    assert!(several.stderr.contains("articles/feed.xml#1"), "{}", several.stderr);
}

#[test]
fn one_article_of_a_container_leaves_the_library_and_the_others_stay() {
    let home = feed();
    home.variorum(["library", "add", "articles/feed.xml"]).ends_with(0);
    home.variorum(["library", "remove", "The bell"]).ends_with(0);
    let listed = home.variorum(["library", "list", "--json"]).ends_with(0).json();
    let all = listed["articles"].as_array().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["title"], "The geese");
    let again = home.variorum(["library", "rescan"]).ends_with(0);
    assert!(again.stdout.contains("nothing has changed"), "{}", again.stdout);
}
