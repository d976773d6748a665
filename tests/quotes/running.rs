//! The built program: killed, run twice at once, asked and answered.

use std::thread;
use std::time::Duration;

use serde_json::Value;
use variorum::storage::quotes::{Store, StoreSnapshot};

use crate::articles::{LIGHTHOUSE, article, find};
use crate::home::Home;

fn home() -> Home {
    Home::with(&[("keeper.md", LIGHTHOUSE)])
}

fn store(home: &Home) -> Store {
    Store::below(&home.root().join("data"))
}

fn shelf(home: &Home) -> StoreSnapshot {
    store(home).read(&StoreSnapshot::default()).unwrap()
}

fn add(home: &Home, place: &str, more: &[&str]) -> Value {
    let words = ["quotes", "add", place, "--json", "--in", "articles"];
    let all = words.iter().take(4).chain(more).chain(words.iter().skip(4));
    home.variorum(all).json()["quote"].clone()
}

#[test]
fn case_01_killed_at_any_moment_every_quote_that_was_called_saved_is_there() {
    let home = home();
    let mut said = Vec::new();
    for round in 0_u64..60 {
        let run = home.variorum(["quotes", "add", "keeper:2.2", "--again", "--in", "articles"]);
        let mut child = run.start();
        // From before it begins to write until after it is done.
        thread::sleep(Duration::from_micros(round * 1_700));
        let _ = child.kill();
        let out = child.wait_with_output().unwrap();
        said.extend(String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned));
    }
    let shelf = shelf(&home);
    assert!(shelf.problems.is_empty() && shelf.copies.is_empty(), "{:?}", shelf.problems);
    let there: Vec<String> = shelf.quotes.iter().map(|kept| kept.quote.id.to_string()).collect();
    for id in &said {
        assert!(there.contains(id), "{id} was called saved");
    }
    eprintln!("60 kills: {} called saved, {} whole on the disk", said.len(), there.len());
    assert!(!there.is_empty());
}

#[test]
#[ignore = "run by the test below, in a process of its own"]
fn adds_four_hundred_and_eighty() {
    let data = std::env::var_os("VARIORUM_DATA_DIR").unwrap();
    let store = Store::below(std::path::Path::new(&data));
    let article = article(LIGHTHOUSE);
    for _ in 0..480 {
        store.add(&crate::articles::quote(&article, "the supply boat")).unwrap();
    }
}

#[test]
fn case_04_two_programs_lose_none_of_a_thousand_additions() {
    let home = home();
    let many = || {
        let mut process = std::process::Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", "running::adds_four_hundred_and_eighty", "--include-ignored"]);
        assert!(process.envs(home.variables()).output().unwrap().status.success());
    };
    thread::scope(|scope| {
        scope.spawn(many);
        scope.spawn(many);
        scope.spawn(|| (0..20).for_each(|_| drop(add(&home, "keeper:3.1", &["--again"]))));
        scope.spawn(|| (0..20).for_each(|_| drop(add(&home, "keeper:4.2", &["--again"]))));
    });
    let shelf = shelf(&home);
    assert!(shelf.problems.is_empty());
    assert_eq!(shelf.quotes.len(), 1000);
}

#[cfg(unix)]
#[test]
fn case_02_a_disk_without_room_is_said_and_leaves_nothing_behind() {
    let home = home();
    let first = add(&home, "keeper:2.2", &[]);
    // No file may grow beyond a kilobyte or two, as on a full disk; the program turns the signal into an error.
    let limited = |words: &str| {
        let script = format!("ulimit -f 1; exec '{}' {words}", env!("CARGO_BIN_EXE_variorum"));
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(home.root()).envs(home.variables());
        shell.output().unwrap()
    };
    let id = first["id"].as_str().unwrap();
    for words in ["quotes add keeper:3 --in articles".to_owned(), format!("quotes note {id} look")]
    {
        let refused = limited(&words);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("limit on the size") || said.contains("full"), "{said}");
    }
    let shelf = shelf(&home);
    assert_eq!(shelf.quotes.len(), 1);
    assert_eq!(shelf.quotes.first().unwrap().quote.note, "");
    let files = std::fs::read_dir(store(&home).folder()).unwrap();
    let temporary =
        files.filter(|file| file.as_ref().unwrap().path().extension() == Some("tmp".as_ref()));
    assert_eq!(temporary.count(), 0);
    add(&home, "keeper:3", &[]);
}

