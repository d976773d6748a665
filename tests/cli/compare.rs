//! `variorum themes`, `variorum compare`, `variorum parallels`.

use serde_json::Value;

use crate::home::Home;

const TEXTS: [(&str, &str); 2] = [
    (
        "one.md",
        "---\ntitle: One\ndate: 2024-01-02\nauthors: [Ada]\n---\n\nThe ferry “Möwe” left in a storm.\n\nNobody knew the captain.\n",
    ),
    ("two.md", "---\ntitle: Two\n---\n\nThe pier was empty. A storm sank the ferry.\n"),
];

const THEMES: &str = "schema = 1\n[[theme]]\nid = 'sea'\nname = 'The sea'\ncore = ['ferry <4> storm']\nsupport = ['pier']\n\
                      [[theme]]\nid = 'broken'\ncore = ['drag <']\n[[theme]]\nid = 'bees'\ncore = ['hive']\n";

fn home() -> Home {
    let home = Home::with(&TEXTS);
    std::fs::write(home.root().join("themes.toml"), THEMES).unwrap();
    home
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_comparison_says_what_was_promised() {
    let home = home();
    let words = ["compare", "--in", "articles", "--themes", "themes.toml", "--format", "json"];
    let ended = home.variorum(words).ends_with(0);
    let short = ["compare", "--in", "articles", "--themes", "themes.toml", "--json"];
    assert_eq!(home.variorum(short).ends_with(0).stdout, ended.stdout);
    // A folder among the themes is no theme.
    let folder = home.variorum(["compare", "sea", "articles", "--themes", "themes.toml", "--json"]);
    let folder = folder.ends_with(0);
    assert!(folder.stderr.contains("not a theme: read as behind --in"), "{}", folder.stderr);
    assert_eq!(json(&folder.stdout)["articles"], json(&ended.stdout)["articles"]);
    let answer = json(&ended.stdout);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["articles"].as_array().unwrap().len(), 2);
    let cells = answer["cells"].as_array().unwrap();
    // A theme without a usable term is a problem, no row.
    assert_eq!(cells.len(), 2 * 2);
    let first = &cells[0];
    assert_eq!((&first["theme"], &first["state"]), (&"sea".into(), &"on".into()));
    let passage = &first["passages"][0];
    let found = &passage["matches"][0];
    let text: String = {
        let shown = home.variorum(["show", "one", "articles", "--json"]).succeeds().stdout;
        json(&shown)["text"].as_str().unwrap().to_owned()
    };
    let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let words: String = text
        .chars()
        .skip(at(&found["start"]))
        .take(at(&found["end"]) - at(&found["start"]))
        .collect();
    assert_eq!(words, "ferry “Möwe” left in a storm");
    assert_eq!(passage["sentences"].as_array().unwrap().len(), 1);
    for field in ["share", "only_here", "distinctive", "reason"] {
        assert!(first.get(field).is_some(), "{field}");
    }
    assert_eq!(cells[2]["state"], "silent");
}

#[test]
fn a_comparison_is_the_same_to_the_byte_in_every_form() {
    let home = home();
    for form in ["text", "md", "csv", "json", "html"] {
        let words =
            ["compare", "sea", "--in", "articles", "--themes", "themes.toml", "--format", form];
        let once = home.variorum(words).ends_with(0).stdout;
        assert_eq!(once, home.variorum(words).ends_with(0).stdout);
        assert!(once.contains("ferry"), "{form}");
        assert!(!once.contains("hive"), "{form}");
    }
}

#[test]
fn a_broken_theme_is_named_with_its_line_and_the_others_work() {
    let home = home();
    let ended = home.variorum(["themes", "--themes", "themes.toml", "--json"]).ends_with(0);
    let answer = json(&ended.stdout);
    assert_eq!(answer["themes"].as_array().unwrap().len(), 2);
    assert_eq!(answer["problems"][0]["line"], 9);
    assert!(ended.stderr.contains("themes.toml:9: "), "{}", ended.stderr);
    let wrong = home.variorum(["compare", "ships", "--in", "articles", "--themes", "themes.toml"]);
    assert!(wrong.ends_with(2).stderr.contains("no theme “ships”"));
    let nothing = home.variorum(["compare", "bees", "--in", "articles", "--themes", "themes.toml"]);
    // Silence is an answer.
    assert!(nothing.ends_with(0).stdout.contains("silent under these"));
}

