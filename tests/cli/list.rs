//! `variorum list`, and `variorum FOLDER` in a pipe.

use crate::home::Home;
use crate::program::real_articles;
use crate::three;

#[test]
fn a_folder_is_listed_with_everything_below_it() {
    let home = three();
    let answer = home.variorum(["list", "articles", "--json"]).json();
    let articles = answer["articles"].as_array().unwrap();
    let paths: Vec<_> = articles.iter().map(|a| a["path"].as_str().unwrap()).collect();
    assert_eq!(
        paths,
        ["articles/deep/lighthouse.md", "articles/ferry.txt", "articles/zander.text"]
    );
    let ferry = &articles[1];
    assert_eq!((&ferry["words"], &ferry["passages"]), (&13.into(), &2.into()));
    assert_eq!((&ferry["sentences"], &ferry["minutes"]), (&3.into(), &1.into()));
    assert_eq!((&ferry["date"], &ferry["url"]), (&().into(), &().into()));
    assert!(ferry["hash"].as_str().unwrap().starts_with(ferry["id"].as_str().unwrap()));
    assert_eq!(answer["problems"], serde_json::json!([]));
}

#[test]
fn the_same_articles_come_whichever_way_they_are_named() {
    let home = three();
    let listed = home.variorum(["list", "articles"]).succeeds().stdout;
    assert_eq!(listed.lines().count(), 3);
    assert_eq!(home.variorum(["list", "--in", "articles"]).succeeds().stdout, listed);
    assert_eq!(home.variorum(["articles"]).succeeds().stdout, listed);
    assert_eq!(home.variorum(["list", "articles", "articles"]).succeeds().stdout, listed);
}

#[test]
fn orders() {
    let home = three();
    let by = |field: &str| {
        let answer = home.variorum(["list", "articles", "--json", "--sort", field]).json();
        let articles = answer["articles"].as_array().unwrap().clone();
        articles.iter().map(|a| a["words"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(by("words"), [4, 8, 13]);
    assert_eq!(by("title"), [13, 8, 4]);
    let wrong = home.variorum(["list", "articles", "--sort", "colour"]).ends_with(2);
    assert!(wrong.stderr.contains("there are author, date"), "{}", wrong.stderr);
    home.write("articles/what.csv", "file,side\nferry.txt,west\nzander.text,east\n");
    let answer = home.variorum(["list", "articles", "--json", "--sort", "side"]).json();
    let sides = answer["articles"].as_array().unwrap().clone();
    let sides: Vec<_> = sides.iter().map(|a| a["fields"]["side"].clone()).collect();
    assert_eq!(sides[..2], ["east", "west"]);
    assert!(sides[2].is_null());
}

#[test]
fn tables_fit_and_comma_separated_values_can_be_read_back() {
    let home =
        Home::with(&[("a.txt", "A \"quoted\", long, and comma-ridden first sentence to fit in.")]);
    let table = home.variorum(["list", "articles", "--width", "60"]).succeeds().stdout;
    assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
    assert!(table.contains('…'), "{table}");
    let text = home.variorum(["list", "articles", "--csv"]).succeeds().stdout;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let id = reader.headers().unwrap().iter().position(|field| field == "id").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][id].len(), 16);
    let both = home.variorum(["list", "articles", "--csv", "--json"]).ends_with(2);
    assert!(both.stderr.contains("cannot be used with"), "{}", both.stderr);
}

#[test]
fn one_bad_article_does_not_hide_the_others() {
    let home = three();
    home.write("articles/empty.txt", "");
    let ended = home.variorum(["list", "articles", "--json"]).ends_with(0);
    let answer = ended.json();
    assert_eq!(answer["articles"].as_array().unwrap().len(), 3);
    assert_eq!(answer["problems"][0]["path"], "articles/empty.txt");
    assert!(ended.stderr.contains("articles/empty.txt: "), "{}", ended.stderr);
    home.variorum(["list", "articles/empty.txt"]).ends_with(2);
    home.variorum(["list", "nowhere"]).ends_with(2);
}

#[test]
fn nothing_given_is_the_sample() {
    let home = Home::new();
    let answer = home.variorum(["list", "--json"]).json();
    assert_eq!(answer["articles"].as_array().unwrap().len(), 5);
}

#[test]
fn the_real_articles_are_listed() {
    let Some(folder) = real_articles() else { return };
    let home = Home::new();
    let answer = home.variorum(["list".as_ref(), folder.as_os_str(), "--json".as_ref()]).json();
    assert_eq!(answer["articles"].as_array().unwrap().len(), 5);
    assert_eq!(answer["problems"], serde_json::json!([]));
}
