//! The named styles of the screen.

use ratatui::style::{Color, Modifier, Style};

use super::colours::Depth;

/// What each kind of thing looks like. By default the terminal's own colours on its own background;
/// nothing is told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The whole screen, below everything else.
    pub screen: Style,
    /// Prose.
    pub text: Style,
    /// What stands back: numbers, rules, furniture, sources.
    pub dim: Style,
    /// Names of screens and articles.
    pub title: Style,
    /// Headings inside an article.
    pub heading: Style,
    /// Keys in hints and help.
    pub key: Style,
    /// The selected row of a list.
    pub selected: Style,
    /// The mark beside the cursor.
    pub cursor: Style,
    /// The sentence under the cursor.
    pub sentence: Style,
    /// Selected words.
    pub selection: Style,
    /// Words found or searched for.
    pub found: Style,
    /// The match under the cursor.
    pub current: Style,
    /// Terms of the theme.
    pub theme: Style,
    /// Kept quotes.
    pub quote: Style,
    /// Links.
    pub link: Style,
    /// What did not work.
    pub error: Style,
}

impl Palette {
    /// Without any colour: bold, dim, underlined and reversed only. For `NO_COLOR` and terminals
    /// that have none.
    pub const fn plain() -> Self {
        let plain = Style::new();
        Self {
            screen: plain,
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            title: plain.add_modifier(Modifier::BOLD),
            heading: plain.add_modifier(Modifier::BOLD),
            key: plain.add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::BOLD),
            cursor: plain.add_modifier(Modifier::BOLD),
            sentence: plain.add_modifier(Modifier::BOLD),
            selection: plain.add_modifier(Modifier::REVERSED),
            found: plain.add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
            current: plain.add_modifier(Modifier::REVERSED),
            theme: plain.add_modifier(Modifier::BOLD),
            quote: plain.add_modifier(Modifier::UNDERLINED),
            link: plain.add_modifier(Modifier::UNDERLINED),
            error: plain.add_modifier(Modifier::BOLD),
        }
    }
}

impl Palette {
    /// The same in the colours that a terminal has.
    #[must_use]
    pub fn in_depth(mut self, depth: Depth) -> Self {
        for style in self.styles_mut() {
            style.fg = style.fg.map(|colour| depth.nearest(colour));
            style.bg = style.bg.map(|colour| depth.nearest(colour));
        }
        self
    }

    /// All styles, the screen first.
    pub fn styles_mut(&mut self) -> [&mut Style; 16] {
        [
            &mut self.screen,
            &mut self.text,
            &mut self.dim,
            &mut self.title,
            &mut self.heading,
            &mut self.key,
            &mut self.selected,
            &mut self.cursor,
            &mut self.sentence,
            &mut self.selection,
            &mut self.found,
            &mut self.current,
            &mut self.theme,
            &mut self.quote,
            &mut self.link,
            &mut self.error,
        ]
    }
}

impl Default for Palette {
    /// The terminal's own sixteen colours.
    fn default() -> Self {
        let plain = Self::plain();
        Self {
            title: plain.title,
            sentence: plain.sentence,
            heading: plain.heading.fg(Color::Cyan),
            key: plain.key.fg(Color::Cyan),
            selected: plain.selected.fg(Color::Cyan),
            cursor: plain.cursor.fg(Color::Cyan),
            found: Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
            current: Style::new().fg(Color::Yellow).add_modifier(Modifier::REVERSED),
            theme: Style::new().fg(Color::Green).add_modifier(Modifier::BOLD),
            quote: plain.quote,
            link: plain.link.fg(Color::Blue),
            error: Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
            ..plain
        }
    }
}
