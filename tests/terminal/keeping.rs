//! Quotes and places from one session to the next.

use crate::editor::notes_and_drafts;
use crate::{island, open};

#[test]
fn a_sentence_is_found_and_kept_and_there_is_a_way_back() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    terminal.press("s").types("fishermen chruch").shows("1 passage");
    terminal.press("Enter").shows("¶2 of 2").shows("lighthouse");
    terminal.press("a").shows("saved ¶2 “Fishermen");
    terminal.press("Ctrl-O Ctrl-O").shows("¶2 of 3").shows("ferry");
    terminal.press("gc").shows("Compare").press("gl").shows("Articles");
    terminal.press("gq").shows("Fishermen").press("Enter").shows("¶2 of 2");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_quote_and_the_place_are_there_again_the_next_time() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    terminal.press("a").shows("saved ¶2");
    terminal.press("gq").shows("The captain decides");
    terminal.press("Q").ends_with(0).is_restored();
    let mut terminal = open(&home);
    terminal.press("gq").shows("The captain decides");
    terminal.press("q").shows("Articles").press("Enter").shows("¶2 of 3");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn quotes_are_on_the_disk_when_the_screen_says_so_and_those_of_another_program_show() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter a").shows("saved ¶1");
    let quotes = || std::fs::read_dir(home.root().join("data/quotes")).unwrap();
    let files = || quotes().filter(|f| f.as_ref().unwrap().path().extension().is_some()).count();
    assert_eq!(files(), 1);
    terminal.press("gq").shows("1 quote");
    let added = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["quotes", "add", "lighthouse:2", "--in", "articles"])
        .current_dir(home.root())
        .envs(home.variables())
        .output()
        .unwrap();
    assert!(added.status.success());
    terminal.shows("2 quotes").shows("Fishermen steer");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn case_12_a_resize_or_signal_while_a_quote_is_saved_loses_nothing() {
    for round in 0..6 {
        let home = island();
        let mut terminal = open(&home);
        terminal.press("Enter").shows("¶1 of 3");
        terminal.press("a").resize(80, 24).resize(40, 10);
        if round > 2 {
            terminal.shows("saved ¶1");
        }
        terminal.signal(if round % 2 == 0 { "TERM" } else { "HUP" });
        terminal.ends_with(if round % 2 == 0 { 143 } else { 129 }).is_restored();
        let folder = home.root().join("data/quotes");
        let whole = std::fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some())
            .all(|path| std::fs::read_to_string(path).unwrap().ends_with("}\n"));
        assert!(whole);
        // What the screen called saved is there, whole.
        let said = String::from_utf8_lossy(&terminal.bytes()).contains("saved");
        let (notes, _) = notes_and_drafts(&home);
        assert!(!said || notes.len() == 1, "round {round}");
        assert!(said || round < 3);
    }
}
