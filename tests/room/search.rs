//! Searching in the room: screens and journeys.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Size;
use variorum::app::screen::{ScreenName, SearchRow};
use variorum::app::{App, Effect, Event, Workspace};
use variorum::collection::Collection;
use variorum::collection::Origin;
use variorum::index::Index;
use variorum::ingest;
use variorum::keys::{self, Key, KeyCode};
use variorum::quotes::QuoteCommand;
use variorum::search::{How, SearchAnswer, SearchJob, search};
use variorum::storage::sample;
use variorum::text::Span;

use crate::support::TestRoom;

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 32), (40, 12), (200, 50)];

fn snap(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut room = TestRoom::sample(width, height);
        room.press(keys);
        insta::assert_snapshot!(format!("{name}__{width}x{height}"), room.screen());
    }
}

#[test]
fn search_empty() {
    snap("search_empty", "s");
}

#[test]
fn search_typing() {
    snap("search_typing", "s \"peace_tlaks_minsk\"");
}

#[test]
fn search_by_article() {
    snap("search_by_article", "s \"missiles\" Tab o j x");
}

/// No sentence of the sample has it all: it describes.
pub(crate) const DESCRIBED: &str =
    "\"why_the_ministers_fear_sanctions_on_the_economy_and_trade_with_moscow\"";

#[test]
fn search_described() {
    snap("search_described", &format!("s {DESCRIBED} Tab o"));
}

#[test]
fn search_why() {
    snap("search_why", "s \"peace_tlaks_minsk\" Tab w");
}

#[test]
fn search_among_ticked() {
    snap("search_among_ticked", "x x s \"missiles\" Tab &");
}

#[test]
fn search_nothing() {
    snap("search_nothing", "s \"qqqqqq\"");
}

#[test]
fn search_before() {
    snap("search_before", "s \"peace_talks\" Tab m q s Ctrl-U \"missiles\" Enter q s Ctrl-U");
}

#[test]
fn a_typo_leads_to_the_passage_and_back_to_where_one_was() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter 2G");
    let (article, cursor) = (room.app.reader.article.clone(), room.app.reader.cursor);
    room.press("s \"ambasador_gryzlov\"");
    let hit = room.app.search.selected().unwrap().clone();
    assert!(hit.words.iter().any(|w| w.how == How::Typo && w.matched == "ambassador"), "{hit:?}");
    assert!(room.text().contains("Boris Gryzlov"), "the preview shows the passage");
    assert_eq!(room.app.reader.cursor, cursor, "typing moves nothing");
    room.press("Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    assert_eq!(room.app.reader.place(), Some(hit.span));
    assert!(hit.highlights.iter().all(|found| room.app.reader.marks.contains(found)));
    room.press("q");
    assert_eq!(room.app.screen, ScreenName::Search);
    assert_eq!(room.app.search.field.text(), "ambasador gryzlov");
    room.press("Esc");
    assert_eq!(room.app.screen, ScreenName::Reader);
    assert_eq!((room.app.reader.article.clone(), room.app.reader.cursor), (article, cursor));
}

#[test]
fn escape_from_the_search_leads_to_where_one_was() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter 2G");
    let cursor = room.app.reader.cursor;
    room.press("s \"missiles\" Esc Esc");
    assert_eq!((room.app.screen, room.app.reader.cursor), (ScreenName::Reader, cursor));
}

#[test]
fn n_and_shift_n_walk_through_hits_of_all_articles() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Enter");
    let hits: Vec<_> = room.app.search.hits().iter().map(|hit| hit.span).collect();
    let articles: BTreeSet<_> = hits.iter().map(|span| span.article).collect();
    assert!(hits.len() > 2 && articles.len() > 1, "{hits:?}");
    for (place, hit) in hits.iter().enumerate().skip(1) {
        room.press("n");
        assert_eq!(room.app.reader.place(), Some(*hit));
        assert!(room.text().contains(&format!("hit {} of {}", place + 1, hits.len())));
    }
    room.press("n");
    // The cursor stands on sentences of passages: a heading that was found leads to the one behind it.
    let place = room.app.reader.place().unwrap();
    assert_eq!(place.article, hits[0].article, "round at the end");
    assert!(place.extent.start >= hits[0].extent.start, "{place:?}");
    room.press("N");
    assert_eq!(room.app.reader.place(), hits.last().copied());
}

