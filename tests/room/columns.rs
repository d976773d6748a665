//! The columns: orders, sentences, and the reader's own line with what it rests on.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::{Columns, Item, Shows, Subject, View};
use variorum::app::{Effect, Event};
use variorum::collection::Collection;
use variorum::collection::Origin;
use variorum::compare::CompareEdit;
use variorum::quotes::QuoteCommand;

use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 32), (40, 12), (200, 50)];

pub(crate) fn columns(room: &TestRoom) -> &Columns {
    match &room.app.compare.view {
        View::Columns(columns) => columns,
        View::Matrix | View::Concordance(_) => panic!("no columns: {}", room.text()),
    }
}

/// ¶ numbers of the passages of the column with the cursor.
fn passages(room: &TestRoom) -> Vec<u32> {
    let items = columns(room).current().unwrap().items.iter();
    items
        .filter_map(|item| match item {
            Item::Passage { number, .. } => Some(*number),
            _ => None,
        })
        .collect()
}

/// The words of the last quote that was asked for, and its themes.
fn kept(room: &TestRoom) -> (String, Vec<String>) {
    let orders = room.effects.iter().rev().find_map(|effect| match effect {
        Effect::Quotes(QuoteCommand::Keep { article, extent, themes, .. }) => {
            Some((extent.of(article.text()).to_owned(), themes.clone()))
        }
        _ => None,
    });
    orders.expect("a quote")
}

#[test]
fn best_first_ranks_the_passages_and_leads_with_their_best_sentences() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter");
    let in_order = passages(&room);
    assert!(in_order.is_sorted());
    room.press("o");
    assert!(room.text().contains("best first"), "{}", room.text());
    let comparison = room.app.compare.comparison().unwrap().clone();
    let best = passages(&room);
    let treatment = comparison.treatment(0, columns(&room).current().unwrap().article).unwrap();
    let ranked: Vec<u32> = treatment.passages.iter().map(|mark| mark.passage).collect();
    let ranked: Vec<u32> = ranked.into_iter().filter(|n| in_order.contains(n)).collect();
    assert_eq!(best, ranked);
    assert_ne!(best, in_order);
    let column = columns(&room).current().unwrap();
    let sentences = comparison.sentences(0, column.article);
    for item in &column.items {
        let Item::Passage { number, lead, .. } = item else { panic!("a gap among the best") };
        let place = usize::try_from(*number - 1).unwrap();
        let best = sentences[place].iter().map(|s| s.score).reduce(f32::max);
        let led = sentences[place].iter().find(|s| Some(s.extent) == *lead).map(|s| s.score);
        assert_eq!(led, best);
    }
    room.press("o");
    assert_eq!(passages(&room), in_order);
}

#[test]
fn a_passage_led_by_its_best_sentence_still_shows_all_its_words() {
    let mut room = TestRoom::sample(80, 24);
    room.press("c Enter");
    room.press("o");
    let columns = columns(&room);
    let column = columns.current().unwrap();
    let article = columns.article(column).unwrap();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    };
    let rows = column.rows.iter().filter(|row| row.item == 0);
    let shown: String = rows
        .filter_map(|row| match row.shows {
            Shows::Text(extent, _) | Shows::Rest(extent) => Some(extent.of(article.text())),
            _ => None,
        })
        .collect();
    let Item::Passage { extent, .. } = column.items[0] else { panic!("{:?}", column.items) };
    assert_eq!(letters(&shown), letters(extent.of(article.text())));
}

#[test]
fn one_sentence_of_a_passage_can_be_kept_read_and_let_go() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter a");
    let (passage, themes) = kept(&room);
    assert_eq!(themes, ["Direct entry"]);
    room.press(") ) a");
    let (sentence, _) = kept(&room);
    assert!(passage.contains(&sentence) && sentence.len() < passage.len(), "{sentence}");
    let (article, extent) = columns(&room).chosen().unwrap();
    assert_eq!(extent.of(article.text()), sentence);
    room.press("Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    assert_eq!(room.app.reader.place().unwrap().extent.start, extent.start);
    room.press("q Esc");
    assert!(columns(&room).current().unwrap().sentence.is_none());
    room.press("a");
    assert_eq!(kept(&room).0, passage);
    // With the best sentences in front, that sentence is meant.
    room.press("o a");
    let (article, extent) = columns(&room).chosen().unwrap();
    assert_eq!(kept(&room).0, extent.of(article.text()));
}

#[test]
fn a_note_goes_with_a_quote_kept_under_the_theme() {
    let folder = TempDir::new().unwrap();
    let mut room = TestRoom::sample(120, 32).with_quotes(folder.path());
    room.press("c Enter A \"look_again\" Enter");
    let quotes = &room.app.workspace.quotes.stored.quotes;
    assert_eq!((quotes[0].note.as_str(), quotes[0].themes.len()), ("look again", 1));
}