#[test]
fn the_commands_do_what_they_say() {
    let home = home();
    let quote = add(&home, "keeper:3.2", &["--note", "cite this", "--tag", "light"]);
    let id = quote["id"].as_str().unwrap().to_owned();
    assert_eq!(quote["state"], "attached");
    assert_eq!(quote["passage"], 3);
    assert_eq!(quote["sentence"], 2);
    let text = article(LIGHTHOUSE);
    let place = find(&text, quote["exact"].as_str().unwrap());
    assert_eq!(quote["start"], text.text().get(..place.start).unwrap().chars().count());

    let short = id.get(18..).unwrap();
    home.variorum(["quotes", "note", short, "look at the log"]).succeeds();
    home.variorum(["quotes", "tag", short, "log", "night"]).succeeds();
    home.variorum(["quotes", "tag", short, "light", "--remove"]).succeeds();
    let list = home.variorum(["quotes", "list", "--json", "--tag", "log"]).json();
    let listed = &list["quotes"][0];
    assert_eq!(listed["note"], "look at the log");
    assert_eq!(listed["tags"], serde_json::json!(["log", "night"]));
    assert_eq!(listed["rev"], 4);
    assert_eq!(listed["state"], "attached");
    // In a pipe nothing is filled up: a row ends with the quote itself.
    let rows = home.variorum(["quotes", "list", "--tag", "log"]).succeeds().stdout;
    let words = text.text().get(place.start..place.end).unwrap();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        rows.lines().all(|row| row.ends_with(&words) && row.contains("¶3  The keeper")),
        "{rows}"
    );
    home.variorum(["quotes", "list", "--tag", "nothing"]).ends_with(1);
    let shown = home.variorum(["quotes", "show", &id]).succeeds().stdout;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        shown.contains(
            "Ines Moll, “The keeper’s last winter”, The Coastal Review, 3 November 2021, ¶3"
        ),
        "{shown}"
    );

    home.variorum(["quotes", "remove", &id, "--in", "articles"]).succeeds();
    assert_eq!(home.variorum(["quotes", "list", "--json"]).json()["quotes"], serde_json::json!([]));
    home.variorum(["quotes", "restore", &id]).succeeds();

    // The article changes, then goes: the quote says so and stays.
    home.write("articles/keeper.md", LIGHTHOUSE.replace("asks no", "does not ask"));
    let check = home.variorum(["quotes", "check", "--json"]).json();
    assert_eq!((&check["changed"], &check["attached"]), (&1.into(), &0.into()));
    home.write("articles/keeper.md", "Nothing of it is left.");
    let check = home.variorum(["quotes", "check", "--json", "--in", "articles"]).json();
    assert_eq!(check["quotes"][0]["state"], "orphan");
    assert_eq!(check["quotes"][0]["exact"], quote["exact"]);
    home.variorum(["quotes", "attach", &id, "keeper:1", "--in", "articles"]).succeeds();
    let check = home.variorum(["quotes", "check", "--json", "--in", "articles"]).json();
    assert_eq!(check["quotes"][0]["state"], "changed");
    assert_eq!(check["quotes"][0]["exact"], quote["exact"]);
}

#[test]
fn importing_what_was_exported_adds_nothing_and_restores_everything() {
    let home = home();
    let first = add(&home, "keeper:2.2", &["--note", "=a “note”"]);
    add(&home, "keeper:3", &[]);
    let exported = home.variorum(["quotes", "export", "--format", "json"]).succeeds().stdout;
    home.write("all.json", &exported);
    let again = home.variorum(["quotes", "import", "all.json", "--json"]).json();
    assert_eq!((&again["imported"], &again["already_here"]), (&serde_json::json!([]), &2.into()));
    let elsewhere = Home::with(&[]);
    elsewhere.write("all.json", &exported);
    elsewhere.variorum(["quotes", "import", "all.json"]).succeeds();
    for kept in shelf(&home).quotes {
        let path = store(&home).path(kept.quote.id);
        let there = store(&elsewhere).path(kept.quote.id);
        assert_eq!(std::fs::read(path).unwrap(), std::fs::read(there).unwrap());
    }
    let exact = first["exact"].as_str().unwrap();
    let table = home.variorum(["quotes", "export", "--format", "readwise"]).succeeds().stdout;
    home.write("readwise.csv", &table);
    let again = home.variorum(["quotes", "import", "readwise.csv", "--json"]).json();
    assert_eq!(again["already_here"], 2, "{exact}");
}

