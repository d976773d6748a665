//! Links told to terminals that open them by themselves (OSC 8): the words stay what they are, and the parts
//! of a link that is wrapped carry one name, so that they light up together.

use std::fmt::Write;
use std::num::NonZeroU16;

use ratatui::Frame;
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::screen::reader::links::{LinkCells, address, cells};
use crate::app::App;
use crate::app::screen::ScreenName;

/// The longest address that terminals take (VTE).
const LONGEST: usize = 2_083;

/// Tells the terminal of the links on a painted screen. What lies over the screen has none.
pub fn hyperlinks(app: &App, frame: &mut Frame<'_>) {
    if app.screen != ScreenName::Reader || app.overlay.is_some() || !app.pending.is_empty() {
        return;
    }
    let other = app.beside.as_ref().map(|beside| &beside.reader);
    for reader in other.into_iter().chain([&app.reader]) {
        for LinkCells { link, rows } in cells(app, reader) {
            let Some(address) = address(&link).and_then(escaped) else { continue };
            let name = link.extent.start;
            let places = rows.into_iter().flat_map(Rect::positions);
            places.for_each(|at| lead(frame, at, name, &address));
        }
    }
}

fn lead(frame: &mut Frame<'_>, at: Position, name: usize, address: &str) {
    let Some(cell) = frame.buffer_mut().cell_mut(at) else { return };
    let width = u16::try_from(cell.symbol().width()).ok().and_then(NonZeroU16::new);
    let Some(width) = width else { return };
    let symbol = format!("\u{1b}]8;id={name};{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", cell.symbol());
    let cell: &mut Cell = cell.set_symbol(&symbol);
    cell.set_diff_option(CellDiffOption::ForcedWidth(width));
}

/// `address` in the signs that may stand in the sequence (32 to 126, as its definition says); `None` where it
/// holds a control character or is too long.
fn escaped(address: &str) -> Option<String> {
    if address.chars().any(char::is_control) {
        return None;
    }
    let mut escaped = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    (escaped.len() <= LONGEST).then_some(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_told_in_plain_signs() {
        assert_eq!(escaped("https://a.b/ä c").as_deref(), Some("https://a.b/%C3%A4%20c"));
        assert_eq!(escaped("https://a.b/\u{1b}]0;x\u{7}"), None);
        assert_eq!(escaped("https://a.b/\u{9d}"), None);
    }

    proptest! {
        #[test]
        fn nothing_in_an_address_ends_the_sequence(address in "https?://[\\PC\u{0}-\u{1f}\u{7f}-\u{9f}]{0,40}") {
            if let Some(escaped) = escaped(&address) {
                prop_assert!(escaped.bytes().all(|byte| (33..127).contains(&byte)));
            }
        }
    }
}