#[test]
fn a_line_rests_on_quotes_that_open_and_lead_back() {
    let folder = TempDir::new().unwrap();
    let mut room = TestRoom::sample(120, 32).with_quotes(folder.path());
    room.press("c Enter v");
    assert!(room.text().contains("no quote of this article is kept yet"), "{}", room.text());
    room.press("a ) a e \"stays_out\" Enter v x");
    let summary = room.kept().judgements.summaries.remove(0);
    assert_eq!((summary.text.as_str(), summary.quotes.len()), ("stays out", 1));
    room.press("Esc");
    assert!(room.text().contains("stays out · 1 quote"), "{}", room.text());
    // Changing the line leaves what it rests on.
    room.press("e \"!\" Enter");
    let summary = room.kept().judgements.summaries.remove(0);
    assert_eq!((summary.text.as_str(), summary.quotes.len()), ("stays out!", 1));
    room.press("v Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    room.press("q");
    assert_eq!(room.app.screen, ScreenName::Compare);
    room.press("v x Esc U");
    assert_eq!(room.kept().judgements.summaries[0].quotes.len(), 1);
}

#[test]
fn a_line_written_before_a_change_is_edited_without_the_warning() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter e \"stays_out\" Enter Esc e Tab \"zeppelin;_\" Enter Enter");
    let shown = room.text();
    assert!(shown.contains("stays out · before a change"), "{shown}");
    room.press("e Enter");
    assert_eq!(room.kept().judgements.summaries[0].text, "stays out");
}

#[test]
fn sentences_lead_to_their_own_parallels() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter =");
    let others = |room: &TestRoom| columns(room).columns[1].items.clone();
    let passage = others(&room);
    room.press(") )");
    assert_ne!(others(&room), passage);
}

#[test]
fn screens() {
    let screens = [
        ("columns_best_first", "c Enter o j"),
        ("columns_cues", "c Enter C"),
        ("columns_in_full", "c Enter . . j"),
        ("columns_sentence", "c Enter ) )"),
        ("columns_line", "c Enter ) a e \"stays_out_of_it\" Enter v x Esc"),
        ("columns_evidence", "c Enter ) a ) a j a e \"stays_out_of_it\" Enter v x"),
    ];
    for (name, keys) in screens {
        for (width, height) in SIZES {
            let folder = TempDir::new().unwrap();
            let mut room = TestRoom::sample(width, height).with_quotes(folder.path());
            room.press(keys);
            insta::assert_snapshot!(format!("{name}__{width}x{height}"), room.screen());
        }
    }
}

#[test]
fn keys_about_a_passage_say_so_where_none_is_selected() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter G");
    for key in ["w", "my", "mn", "a", "A", "y", "="] {
        room.press(key);
        assert!(room.text().contains("select a passage first"), "{key}: {}", room.text());
    }
}

#[test]
fn a_comparison_is_written_down_in_every_form_with_ones_own_line() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter e \"stays_out\" Enter Esc");
    for form in ["E", "E j", "E j j", "E j j j"] {
        room.press(form).press("Enter Enter");
    }
    let written: Vec<(String, String)> = room
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Write { to, contents } => Some((to.clone(), contents.clone())),
            _ => None,
        })
        .collect();
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["comparison.html", "comparison.md", "comparison.csv", "comparison.json"]);
    assert!(written.iter().all(|(_, contents)| contents.contains("stays out")), "{names:?}");
    let json: serde_json::Value = serde_json::from_str(&written[3].1).unwrap();
    assert_eq!(json["cells"].as_array().unwrap().len(), 12 * 5);
    // In the columns it is their theme alone.
    room.press("Enter E");
    assert!(room.text().contains("Export “Direct entry”"), "{}", room.text());
    room.press("Enter Ctrl-U \"notes/entry.html\" Enter");
    assert!(
        matches!(room.effects.last(), Some(Effect::Write { to, .. }) if to == "notes/entry.html")
    );
}

#[test]
fn theme_files_saved_elsewhere_are_read_and_nothing_selected_moves() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c 2j l");
    let selected = |room: &TestRoom| {
        let comparison = room.app.compare.comparison().unwrap();
        comparison.themes()[room.app.compare.matrix.theme().unwrap()].id.0.clone()
    };
    let before = selected(&room);
    // Another theme comes to stand above it.
    let weather = "[[theme]]\nid='weather'\nname='Weather'\ncore=['storm']\n";
    room.write_themes(weather);
    room.send(Event::ThemesSaved);
    assert!(room.text().contains("Weather"), "{}", room.text());
    assert!(room.text().contains("read the theme files again"), "{}", room.text());
    assert_eq!(selected(&room), before);
    // The same in the columns: the theme and the article stay, with what is selected in it.
    room.press("Enter l");
    let about = |room: &TestRoom| {
        let at = columns(room);
        (at.subject, at.at, at.pinned, at.current().unwrap().at)
    };
    let (.., column, pinned, item) = about(&room);
    room.write_themes("");
    room.send(Event::ThemesSaved);
    assert_eq!(about(&room), (Subject::Theme(2), column, pinned, item));
    // Nothing new is no news.
    room.press("j");
    room.send(Event::ThemesSaved);
    assert!(!room.text().contains("read the theme files again"), "{}", room.text());
    // The theme is gone: the matrix.
    let gone = room.app.compare.comparison().unwrap().themes()[2].clone();
    room.perform(Effect::Keep(CompareEdit::NoTheme(Box::new(gone))));
    room.send(Event::ThemesSaved);
    assert!(matches!(room.app.compare.view, View::Matrix));
}

