//! Damage to every file that the program keeps.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::collection::ContentHash;
use variorum::compare::{About, Ruling, ThemeId, ThemeVersion, Verdict};
use variorum::storage::{Places, judgements};
use variorum::text::ArticleId;

use crate::home::Home;
use crate::{Chance, done, ended, files, first_quote, harbour, log, room, rounds};

const THEMES: &str =
    "schema = 1\n\n[[theme]]\nid = \"closing\"\nname = \"Closing\"\ncore = [\"closed\"]\n";

/// A home in which everything is kept that can be: quotes, what they were, those that were removed, a library,
/// the session, the cache, themes, judgements.
fn full() -> Home {
    let home = harbour();
    let first = first_quote(&home, "pier");
    done(&home, &["quotes", "note", &first, "The pier again."]);
    done(&home, &["quotes", "tag", &first, "piers"]);
    let second = first_quote(&home, "dock");
    done(&home, &["quotes", "remove", &second]);
    done(&home, &["library", "add", "articles"]);
    home.write("data/themes/mine.toml", THEMES);
    let places = Places::below(home.root());
    let about = About {
        theme: ThemeId("closing".into()),
        version: ThemeVersion([7; 32]),
        article: ArticleId(12),
        name: "Closing".into(),
        at: "2026-01-01T00:00:00Z".into(),
    };
    let verdict = Verdict { about, words: ContentHash::of("words"), ruling: Ruling::Reject };
    judgements::change(&places, &ThemeId("closing".into()), |kept| {
        kept.rule(verdict);
    })
    .unwrap();
    let mut terminal = room(&home, (100, 30));
    terminal.press("Enter").shows("¶1 of 8").press("} }").press("Q").ends_with(0).is_restored();
    home
}

/// What the reader would ask for.
const QUESTIONS: [&[&str]; 5] = [
    &["quotes", "list", "--json"],
    &["library", "list", "--json"],
    &["list", "articles", "--json"],
    &["themes", "articles", "--json"],
    &["compare", "--in", "articles", "--json"],
];

fn answers(home: &Home) -> Vec<serde_json::Value> {
    let answer = |words: &&[&str]| {
        let ended = ended(home, words);
        // A command that refuses says so on standard error, and answers nothing by halves.
        serde_json::from_slice(&ended.stdout).unwrap_or_else(|error| {
            assert!(ended.stdout.is_empty() && !ended.stderr.is_empty(), "{words:?}: {error}");
            serde_json::Value::Null
        })
    };
    QUESTIONS.iter().map(answer).collect()
}

/// Damages a file as disks, editors and other programs do; says how.
fn damage(path: &Path, chance: &mut Chance) -> &'static str {
    let mut bytes = fs::read(path).unwrap();
    let at = chance.below(bytes.len().max(1));
    let how = chance.of(&["bit", "cut", "empty", "more", "zeros", "gone", "folder", "letters"]);
    match how {
        "bit" => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        "cut" => bytes.truncate(at),
        "empty" => bytes.clear(),
        "more" => bytes.extend_from_slice(b"\n}]"),
        "zeros" => bytes.iter_mut().skip(at).for_each(|byte| *byte = 0),
        "letters" => bytes.iter_mut().skip(at).take(3).for_each(|byte| *byte = 0xff),
        _ => {
            fs::remove_file(path).unwrap();
            if how == "folder" {
                fs::create_dir(path).unwrap();
            }
            return how;
        }
    }
    fs::write(path, bytes).unwrap();
    how
}

fn copy(files: &[PathBuf]) -> Vec<(PathBuf, Vec<u8>)> {
    files.iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn no_damaged_file_ends_the_program_or_costs_another() {
    let home = full();
    let mut chance = Chance::new(0xda_6a);
    let before = answers(&home);
    let kept: Vec<PathBuf> = ["data", "state", "cache"]
        .iter()
        .flat_map(|folder| files(&home.root().join(folder)))
        .filter(|path| !path.ends_with("lock") && path.extension().is_none_or(|e| e != "log"))
        .collect();
    for name in
        ["quotes/history", "quotes/trash", "library.json", "session.json", ".pack", "judgements"]
    {
        assert!(kept.iter().any(|path| path.to_string_lossy().contains(name)), "{name}: {kept:?}");
    }
    let copies = copy(&kept);
    let mut damaged = 0;
    for round in rounds(copies.len()) {
        let (path, whole) = &copies[round % copies.len()];
        let how = damage(path, &mut chance);
        let hurt = fs::read(path).ok();
        answers(&home);
        ended(&home, &["quotes", "check", "--in", "articles"]);
        ended(&home, &["library", "rescan"]);
        if round % 5 == 0 {
            let mut terminal = room(&home, (100, 30));
            terminal.press("gq s Esc gc gl").signal("TERM").ends_with(143).is_restored();
        }
        // What cannot be read is left as it is: it is the reader's, and may be mended by hand.
        let is_state =
            path.starts_with(home.root().join("cache")) || path.ends_with("session.json");
        let now = fs::read(path).ok();
        let (hurt, now) = (hurt.as_deref(), now.as_deref());
        let moved = hurt.is_some() && now.is_none();
        let mended = now.is_some_and(|now| now.len() >= whole.len() / 2);
        assert!(is_state || now == hurt || moved || mended, "{}: {how}", path.display());
        damaged += 1;
        if path.is_dir() {
            fs::remove_dir(path).unwrap();
        }
        for (path, bytes) in &copies {
            if fs::read(path).ok().as_ref() != Some(bytes) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        assert_eq!(answers(&home), before, "{}: {how}", path.display());
    }
    log(&home);
    println!("{damaged} damaged files of {} kept", copies.len());
}
