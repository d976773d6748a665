//! The rules of the house that no type enforces.

#![cfg(test)]

#[path = "architecture/circles.rs"]
mod circles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use variorum::action::Action;
use variorum::keys;

/// The domain: pure, and of its last six none knows another.
const DOMAIN: &[&str] =
    &["text", "collection", "index", "ingest", "search", "compare", "quotes", "session"];

/// What each module may use of the others; `domain` stands for all of it.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("collection", &["text"]),
    ("ingest", &["text", "collection"]),
    ("index", &["text", "collection"]),
    ("search", &["text", "collection", "index"]),
    ("compare", &["text", "collection", "index"]),
    ("quotes", &["text", "collection"]),
    ("session", &["text", "collection"]),
    ("action", &[]),
    ("keys", &["text", "action"]),
    ("storage", &["domain"]),
    ("app", &["domain", "action", "keys"]),
    ("ui", &["domain", "action", "keys", "app"]),
    (
        "config",
        &[
            "text",
            "collection",
            "quotes::Citing",
            "action",
            "keys",
            "storage",
            "ui::Palette",
            "ui::Depth",
            "ui::rgb",
        ],
    ),
    ("cli", &["domain", "action", "keys", "storage", "config"]),
    ("runtime", &["domain", "action", "keys", "app", "ui", "storage", "config"]),
    ("main", &["cli", "collection", "config", "runtime", "session", "storage", "text::outward"]),
];

/// Actions without a default key, each for a reason: one line here says which.
const UNBOUND: &[Action] = &[];

/// Lines a source file may have.
const CEILING: usize = 400;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The program's source files: path below `src`, and text.
fn files() -> Vec<(PathBuf, String)> {
    files_in("src")
}

/// Every Rust file below a folder of the package, by its path there.
fn files_in(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(&root).unwrap().to_owned(), text)
    };
    found.into_iter().map(read).collect()
}

/// The top module that a file belongs to.
fn module(path: &Path) -> String {
    let first = path.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// What a source line uses of the crate: `text::Span` for `use crate::text::Span;`, and each of
/// several in braces. Comments are no use.
fn uses(source: &str) -> BTreeSet<String> {
    let code: String = source
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join(" ");
    let mut used = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::").chain(code.match_indices("variorum::")) {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
            continue;
        }
        let rest = code.get(at + prefix.len()..).unwrap_or("");
        match rest.strip_prefix('{') {
            Some(group) => used.extend(split(group)),
            None => used.extend(path(rest)),
        }
    }
    used
}

/// The first two names of a path: `text::words`.
fn path(code: &str) -> Option<String> {
    let end = code.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    let names: Vec<_> = code.get(..end.unwrap_or(code.len()))?.split("::").take(2).collect();
    (!names.first()?.is_empty()).then(|| names.join("::"))
}

/// The paths of a group in braces, of which `code` is all behind the first one.
fn split(code: &str) -> Vec<String> {
    let (mut depth, mut start, mut paths) = (0, 0, Vec::new());
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                paths.extend(code.get(start..at).and_then(|one| path(one.trim())));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    paths
}

#[test]
fn uses_are_read_from_lines_groups_and_paths() {
    let source = "use crate::text::{Span, words};\nuse crate::{app::App, ui};\n// crate::cli\n\
                  fn f() { crate::quotes::anchor::find(); }\n";
    let used: Vec<_> = uses(source).into_iter().collect();
    assert_eq!(used, ["app::App", "quotes::anchor", "text::", "ui"]);
}

#[test]
fn modules_use_only_what_stands_to_their_left() {
    let mut wrong = Vec::new();
    for (path, source) in files() {
        let module = module(&path);
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: the rule does not know this module", path.display()));
            continue;
        };
        for used in uses(&source) {
            let top = used.split("::").next().unwrap_or("");
            let known = MAY_USE.iter().any(|(name, _)| *name == top);
            let by_domain = allowed.contains(&"domain") && DOMAIN.contains(&top);
            let by_name = allowed.contains(&top) || allowed.contains(&used.as_str());
            if known && top != module && !by_domain && !by_name {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_domain_has_no_terminal_threads_clock_or_files() {
    let outside = [
        "ratatui",
        "crossterm",
        "std::fs",
        "std::thread",
        "std::env",
        "std::time::",
        "jiff::Zoned",
        "std::process",
    ];
    let mut wrong = Vec::new();
    for (path, source) in files() {
        let module = module(&path);
        if module != "app" && !DOMAIN.contains(&module.as_str()) {
            continue;
        }
        // What stands below a module's tests is not the domain.
        let code = source.split("#[cfg(test)]").next().unwrap_or("");
        let geometry = |line: &str| line.contains("ratatui::layout");
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if outside.iter().any(|name| line.contains(name))
                && !geometry(line)
                && !path.ends_with("tests.rs")
            {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let long: Vec<_> = ["src", "tests", "benches", "examples"]
        .into_iter()
        .flat_map(files_in)
        .map(|(path, source)| (source.lines().count(), path))
        .filter(|(lines, _)| *lines > CEILING)
        .collect();
    assert!(long.is_empty(), "split by concern: {long:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = files()
        .into_iter()
        .filter(|(path, source)| !path.ends_with("tests.rs") && !source.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_action_is_documented_and_can_be_called_up() {
    let keymap = keys::defaults();
    let mut names = BTreeSet::new();
    for action in Action::all() {
        assert!(!action.help().is_empty(), "{action} has no help");
        assert!(names.insert(action.help()), "two actions have the help “{}”", action.help());
        let bound = keymap.bindings().iter().any(|binding| binding.action == action);
        assert_ne!(bound, UNBOUND.contains(&action), "{action}: bound, or listed as unbound");
    }
}

#[test]
fn no_default_keys_hide_one_another() {
    assert_eq!(keys::defaults().clashes(), []);
}

/// What stands between two markers of the README.
fn between<'a>(readme: &'a str, name: &str) -> &'a str {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    readme
        .split_once(&begin)
        .and_then(|(_, rest)| rest.split_once(&end))
        .unwrap_or_else(|| panic!("README.md has no {begin}"))
        .0
}

#[test]
fn the_readme_says_what_the_program_prints() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(file).unwrap();
    let home = tempfile::TempDir::new().unwrap();
    let printed = |words: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(words)
            .env("VARIORUM_CONFIG_DIR", home.path())
            .env("COLUMNS", "100")
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(between(&readme, "keys").trim(), printed(&["keys", "--markdown"]).trim());
    let commands = format!("```text\n{}```", printed(&["-h"]));
    assert_eq!(between(&readme, "commands").trim(), commands.trim());
}
