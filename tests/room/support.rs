//! A reading room without a terminal: keys in, screens out. Effects are done by a small stand-in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use tempfile::TempDir;

use variorum::app::{App, Effect, Event, Workspace};
use variorum::collection::Collection;
use variorum::collection::Origin;
use variorum::compare::{CompareEdit, CompareInputs, Watch};
use variorum::index::Index;
use variorum::keys::{self, Key, KeyCode};
use variorum::quotes::{Quote, QuoteCommand, locate};
use variorum::search::{SearchAnswer, SearchJob, search};
use variorum::storage::places::Places;
use variorum::storage::quotes::{QuoteService, Store};
use variorum::storage::{articles, compare, sample, themes};
use variorum::ui::{self, Palette};

/// The folder of the five real articles, where it is there; else says that the test is skipped.
pub(crate) fn real_articles() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no real articles beside the project");
    None
}

/// A room with everything loaded.
pub(crate) struct TestRoom {
    /// The state.
    pub(crate) app: App,
    /// All effects so far, in order.
    pub(crate) effects: Vec<Effect>,
    /// The quotes, where the room has a folder for them.
    service: Option<QuoteService>,
    /// Answers concerning quotes that are still on their way, while they are held back.
    held: Option<Vec<Event>>,
    /// Where themes and judgements are kept.
    disk: Arc<TempDir>,
}

impl TestRoom {
    /// The embedded sample at a size.
    pub(crate) fn sample(width: u16, height: u16) -> Self {
        Self::of(&sample::collection(), Origin::Sample, width, height)
    }

    /// The five real articles, where they are there.
    pub(crate) fn real(width: u16, height: u16) -> Option<Self> {
        let collection = articles::load(&[real_articles()?]);
        Some(Self::of(&collection, Origin::Library, width, height))
    }

    /// Some articles at a size.
    pub(crate) fn of(collection: &Collection, origin: Origin, width: u16, height: u16) -> Self {
        let size = Size { width, height };
        let room = Workspace { loading: true, origin, size, ..Workspace::default() };
        let mut room = Self {
            app: App::new(room, keys::defaults()),
            effects: Vec::new(),
            service: None,
            held: None,
            disk: Arc::new(TempDir::new().unwrap()),
        };
        room.send(Event::Loaded {
            articles: collection.articles().iter().map(Arc::clone).collect(),
            problems: collection.problems.clone(),
        });
        room.send(Event::LoadingFinished);
        room
    }

    /// Something happens; what it asks of the outside is done by the stand-in.
    pub(crate) fn send(&mut self, event: Event) {
        for effect in self.app.handle(event) {
            self.effects.push(effect.clone());
            self.perform(effect);
        }
    }

    /// The same room with the quotes below a data folder.
    pub(crate) fn with_quotes(mut self, data: &Path) -> Self {
        self.service = Some(QuoteService::new(Store::below(data)));
        self.look();
        self
    }

    /// Holds answers concerning quotes back, as a slow disk does.
    pub(crate) fn hold_quotes(&mut self) {
        self.held = Some(Vec::new());
    }

    /// Hands over what was held back, in order, and whatever follows from it.
    pub(crate) fn release_quotes(&mut self) {
        for answer in self.held.take().unwrap_or_default() {
            self.send(answer);
        }
    }

    /// Notices what other programs did with the quotes.
    pub(crate) fn look(&mut self) {
        let seen = self.service.as_mut().map(|service| service.perform(QuoteCommand::Look));
        self.send(Event::QuotesSeen(seen.unwrap_or_default()));
    }

    /// What the search beside the room would answer.
    fn answer(&self, job: &SearchJob) -> SearchAnswer {
        let index = Index::build(&self.app.workspace.collection);
        let results = search(&index, &job.query, job.limit, &|| false);
        let searched = index.articles().len();
        SearchAnswer { number: job.number, results, took_us: 400, searched }
    }

    /// Does what concerns quotes, comparing and searching.
    pub(crate) fn perform(&mut self, effect: Effect) {
        match (effect, &mut self.service) {
            (Effect::Quotes(command), Some(service)) => {
                let answer = Event::Quotes(service.perform(command));
                match &mut self.held {
                    Some(held) => held.push(answer),
                    None => self.send(answer),
                }
            }
            (Effect::LocateQuotes { quotes, collection }, _) => {
                let borrowed: Vec<&Quote> = quotes.iter().map(|quote| &**quote).collect();
                let found = locate(&borrowed, &collection);
                let statuses = quotes.iter().map(|quote| quote.id).zip(found).collect();
                self.send(Event::Located { collection, statuses });
            }
            (Effect::Compare(job), _) => {
                let compared = job.at_once(self.kept());
                self.send(Event::Compared(Box::new(compared)));
            }
            (Effect::Ask(question), _) => {
                self.send(Event::Answered(Box::new(question.answer(Watch::NOBODY).unwrap())));
            }
            (Effect::Keep(change), _) => self.keep(change),
            (Effect::Search(job), _) => {
                let found = self.answer(&job);
                self.send(Event::Found(Box::new(found)));
            }
            _ => {}
        }
    }

