//! From files to a collection: folders, bad input, the cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use variorum::collection::{BlockOverride, Changes, Collection};
use variorum::storage::articles::{Limits, Reading, load, load_as, load_each};
use variorum::storage::{Places, block_overrides};

fn text(subject: &str) -> String {
    format!(
        "# The {subject}\n\nBy Ada Byrne\n\n3 May 2021\n\nThe {subject} of the town was closed on Monday, and nobody could say for how long.\n\nA second thing about the {subject} is that it was *never* open.\n"
    )
}

/// A folder with articles of these names.
fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    for name in names {
        write(folder.path(), name, &text(name));
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    let _ = fs::create_dir_all(path.parent().unwrap_or(folder));
    fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
}

fn names(collection: &Collection) -> Vec<String> {
    let names = collection.articles().iter().filter_map(|article| article.path().file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

fn with_cache(cache: &Path) -> Reading {
    Reading { cache: Some(cache.to_owned()), ..Reading::default() }
}

#[test]
fn folders_are_read_in_the_order_of_their_names() {
    let folder = folder(&["b.txt", "a.md", "c/d.html", "c/ignored.jpg", ".hidden.txt"]);
    let collection = load(&[folder.path().to_owned()]);
    assert_eq!(names(&collection), ["a.md", "b.txt", "d.html"]);
    assert_eq!(collection.problems, []);
}

#[test]
fn the_same_text_in_two_files_is_one_article() {
    let folder = folder(&["a.txt"]);
    write(folder.path(), "z.txt", &text("a.txt"));
    let collection = load(&[folder.path().to_owned()]);
    let article = collection.articles().first().unwrap();
    assert_eq!((collection.len(), article.copies.len()), (1, 1));
    let said: Vec<_> = collection.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert!(
        matches!(said.as_slice(), [said] if said.contains("a.txt: they are one article")),
        "{said:?}"
    );
}

#[test]
fn of_the_same_text_in_two_files_is_known_what_either_says() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt", "The bell rang at four in the morning.\n\nNobody was awake.");
    let told = "---\ntitle: The bell\nauthor: Jane Miller\n---\n\nThe bell rang at four in the morning.\n\nNobody was awake.\n";
    write(folder.path(), "b.md", told);
    let collection = load(&[folder.path().to_owned()]);
    let article = collection.articles().first().unwrap();
    assert_eq!((collection.len(), article.name()), (1, "The bell"));
    assert_eq!(article.metadata.authors, ["Jane Miller"]);
}

#[test]
fn the_same_text_under_another_title_and_source_stays_visible() {
    let folder = tempfile::tempdir().unwrap();
    let text = "The bell rang at four in the morning.\n\nNobody was awake.";
    let told = |title: &str, source: &str| {
        format!("---\ntitle: {title}\nsource: {source}\ndate: 2024-03-14\n---\n\n{text}\n")
    };
    write(folder.path(), "a.txt", text);
    write(folder.path(), "b.md", &told("The bell", "The Post"));
    write(folder.path(), "c.md", &told("Four in the morning", "The Courier"));
    let collection = load(&[folder.path().to_owned()]);
    let article = collection.articles().first().unwrap();
    assert_eq!((collection.len(), collection.places(article.id()).len()), (1, 3));
    assert_eq!(article.metadata.source.as_deref(), Some("The Post"));
    let otherwise = |at: usize| article.copies.get(at).unwrap().otherwise(&article.metadata);
    assert_eq!(otherwise(0), [] as [String; 0]);
    assert_eq!(otherwise(1), ["“Four in the morning”", "The Courier"]);
    // An article that is handed over again with other kinds of blocks keeps them.
    let again = article.with_kinds(&std::collections::BTreeMap::new());
    let mut fresh = collection.clone();
    fresh.extend([std::sync::Arc::new(again)]);
    assert_eq!(fresh.get(article.id()).unwrap().copies, article.copies);
}

#[test]
fn a_reading_that_is_killed_keeps_most_of_what_it_had_read() {
    let names: Vec<String> = (0..300).map(|n| format!("{n:03}.txt")).collect();
    let folder = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let cache = tempfile::tempdir().unwrap();
    let reading = with_cache(cache.path());
    let paths = [folder.path().to_owned()];
    let before = SystemTime::now() - Duration::from_hours(1);
    let set_back = |path: &Path| {
        fs::File::options().append(true).open(path).unwrap().set_modified(before).unwrap();
    };
    for path in walk(folder.path()) {
        set_back(&path);
    }
    // It ends with the last batch, before it can put things in order.
    let killed = std::panic::catch_unwind(|| {
        load_each(&paths, &reading, |batch| assert!(batch.read < batch.found, "killed"));
    });
    assert!(killed.is_err());
    // What is in the cache is not read again, whatever lies there now.
    let known = names.iter().filter(|name| {
        let path = folder.path().join(name);
        let length = fs::read(&path).unwrap().len();
        fs::write(&path, "x".repeat(length)).unwrap();
        set_back(&path);
        let read = load_as(&[path], &reading);
        read.articles().iter().any(|article| article.text().contains("of the town"))
    });
    assert!(known.count() >= 150);
}

#[test]
fn the_cache_gives_what_reading_gives() {
    let folder = folder(&["a.txt", "b.md", "c.txt"]);
    let cache = tempfile::tempdir().unwrap();
    let paths = [folder.path().to_owned(), data("pages"), data("scraped"), data("archives")];
    let anew = load(&paths);
    for _ in 0..2 {
        let cached = load_as(&paths, &with_cache(cache.path()));
        assert_eq!(cached.articles(), anew.articles());
        assert_eq!(cached.problems, anew.problems);
    }
}

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder)
}