#[test]
fn hits_stay_selected_in_the_other_order() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Tab j j");
    let selected = room.app.search.selected().cloned();
    room.press("o");
    assert!(room.app.search.rows.iter().any(|row| matches!(row, SearchRow::Article { .. })));
    assert_eq!(room.app.search.selected().cloned(), selected);
    room.press("o");
    assert_eq!(room.app.search.selected().cloned(), selected);
}

#[test]
fn articles_of_ticked_hits_go_to_the_comparison() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Tab x");
    let first = room.app.search.hits()[0].span.article;
    while room.app.search.selected().unwrap().span.article == first {
        room.press("j");
    }
    room.press("x c");
    assert_eq!(room.app.screen, ScreenName::Compare);
    let compared = |room: &TestRoom| room.app.compare.comparison().unwrap().articles().count();
    assert_eq!(compared(&room), 2);
    room.press("c");
    assert_eq!(compared(&room), room.app.workspace.collection.len());
}

#[test]
fn a_query_becomes_a_theme() {
    let mut room = TestRoom::sample(100, 30);
    room.press("gc gl s \"peace_talks\" Tab T");
    assert_eq!(room.app.screen, ScreenName::Compare);
    assert!(room.text().contains("peace; talks"), "{}", room.text());
}

#[test]
fn a_theme_narrows_the_search() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"minsk\"");
    let all = room.app.search.hits().len();
    let theme = sample_theme(&mut room);
    room.press("s Ctrl-U");
    let typed: String = format!("minsk theme:{theme}");
    for c in typed.chars() {
        room.send(Event::Key(Key::plain(KeyCode::Char(c))));
    }
    let few = room.app.search.hits().len();
    assert!(0 < few && few < all, "{few} of {all}");
}

fn sample_theme(room: &mut TestRoom) -> String {
    room.press("Tab gc");
    let comparison = room.app.compare.comparison().unwrap();
    comparison.themes()[0].id.to_string()
}

#[test]
fn hits_are_kept_as_quotes() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Tab x x a");
    let hits: Vec<_> = room.app.search.hits().iter().take(2).map(|hit| hit.span).collect();
    for hit in hits {
        let asked = room.effects.iter().any(|effect| match effect {
            Effect::Quotes(QuoteCommand::Keep { article, extent, .. }) => {
                Span::new(article.id(), *extent) == hit
            }
            _ => false,
        });
        assert!(asked, "{hit:?}");
    }
}

#[test]
fn selected_words_are_searched_for() {
    let mut room = TestRoom::sample(100, 30);
    room.press("Enter V s");
    let sentence = room.app.search.field.text().to_owned();
    assert!(!sentence.is_empty());
    assert_eq!(Some(room.app.search.hits()[0].span), room.app.reader.place());
}

#[test]
fn a_word_that_stands_nowhere_is_named_above_the_hits() {
    let mut room = TestRoom::sample(80, 24);
    room.press("s \"missiles_qqqqqq\"");
    assert!(room.text().contains("\n  nothing like “qqqqqq”\n▌"), "{}", room.text());
    let rows = room.app.search.areas(&room.app.workspace).rows;
    assert_eq!(rows.y, 3, "the hits stand below it");
    room.app.workspace.loading = true;
    assert!(!room.text().contains("nothing like"), "who has not read all makes no such claim");
    room.app.workspace.loading = false;
    room.press("Backspace Backspace Backspace Backspace Backspace Backspace");
    assert!(!room.text().contains("nothing like"));
    assert_eq!(room.app.search.areas(&room.app.workspace).rows.y, 2);
}