#[test]
fn parallels_are_found_for_passages_and_sentences() {
    let home = home();
    for place in ["one:1", "one:1.1"] {
        let words = ["parallels", place, "--in", "articles", "--themes", "themes.toml", "--json"];
        let answer = json(&home.variorum(words).ends_with(0).stdout);
        assert_eq!(answer["from"]["passage"], 1);
        let found = &answer["articles"][0];
        assert_eq!((&found["state"], found["nearer_to"].as_u64()), (&"found".into(), None));
        let best = &found["candidates"][0];
        assert_eq!(best["passage"], 1);
        assert!(best["shared"]["words"].as_array().unwrap().contains(&"ferry".into()));
    }
    home.variorum(["parallels", "one:9", "--in", "articles"]).ends_with(2);
}

#[test]
fn parallels_say_why_there_is_no_counterpart() {
    let home = Home::with(&[
        (
            "tolls.txt",
            "The mayor praised the ferry captain.\n\nFerry tolls rose in spring, and the captain paid the toll \
             at the harbour gate.\n\nHarbour tolls for the ferry rose again, and every captain paid.",
        ),
        (
            "paid.txt",
            "In spring the harbour toll rose, and ferry captains paid the toll.\n\nSheep graze.",
        ),
    ]);
    let asked = ["parallels", "tolls:1", "--in", "articles"];
    let told = home.variorum(asked).ends_with(1).stdout;
    assert!(told.contains("no counterpart found: the nearest is nearer to ¶2 here:"), "{told}");
    let answer = json(&home.variorum([&asked[..], &["--json"]].concat()).ends_with(1).stdout);
    let found = &answer["articles"][0];
    assert_eq!((&found["state"], found["nearer_to"].as_u64()), (&"none".into(), Some(2)));
}

#[test]
fn a_codebook_goes_from_one_collection_to_another() {
    let home = home();
    let out = ["themes", "articles", "--themes", "themes.toml", "--export", "book.qdc"];
    assert!(home.variorum(out).ends_with(0).stderr.contains("2 themes written"));
    home.variorum(["themes", "articles", "--import", "book.qdc"]).ends_with(0);
    home.variorum(["themes", "articles", "--import", "book.qdc"]).ends_with(1);
    let named = |paths: &[&str]| {
        let words = [&["themes"], paths, &["--json"]].concat();
        let answer = json(&home.variorum(words).ends_with(0).stdout);
        answer["themes"].as_array().unwrap().iter().filter(|t| t["suggested"] == false).count()
    };
    assert_eq!(named(&["articles"]), 2);
    assert_eq!(named(&["articles/one.md"]), 0);
    home.variorum(["themes", "articles", "--export", "book.odt"]).ends_with(2);
}