#[test]
fn a_changed_file_is_noticed_even_within_a_tick() {
    let folder = folder(&["a.txt"]);
    let cache = tempfile::tempdir().unwrap();
    let paths = [folder.path().to_owned()];
    let before = load_as(&paths, &with_cache(cache.path()));
    // As long as before, and changed at once.
    write(folder.path(), "a.txt", &text("a.txt").replace("Monday", "Sunday"));
    let after = load_as(&paths, &with_cache(cache.path()));
    assert!(after.articles().first().unwrap().text().contains("Sunday"));
    let changes = Changes::between(&before, &after);
    assert_eq!((changes.changed.len(), changes.added.len(), changes.removed.len()), (1, 0, 0));
}

#[test]
fn a_broken_cache_is_built_anew() {
    let folder = folder(&["a.txt", "b.txt", "c.txt", "d.txt"]);
    let cache = tempfile::tempdir().unwrap();
    let paths = [folder.path().to_owned()];
    let whole = load_as(&paths, &with_cache(cache.path()));
    // Every byte that may be torn or flipped, in turn.
    let packs: Vec<PathBuf> = walk(cache.path());
    assert!(!packs.is_empty());
    for pack in packs {
        let bytes = fs::read(&pack).unwrap();
        for at in (0..bytes.len()).step_by(37) {
            let mut flipped = bytes.clone();
            if let Some(byte) = flipped.get_mut(at) {
                *byte ^= 0x41;
            }
            fs::write(&pack, &flipped).unwrap();
            assert_eq!(load_as(&paths, &with_cache(cache.path())).articles(), whole.articles());
            fs::write(&pack, bytes.get(..at).unwrap()).unwrap();
            assert_eq!(load_as(&paths, &with_cache(cache.path())).articles(), whole.articles());
        }
    }
    fs::write(cache.path().join("in-the-way"), "").unwrap();
    let blocked = Reading { cache: Some(cache.path().join("in-the-way")), ..Reading::default() };
    assert_eq!(load_as(&paths, &blocked).articles(), whole.articles());
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn batches_come_in_order_and_count() {
    let names: Vec<String> = (0..50).map(|n| format!("{n:02}.txt")).collect();
    let folder = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let (mut batches, mut found, mut read) = (0, Vec::new(), 0);
    load_each(&[folder.path().to_owned()], &Reading::default(), |batch| {
        batches += 1;
        assert!(batch.read >= read && batch.found == 50);
        read = batch.read;
        found.extend(
            batch
                .articles
                .iter()
                .filter_map(|a| a.path().file_name().map(|n| n.to_string_lossy().into_owned())),
        );
    });
    assert_eq!((read, found), (50, names));
    assert!(batches > 1);
}

#[test]
fn what_is_wrong_is_said_in_a_line_and_the_rest_is_read() {
    let folder = folder(&["good.txt"]);
    let at = folder.path();
    write(at, "empty.txt", "");
    fs::write(at.join("binary.txt"), [0_u8; 64]).unwrap();
    write(at, "large.txt", &"word ".repeat(1_000));
    write(at, "deep/er/still/x.txt", "never reached");
    let reading = Reading {
        limits: Limits { file_bytes: 2_000, folder_depth: 3, ..Limits::default() },
        ..Reading::default()
    };
    let collection = load_as(&[at.to_owned(), at.join("gone.txt")], &reading);
    assert_eq!(names(&collection), ["good.txt"]);
    let said = |name: &str, words: &str| {
        collection.problems.iter().any(|p| {
            p.path.ends_with(name) && p.message.contains(words) && !p.message.contains('\n')
        })
    };
    assert!(
        said("empty.txt", "empty")
            && said("binary.txt", "no text")
            && said("large.txt", "split it"),
        "{:?}",
        collection.problems
    );
    assert!(
        said("still", "folders deep") && said("gone.txt", "no such file"),
        "{:?}",
        collection.problems
    );
    assert_eq!(collection.problems.len(), 5);
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_locked_folders_stop_nobody() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&["good.txt", "below/also.txt"]);
    let at = folder.path();
    symlink(at, at.join("below/again")).unwrap();
    symlink(at.join("nowhere"), at.join("dangling.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(at.join("pipe.txt")).status().unwrap().success());
    fs::create_dir(at.join("locked")).unwrap();
    fs::set_permissions(at.join("locked"), fs::Permissions::from_mode(0o000)).unwrap();
    let locked = fs::read_dir(at.join("locked")).is_err();
    let collection = load(&[at.to_owned()]);
    fs::set_permissions(at.join("locked"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(names(&collection), ["also.txt", "good.txt"]);
    let said = |words: &str| collection.problems.iter().any(|p| p.message.contains(words));
    assert!(
        said("leads back") && said("pipe") && said("no such file"),
        "{:?}",
        collection.problems
    );
    // Whoever may do everything meets no locked folder.
    assert!(!locked || said("no permission"));
}

#[test]
fn an_overruled_block_stays_what_the_reader_says() {
    let folder = folder(&["a.txt"]);
    let places = Places::below(&folder.path().join("home"));
    let paths = [folder.path().join("a.txt")];
    let before = load_as(&paths, &Reading::of(&places, Limits::default()));
    let article = before.articles().first().unwrap();
    let block = article.blocks().iter().find(|block| block.passage == Some(1)).unwrap();
    let counts_as = BlockOverride::against(block);
    assert_eq!(counts_as, BlockOverride::Furniture);
    let kept = block_overrides::set(&places.data, article.hash(), block.extent, counts_as).unwrap();
    assert_eq!(block_overrides::read(&places.data).unwrap(), kept);
    for _ in 0..2 {
        let after = load_as(&paths, &Reading::of(&places, Limits::default()));
        let now = after.articles().first().unwrap();
        assert_eq!(
            (now.passage_count(), now.hash()),
            (article.passage_count() - 1, article.hash())
        );
        assert!(now.words() < article.words());
    }
    let back = BlockOverride::against(
        load_as(&paths, &Reading::of(&places, Limits::default()))
            .articles()
            .first()
            .unwrap()
            .block_at(block.extent.start)
            .unwrap(),
    );
    assert_eq!(
        block_overrides::set(&places.data, article.hash(), block.extent, back).unwrap(),
        variorum::collection::BlockOverrides::default()
    );
}

#[test]
fn exports_in_a_folder_are_told_by_their_content() {
    let folder = folder(&[]);
    for name in ["wallabag.json", "feed.json"] {
        fs::copy(data("archives").join(name), folder.path().join(name)).unwrap();
    }
    write(folder.path(), "package.json", "{\"name\": \"lock\", \"version\": \"1.0\"}");
    write(folder.path(), "folder.zip", "PK\u{3}\u{4} something packed");
    let alone = |name: &str| {
        let found = load(&[data("archives").join(name)]);
        found.articles().len()
    };
    let collection = load(&[folder.path().to_owned()]);
    assert!(collection.problems.is_empty(), "{:?}", collection.problems);
    let both = alone("wallabag.json") + alone("feed.json");
    assert!(both > 2 && collection.len() == both, "{:?}", names(&collection));
}
