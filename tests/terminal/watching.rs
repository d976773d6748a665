//! What changes on the disk while one reads.

use std::time::Duration;

use crate::pty::Terminal;
use crate::{USUAL, island, open};

#[test]
fn changes_on_disk_are_offered_and_shown_by_a_key_where_one_was_reading() {
    let home = island();
    let mut terminal = open(&home);
    terminal.press("Enter } )").shows("¶2 of 3");
    let ferry = std::fs::read_to_string(home.articles().join("ferry.txt")).unwrap();
    // As editors save: beside the old file, then into its place.
    let new = "A new captain came in the spring, and she had never seen the island before, nor had \
        she asked for it.\n\nNobody minded.";
    let beside = home.write("articles/.ferry.txt.new", format!("{new}\n\n{ferry}"));
    std::fs::rename(beside, home.articles().join("ferry.txt")).unwrap();
    terminal.shows("1 article changed, r to reload").shows("¶2 of 3").hides("new captain");
    home.write("articles/storms/march.txt", "In March the quay lay under water for a week.\n");
    terminal.shows("1 article changed, 1 new, r to reload");
    std::fs::remove_file(home.articles().join("lighthouse.txt")).unwrap();
    terminal.shows("1 article changed, 1 new, 1 gone, r to reload").shows("¶2 of 3");
    terminal
        .press("r")
        .shows("¶4 of 5")
        .shows("new captain")
        .shows("1 article changed, 1 new, 1 gone");
    terminal.press("(").hides("to reload");
    // The folder that came with it is looked after too, and what is taken back is no news.
    let march = "articles/storms/march.txt";
    home.write(march, "In March the quay lay under water for a day.\n");
    terminal.shows("1 article changed, r to reload");
    home.write(march, "In March the quay lay under water for a week.\n");
    terminal.hides("to reload");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_file_that_was_only_touched_and_what_the_program_writes_are_no_news() {
    let home = island();
    let storms = "schema = 1\n[[theme]]\nid = \"storms\"\nname = \"Storms\"\ncore = [\"storm\"]\n";
    home.write("data/themes/storms.toml", storms);
    let mut terminal = Terminal::variorum(&home, USUAL, ["."]);
    terminal.shows("2 articles").shows("ferry");
    let touch = |name: &str| {
        let file = std::fs::File::options().write(true).open(home.articles().join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() + Duration::from_mins(1)).unwrap();
    };
    touch("ferry.txt");
    let same = std::fs::read(home.articles().join("lighthouse.txt")).unwrap();
    home.write("articles/lighthouse.txt", same);
    home.write("articles/picture.jpg", "no article");
    home.write("articles/.hidden.txt", "Nobody reads what is hidden here.\n");
    terminal.press("c").shows("Storms").press("E Enter Enter").shows("wrote ");
    assert!((0..20).any(|_| terminal.is_silent_for(Duration::from_secs(1))), "always drawing");
    touch("lighthouse.txt");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.press("j").shows("1 article changed, r to reload");
    assert!(!String::from_utf8_lossy(&terminal.bytes()).contains(" new, "));
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn what_links_lead_to_is_watched_and_a_folder_that_goes_and_comes_back() {
    let home = island();
    let outside =
        home.write("elsewhere/mill.txt", "The mill stood still all winter, and so did we.\n");
    std::os::unix::fs::symlink(&outside, home.articles().join("mill.txt")).unwrap();
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles"]);
    terminal.shows("3 articles").shows("ferry");
    home.write("elsewhere/mill.txt", "The mill turned all summer, and nobody stood still.\n");
    terminal.shows("1 article changed, r to reload");
    let away = home.root().join("away");
    std::fs::rename(home.articles(), &away).unwrap();
    terminal.shows("3 articles gone, r to reload");
    std::fs::rename(&away, home.articles()).unwrap();
    terminal.shows("1 article changed, r to reload");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.shows("2 articles changed, r to reload");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_file_opened_by_itself_is_watched_and_its_neighbours_are_not() {
    let home = island();
    let mut terminal = Terminal::variorum(&home, USUAL, ["articles/ferry.txt"]);
    terminal.shows("1 article").shows("ferry");
    home.write("articles/lighthouse.txt", "The lighthouse burns again, and the church is dark.\n");
    std::fs::remove_file(home.articles().join("ferry.txt")).unwrap();
    terminal.shows("1 article gone, r to reload");
    home.write("articles/ferry.txt", "The ferry sails no more, and nobody can say why.\n");
    terminal.shows("1 article changed, r to reload").press("r").shows("sails no more");
    terminal.press("Q").ends_with(0).is_restored();
}

#[test]
fn a_theme_file_that_is_saved_holds_at_once() {
    let home = island();
    let name = "data/themes/own.toml";
    home.write(name, "[[theme]]\nid = 'sea'\nname = 'The sea'\ncore = ['storm']\n");
    let mut terminal = open(&home);
    terminal.press("c").shows("1 theme × 2 articles").shows("The sea");
    // As most editors save: a new file takes the place of the old one.
    let new = "[[theme]]\nid = 'sea'\nname = 'Rough sea'\ncore = ['storm', 'lighthouse']\n";
    let draft = home.write("data/themes/.own.toml.draft", new);
    std::fs::rename(draft, home.root().join(name)).unwrap();
    terminal.shows("Rough sea").shows("read the theme files again");
    // As others do: the same file gets other words. A mistake in them is named with its line.
    home.write(name, "[[theme]]\nid = 'sea'\nname = 'Rough sea'\ncore = ['storm', 're:(']\n");
    terminal.shows("own.toml, line 4");
    home.write(
        "data/themes/more.toml",
        "[[theme]]\nid = 'bells'\nname = 'Bells'\ncore = ['church']\n",
    );
    terminal.shows("2 themes × 2 articles").shows("Bells");
    terminal.press("Q").ends_with(0).is_restored();
}
