//! Comparing, as keys: themes, cells, parallels, words in context.

use variorum::action::Action;
use variorum::app::screen::ScreenName;
use variorum::app::screen::compare::{Item, Subject, View};
use variorum::app::{Effect, Event};
use variorum::compare::parallels::From;
use variorum::compare::{Progress, Step, Term, Theme, ThemeSet, Tier, Watch};

use crate::columns::columns;
use crate::support::TestRoom;

/// The columns that are shown.
#[test]
fn a_cell_leads_to_its_passages_and_back_to_the_same_cell_in_one_key() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c j j l Enter");
    assert_eq!(columns(&room).at, 1);
    room.press("Esc");
    let matrix = &room.app.compare.matrix;
    assert_eq!((matrix.cursor.at, matrix.column), (2, 1));
    assert!(matches!(room.app.compare.view, View::Matrix));
    room.press("Enter Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    room.press("q");
    assert_eq!((room.app.screen, columns(&room).at), (ScreenName::Compare, 1));
}

#[test]
fn every_count_of_the_matrix_is_a_list_one_key_away() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    let comparison = room.app.compare.comparison().unwrap().clone();
    for theme in 0..comparison.themes().len() {
        room.press("Enter");
        for column in &columns(&room).columns {
            let cell = comparison.cell(theme, column.article).unwrap();
            let on = column.items.iter().filter(|item| {
                let on = variorum::compare::PassageState::On;
                matches!(item, Item::Passage { state, .. } if *state == Some(on))
            });
            assert_eq!(on.count(), cell.on);
        }
        room.press("Esc j");
    }
}

#[test]
fn a_ruling_changes_the_count_and_can_be_taken_back() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    let count = |room: &TestRoom| room.app.compare.comparison().unwrap().cell(0, 0).unwrap().on;
    let before = count(&room);
    room.press("Enter");
    assert!(matches!(columns(&room).selected(), Some((_, Item::Passage { .. }))));
    room.press("mn");
    assert_eq!(count(&room), before - 1);
    assert_eq!(room.kept().judgements.verdicts.len(), 1);
    room.press("U");
    assert_eq!(count(&room), before);
    assert!(room.kept().judgements.verdicts.is_empty());
}

#[test]
fn a_silence_is_confirmed_after_reading_and_shown_as_such() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c 5j Enter");
    assert!(room.text().contains("silent under these"), "{}", room.text());
    room.press("ms Esc");
    // Once in its cell, once in the legend.
    assert_eq!(room.text().matches('✓').count(), 2, "{}", room.text());
    room.press("U");
    assert_eq!(room.text().matches('✓').count(), 1, "{}", room.text());
}

#[test]
fn a_line_of_ones_own_stands_over_the_column() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter e \"keeps_its_distance\" Enter");
    assert!(room.text().contains("keeps its distance"), "{}", room.text());
}

#[test]
fn a_theme_is_made_changed_and_removed_and_each_can_be_taken_back() {
    let mut room = TestRoom::sample(120, 32);
    let count = |room: &TestRoom| room.app.compare.comparison().unwrap().themes().len();
    room.press("c");
    let before = count(&room);
    room.press("T \"Harbours\" Tab Tab \"minsk;_kyiv\"");
    assert!(room.text().contains("¶ in"), "{}", room.text());
    room.press("Enter");
    assert_eq!(count(&room), before + 1);
    room.press("U");
    assert_eq!(count(&room), before);
    room.press("e Up Up Ctrl-U \"Going_in\" Enter");
    assert!(room.text().contains("Going in"), "{}", room.text());
    room.press("D");
    assert_eq!(count(&room), before - 1);
    room.press("U U");
    assert!(room.text().contains("Direct entry"), "{}", room.text());
}

#[test]
fn parallel_reading_moves_the_others_along_until_they_are_let_go() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter 3G =");
    assert_eq!(room.app.screen, ScreenName::Compare);
    let shown = |room: &TestRoom| columns(room).columns.last().unwrap().items.clone();
    let first = shown(&room);
    room.press("j");
    assert_ne!(shown(&room), first);
    room.press("zs");
    let second = shown(&room);
    room.press("j");
    assert_eq!(shown(&room), second);
}

#[test]
fn a_collection_without_themes_gets_proposals_that_are_marked() {
    let Some(mut room) = TestRoom::real(120, 32) else { return };
    room.press("c");
    assert!(room.text().contains("▌~ "), "{}", room.text());
}

