//! What the foot line says as long as a mode lasts: which it is, what its keys do, how it ends.

use ratatui::text::{Line, Span};

use super::palette::Palette;
use crate::action::Action;
use crate::app::App;
use crate::app::screen::Unit;
use crate::keys::Context;

/// What stands before the keys: the mode and how it moves.
pub(super) fn lead(app: &App, palette: &Palette) -> Line<'static> {
    let mut line = Line::from(" ");
    let Some(selection) = app.reader.selection.as_ref().filter(|_| selects(app)) else {
        return line;
    };
    let unit = match selection.unit {
        Unit::Word => "words: ",
        Unit::Sentence => "sentences: ",
    };
    let key = |action| app.keymap.key_for(app.context(), action);
    line.push_span(Span::styled(unit, palette.title));
    let keys = format!("{} {}", key(Action::Left), key(Action::Right));
    line.push_span(Span::styled(keys, palette.key));
    line.push_span(Span::styled(" move   ", palette.dim));
    line
}

/// The keys of the mode, most useful first; `None` outside of all modes.
pub(super) fn hints(app: &App) -> Option<&'static [(Action, &'static str)]> {
    selects(app).then_some(&[
        (Action::OtherEnd, "other end"),
        (Action::Quote, "keep"),
        (Action::CopyCitation, "with citation"),
        (Action::Cancel, "ends"),
        (Action::QuoteWithNote, "keep with note"),
        (Action::Copy, "copy"),
    ])
}

fn selects(app: &App) -> bool {
    app.context() == Context::Selecting
}