#[test]
fn parallels_are_set_beside_the_passage_word_by_word() {
    let home = home();
    let words = ["parallels", "one:1", "--in", "articles", "--diff", "--limit", "1", "--json"];
    let answer = json(&home.variorum(words).ends_with(0).stdout);
    let candidates = answer["articles"][0]["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 1);
    let best = &candidates[0];
    assert_eq!(best["evidence"], "own");
    let side = |name: &str| -> String {
        best["diff"].as_array().unwrap().iter().map(|part| part[name].as_str().unwrap()).collect()
    };
    assert_eq!(side("here"), answer["from"]["text"].as_str().unwrap());
    assert_eq!(side("there"), best["text"].as_str().unwrap());
}

#[test]
fn two_themes_at_once_are_a_row_of_the_passages_on_both() {
    let home = Home::with(&[(
        "one.md",
        "---\ntitle: One\n---\n\nA storm sank the ferry at the pier.\n\nThe storm passed.\n\nThe pier was empty.\n",
    )]);
    let themes = "[[theme]]\nid = 'sea'\nname = 'The sea'\ncore = ['storm']\n[[theme]]\nid = 'quay'\ncore = ['pier']\n";
    std::fs::write(home.root().join("themes.toml"), themes).unwrap();
    let asked = |name| {
        home.variorum([
            "compare",
            name,
            "--in",
            "articles",
            "--themes",
            "themes.toml",
            "--format",
            "json",
        ])
    };
    let answer = json(&asked("the sea & quay").ends_with(0).stdout);
    let cell = &answer["cells"][0];
    assert_eq!(answer["cells"].as_array().unwrap().len(), 1);
    assert_eq!((cell["on"].as_u64(), &cell["passages"][0]["passage"]), (Some(1), &1.into()));
    let told = asked("sea & bees").ends_with(2).stderr;
    assert!(told.contains("no theme “bees”; there are sea, quay"), "{told}");
}

#[test]
fn the_matrix_is_a_table_of_articles_and_their_numbers() {
    let home = home();
    let words = ["compare", "--in", "articles", "--themes", "themes.toml", "--format", "matrix"];
    let table = home.variorum(words).ends_with(0).stdout;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with(
        "title,article,authors,date,source,words,passages,The sea: on,The sea: share"
    ));
    assert!(lines[1].starts_with("One,") && lines[1].contains(",2024-01-02,,"), "{table}");
    assert!(lines[1].ends_with(",on,0,0.0000,silent"), "{table}");
}

#[test]
fn headlines_are_lined_up_by_date_with_what_differs_marked() {
    let home = Home::with(&[
        (
            "b.md",
            "---\ntitle: Ferry to Orla stopped\ndate: 2024-02-01\n---\n\nIt took 45 people, said Lund.\n",
        ),
        (
            "a.md",
            "---\ntitle: Boats for Orla\ndate: 2024-01-01\n---\n\nIt took 40 people, said Berg.\n",
        ),
    ]);
    let told = home.variorum(["compare", "--headlines", "--in", "articles"]).ends_with(0).stdout;
    assert!(
        told.starts_with("2024-01-01\n  Boats for Orla\n    It took [40] people, said [Berg].\n"),
        "{told}"
    );
    let words = ["compare", "--headlines", "--in", "articles", "--format", "json"];
    let answer = json(&home.variorum(words).ends_with(0).stdout);
    assert_eq!(answer["headlines"][1]["differing"], serde_json::json!(["45", "Lund"]));
    home.variorum(["compare", "--headlines", "--in", "articles", "--format", "csv"]).ends_with(2);
}

#[test]
fn a_theme_can_be_made_to_hold_everywhere() {
    let home = home();
    home.variorum(["themes", "articles", "--import", "themes.toml"]).ends_with(0);
    let elsewhere = || home.variorum(["themes", "articles/one.md", "--json"]).ends_with(0).stdout;
    assert!(!elsewhere().contains("\"sea\""));
    home.variorum(["themes", "articles", "--make-global", "sea"]).ends_with(0);
    assert!(elsewhere().contains("\"sea\"") && !elsewhere().contains("\"bees\""));
    home.variorum(["themes", "articles", "--make-global", "sea"]).ends_with(0);
    home.variorum(["themes", "articles", "--make-global", "nothing"]).ends_with(2);
}

#[test]
fn parallels_are_written_down_word_by_word() {
    let home = home();
    let asked = |form: &str| {
        let words = ["parallels", "one:1", "--in", "articles", "--format", form];
        home.variorum(words).ends_with(0).stdout
    };
    let page = asked("html");
    assert!(page.contains("<del>The </del>") || page.contains("<ins>"), "{page}");
    assert!(asked("md").contains("What the others say to ¶1 of One"));
    let table = asked("csv");
    assert!(table.lines().count() == 2 && table.contains("{+"), "{table}");
}