#[test]
fn the_line_on_top_counts_what_the_rows_are() {
    let mut room = TestRoom::sample(120, 32);
    room.press("s \"missiles\" Tab");
    let hits = room.app.search.hits();
    let passages: BTreeSet<_> = hits.iter().map(|hit| (hit.span.article, hit.unit)).collect();
    let articles: BTreeSet<_> = hits.iter().map(|hit| hit.span.article).collect();
    let (rows, passages, articles) = (room.app.search.rows.len(), passages.len(), articles.len());
    let told = format!("{rows} sentences in {passages} passages · {articles} of 5 articles ·");
    assert!(room.text().contains(&told), "{told}\n{}", room.text());
    for (width, told) in [(60, format!("{articles} of 5")), (40, format!("{rows} sentences"))] {
        room.resize(width, 12);
        assert!(room.text().lines().next().unwrap().contains(&told), "{}", room.text());
    }
}

#[test]
fn articles_without_a_hit_are_named_below_the_others_and_can_be_read() {
    let mut room = TestRoom::sample(100, 40);
    room.press("s \"missiles\" Tab o G a");
    let kept = |effect: &Effect| matches!(effect, Effect::Quotes(QuoteCommand::Keep { .. }));
    assert!(!room.effects.iter().any(kept), "there is no sentence to keep");
    let named = |room: &TestRoom| {
        let with: BTreeSet<_> = room.app.search.hits().iter().map(|h| h.span.article).collect();
        let all = room.app.workspace.collection.articles().iter().map(|article| article.id());
        all.filter(|id| !with.contains(id)).collect::<Vec<_>>()
    };
    let silent = named(&room);
    assert!(!silent.is_empty() && silent.len() < 5);
    assert_eq!(room.app.search.rows.last(), Some(&SearchRow::Silent));
    assert!(room.text().contains("▌  nothing in"), "{}", room.text());
    room.press("Enter");
    let listed: Vec<SearchRow> = silent.iter().map(|id| SearchRow::Without(*id)).collect();
    let rows = &room.app.search.rows;
    assert_eq!(rows[rows.len() - listed.len()..], listed);
    room.press("Enter");
    assert_eq!(room.app.search.rows.last(), Some(&SearchRow::Silent), "put away again");
    room.press("Enter G Enter");
    assert_eq!(room.app.screen, ScreenName::Reader);
    assert_eq!(room.app.reader.place().map(|place| place.article), silent.last().copied());
}

#[test]
fn no_article_is_called_silent_before_all_were_searched() {
    let (mut app, whole) = by_hand();
    key(&mut app, 's');
    let job = "missiles".chars().filter_map(|c| key(&mut app, c)).last().unwrap();
    let part = Collection::new(whole.articles().iter().take(4).cloned(), Vec::new());
    let silent = |app: &App| app.search.rows.contains(&SearchRow::Silent);
    for key in [KeyCode::Tab, KeyCode::Char('o')] {
        app.handle(Event::Key(Key::plain(key)));
    }
    answer(&mut app, &job, &part);
    assert!(!app.search.rows.is_empty() && !silent(&app));
    answer(&mut app, &SearchJob { limit: 1, ..job.clone() }, &whole);
    assert!(!silent(&app), "there are hits that were not looked at");
    answer(&mut app, &job, &whole);
    assert!(silent(&app));
}

#[test]
fn every_hit_names_its_article_and_passage_on_a_narrow_screen() {
    let passages: Vec<String> =
        (1..20).map(|n| format!("The lock keeper wrote note {n}.")).collect();
    let text = format!("{}\n\nA heron stood there.", passages.join("\n\n"));
    let article = ingest::read(Path::new("Kanal.txt"), text.as_bytes()).unwrap();
    let collection = Collection::new([Arc::new(article)], Vec::new());
    for (width, height) in SIZES {
        let mut room = TestRoom::of(&collection, Origin::Library, width, height);
        room.press("s \"heron\"");
        let hit = room.app.search.selected().unwrap();
        let number = hit.unit.shown();
        let name: String = collection.articles()[0].name().chars().take(6).collect();
        let text = room.text();
        let row = text.lines().find(|line| line.starts_with('▌')).unwrap();
        assert!(hit.unit.number >= 10 && row.contains(&number) && row.contains(&name), "{text}");
        let place = text.lines().filter(|line| line.contains(&number)).count();
        assert_eq!(place, 2, "in the row and in the margin of the preview\n{text}");
    }
}