#[test]
fn parallels_offer_the_keys_that_work_there_and_say_what_was_asked() {
    let mut room = TestRoom::sample(120, 36);
    room.press("Enter 3G =");
    let shown = room.text();
    let title = columns(&room).article(&columns(&room).columns[0]).unwrap().name().to_owned();
    let asked = format!("what do the others say to ¶3.1 of {title}");
    assert!(shown.contains(&asked), "{shown}");
    for offered in ["why", "is on it", "best first", "near"] {
        assert!(!shown.lines().last().unwrap().contains(offered), "{shown}");
    }
    for key in ["w", "m", "e", "p", "o", "v", "."] {
        room.press(key);
        let said = format!("{key} does nothing here · ");
        assert!(room.text().contains(&said), "{key}: {}", room.text());
    }
    assert!(room.press("?").text().contains("What stands side by side moves together"));
    room.press("Esc zs");
    assert!(room.text().contains("the other columns stay where they are"), "{}", room.text());
    // In the columns of a theme the same keys speak of the theme.
    let mut room = TestRoom::sample(160, 32);
    room.press("c Enter");
    assert!(room.text().contains("my is on it   mn is not"), "{}", room.text());
    assert!(!room.press("?").text().contains("preview"), "{}", room.text());
}

#[test]
fn parallels_say_why_the_nearest_passage_is_no_counterpart() {
    let article = |name: &str, text: &str| {
        Arc::new(variorum::ingest::read(Path::new(name), text.as_bytes()).unwrap())
    };
    let first = "The mayor praised the ferry captain.\n\nFerry tolls rose in spring, and the captain paid the \
                 toll at the harbour gate.\n\nHarbour tolls for the ferry rose again, and every captain paid.";
    let second =
        "In spring the harbour toll rose, and ferry captains paid the toll.\n\nSheep graze.";
    let articles = [article("tolls.txt", first), article("paid.txt", second)];
    let mut room = TestRoom::of(&Collection::new(articles, Vec::new()), Origin::Library, 120, 32);
    room.press("/ \"tolls\" Enter Enter =");
    let shown = room.text();
    assert!(shown.contains("1 of 2 articles answer"), "{shown}");
    assert!(shown.contains("the nearest is nearer to ¶2 here: ¶1"), "{shown}");
}

#[test]
fn articles_are_read_in_full_beside_each_other_with_the_theme_marked() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter j j");
    let marked = passages(&room);
    let standing = |room: &TestRoom| match columns(room).selected().unwrap().1 {
        Item::Passage { number, .. } => Some(*number),
        _ => None,
    };
    let before = standing(&room);
    room.press(". .");
    assert!(room.text().contains("the articles in full"), "{}", room.text());
    let shown = columns(&room);
    for column in &shown.columns {
        let all = shown.article(column).unwrap().passage_count();
        let passages = column.items.iter().filter(|item| matches!(item, Item::Passage { .. }));
        assert_eq!(passages.count(), all);
    }
    assert!(before.is_none() || standing(&room) == before);
    room.press("gg");
    let screen = room.text();
    let on = format!("¶{}•", marked[0]);
    assert!(screen.contains(&on) && screen.contains("in full"), "{screen}");
    // From a passage that is not of the theme, back to the one of the theme before it.
    room.press("G .");
    assert_eq!(passages(&room), marked);
    assert_eq!(standing(&room), marked.last().copied());
    // Best first is not in full, and in full is not best first.
    room.press(". . o");
    assert!(!room.text().contains("in full ·") && room.text().contains("best"), "{}", room.text());
    room.press(". .");
    assert!(passages(&room).is_sorted());
}

#[test]
fn ones_own_line_is_wrapped_over_the_column_and_a_pinned_column_says_so() {
    let mut room = TestRoom::sample(120, 32);
    let line = "Stringent sanctions made Minsk depend on Moscow for what it once sold elsewhere";
    room.press(&format!("c l Enter e \"{}\" Enter", line.replace(' ', "_")));
    let shown = room.text();
    assert!(shown.contains("Stringent sanctions made Minsk"), "{shown}");
    assert!(shown.contains("elsewhere"), "{shown}");
    assert!(shown.contains("columns 2 pinned + 1, 3 of 5"), "{shown}");
}

#[test]
fn help_says_how_much_there_is_and_that_nothing_fits() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter ?");
    let shown = room.text();
    assert!(shown.contains("1–") && shown.contains(" of "), "{shown}");
    room.press("\"hedges\"");
    assert!(room.text().contains("reporting verbs and hedges"), "{}", room.text());
    room.press("\"zzzz\"");
    assert!(room.text().contains("no key of this screen fits “hedgeszzzz”"), "{}", room.text());
}
