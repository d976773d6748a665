//! What is typed behind `:`: understood here, and done here. What cannot be done is said where it was typed.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use strum::IntoEnumIterator;

use super::App;
use super::effect::Effect;
use super::message::Message;
use super::overlay::{CommandLine, Overlay};
use super::screen::ScreenName;
use crate::action::Action;
use crate::collection::{Article, Origin, fields};
use crate::keys::Preset;
use crate::text::fuzzy::Pattern;
use crate::text::setting::{Hyphens, Setting};
use crate::text::words::fold;

/// The palettes that come with the program; a reader's own are named as their files.
const PALETTES: [&str; 6] = ["terminal", "dark", "light", "sepia", "contrast", "plain"];

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Command {
    /// To a row or paragraph, from 1.
    Row(usize),
    /// What a key could do.
    Act(Action),
    /// Sort the list of articles.
    Sort(Action),
    /// Sort it by a field of the articles' front matter or sidecar, by its name.
    SortField(String),
    /// Write what is shown into a new file.
    Write(String),
    /// Open the article that these words fit best.
    Open(String),
    /// To the theme of this name.
    Theme(String),
    /// Columns of a line of prose.
    Measure(u16),
    /// Whether the mouse is the room's.
    Mouse(bool),
    /// The colours of the palette of this name.
    Palette(String),
    /// The keys of this preset.
    Keys(Preset),
    /// Words read in a minute.
    Speed(u16),
    /// How lines of prose end.
    Setting(Setting),
    /// Whether words are parted there.
    Hyphens(Hyphens),
    /// Whether lists show previews.
    Preview(bool),
}

/// Orders of the list by the names they have behind `sort`.
const ORDERS: [(&str, Action); 5] = [
    ("date", Action::SortDate),
    ("title", Action::SortTitle),
    ("author", Action::SortAuthor),
    ("length", Action::SortLength),
    ("progress", Action::SortProgress),
];

impl FromStr for Command {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let line = line.trim();
        if let Ok(row) = line.parse() {
            return Ok(Self::Row(row));
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match (word, rest.trim()) {
            ("q" | "quit" | "qa" | "quit-now" | "wq" | "x", "") => Ok(Self::Act(Action::QuitNow)),
            ("w" | "write", "") => Err("w wants the name of a new file: w themes.md".to_owned()),
            ("w" | "write", to) => Ok(Self::Write(to.to_owned())),
            // Bare, it is what Enter does.
            ("open", "") => Ok(Self::Act(Action::Open)),
            ("open" | "e", words) => Ok(Self::Open(words.to_owned())),
            ("theme", "") => Err("theme wants the name of a theme, or its beginning".to_owned()),
            ("theme", name) => Ok(Self::Theme(name.to_owned())),
            ("sort", order) => match ORDERS.iter().find(|(name, _)| *name == order) {
                Some((_, action)) => Ok(Self::Sort(*action)),
                None if !order.is_empty() => Ok(Self::SortField(order.to_owned())),
                None => Err(sorts()),
            },
            ("set", rest) => setting(rest),
            (name, "") => match name.parse() {
                Ok(action) => Ok(Self::Act(action)),
                Err(_) => Err(format!("no command is called “{name}” · Tab shows them all")),
            },
            (name, _) if name.parse::<Action>().is_ok() => {
                Err(format!("{name} wants nothing behind it"))
            }
            (name, _) => Err(format!("no command is called “{name}” · Tab shows them all")),
        }
    }
}

/// What can be set.
const SETTINGS: [&str; 8] =
    ["measure", "palette", "keys", "mouse", "speed", "justify", "hyphens", "preview"];

fn setting(words: &str) -> Result<Command, String> {
    let (name, value) = words.split_once([' ', '=']).unwrap_or((words, ""));
    match (name, value.trim()) {
        ("measure", value) => match value.parse() {
            Ok(measure @ 24..=120) => Ok(Command::Measure(measure)),
            _ => Err("measure is a number of columns from 24 to 120".to_owned()),
        },
        ("speed", value) => match value.parse() {
            Ok(speed @ 50..=1_500) => Ok(Command::Speed(speed)),
            _ => Err("speed is a number of words a minute from 50 to 1,500".to_owned()),
        },
        ("palette", "") => Err(format!("palette is {}", list(&PALETTES))),
        ("palette", name) => Ok(Command::Palette(name.to_owned())),
        ("keys", name) => match name.parse() {
            Ok(preset) => Ok(Command::Keys(preset)),
            Err(_) => Err("keys is vim, emacs or less".to_owned()),
        },
        ("justify", "on") => Ok(Command::Setting(Setting::Justified)),
        ("justify", "off") => Ok(Command::Setting(Setting::Ragged)),
        ("hyphens", "on") => Ok(Command::Hyphens(Hyphens::On)),
        ("hyphens", "off") => Ok(Command::Hyphens(Hyphens::Off)),
        ("preview", "on") => Ok(Command::Preview(true)),
        ("preview", "off") => Ok(Command::Preview(false)),
        ("mouse", "on") => Ok(Command::Mouse(true)),
        ("mouse", "off") => Ok(Command::Mouse(false)),
        ("mouse", _) => Err("mouse is on or off".to_owned()),
        _ => Err(format!("set wants {}: set measure 72, set mouse off", list(&SETTINGS))),
    }
}

