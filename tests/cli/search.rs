//! `variorum search`: answers, exit codes, forms.

use crate::home::Home;
use crate::program::real_articles;
use crate::three;

#[test]
fn a_hit_says_where_it_stands_and_how_each_word_was_found() {
    let answer = three().variorum(["search", "lamp keper", "articles", "--json"]).json();
    assert_eq!((&answer["query"], &answer["total"]), (&"lamp keper".into(), &2.into()));
    let hit = &answer["hits"][0];
    let words = hit["words"].as_array().unwrap();
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let marked: Vec<String> = hit["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| {
            let at = |n: usize| usize::try_from(range[n].as_u64().unwrap()).unwrap();
            text[at(0)..at(1)].iter().collect()
        })
        .collect();
    assert_eq!(marked.len(), words.len());
    for (word, marked) in words.iter().zip(marked) {
        assert_eq!(word["matched"], marked.as_str());
    }
    assert!(answer["took_us"].is_u64());
    let whole = three().variorum(["show", "lighthouse", "articles", "--json"]).json();
    let all: Vec<char> = whole["text"].as_str().unwrap().chars().collect();
    let at = |name: &str| usize::try_from(hit[name].as_u64().unwrap()).unwrap();
    let said: String = all[at("start")..at("end")].iter().collect();
    assert_eq!(hit["text"], said.as_str());
}

#[test]
fn words_that_stand_nowhere_are_named() {
    let home = three();
    let answer = home.variorum(["search", "lamp qqqqqq", "articles", "--json"]).json();
    assert_eq!(answer["nowhere"], serde_json::json!(["qqqqqq"]));
    let said = home.variorum(["search", "lamp qqqqqq", "articles"]).ends_with(0);
    assert!(said.stderr.contains("nothing like “qqqqqq”"), "{}", said.stderr);
}

#[test]
fn nothing_found_is_said_by_the_exit_code() {
    let home = three();
    home.variorum(["search", "ferry", "articles"]).succeeds();
    home.variorum(["search", "qqqq", "articles"]).ends_with(1);
    home.variorum(["search", "ferr", "articles", "--exact"]).ends_with(1);
    home.variorum(["search"]).ends_with(2);
}

#[test]
fn many_queries_are_answered_in_order() {
    let home =
        Home::with(&[("a.txt", "Zander bite at dusk."), ("queries", "zander\nqqqq\ndusk\n")]);
    let said = home
        .variorum(["search", "--queries", "articles/queries", "articles/a.txt", "--json"])
        .succeeds()
        .stdout;
    let totals: Vec<u64> = said
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|answer| answer["total"].as_u64().unwrap())
        .collect();
    assert_eq!(totals, [1, 0, 1]);
}

#[test]
fn editors_get_one_line_a_hit() {
    let said = three().variorum(["search", "winter", "articles", "--format", "grep"]).succeeds();
    let place = said.stdout.strip_suffix(":In winter it does not.\n").unwrap();
    let [_, line, column] = place.split(':').collect::<Vec<_>>().try_into().unwrap();
    assert!(place.starts_with("articles/ferry.txt:"), "{place}");
    let home = three();
    let file = std::fs::read_to_string(home.articles().join("ferry.txt")).unwrap();
    let line = file.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
    let rest = line.get(column.parse::<usize>().unwrap() - 1..);
    assert!(rest.unwrap().starts_with("In winter"), "{line}");
    let said = three()
        .variorum(["search", "winter", "articles", "--format", "grep", "--context", "1"])
        .succeeds();
    assert!(said.stdout.contains("twice a day. In winter it does not. Nobody"), "{}", said.stdout);
}