#[test]
fn no_screen_of_the_comparison_claims_more_than_it_counts() {
    let mut room = TestRoom::sample(120, 40);
    for keys in ["c", "W", "Esc Enter w", "Esc W", "Esc =", "Esc ?"] {
        let said = room.press(keys).text().to_lowercase();
        for claim in ["significan", "p-value", "keyness", "sentiment", "bias"] {
            assert!(!said.contains(claim), "{claim}: {said}");
        }
    }
}

#[test]
fn words_of_a_sentence_become_a_theme_once_they_are_ticked() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter 3G T");
    assert!(room.text().contains("Terms for a new theme"), "{}", room.text());
    room.press("x j x Enter");
    assert!(room.text().contains("New theme"), "{}", room.text());
    let before = room.app.compare.comparison().unwrap().themes().len();
    room.press("Enter");
    assert_eq!(room.app.compare.comparison().unwrap().themes().len(), before + 1);
}

#[test]
fn cues_are_marked_and_counted_on_demand() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c Enter C");
    assert!(room.text().contains("per 1,000 words"), "{}", room.text());
    room.press("C");
    assert!(!room.text().contains("per 1,000 words"), "{}", room.text());
}

#[test]
fn the_cut_decides_what_is_near_and_the_matrix_follows_it() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c");
    let near = |room: &TestRoom| {
        let themes = room.app.compare.comparison().unwrap().themes().len();
        let cells = (0..themes).flat_map(|theme| (0..5).map(move |column| (theme, column)));
        let cells = cells.filter_map(|(theme, column)| room.app.compare.matrix.cell(theme, column));
        cells.filter(|cell| cell.on + cell.hints == 0 && cell.near > 0).count()
    };
    let before = near(&room);
    room.press("> > > > > > > > > > >");
    assert!(room.text().contains("~ from 95%"), "{}", room.text());
    assert_eq!(near(&room), 0);
    room.press("< < < < < < < < < < < < < < < < < <");
    assert!(room.text().contains("~ from 5%"), "{}", room.text());
    assert!(near(&room) > before, "{}", room.text());
    assert!(room.text().contains("~ near"), "{}", room.text());
    // A cell that is near by its score alone opens on the passages that make it so.
    let matrix = &room.app.compare.matrix;
    let (row, column) = (0..matrix.rows.len())
        .flat_map(|row| (0..5).map(move |column| (row, column)))
        .find(|(row, column)| {
            let cell = matrix.cell(matrix.rows[*row], *column).unwrap();
            cell.on + cell.hints == 0 && cell.near > 0
        })
        .unwrap();
    let cell = *matrix.cell(matrix.rows[row], column).unwrap();
    room.press(&"j ".repeat(row)).press(&"l ".repeat(column)).press("Enter");
    let items = &columns(&room).columns[column].items;
    let Some(Item::Said(said)) = items.first() else { panic!("{items:?}") };
    assert!(said.contains("near by score alone, from 5%"), "{said}");
    let passages = |item: &&Item| matches!(item, Item::Passage { .. });
    assert_eq!(items.iter().filter(passages).count(), cell.near);
}

#[test]
fn a_long_comparison_says_how_far_it_has_come() {
    let mut room = TestRoom::sample(100, 30);
    room.press("c");
    assert!(room.text().contains("themes ×"), "{}", room.text());
    room.press("1");
    let asked = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Compare(job) => Some(job.clone()),
            _ => None,
        })
    };
    room.press("q");
    let effects = room.app.act(Action::GoCompare, None);
    let job = asked(&effects).unwrap();
    let progress = Progress { step: Step::Likeness, done: 43, all: 100 };
    for (number, shown) in [(job.number - 1, false), (job.number, true)] {
        room.send(Event::Comparing { number, progress });
        assert_eq!(
            room.text().contains("looking for what is alike … 43%"),
            shown,
            "{}",
            room.text()
        );
        assert!(room.text().contains("themes ×"));
    }
    room.send(Event::Compared(Box::new(job.at_once(room.kept()))));
    assert!(!room.text().contains("looking for what is alike"), "{}", room.text());
}

