//! One key press, and its notation: `j`, `G`, `Space`, `Ctrl-D`, `Alt-Left`, `F1`.

use std::fmt;
use std::str::FromStr;

/// The key itself.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
)]
pub enum KeyCode {
    /// A character as typed, shift included.
    #[strum(disabled)]
    Char(char),
    /// A function key from 1.
    #[strum(disabled)]
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    #[strum(serialize = "Shift-Tab")]
    BackTab,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PgUp,
    /// A page down.
    PgDn,
}

/// A key with its modifiers. Shift is part of a character; on other keys it is not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// Held control.
    pub ctrl: bool,
    /// Held alt.
    pub alt: bool,
}

impl Key {
    /// The key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The character it types into a text field, if it does.
    pub const fn typed(self) -> Option<char> {
        match self {
            Self { code: KeyCode::Char(c), ctrl: false, alt: false } => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            code => f.write_str(code.into()),
        }
    }
}

/// Why a notation is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no key: write a character, or Space, Enter, Esc, Tab, Up, Home, PgDn, F1, Ctrl-D, Alt-Left …"
)]
pub struct KeyError(String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(notation: &str) -> Result<Self, KeyError> {
        let error = || KeyError(notation.to_owned());
        let (mut rest, mut ctrl, mut alt) = (notation, false, false);
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-").filter(|after| !after.is_empty()) {
                (rest, ctrl) = (after, true);
            } else if let Some(after) = rest.strip_prefix("Alt-").filter(|after| !after.is_empty())
            {
                (rest, alt) = (after, true);
            } else {
                break;
            }
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(c), None) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            (Some(c), None) => KeyCode::Char(c),
            _ if rest == "Space" => KeyCode::Char(' '),
            (Some('F'), Some('0'..='9')) => {
                KeyCode::F(rest.trim_start_matches('F').parse().map_err(|_| error())?)
            }
            _ => rest.parse().map_err(|_| error())?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// Reads a sequence of keys: `gg`, `]t`, `,d`, `Ctrl-D` alone, or `Ctrl-X Ctrl-C`.
///
/// # Errors
/// Says which notation is no key.
pub(super) fn sequence(notation: &str) -> Result<Vec<Key>, KeyError> {
    if let Ok(key) = notation.parse() {
        return Ok(vec![key]);
    }
    if notation.contains(' ') {
        return notation.split_whitespace().map(str::parse).collect();
    }
    let letters = notation.chars().count();
    if notation.contains("Ctrl-") || notation.contains("Alt-") || !(1..=3).contains(&letters) {
        return Err(KeyError(notation.to_owned()));
    }
    Ok(notation.chars().map(|c| Key::plain(KeyCode::Char(c))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_goes_there_and_back() {
        for notation in [
            "j",
            "G",
            "Space",
            "Ctrl-D",
            "Alt-Left",
            "F1",
            "F12",
            "Shift-Tab",
            "PgDn",
            "-",
            "?",
            "Enter",
        ] {
            assert_eq!(notation.parse::<Key>().unwrap().to_string(), notation);
        }
        for bad in ["", "Ctrl-", "Hyper-x", "Fx"] {
            assert!(bad.parse::<Key>().is_err(), "{bad}");
        }
    }

    #[test]
    fn letters_in_a_row_are_a_sequence() {
        assert_eq!(sequence("gg").unwrap().len(), 2);
        assert_eq!(sequence("]t").unwrap().len(), 2);
        assert_eq!(sequence("Ctrl-D").unwrap().len(), 1);
        assert_eq!(sequence("Ctrl-X Ctrl-C").unwrap().len(), 2);
        assert!(sequence("Ctrl-Nope").is_err());
    }
}