#[test]
fn searches_are_remembered_and_kept() {
    let mut room = TestRoom::sample(100, 30);
    room.press("s \"missiles\" Enter s Ctrl-U \"peace\" Tab m s Ctrl-U");
    let searches = &room.app.workspace.session.searches;
    assert_eq!(
        (&searches.recent[..], &searches.kept[..]),
        (&["peace".to_owned(), "missiles".to_owned()][..], &["peace".to_owned()][..])
    );
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::SaveSession(_))));
    room.press("Down Enter");
    assert_eq!(room.app.search.field.text(), "missiles");
    assert!(!room.app.search.hits().is_empty());
}

/// An app with the sample in it whose questions are answered by hand.
fn by_hand() -> (App, Arc<Collection>) {
    let size = Size { width: 100, height: 30 };
    let mut app = App::new(Workspace { size, ..Workspace::default() }, keys::defaults());
    let collection = sample::collection();
    let articles = collection.articles().to_vec();
    app.handle(Event::Loaded { articles, problems: Vec::new() });
    (app, Arc::new(collection))
}

fn key(app: &mut App, c: char) -> Option<SearchJob> {
    let effects = app.handle(Event::Key(Key::plain(KeyCode::Char(c))));
    effects.into_iter().find_map(|effect| match effect {
        Effect::Search(job) => Some(job),
        _ => None,
    })
}

fn answer(app: &mut App, job: &SearchJob, collection: &Collection) {
    let index = Index::build(collection);
    let results = search(&index, &job.query, job.limit, &|| false);
    let searched = index.articles().len();
    let found = SearchAnswer { number: job.number, results, took_us: 1, searched };
    app.handle(Event::Found(Box::new(found)));
}

#[test]
fn whoever_types_fast_sees_only_the_answer_to_the_last_letter() {
    let (mut app, collection) = by_hand();
    key(&mut app, 's');
    let jobs: Vec<SearchJob> = "missile fire".chars().filter_map(|c| key(&mut app, c)).collect();
    assert_eq!(jobs.len(), 12);
    let (last, early) = jobs.split_last().unwrap();
    for job in early {
        answer(&mut app, job, &collection);
        assert_eq!(app.search.found, None, "an answer that was overtaken is shown");
    }
    answer(&mut app, last, &collection);
    let shown = app.search.found.clone().unwrap();
    assert_eq!(shown.number, last.number);
    answer(&mut app, &early[3], &collection);
    assert_eq!(app.search.found, Some(shown));
}

#[test]
fn what_was_found_stays_until_there_is_something_newer() {
    let (mut app, collection) = by_hand();
    key(&mut app, 's');
    let jobs: Vec<SearchJob> = "missi".chars().filter_map(|c| key(&mut app, c)).collect();
    answer(&mut app, jobs.last().unwrap(), &collection);
    let shown = app.search.rows.clone();
    assert!(!shown.is_empty());
    key(&mut app, 'l');
    assert_eq!(app.search.rows, shown);
}

#[test]
fn more_articles_bring_more_hits_and_leave_the_selected_one_selected() {
    let (mut app, whole) = by_hand();
    key(&mut app, 's');
    let job = "minsk".chars().filter_map(|c| key(&mut app, c)).last().unwrap();
    let part = Collection::new(whole.articles().iter().take(2).cloned(), Vec::new());
    answer(&mut app, &job, &part);
    app.handle(Event::Key(Key::plain(KeyCode::Down)));
    let selected = app.search.selected().map(|hit| hit.span);
    let before = app.search.hits().len();
    answer(&mut app, &job, &whole);
    assert!(app.search.hits().len() > before);
    assert_eq!(app.search.selected().map(|hit| hit.span), selected);
}