#[test]
fn what_the_others_say_comes_when_it_is_there_and_only_while_it_is_wanted() {
    let mut room = TestRoom::sample(120, 32);
    room.press("Enter =");
    let place = |room: &TestRoom| match &room.app.compare.view {
        View::Columns(columns) => Some(columns.subject),
        View::Matrix | View::Concordance(_) => None,
    };
    let others = |room: &TestRoom| match &room.app.compare.view {
        View::Columns(columns) => {
            let others = columns.columns.iter().enumerate().filter(|(n, _)| *n != columns.pinned);
            others.map(|(_, column)| format!("{:?}", column.items)).collect()
        }
        View::Matrix | View::Concordance(_) => Vec::new(),
    };
    assert_eq!(place(&room), Some(Subject::Place(From::Sentence(1, 1))));
    let before: Vec<String> = others(&room);
    let ask = |room: &mut TestRoom, action| {
        let asked = |effect| match effect {
            Effect::Ask(question) => Some(question),
            _ => None,
        };
        room.app.act(action, None).into_iter().find_map(asked).unwrap()
    };
    let second = ask(&mut room, Action::Down);
    let third = ask(&mut room, Action::Down);
    room.send(Event::Answered(Box::new(second.answer(Watch::NOBODY).unwrap())));
    assert_eq!(others(&room), before);
    room.send(Event::Answered(Box::new(third.answer(Watch::NOBODY).unwrap())));
    assert_eq!(place(&room), Some(Subject::Place(From::Passage(3))));
    assert_ne!(others(&room), before);
    let unwanted = ask(&mut room, Action::Parallels);
    room.press("Esc");
    room.send(Event::Answered(Box::new(unwanted.answer(Watch::NOBODY).unwrap())));
    assert_eq!(place(&room), None, "{}", room.text());
}

#[test]
fn two_themes_become_one_where_the_reader_says_and_one_key_parts_them() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c 4j");
    let themes = |room: &TestRoom| room.app.compare.comparison().unwrap().theme_set().clone();
    let before = themes(&room);
    let (from, into) = (before.themes[4].clone(), before.themes[1].clone());
    room.press("M");
    assert!(room.text().contains(&format!("“{}” goes into …", from.name)), "{}", room.text());
    room.press("Esc M M");
    assert_eq!(themes(&room).themes.len(), 12);
    room.press("M 3k M");
    let after = themes(&room);
    assert!(after.themes.iter().all(|theme| theme.id != from.id));
    let merged = after.themes.iter().find(|theme| theme.id == into.id).unwrap();
    assert!(merged.terms.len() > into.terms.len());
    room.press("U");
    // Lines of the file are not what a theme is.
    let told = |set: ThemeSet| {
        let term = |term: &Term| format!("{} {}", term.tier, term.text);
        let theme = |theme: &Theme| (theme.id.0.clone(), theme.terms.iter().map(term).collect());
        let mut told: Vec<(String, Vec<String>)> = set.themes.iter().map(theme).collect();
        told.sort();
        told
    };
    let (back, was) = (told(themes(&room)), told(before));
    assert_eq!(back, was);
}

#[test]
fn a_theme_that_was_written_is_not_lost_by_one_key() {
    let mut room = TestRoom::sample(80, 24);
    room.press("c T \"Harbours\" Esc");
    assert!(room.text().contains("Esc again leaves it"), "{}", room.text());
    assert!(room.text().contains("Harbours"), "{}", room.text());
    room.press("Esc");
    assert!(!room.text().contains("Harbours"), "{}", room.text());
    // Nothing written, nothing asked.
    room.press("e Esc");
    assert!(room.app.compare.entry.is_none(), "{}", room.text());
}

#[test]
fn the_editor_shows_the_terms_at_the_cursor_with_their_counts() {
    let mut room = TestRoom::sample(40, 12);
    room.press("c e Tab");
    let support = room.app.compare.comparison().unwrap().themes()[0].clone();
    let last = support.tier(Tier::Support).last().unwrap().text.clone();
    let shown = room.text();
    assert!(shown.lines().any(|line| line.contains(&last) && line.contains("¶ in")), "{shown}");
}

#[test]
fn a_term_in_context_changes_no_theme_and_may_become_one() {
    let mut room = TestRoom::sample(120, 32);
    room.press("c K");
    assert!(room.text().contains("in context"), "{}", room.text());
    // What is typed takes the place of the theme's own term at once.
    room.press("\"peace\"");
    assert!(room.text().contains("“peace” in context"), "{}", room.text());
    assert!(room.text().contains(" of Distance without a break"), "{}", room.text());
    room.press("Enter D M e S");
    assert!(matches!(room.app.compare.view, View::Concordance(_)));
    assert_eq!(room.app.compare.comparison().unwrap().themes().len(), 12);
    assert!(room.app.compare.picked_up.is_none() && room.app.compare.entry.is_none());
    room.press("T Enter");
    assert_eq!(room.app.compare.comparison().unwrap().themes().len(), 13);
}