    fn keep(&mut self, change: CompareEdit) {
        let at = "2024-05-01T12:00:00Z";
        let told = compare::apply(&self.places(), &self.app.workspace.origin, change, at);
        self.send(Event::Edited(told.unwrap()));
    }

    fn places(&self) -> Places {
        Places::below(self.disk.path())
    }

    /// What the reader keeps of comparing, as it is on the disk now.
    pub(crate) fn kept(&self) -> CompareInputs {
        compare::inputs(&self.places(), &self.app.workspace.origin)
    }

    /// The same reader at another time, or in another window.
    pub(crate) fn beside(mut self, other: &Self) -> Self {
        self.disk = Arc::clone(&other.disk);
        self
    }

    /// Another program writes the theme file of the collection.
    pub(crate) fn write_themes(&mut self, source: &str) {
        let folder = themes::own_folder(&self.places(), &self.app.workspace.origin);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("mine.toml"), source).unwrap();
    }

    /// Presses keys in the notation of `keys.toml`, parted by spaces; `"text"` types its letters.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            let quoted = word.strip_prefix('"').and_then(|word| word.strip_suffix('"'));
            let letters = |text: &str| -> Vec<Key> {
                text.chars()
                    .map(|c| if c == '_' { ' ' } else { c })
                    .map(|c| Key::plain(KeyCode::Char(c)))
                    .collect()
            };
            let keys = match (quoted, word.parse::<Key>()) {
                (Some(text), _) => letters(text),
                (None, Ok(key)) => vec![key],
                (None, Err(_)) => letters(word),
            };
            for key in keys {
                self.send(Event::Key(key));
            }
        }
        self
    }

    /// Types letters as they stand.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Event::Key(Key::plain(KeyCode::Char(c))));
        }
        self
    }

    /// Gives the screen another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Event::Resized(Size { width, height }));
        self
    }

    /// Where the cursor of the reader stands.
    pub(crate) fn place_from(&self) -> usize {
        self.app.reader.cursor.start
    }

    /// The sentence under it.
    pub(crate) fn under_cursor(&self) -> &str {
        let reader = &self.app.reader;
        reader.cursor.of(reader.article.as_ref().unwrap().text())
    }

    /// The screen as it is painted now.
    pub(crate) fn buffer(&self) -> Buffer {
        painted(&self.app)
    }

    /// The screen as text, without styles.
    pub(crate) fn text(&self) -> String {
        rows(&self.buffer()).fold(String::new(), |mut screen, row| {
            screen.push_str(row.trim_end());
            screen.push('\n');
            screen
        })
    }

    /// The screen as text; under each row that has styles a row of letters says which, and a legend
    /// says what the letters mean.
    pub(crate) fn screen(&self) -> String {
        styled(&self.buffer())
    }
}

/// The screen that `app` leads to.
pub(crate) fn painted(app: &App) -> Buffer {
    painted_in(app, app.workspace.size)
}

/// The screen that `app` leads to in a terminal that has this size by now.
pub(crate) fn painted_in(app: &App, Size { width, height }: Size) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::draw(app, &Palette::default(), frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// What the cells of the screen that tell a link hold.
pub(crate) fn hyperlinked(app: &App) -> Vec<String> {
    let Size { width, height } = app.workspace.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let frame = terminal.draw(|frame| {
        ui::draw(app, &Palette::default(), frame);
        ui::hyperlinks(app, frame);
    });
    let cells = &frame.unwrap().buffer.content;
    cells.iter().map(|cell| cell.symbol().to_owned()).filter(|s| s.contains('\u{1b}')).collect()
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = String> {
    let width = usize::from(buffer.area.width.max(1));
    buffer.content.chunks(width).map(|row| row.iter().map(Cell::symbol).collect())
}

fn styled(buffer: &Buffer) -> String {
    let mut legend: Vec<String> = Vec::new();
    let mut out = String::new();
    let width = usize::from(buffer.area.width.max(1));
    for row in buffer.content.chunks(width) {
        let words: String = row.iter().map(Cell::symbol).collect();
        out.push_str(words.trim_end());
        out.push('\n');
        let letters: String = row.iter().map(|cell| letter(cell, &mut legend)).collect();
        if !letters.trim().is_empty() {
            out.push('~');
            out.push_str(letters.trim_end());
            out.push('\n');
        }
    }
    for (place, style) in legend.iter().enumerate() {
        out.extend([&name(place).to_string(), " = ", style, "\n"]);
    }
    out
}

/// A letter for the style of a cell; a space where it has none that shows.
fn letter(cell: &Cell, legend: &mut Vec<String>) -> char {
    let shows_on_space = Modifier::REVERSED | Modifier::UNDERLINED;
    if cell.symbol() == " " && !cell.modifier.intersects(shows_on_space) && cell.bg == Color::Reset
    {
        return ' ';
    }
    let mut parts = Vec::new();
    if cell.fg != Color::Reset {
        parts.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        parts.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    parts.extend(cell.modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    if parts.is_empty() {
        return ' ';
    }
    let style = parts.join(" ");
    let place = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
        legend.push(style);
        legend.len() - 1
    });
    name(place)
}

fn name(place: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(place).unwrap_or('?')
}
