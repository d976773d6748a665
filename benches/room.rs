//! What a key costs: from its event to the painted frame, on every screen.
//!
//! `cargo bench --bench room -- 5 10000` prints, for collections of so many articles, the median and
//! the 99th percentile of handling one key and painting the frame it leads to.
//! `cargo bench --bench room -- --long 1000000` prints the same of one article of so many words, step by step:
//! opening, scrolling, jumping, finding, resizing.
//! `cargo bench --bench room -- --beside 1000000` opens such an article in a real terminal, in the room, in `less` and in
//! readers of Markdown, as far as they are installed: what each takes until its screen stands still.

#![expect(clippy::print_stdout, reason = "a benchmark prints numbers about text it made itself")]

#[path = "room/beside.rs"]
mod beside;
#[path = "../tests/support/home.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "made for tests, which ask it for more")]
mod home;
#[path = "../tests/support/news.rs"]
mod news;
#[path = "../tests/support/pty.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "made for tests, which ask it for more")]
mod pty;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use variorum::app::{App, Event, Workspace};
use variorum::collection::{Article, Block, BlockKind, Draft};
use variorum::keys::{self, Key, KeyCode};
use variorum::text::Extent;
use variorum::ui::{self, Palette};

/// What is done on each screen, in the notation of `keys.toml`; `_` types a space.
const SCREENS: [(&str, &str); 5] = [
    ("list", "j j j Space Space b G gg ,t ,d ,l ,, x x p p"),
    ("filter", "& m i n i s t e r _ c o u r t Esc"),
    ("reader", "Enter j j Space Space ) ) ) } } G gg 5G v l l Esc ]d ]d [d q"),
    ("find", "Enter / t h e _ m i n Enter n n N Esc q"),
    ("help", "? q u o t e Down Down Esc"),
];

/// What is done in one long article, and how it is called.
const STEPS: [(&str, &str); 9] = [
    ("open", "Enter"),
    ("scroll", "j j j Space Space b k"),
    ("end", "G"),
    ("half", "5 0 %"),
    ("sentences", ") ) ) } } ( {"),
    ("find", "/ t h e _ m i n"),
    ("matches", "Enter n n N"),
    ("select", "Esc v l l V Esc"),
    ("pair", "| G z s j j } |"),
];

fn main() {
    let behind = |option: &str| {
        let mut args = std::env::args().skip_while(|arg| arg != option).skip(1);
        args.next().and_then(|arg| arg.parse().ok())
    };
    if let Some(words) = behind("--long") {
        return measure_long(words);
    }
    if let Some(words) = behind("--beside") {
        return beside::measure(long_article(words).text(), words);
    }
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

/// One article of about so many words.
fn long_article(words: usize) -> Article {
    let mut draft = Draft::default();
    let mut written = 0;
    for seed in 1.. {
        for article in news::collection(100 * news::SENTENCES, seed).articles() {
            for passage in article.passages() {
                if !draft.text.is_empty() {
                    draft.text.push_str("\n\n");
                }
                let start = draft.text.len();
                draft.text.push_str(passage.text);
                let extent = Extent::new(start, draft.text.len());
                draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
            }
            written += article.words();
            if written >= words {
                return Article::assemble(Path::new("long.txt"), draft);
            }
        }
    }
    Article::assemble(Path::new("long.txt"), draft)
}

fn measure_long(words: usize) {
    let article = Arc::new(long_article(words));
    println!("one article of {} words", article.words());
    let size = Size { width: 120, height: 32 };
    let mut app =
        App::new(Workspace { loading: true, size, ..Workspace::default() }, keys::defaults());
    app.handle(Event::Loaded { articles: vec![article], problems: Vec::new() });
    app.handle(Event::LoadingFinished);
    let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
    let mut frame = |app: &mut App, event: Event| {
        let begun = Instant::now();
        app.handle(event);
        terminal.draw(|frame| ui::draw(app, &Palette::default(), frame)).unwrap();
        begun.elapsed()
    };
    for (step, keys) in STEPS {
        let keys = keys.split(' ').flat_map(parse);
        let times: Vec<Duration> = keys.map(|key| frame(&mut app, Event::Key(key))).collect();
        let longest = times.iter().max().copied().unwrap_or_default();
        let all: Duration = times.iter().sum();
        let mean = all / u32::try_from(times.len()).unwrap_or(1);
        println!("  {step:<10} mean {mean:>9.1?}   longest {longest:>9.1?}");
    }
    for width in [80, 200, 40, 120] {
        let took = frame(&mut app, Event::Resized(Size { width, height: 32 }));
        println!("  resize to {width:<3}          {took:>9.1?}");
    }
}

fn parse(word: &str) -> Vec<Key> {
    match word.parse() {
        _ if word == "_" => vec![Key::plain(KeyCode::Char(' '))],
        Ok(key) => vec![key],
        Err(_) => word.chars().map(|c| Key::plain(KeyCode::Char(c))).collect(),
    }
}
