//! What is going on until it is done or given up: the foot line says which it is as long as it lasts.

use super::App;
use super::screen::Unit;
use crate::keys::Context;

/// What is going on until it is done or given up.
pub(super) enum Mode {
    /// Units are selected in the reader.
    Selecting(Unit, Then),
    /// A quote waits for words of the open article.
    Placing,
    /// A quote waits for an article.
    Choosing,
}

/// What the selected words are for.
pub(super) enum Then {
    Keep,
    Attach,
}

impl Mode {
    pub(super) fn of(app: &App) -> Option<Self> {
        let attaching = app.workspace.quotes.attaching.is_some();
        match (app.context(), &app.reader.selection) {
            (Context::Selecting, Some(selection)) => {
                let unit = selection.unit;
                Some(Self::Selecting(unit, if attaching { Then::Attach } else { Then::Keep }))
            }
            (Context::Reader, _) if attaching => Some(Self::Placing),
            (Context::List, _) if attaching => Some(Self::Choosing),
            _ => None,
        }
    }
}
