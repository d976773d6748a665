//! Rooms and commands that are killed while they write.

use std::time::{Duration, Instant};

use crate::{Chance, all_whole, done, files, first_quote, harbour, quote, room, rounds, started};

#[test]
fn what_was_acknowledged_outlives_every_kill() {
    let home = harbour();
    let first = first_quote(&home, "pier");
    let mut chance = Chance::new(0xbad);
    let (mut kills, mut rooms, mut kept) = (0, 0, 1);
    for round in rounds(6) {
        let note = format!("note {round}");
        done(&home, &["quotes", "note", &first, &note]);
        let place = format!("crane:{}", 1 + round % 8);
        let mut others = [
            started(&home, &["quotes", "note", &first, "half"]),
            started(&home, &["quotes", "tag", &first, "half"]),
            started(&home, &["quotes", "add", &place, "--again", "--in", "articles"]),
            started(&home, &["library", "add", "articles"]),
        ];
        if round % 3 == 0 {
            // A room that says “saved” has saved, whatever becomes of it then.
            let mut terminal = room(&home, (100, 30));
            terminal.press("gl gg").press("j ".repeat(chance.below(6)).as_str()).press("Enter");
            terminal.shows("¶1 of 8");
            let before = all_whole(&home).len();
            terminal.press("} ".repeat(chance.below(7)).as_str()).press("A");
            terminal.types(&format!("from room {round}")).press("Enter").shows("saved");
            terminal.signal("KILL");
            assert!(terminal.is_gone_within(Duration::from_secs(20)));
            let quotes = all_whole(&home);
            let told = format!("from room {round}");
            assert!(quotes.iter().any(|quote| quote.note.ends_with(&told)), "{before}: {told}");
            (rooms, kills) = (rooms + 1, kills + 1);
        }
        let wait = Duration::from_micros(u64::try_from(chance.below(60_000)).unwrap());
        let until = Instant::now() + wait;
        while Instant::now() < until {
            std::thread::yield_now();
        }
        for other in &mut others {
            kills += usize::from(other.try_wait().unwrap().is_none());
            let _ = other.kill();
            other.wait().unwrap();
        }
        let told = quote(&home, &first).note;
        assert!(told == note || told == "half", "{told}");
        let count = all_whole(&home).len();
        assert!(count >= kept, "{count} of {kept}");
        kept = count;
    }
    done(&home, &["quotes", "check", "--in", "articles"]);
    done(&home, &["library", "rescan"]);
    let left = files(&home.root().join("data"));
    let left: Vec<_> =
        left.iter().filter(|path| path.extension().is_some_and(|e| e == "tmp")).collect();
    // What a killed write left behind is young, and taken away when it is not.
    println!(
        "{kills} kills ({rooms} rooms), {kept} quotes kept, none lost; {} leftovers",
        left.len()
    );
}
