//! Who has the keys: asked here, and nowhere else.

use super::App;
use super::overlay::Overlay;
use super::screen::ScreenName;
use super::screen::compare::OpenField;
use super::widgets::Field;
use crate::action::Action;
use crate::keys::Context;

/// Who has the keys.
#[derive(Debug, Clone, Copy)]
pub enum Focus<'a> {
    /// A field of the screen.
    Field(&'a Field, FieldKind),
    /// The fields of a form, or of what lies over the screen.
    OwnField,
    /// What lies over the screen.
    Overlay,
    /// The screen, with the keys of this context.
    Screen(Context),
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Narrows the list of articles.
    Articles,
    /// Narrows the quotes.
    Quotes,
    /// Searches all articles; it stands on top, all others at the foot.
    Search,
    /// Finds in the article.
    Find,
    /// The reader's line on a cell.
    OwnLine,
    /// A term to be seen in context.
    Term,
}

impl App {
    /// Who has the keys.
    pub fn focus(&self) -> Focus<'_> {
        match (&self.overlay, self.screen) {
            (Some(overlay), _) if overlay.typing() => Focus::OwnField,
            (Some(_), _) => Focus::Overlay,
            (None, ScreenName::List) if self.list.typing => {
                Focus::Field(&self.list.filter, FieldKind::Articles)
            }
            (None, ScreenName::List) => Focus::Screen(Context::List),
            (None, ScreenName::Reader) => match &self.reader.finding.field {
                Some(field) => Focus::Field(field, FieldKind::Find),
                None => Focus::Screen(self.reader.context()),
            },
            (None, ScreenName::Search) if self.search.typing => {
                Focus::Field(&self.search.field, FieldKind::Search)
            }
            (None, ScreenName::Search) => Focus::Screen(Context::Search),
            (None, ScreenName::Compare) => match &self.compare.entry {
                Some(OpenField::Summary(field)) => Focus::Field(field, FieldKind::OwnLine),
                Some(OpenField::Term(field)) => Focus::Field(field, FieldKind::Term),
                Some(OpenField::Editor(_)) => Focus::OwnField,
                None => Focus::Screen(self.compare.context()),
            },
            (None, ScreenName::Quotes) if self.quotes.typing => {
                Focus::Field(&self.quotes.field, FieldKind::Quotes)
            }
            (None, ScreenName::Quotes) => Focus::Screen(Context::Quotes),
        }
    }

    /// The field to which letters go.
    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match (&mut self.overlay, self.screen) {
            (Some(overlay), _) => overlay.field_mut(),
            (None, ScreenName::List) => self.list.typing.then_some(&mut self.list.filter),
            (None, ScreenName::Reader) => self.reader.finding.field.as_mut(),
            (None, ScreenName::Search) => self.search.typing.then_some(&mut self.search.field),
            (None, ScreenName::Compare) => match &mut self.compare.entry {
                Some(OpenField::Summary(field) | OpenField::Term(field)) => Some(field),
                Some(OpenField::Editor(editor)) => editor.fields.get_mut(editor.at),
                None => None,
            },
            (None, ScreenName::Quotes) => self.quotes.typing.then_some(&mut self.quotes.field),
        }
    }

    /// Where keys are looked up now.
    pub fn context(&self) -> Context {
        match self.focus() {
            Focus::Field(..) | Focus::OwnField => Context::Typing,
            Focus::Overlay => Context::Overlay,
            Focus::Screen(context) => context,
        }
    }

    /// Whether letters type.
    pub fn typing(&self) -> bool {
        self.context() == Context::Typing
    }

    /// Whether `action` has a meaning while letters type; the keys of others edit the line.
    pub(super) fn takes(&self, action: Action) -> bool {
        action != Action::Compose
            || matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.composes())
    }
}
