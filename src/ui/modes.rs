//! What the foot line says as long as a mode lasts: which it is, what its keys do, how it ends.

use ratatui::text::{Line, Span};

use super::palette::Palette;
use crate::action::Action;
use crate::app::App;
use crate::app::screen::Unit;
use crate::keys::Context;

/// Columns from which the foot line has place for whole sentences.
const WIDE: u16 = 72;

/// What stands before the keys: the mode and how it moves.
pub(super) fn lead(app: &App, palette: &Palette) -> Line<'static> {
    let mut line = Line::from(" ");
    let key = |action| app.keymap.key_for(app.context(), action);
    let wide = app.workspace.size.width >= WIDE;
    let mut say = |words: String| line.push_span(Span::styled(words, palette.text));
    match Mode::of(app) {
        None => {}
        Some(Mode::Selecting(unit, _)) => {
            line.push_span(Span::styled(format!("{unit}: "), palette.title));
            let keys = format!("{} {}", key(Action::Left), key(Action::Right));
            line.push_span(Span::styled(keys, palette.key));
            line.push_span(Span::styled(" move   ", palette.dim));
        }
        Some(Mode::Placing) => {
            let first = if wide { "select the words, then " } else { "" };
            let (keep, stop) = (key(Action::Quote), key(Action::Cancel));
            say(format!("{first}{keep} puts the quote there · {stop} gives up   "));
        }
        Some(Mode::Choosing) => {
            let which =
                if wide { "open the article where its words are now" } else { "open its article" };
            say(format!("{which} · {} gives up   ", key(Action::Cancel)));
        }
    }
    line
}

/// The keys of the mode, most useful first; `None` outside of all modes.
pub(super) fn hints(app: &App) -> Option<&'static [(Action, &'static str)]> {
    Some(match Mode::of(app)? {
        Mode::Selecting(_, Then::Keep) => &[
            (Action::OtherEnd, "other end"),
            (Action::Quote, "keep"),
            (Action::CopyCitation, "with citation"),
            (Action::Cancel, "ends"),
            (Action::QuoteWithNote, "keep with note"),
            (Action::Copy, "copy"),
        ],
        Mode::Selecting(_, Then::Attach) => &[
            (Action::Quote, "puts the quote there"),
            (Action::OtherEnd, "other end"),
            (Action::Cancel, "ends"),
        ],
        Mode::Placing => &[
            (Action::SelectWords, "words"),
            (Action::Find, "find"),
            (Action::GoList, "another article"),
        ],
        Mode::Choosing => &[(Action::Open, "read"), (Action::Filter, "filter")],
    })
}

/// What is going on until it is done or given up.
enum Mode {
    /// Units are selected in the reader.
    Selecting(&'static str, Then),
    /// A quote waits for words of the open article.
    Placing,
    /// A quote waits for an article.
    Choosing,
}

/// What the selected words are for.
enum Then {
    Keep,
    Attach,
}

impl Mode {
    fn of(app: &App) -> Option<Self> {
        let attaching = app.workspace.quotes.attaching.is_some();
        match (app.context(), &app.reader.selection) {
            (Context::Selecting, Some(selection)) => {
                let unit = match selection.unit {
                    Unit::Word => "words",
                    Unit::Sentence => "sentences",
                };
                Some(Self::Selecting(unit, if attaching { Then::Attach } else { Then::Keep }))
            }
            (Context::Reader, _) if attaching => Some(Self::Placing),
            (Context::List, _) if attaching => Some(Self::Choosing),
            _ => None,
        }
    }
}
