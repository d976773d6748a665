//! `variorum config`, `keys`, `completions` and `man`.

use crate::home::Home;

#[test]
fn settings_are_laid_over_the_defaults() {
    let home = Home::new();
    let before = home.variorum(["config"]).succeeds().stdout;
    assert!(before.contains("measure = 68\n"), "{before}");
    home.write("config/config.toml", "measure = 72\n");
    let after = home.variorum(["config", "show"]).succeeds().stdout;
    assert_eq!(after, before.replace("measure = 68", "measure = 72"));
    let path = home.variorum(["config", "path"]).succeeds().stdout;
    assert_eq!(path.trim_end(), home.root().join("config/config.toml").display().to_string());
}

#[test]
fn mistakes_are_named_with_file_and_line_and_the_rest_holds() {
    let home = Home::new();
    home.write("config/config.toml", "# mine\nmesure = 60\nsort = \"words\"\n");
    home.write("config/keys.toml", "[all]\nfly = [\"f\"]\n");
    home.write("config/aliases.toml", "same = 3\n");
    let checked = home.variorum(["config", "check"]).ends_with(2);
    assert!(
        checked.stderr.contains("config.toml:2: there is no setting “mesure”"),
        "{}",
        checked.stderr
    );
    assert!(
        checked.stderr.contains("keys.toml:2: no action is called “fly”"),
        "{}",
        checked.stderr
    );
    assert!(checked.stdout.contains("aliases.toml: 1 mistake"), "{}", checked.stdout);
    assert!(checked.stdout.contains("config.toml: 1 mistake\n"), "{}", checked.stdout);
    let shown = home.variorum(["config"]).ends_with(0);
    assert!(shown.stdout.contains("sort = \"words\""), "{}", shown.stdout);
    assert!(shown.stderr.contains("mesure"), "{}", shown.stderr);
}

#[test]
fn limits_hold_for_commands_and_their_mistakes_are_told() {
    let home = Home::with(&[("harbour.txt", "The harbour was closed on Monday, all day long.\n")]);
    home.write("articles/below/further/pilot.txt", "A pilot came on Tuesday, and left at once.\n");
    let all = home.variorum(["list", "articles"]).succeeds();
    assert!(all.stdout.contains("A pilot came") && all.stderr.is_empty(), "{}", all.stderr);
    home.write("articles/long.txt", "The harbour was closed. ".repeat(50_000));
    home.write("config/config.toml", "[limits]\nfile-megabytes = 1\nfolder-depth = 1\nfiles = 0\n");
    let few = home.variorum(["list", "articles"]).ends_with(0);
    assert!(!few.stdout.contains("A pilot came"), "{}", few.stdout);
    for told in
        ["what has more than 1 MB is not read", "more than 1 folder deep", "config.toml:4: “files”"]
    {
        assert!(few.stderr.contains(told), "{told}: {}", few.stderr);
    }
}

#[test]
fn a_broken_file_leaves_the_defaults() {
    let home = Home::new();
    let defaults = home.variorum(["config"]).succeeds().stdout;
    home.write("config/config.toml", "measure = 50\nsort = = 3\n");
    let shown = home.variorum(["config"]).ends_with(0);
    assert_eq!(shown.stdout, defaults);
    assert!(shown.stderr.contains("config.toml:2: "), "{}", shown.stderr);
    home.write("config/config.toml", [0xff, 0xfe, 0x00]);
    let shown = home.variorum(["config"]).ends_with(0);
    assert_eq!(shown.stdout, defaults);
    assert!(shown.stderr.contains("the defaults hold"), "{}", shown.stderr);
}

#[test]
fn keys_are_those_in_force() {
    let home = Home::new();
    assert!(home.variorum(["keys"]).succeeds().stdout.contains("\n  s  "));
    home.write("config/keys.toml", "[all]\nsearch = [\"Ctrl-S\"]\n");
    let keys = home.variorum(["keys"]).succeeds().stdout;
    assert!(keys.contains("\n  Ctrl-S  ") && !keys.contains("\n  s  "), "{keys}");
    let tables = home.variorum(["keys", "--markdown"]).succeeds().stdout;
    assert!(tables.contains("| `Ctrl-S` | Search every passage of every article |"), "{tables}");
}

#[test]
fn completions_and_manual_name_every_command() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.variorum(["completions", shell]).succeeds().stdout;
        assert!(script.contains("completions"), "{shell}");
    }
    let page = home.variorum(["man"]).succeeds().stdout;
    for command in ["LIST", "SHOW", "KEYS", "CONFIG", "COMPLETIONS", "MAN"] {
        assert!(page.contains(&format!(".SH \"THE COMMAND {command}\"")), "{command}");
    }
}
