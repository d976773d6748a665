//! Whether the terminal is light or dark: it is asked once, before anything else reads from it.

use std::env;
use std::time::Duration;

use crate::config;
use crate::storage::Places;
use crate::ui::Palette;

/// How long the terminal may take to answer; over a slow line it is then taken to be dark.
const PATIENCE: Duration = Duration::from_millis(300);

/// The palette that suits the terminal; `otherwise` where there is none.
pub(super) fn palette(places: &Places, otherwise: Palette) -> Palette {
    let light = ask().or_else(told).unwrap_or(false);
    config::palette_called(if light { "light" } else { "dark" }, places).unwrap_or(otherwise)
}

/// What some terminals say in `COLORFGBG`: the last number is the ground, 7 and 15 are white.
fn told() -> Option<bool> {
    let said = env::var("COLORFGBG").ok()?;
    let ground = said.rsplit(';').next()?;
    Some(matches!(ground, "7" | "15"))
}

/// Asks for the colour of the ground (OSC 11), and behind that for what every terminal tells of itself
/// (DA1): whoever does not know the first question answers the second, so that no answer is ever late.
#[cfg(unix)]
fn ask() -> Option<bool> {
    use std::io::{Write, stdout};
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let keyboard = super::terminal::keyboard()?;
    let mut out = stdout();
    out.write_all(b"\x1b]11;?\x1b\\\x1b[c").and_then(|()| out.flush()).ok()?;
    let deadline = Instant::now() + PATIENCE;
    let mut answer = Vec::new();
    while !ends(&answer) {
        let left = deadline.checked_duration_since(Instant::now())?;
        let left = Timespec::try_from(left).ok()?;
        let mut waiting = [PollFd::new(&keyboard, PollFlags::IN)];
        if poll(&mut waiting, Some(&left)).ok()? == 0 {
            return None;
        }
        let mut some = [0; 64];
        let read = rustix::io::read(&keyboard, &mut some).ok()?;
        answer.extend_from_slice(some.get(..read).filter(|read| !read.is_empty())?);
    }
    is_light(&String::from_utf8_lossy(&answer))
}

#[cfg(not(unix))]
const fn ask() -> Option<bool> {
    None
}

/// Whether the last answer has come: `ESC [ ? … c`.
#[cfg(unix)]
fn ends(answer: &[u8]) -> bool {
    let start = answer.windows(3).position(|three| three == b"\x1b[?");
    start.is_some_and(|start| answer.get(start..).is_some_and(|rest| rest.contains(&b'c')))
}

/// Whether the colour in `answer`, such as `rgb:ffff/ffff/dddd`, is light.
#[cfg(any(unix, test))]
fn is_light(answer: &str) -> Option<bool> {
    let (_, colour) = answer.split_once("rgb:")?;
    let mut parts = colour.split('/').map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_hexdigit).take(2).collect();
        u32::from_str_radix(&digits, 16).ok()
    });
    let (r, g, b) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright a colour looks, by Rec. 709.
    Some(2126 * r + 7152 * g + 722 * b > 10_000 * 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_dark_are_told_apart() {
        assert_eq!(is_light("\x1b]11;rgb:ffff/ffff/dddd\x1b\\\x1b[?62;c"), Some(true));
        assert_eq!(is_light("\x1b]11;rgb:1e/1e/2e\x07"), Some(false));
        assert_eq!(is_light("\x1b[?62;c"), None);
        assert_eq!(is_light("\x1b]11;rgb:zz/1e/2e"), None);
    }
}
