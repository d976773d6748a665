//! What one line of text is by itself: a byline, a date, a credit, a label of the page; and the
//! shapes and word lists by which that is told.

pub(super) mod authors;
pub(super) mod byline;
pub(super) mod chrome;
pub(super) mod credits;
pub(super) mod dates;
pub(super) mod file_name;
pub(super) mod language;
pub(super) mod opening;
pub(super) mod people;
pub(super) mod shape;
pub(super) mod title;
pub(super) use crate::text::word_list as words;
