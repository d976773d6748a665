//! What a key costs: from its event to the painted frame, on every screen.
//!
//! `cargo bench --bench room -- 5 10000` prints, for collections of so many articles, the median and
//! the 99th percentile of handling one key and painting the frame it leads to.

#![expect(clippy::print_stdout, reason = "a benchmark prints numbers about text it made itself")]

#[path = "../tests/support/news.rs"]
mod news;

use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use variorum::app::{App, Event, Workspace};
use variorum::keys::{self, Key, KeyCode};
use variorum::ui::{self, Palette};

/// What is done on each screen, in the notation of `keys.toml`; `_` types a space.
const SCREENS: [(&str, &str); 5] = [
    ("list", "j j j Space Space b G gg ,t ,d ,l ,, x x p p"),
    ("filter", "& m i n i s t e r _ c o u r t Esc"),
    ("reader", "Enter j j Space Space ) ) ) } } G gg 5G v l l Esc ]d ]d [d q"),
    ("find", "Enter / t h e _ m i n Enter n n N Esc q"),
    ("help", "? q u o t e Down Down Esc"),
];

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![5, 10_000] } else { sizes } {
        measure(size);
    }
}

fn measure(articles: usize) {
    let collection = news::collection(articles * news::SENTENCES, 1);
    let size = Size { width: 120, height: 32 };
    let mut app =
        App::new(Workspace { loading: true, size, ..Workspace::default() }, keys::defaults());
    let started = Instant::now();
    app.handle(Event::Loaded { articles: collection.articles().to_vec(), problems: Vec::new() });
    app.handle(Event::LoadingFinished);
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
    let paint = |app: &App, terminal: &mut Terminal<TestBackend>| {
        terminal.draw(|frame| ui::draw(app, &Palette::default(), frame)).unwrap();
    };
    paint(&app, &mut terminal);
    println!("{} articles, in the list after {:.1?}", collection.len(), started.elapsed());
    for (screen, keys) in SCREENS {
        let keys: Vec<Key> = keys.split(' ').flat_map(parse).collect();
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..20 {
            for key in &keys {
                let pressed = Instant::now();
                app.handle(Event::Key(*key));
                paint(&app, &mut terminal);
                times.push(pressed.elapsed());
            }
        }
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100];
        println!(
            "  {screen:<8} median {:>9.1?}   p99 {:>9.1?}   longest {:>9.1?}",
            at(50),
            at(99),
            at(100)
        );
    }
}

fn parse(word: &str) -> Vec<Key> {
    match word.parse() {
        _ if word == "_" => vec![Key::plain(KeyCode::Char(' '))],
        Ok(key) => vec![key],
        Err(_) => word.chars().map(|c| Key::plain(KeyCode::Char(c))).collect(),
    }
}
