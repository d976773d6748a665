//! What the terminal tells of the mouse, as events; two presses in one cell soon after one another
//! are a double one.

use std::time::{Duration, Instant};

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::app::pointer::{Pointer, PointerKind};

/// How soon a second press must follow: what desktops mostly come with.
const SOON: Duration = Duration::from_millis(500);

/// The mouse, with its last press.
#[derive(Debug, Default)]
pub(super) struct Mouse {
    pressed: Option<(Instant, Position)>,
}

impl Mouse {
    /// What this means; nothing for other buttons, and with Shift, which is the terminal's own way to
    /// select.
    pub(super) fn translate(&mut self, event: MouseEvent, now: Instant) -> Option<Pointer> {
        let at = Position::new(event.column, event.row);
        if event.modifiers.contains(KeyModifiers::SHIFT) {
            return None;
        }
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let again = self
                    .pressed
                    .take()
                    .is_some_and(|(then, place)| place == at && now.duration_since(then) < SOON);
                if !again {
                    self.pressed = Some((now, at));
                }
                if again { PointerKind::DoublePress } else { PointerKind::Press }
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                self.pressed = None;
                PointerKind::Drag
            }
            MouseEventKind::ScrollUp => PointerKind::WheelUp,
            MouseEventKind::ScrollDown => PointerKind::WheelDown,
            _ => return None,
        };
        Some(Pointer { at, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: MouseEventKind, column: u16) -> MouseEvent {
        MouseEvent { kind, column, row: 4, modifiers: KeyModifiers::NONE }
    }

    #[test]
    fn two_presses_in_one_cell_soon_after_one_another_are_double_and_a_third_is_not() {
        let (mut mouse, start) = (Mouse::default(), Instant::now());
        let down = MouseEventKind::Down(MouseButton::Left);
        let mut press = |column, after: u64| {
            let now = start + Duration::from_millis(after);
            mouse.translate(event(down, column), now).map(|pointer| pointer.kind)
        };
        let (once, twice) = (Some(PointerKind::Press), Some(PointerKind::DoublePress));
        assert_eq!([press(3, 0), press(3, 400), press(3, 500)], [once, twice, once]);
        assert_eq!([press(9, 600), press(9, 1_100), press(9, 1_599)], [once, once, twice]);
    }

    #[test]
    fn shift_and_other_buttons_are_left_to_the_terminal() {
        let mut mouse = Mouse::default();
        let mut shifted = event(MouseEventKind::Down(MouseButton::Left), 1);
        shifted.modifiers = KeyModifiers::SHIFT;
        let right = event(MouseEventKind::Down(MouseButton::Right), 1);
        for event in [shifted, right, event(MouseEventKind::Moved, 1)] {
            assert_eq!(mouse.translate(event, Instant::now()), None);
        }
    }
}