#[test]
fn hits_can_stand_by_article_and_are_explained() {
    let home = Home::with(&[
        ("a.txt", "The zander bites at dusk. Nobody knows why.\n\nThe zander is shy at noon."),
        ("b.txt", "A boat lies in the reeds. The zander was gone."),
    ]);
    let answer =
        home.variorum(["search", "zander", "articles", "--group", "article", "--json"]).json();
    let groups = answer["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 2);
    let passages = |group: &serde_json::Value| group["passages"].as_array().unwrap().len();
    assert_eq!(groups.iter().map(passages).max(), Some(2));
    let hit = &groups[0]["passages"][0];
    assert!(hit["passage_score"].is_number() && hit["article_score"].is_number());
    assert_eq!((&hit["kind"], &hit["unit"]), (&"paragraph".into(), &"1".into()));
    let said = home.variorum(["search", "zander", "articles", "--group", "article"]).succeeds();
    assert!(said.stdout.contains("(2 passages)") && said.stdout.contains("(1 passage)"));
    let said = home.variorum(["search", "zander", "articles", "--explain"]).succeeds();
    assert!(said.stdout.contains("zander → zander (exact)") && said.stdout.contains("score "));
}

#[test]
fn an_explanation_names_the_words_that_say_something_first_and_each_once() {
    let home = Home::with(&[("a.txt", "The zander of the lake bite at dusk.")]);
    let said = home.variorum(["search", "the of the zandre", "articles", "--explain"]).succeeds();
    let how = said.stdout.lines().find(|line| line.contains('→')).unwrap();
    let words: Vec<&str> = how.split(&['·', ','][..]).map(str::trim).collect();
    assert_eq!(words[1..], ["zandre → zander (typo)", "the → The (exact)", "of → of (exact)"]);
}

#[test]
fn a_picker_is_answered_line_by_line() {
    let home = Home::with(&[("a.txt", "Zander bite at dusk. Zander sleep.")]);
    let queries = "zander\n{\"query\": \"zander\", \"limit\": 1}\nqqqq\n";
    let said =
        home.variorum(["search", "--serve", "articles/a.txt"]).input(queries).succeeds().stdout;
    let answers: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let hits: Vec<usize> = answers.iter().map(|a| a["hits"].as_array().unwrap().len()).collect();
    assert_eq!(hits, [2, 1, 0]);
}

#[test]
fn the_real_articles_are_found_by_what_one_remembers_of_them() {
    let Some(folder) = real_articles() else { return };
    let home = three();
    for (typed, words) in [
        ("lukashenka mosocw avril visit", "working visit to Moscow"),
        ("dragged directly hostilites", "dragged directly into the hostilities"),
    ] {
        let answer = home.variorum(["search", typed, folder.to_str().unwrap(), "--json"]).json();
        let text = answer["hits"][0]["text"].as_str().unwrap();
        assert!(text.contains(words), "{typed}: {text}");
    }
}

#[test]
fn names_of_ones_own_lead_to_each_other_and_a_broken_file_of_them_is_told() {
    let home = three();
    let typed = ["search", "pharos", "articles", "--json"];
    home.variorum(typed).ends_with(1);
    home.write("config/aliases.toml", "same = [[\"Pharos\", \"lighthouse\"]]\n");
    assert_eq!(home.variorum(typed).json()["articles"], 1);
    home.write("config/aliases.toml", "same = 3\n");
    let ended = home.variorum(["search", "lamp", "articles"]).ends_with(0);
    assert!(ended.stderr.contains("aliases.toml"), "{}", ended.stderr);
}

#[cfg(feature = "pdf")]
#[test]
fn hits_on_pages_whose_order_is_in_doubt_are_marked() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents");
    let home = Home::new();
    for (name, unsure) in [("gutter-by-row.pdf", true), ("one-column.pdf", false)] {
        let file = data.join(name).display().to_string();
        let hits = home.variorum(["search", "toll", "--json", "--in", &file]).ends_with(0).json();
        let hits = hits["hits"].as_array().unwrap().clone();
        let passages: Vec<_> = hits.iter().filter(|hit| hit["kind"] == "paragraph").collect();
        assert!(!passages.is_empty());
        assert_eq!(passages.iter().any(|hit| hit["order_unsure"] == true), unsure, "{name}");
        let text = home.variorum(["search", "toll", "--in", &file]).ends_with(0).stdout;
        assert_eq!(text.contains("?."), unsure, "{text}");
    }
}
