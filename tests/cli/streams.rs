//! Pipes, exit codes, and what never reaches a terminal.

use std::io::{BufRead, BufReader};

use crate::home::Home;

#[test]
fn a_closed_pipe_ends_quietly() {
    // More than a pipe holds, so that the program is still writing when its reader leaves.
    let long = "A sentence of some length that is said again and again. ".repeat(8_000);
    let home = Home::with(&[("long.txt", &long)]);
    let mut child = home.variorum(["show", "articles/long.txt"]).start();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut String::new()).unwrap();
    drop(reader);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let home = Home::with(&[("a.txt", "A sentence.")]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let ended = home.variorum(["list", "articles"]).output_to(full).ends_with(2);
    assert!(ended.stderr.contains("could not be written"), "{}", ended.stderr);
}

#[test]
fn escape_sequences_in_an_article_or_its_name_do_nothing() {
    let evil = "Red \u{1b}[31malert\u{1b}[0m and \u{9b}2J a title \u{1b}]0;owned\u{7}.\n";
    let home = Home::with(&[("\u{1b}[2Jevil.txt", evil), ("\u{1b}[2Jempty.txt", "")]);
    for words in [
        &["list", "articles"][..],
        &["list", "articles", "--csv"],
        &["list", "articles", "--json"],
        &["show", "red", "articles"],
        &["show", "red", "articles", "--json"],
    ] {
        let ended = home.variorum(words).ends_with(0);
        for written in [&ended.stdout, &ended.stderr] {
            let control = |c: char| c.is_control() && c != '\n';
            assert!(!written.contains(control), "{words:?}: {written:?}");
        }
        assert!(ended.stderr.contains("empty.txt"), "{}", ended.stderr);
    }
}

#[test]
fn help_and_version_are_answers_and_nonsense_is_wrong_usage() {
    let home = Home::new();
    let help = home.variorum(["--help"]).succeeds().stdout;
    for command in ["list", "show", "keys", "config", "completions", "man"] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        home.variorum([command, "--help"]).succeeds();
    }
    assert!(home.variorum(["--version"]).succeeds().stdout.starts_with("variorum "));
    let wrong = home.variorum(["list", "--nonsense"]).ends_with(2);
    assert_eq!(wrong.stdout, "");
    assert!(wrong.stderr.contains("--nonsense"), "{}", wrong.stderr);
}

#[test]
fn a_mistyped_command_is_pointed_out() {
    let home = Home::new();
    let ended = home.variorum(["lst"]).ends_with(2);
    assert!(ended.stderr.contains("did you mean `variorum list`?"), "{}", ended.stderr);
    let ended = home.variorum(["./nowhere.txt"]).ends_with(2);
    assert!(!ended.stderr.contains("did you mean"), "{}", ended.stderr);
}

#[test]
fn nothing_is_written_by_looking() {
    let home = Home::with(&[("a.txt", "A sentence.")]);
    for words in
        [&["list", "articles"][..], &["show", "a", "articles"], &["config", "check"], &["keys"]]
    {
        home.variorum(words).succeeds();
    }
    for (_, folder) in home.variables().iter().filter(|(name, _)| *name != "VARIORUM_CACHE_DIR") {
        assert!(!folder.exists(), "{}", folder.display());
    }
    assert_eq!(std::fs::read_dir(home.articles()).unwrap().count(), 1);
}
