//! What is typed behind `:`: understood here, and done here. What cannot be done is said where it was typed.

use std::str::FromStr;

use super::App;
use super::message::Message;
use super::overlay::{CommandLine, Overlay};
use super::screen::ScreenName;
use crate::action::Action;
use crate::text::fuzzy::Pattern;
use crate::text::words::fold;

/// Lines remembered.
const REMEMBERED: usize = 100;

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Command {
    /// To a row or paragraph, from 1.
    Row(usize),
    /// What a key could do.
    Act(Action),
    /// Sort the list of articles.
    Sort(Action),
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
            ("q" | "quit-now", "") => Ok(Self::Act(Action::QuitNow)),
            ("w" | "write", "") => Err("w wants the name of a new file: w themes.md".to_owned()),
            ("w" | "write", to) => Ok(Self::Write(to.to_owned())),
            // Bare, it is what Enter does.
            ("open", "") => Ok(Self::Act(Action::Open)),
            ("open" | "e", words) => Ok(Self::Open(words.to_owned())),
            ("theme", "") => Err("theme wants the name of a theme, or its beginning".to_owned()),
            ("theme", name) => Ok(Self::Theme(name.to_owned())),
            ("sort", order) => match ORDERS.iter().find(|(name, _)| *name == order) {
                Some((_, action)) => Ok(Self::Sort(*action)),
                None => Err(format!("sort wants {}", list(&ORDERS.map(|(name, _)| name)))),
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

fn setting(words: &str) -> Result<Command, String> {
    let (name, value) = words.split_once([' ', '=']).unwrap_or((words, ""));
    match (name, value.trim()) {
        ("measure", value) => match value.parse() {
            Ok(measure @ 24..=120) => Ok(Command::Measure(measure)),
            _ => Err("measure is a number of columns from 24 to 120".to_owned()),
        },
        ("mouse", "on") => Ok(Command::Mouse(true)),
        ("mouse", "off") => Ok(Command::Mouse(false)),
        ("mouse", _) => Err("mouse is on or off".to_owned()),
        _ => Err("set wants measure or mouse: set measure 72, set mouse off".to_owned()),
    }
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

    fn command_line(&self) -> CommandLine {
        let owned = |line: &str| line.to_owned();
        let mut known: Vec<String> = ["w ", "open ", "theme ", "q"].map(owned).into();
        known.extend(ORDERS.iter().map(|(name, _)| format!("sort {name}")));
        known.extend(["set measure ", "set mouse on", "set mouse off"].map(owned));
        known.extend(Action::all().map(|action| action.to_string()));
        let themes = self.compare.comparison().map_or(&[][..], |comparison| comparison.themes());
        known.extend(themes.iter().map(|theme| format!("theme {}", theme.name)));
        let articles = self.workspace.collection.articles();
        known.extend(articles.iter().map(|article| format!("open {}", article.name())));
        CommandLine::new(known, self.commands.clone())
    }

    /// Does what was typed; where that cannot be done, the line is there again and says why.
    pub(super) fn obey(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        match line.parse().and_then(|command| self.command(command)) {
            Ok(()) => {
                self.commands.retain(|before| before != line);
                self.commands.push(line.to_owned());
                let over = self.commands.len().saturating_sub(REMEMBERED);
                self.commands.drain(..over);
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
            Command::Write(to) => {
                let screen = self.screen;
                let (screens, mut cx) = self.parts();
                return match screen {
                    ScreenName::Compare => screens.compare.write_to(&to, &mut cx),
                    ScreenName::Quotes => screens.quotes.write_to(&to, &mut cx),
                    _ => Err("w writes the comparison or the quotes: go there first".to_owned()),
                };
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
                self.say(Message::note(format!("lines of {measure} columns")));
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
            understood("sort size").unwrap_err(),
            "sort wants date, title, author, length or progress"
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
