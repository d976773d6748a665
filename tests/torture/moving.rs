//! Articles that change while they are read, and files from a time to come.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::{Chance, done, ended, files, first_quote, harbour, quote, rounds, started};

#[test]
fn files_that_change_while_they_are_read_are_read_or_named() {
    let home = harbour();
    let mut chance = Chance::new(0xf1_1e);
    let (mut readings, mut changes) = (0, 0);
    for _ in rounds(3) {
        let mut reader = started(&home, &["list", "articles", "--json"]);
        while reader.try_wait().unwrap().is_none() {
            let path = home.articles().join(format!("moving{}.md", chance.below(4)));
            match chance.below(5) {
                0 => drop(fs::remove_file(&path)),
                1 => fs::write(&path, "The tug left. ".repeat(chance.below(20_000))).unwrap(),
                2 => fs::write(&path, "---\ntitle: [").unwrap(),
                // Cut short, or grown by what was never written, as sparse files are.
                way => {
                    let length = u64::try_from(chance.below(200_000)).unwrap();
                    if let Ok(file) = File::options().write(true).open(&path) {
                        file.set_len(if way == 3 { length } else { 0 }).unwrap();
                    }
                }
            }
            changes += 1;
        }
        assert!(reader.wait().unwrap().success());
        readings += 1;
    }
    println!("{readings} readings, {changes} changes of the files meanwhile");
}

#[test]
fn a_clock_that_was_set_back_hides_no_change() {
    let home = harbour();
    let id = first_quote(&home, "pier");
    done(&home, &["library", "add", "articles"]);
    for round in rounds(1) {
        // To a clock that was set back, all that was written before is from a time to come.
        let later = SystemTime::now() + Duration::from_hours(24 * 400);
        for path in files(home.root()) {
            File::options().append(true).open(path).unwrap().set_modified(later).unwrap();
        }
        let text = format!("The pier was closed on day 1. A gull sat there in year {round}.\n");
        home.write("articles/pier.txt", text);
        let listed = done(&home, &["show", "pier", "articles", "--plain"]).stdout;
        assert!(String::from_utf8_lossy(&listed).contains(&format!("year {round}")));
        done(&home, &["quotes", "note", &id, &format!("note {round}")]);
        assert_eq!(quote(&home, &id).note, format!("note {round}"));
        done(&home, &["quotes", "remove", &id]);
        done(&home, &["quotes", "restore", &id]);
        assert_eq!(quote(&home, &id).note, format!("note {round}"));
        done(&home, &["library", "rescan"]);
        ended(&home, &["quotes", "check", "--in", "articles"]);
    }
}
