//! Two rooms on one quote, and a terminal that lags.

use crate::{Chance, all_whole, files, harbour, log, room, rounds};

#[test]
fn two_rooms_on_one_quote_lose_no_word() {
    let home = harbour();
    crate::first_quote(&home, "pier");
    let mut rooms = [room(&home, (100, 30)), room(&home, (80, 24))];
    for room in &mut rooms {
        room.press("gq").shows("1 quote");
    }
    let mut chance = Chance::new(0x2_20);
    for round in rounds(3) {
        let notes = [format!("one says {round}."), format!("two says {round}.")];
        // Both edit before either has saved; who saves first is chance.
        let first = chance.below(2);
        for which in [first, 1 - first] {
            rooms[which].press("e Ctrl-U").types(&notes[which]).shows(&notes[which]);
        }
        for which in [first, 1 - first] {
            rooms[which].press("Enter");
        }
        // One is told that it was saved, the other is asked; no word that is called saved is lost.
        let asked = rooms.each_mut().map(|room| {
            room.until("an answer or a question", |screen| {
                let text = screen.contents();
                text.contains("changed this quote meanwhile") || text.contains("saved ¶1")
            });
            room.text().contains("changed this quote meanwhile")
        });
        assert!(asked.contains(&false), "both are asked");
        let kept = files(&home.root().join("data/quotes"));
        let told = |note: &String| {
            kept.iter().any(|path| std::fs::read_to_string(path).is_ok_and(|t| t.contains(note)))
        };
        for (asked, note) in asked.iter().zip(&notes) {
            assert!(*asked || told(note), "{note}");
        }
        for (room, asked) in rooms.iter_mut().zip(asked) {
            if asked {
                room.press("Esc").hides("meanwhile");
            }
        }
        let quotes = all_whole(&home);
        assert_eq!(quotes.len(), 1);
        assert!(notes.contains(&quotes[0].note), "{:?} of {notes:?}", quotes[0].note);
    }
    for room in &mut rooms {
        room.signal("TERM").ends_with(143).is_restored();
    }
    log(&home);
}

#[test]
fn a_terminal_that_lags_gets_the_last_frame() {
    let home = harbour();
    let mut chance = Chance::new(0x51_0e);
    for _ in rounds(1) {
        let mut terminal = room(&home, (120, 40));
        terminal.press("Enter").shows(" of 8");
        terminal.hold();
        for _ in 0..300 {
            terminal.press(chance.of(&["j", "k", "}", "{", "Ctrl-L", "gl", "Enter"]));
        }
        terminal.press("s Ctrl-U").types("crane").go_on().shows("crane").shows("8 passages");
        terminal.signal("TERM").ends_with(143).is_restored();
    }
    log(&home);
}