#[test]
fn notes_for_obsidian_keep_what_the_reader_wrote() {
    let home = home();
    add(&home, "keeper:2.2", &[]);
    let export = || home.variorum(["quotes", "export", "--format", "obsidian", "--to", "vault"]);
    let path = export().succeeds().stdout.trim().to_owned();
    let path = home.root().join(path);
    let written = std::fs::read_to_string(&path).unwrap();
    let mine = format!("My own words above.\r\n\n{written}\nand below\n");
    let renamed = home.write("vault/My reading.md", &mine);
    std::fs::remove_file(&path).unwrap();
    add(&home, "keeper:4", &[]);
    export().succeeds();
    let after = std::fs::read_to_string(&renamed).unwrap();
    assert!(after.starts_with("My own words above.\r\n\n---") && after.ends_with("\nand below\n"));
    assert_eq!(after.matches("\n^").count(), 2);
    assert!(!path.exists());
    // Words written between the marks are never lost: the note is left as it is.
    let inside = after.replacen("\n^", "\nMine!\n^", 1);
    std::fs::write(&renamed, &inside).unwrap();
    let refused = export().ends_with(2);
    assert!(refused.stderr.contains("between the marks"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(&renamed).unwrap(), inside);
}

/// The program as somebody whom permissions bind: the super-user who runs the tests has it run as another,
/// where the system has the means; `None`, and a word why, where it has not.
#[cfg(target_os = "linux")]
fn without_privileges(home: &Home) -> Option<impl Fn(&[&str]) -> std::process::Output> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::process::Command;

    let root = home.root().to_owned();
    let variables = home.variables();
    let privileged = std::fs::metadata("/proc/self").unwrap().uid() == 0;
    std::fs::set_permissions(&root, PermissionsExt::from_mode(0o755)).unwrap();
    let run = move |words: &[&str]| {
        let program = env!("CARGO_BIN_EXE_variorum");
        let mut command = if privileged {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
            command
        } else {
            Command::new(program)
        };
        command.args(words).current_dir(&root).envs(variables.clone()).output()
    };
    if !run(&["--version"]).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: nobody but the super-user can run the program here");
        return None;
    }
    Some(move |words: &[&str]| run(words).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn case_03_a_folder_without_permission_is_said_and_reading_goes_on() {
    use std::os::unix::fs::PermissionsExt;

    let home = home();
    let id = add(&home, "keeper:2.2", &[])["id"].as_str().unwrap().to_owned();
    let Some(run) = without_privileges(&home) else { return };
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let quotes = home.root().join("data/quotes");
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    };
    let file = store(&home).path(shelf(&home).quotes[0].quote.id);
    let before = std::fs::read(&file).unwrap();
    mode(&home.root().join("data"), 0o755);
    mode(&file, 0o644);
    mode(&quotes, 0o555);
    for words in [
        &["quotes", "add", "keeper:3", "--in", "articles"][..],
        &["quotes", "note", &id, "look"],
        &["quotes", "remove", &id],
    ] {
        let refused = run(words);
        assert_eq!(refused.status.code(), Some(2), "{words:?}");
        assert!(said(&refused).contains("no permission"), "{words:?}: {}", said(&refused));
    }
    let listed = run(&["quotes", "list", "--json", "--in", "articles"]);
    assert_eq!(listed.status.code(), Some(0), "{}", said(&listed));
    assert!(String::from_utf8_lossy(&listed.stdout).contains(&id));
    // The quote itself may not be read: an entry that says so, and nothing else is lost.
    mode(&file, 0o000);
    let listed = run(&["quotes", "list", "--in", "articles"]);
    assert!(said(&listed).contains("cannot be read"), "{}", said(&listed));
    mode(&file, 0o644);
    // Nor the folder.
    mode(&quotes, 0o000);
    let refused = run(&["quotes", "list", "--in", "articles"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("no permission: cannot read"), "{}", said(&refused));
    mode(&quotes, 0o755);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(shelf(&home).quotes.len(), 1);
}