/// Whether what is typed behind `open` names a file and not an article.
fn is_path(words: &str) -> bool {
    words.starts_with(['/', '~', '.']) || words.contains('/')
}

/// What can stand behind `sort`.
fn sorts() -> String {
    format!("sort wants {}, or a field of the articles", list(&ORDERS.map(|(name, _)| name)))
}

/// `a, b or c`.
fn list(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

impl App {
    /// Opens the command line.
    pub(super) fn begin_command(&mut self) {
        self.overlay = Some(Overlay::Command(self.command_line()));
    }

    /// Opens it with `typed` in it already.
    pub(super) fn begin_command_with(&mut self, typed: &str) {
        self.overlay = Some(Overlay::Command(self.command_line().begun(typed)));
    }

    fn command_line(&self) -> CommandLine {
        let owned = |line: &str| line.to_owned();
        let mut known: Vec<String> = ["w ", "open ", "theme ", "q"].map(owned).into();
        known.extend(ORDERS.iter().map(|(name, _)| format!("sort {name}")));
        known.extend(["set measure ", "set speed "].map(owned));
        for switch in ["mouse", "justify", "hyphens", "preview"] {
            known.extend(["on", "off"].map(|value| format!("set {switch} {value}")));
        }
        known.extend(PALETTES.iter().map(|name| format!("set palette {name}")));
        known.extend(Preset::iter().map(|preset| format!("set keys {preset}")));
        let articles = self.workspace.collection.articles();
        let names = fields::names(articles.iter().map(|article| &**article), "");
        let fields = names.iter().filter(|name| !ORDERS.iter().any(|(order, _)| order == *name));
        known.extend(fields.map(|name| format!("sort {name}")));
        known.extend(Action::all().map(|action| action.to_string()));
        let themes = self.compare.comparison().map_or(&[][..], |comparison| comparison.themes());
        known.extend(themes.iter().map(|theme| format!("theme {}", theme.name)));
        known.extend(articles.iter().map(|article| format!("open {}", article.name())));
        CommandLine::new(known, self.workspace.session.commands.clone())
    }

    /// Has the files named that fit the path that is being typed.
    pub(super) fn ask_for_files(&mut self) {
        if let Some(Overlay::Command(line)) = &self.overlay
            && let Some((_, path)) = line.path()
        {
            self.effects.push(Effect::ListFiles(path.to_owned()));
        }
    }

    /// Opens what was typed behind `open`, now that it is read.
    pub(super) fn open_typed(&mut self) {
        let Some(path) = self.opening.take() else { return };
        let typed = Path::new(path.trim_start_matches("~/").trim_start_matches("./"));
        let articles = self.workspace.collection.articles();
        let under = |article: &&Arc<Article>| {
            article.path().ends_with(typed)
                || article.path().ancestors().any(|a| a.ends_with(typed))
        };
        match articles.iter().find(under).map(|article| article.id()) {
            Some(article) => self.read_on(article),
            None => self.say(Message::error(format!("no article was found in {path}"))),
        }
    }

    /// Does what was typed; where that cannot be done, the line is there again and says why.
    pub(super) fn obey(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        match line.parse().and_then(|command| self.command(command)) {
            Ok(()) => {
                self.workspace.session.remember_command(line);
                self.parts().1.save_session();
            }
            Err(why) => {
                let again = self.command_line().refused(line, why);
                self.overlay = Some(Overlay::Command(again));
            }
        }
    }

    fn command(&mut self, command: Command) -> Result<(), String> {
        match command {
            Command::Row(row) => self.run(Action::Last, Some(row.max(1))),
            Command::Act(action) => self.run(action, None),
            Command::Sort(action) => {
                if self.screen != ScreenName::List {
                    self.show(ScreenName::List);
                }
                self.run(action, None);
            }
            Command::SortField(name) => {
                if self.screen != ScreenName::List {
                    self.show(ScreenName::List);
                }
                let (screens, mut cx) = self.parts();
                if !screens.list.sort_by_field(&name, &mut cx) {
                    return Err(format!("{} · no article has “{name}”", sorts()));
                }
            }
            Command::Write(to) => {
                let screen = self.screen;
                let (screens, mut cx) = self.parts();
                return match screen {
                    ScreenName::Compare => screens.compare.write_to(&to, &mut cx),
                    ScreenName::Quotes => screens.quotes.write_to(&to, &mut cx),
                    ScreenName::List => screens.list.write_to(&to, &mut cx),
                    ScreenName::Reader => screens.reader.write_to(&to, &mut cx),
                    ScreenName::Search => screens.search.write_to(&to, &mut cx),
                };
            }
            Command::Open(path) if is_path(&path) => {
                if self.workspace.origin == Origin::Sample {
                    let words = "the sample stays by itself: start variorum with the file";
                    return Err(words.to_owned());
                }
                self.say(Message::note(format!("reading {path} …")));
                self.effects.push(Effect::OpenPath(path.clone()));
                self.opening = Some(path);
            }
            Command::Open(words) => {
                let articles = self.workspace.collection.articles();
                let names: Vec<String> = articles
                    .iter()
                    .map(|article| {
                        fold(&format!("{}\n{}", article.name(), article.path().display()))
                    })
                    .collect();
                let best = Pattern::new(&words).rank(names.iter().map(String::as_str));
                let found = best.first().and_then(|place| articles.get(*place));
                let Some(id) = found.map(|article| article.id()) else {
                    return Err(format!("no article here fits “{words}”"));
                };
                self.read_on(id);
            }
            Command::Theme(name) => {
                let Some(comparison) = self.compare.comparison().cloned() else {
                    return Err("themes are known once the articles are compared".to_owned());
                };
                let Some(theme) = comparison.called(&name) else {
                    return Err(format!("no theme is called “{name}”"));
                };
                if self.screen != ScreenName::Compare {
                    self.show(ScreenName::Compare);
                }
                self.compare.go_to_theme(theme);
            }
            Command::Measure(measure) => {
                self.workspace.settings.measure = measure;
                if let Some(place) = self.reader.place() {
                    self.workspace.session.measures.remove(&place.article);
                }
                self.say(Message::note(format!("lines of {measure} columns")));
            }
            Command::Palette(name) => self.effects.push(Effect::UsePalette(name)),
            Command::Keys(preset) => {
                self.keymap = preset.keymap();
                self.say(Message::note(format!("keys of {preset}, until you leave")));
            }
            Command::Speed(speed) => {
                self.workspace.settings.speed = speed;
                self.say(Message::note(format!("{speed} words a minute")));
            }
            Command::Setting(setting) => self.workspace.settings.setting = setting,
            Command::Hyphens(hyphens) => self.workspace.settings.hyphens = hyphens,
            Command::Preview(shown) => {
                self.list.preview = shown;
                self.search.preview = shown;
                self.quotes.preview = shown;
            }
            Command::Mouse(mouse) => {
                if mouse != self.workspace.settings.mouse {
                    self.toggle_mouse();
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_understood_or_it_is_said_what_is_wanted() {
        let understood = |line: &str| line.parse::<Command>();
        assert_eq!(understood(" 42 "), Ok(Command::Row(42)));
        assert_eq!(understood("q"), Ok(Command::Act(Action::QuitNow)));
        assert_eq!(understood("go-quotes"), Ok(Command::Act(Action::GoQuotes)));
        assert_eq!(understood("w a file.md"), Ok(Command::Write("a file.md".to_owned())));
        assert_eq!(understood("sort title"), Ok(Command::Sort(Action::SortTitle)));
        assert_eq!(understood("set measure=72"), Ok(Command::Measure(72)));
        assert_eq!(understood("set mouse off"), Ok(Command::Mouse(false)));
        assert_eq!(understood("theme peace talks"), Ok(Command::Theme("peace talks".to_owned())));
        assert_eq!(
            understood("sort").unwrap_err(),
            "sort wants date, title, author, length or progress, or a field of the articles"
        );
        for (line, wanted) in [
            ("w", "name of a new file"),
            ("set measure 7", "from 24 to 120"),
            ("set mouse", "on or off"),
            ("go-quotes now", "nothing behind it"),
            ("theme", "name of a theme"),
            ("fly", "no command is called “fly”"),
        ] {
            let why = understood(line).unwrap_err();
            assert!(why.contains(wanted), "{line}: {why}");
        }
    }
}
