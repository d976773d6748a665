//! What follows the key Esc in one breath. Typed ahead, over a slow line or by a program, the key and the
//! sequence behind it come in one read; crossterm then tells the key and spells the sequence out, letter by
//! letter, and a whole paste would be so many commands.

use crate::keys::KeyCode;

/// What the letters behind an Esc are, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// The beginning of one: the next letter tells.
    Begun,
    /// A key that the terminal spells out.
    Key(KeyCode),
    /// What follows is pasted (`[200~`).
    Paste,
    /// A press of the mouse, a focus that changed, or another report: nobody's keys.
    Report,
    /// Typed by a reader.
    Typed,
}

/// What `letters`, which came right behind an Esc, are: a control sequence has `[`, parameters and a last
/// letter (ECMA-48, 5.4), of which those are known that terminals send for keys, pastes and the mouse.
pub(super) fn sequence(letters: &str) -> Sequence {
    let Some(body) = letters.strip_prefix('[') else {
        return if letters.is_empty() { Sequence::Begun } else { Sequence::Typed };
    };
    let parameters = body.trim_start_matches('<');
    let last = parameters.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let numbers = parameters.strip_suffix(last).unwrap_or_default();
    let of_mouse = parameters.len() < body.len();
    match (last, numbers) {
        // Nobody sends that many numbers.
        ("", _) if body.len() < 24 => Sequence::Begun,
        ("M" | "m", _) if of_mouse => Sequence::Report,
        ("A", _) => Sequence::Key(KeyCode::Up),
        ("B", _) => Sequence::Key(KeyCode::Down),
        ("C", _) => Sequence::Key(KeyCode::Right),
        ("D", _) => Sequence::Key(KeyCode::Left),
        ("F", _) => Sequence::Key(KeyCode::End),
        ("H", _) => Sequence::Key(KeyCode::Home),
        ("Z", _) => Sequence::Key(KeyCode::BackTab),
        ("~", "200") => Sequence::Paste,
        ("~", numbers) => match numbers.split(';').next() {
            Some("1" | "7") => Sequence::Key(KeyCode::Home),
            Some("2") => Sequence::Key(KeyCode::Insert),
            Some("3") => Sequence::Key(KeyCode::Delete),
            Some("4" | "8") => Sequence::Key(KeyCode::End),
            Some("5") => Sequence::Key(KeyCode::PgUp),
            Some("6") => Sequence::Key(KeyCode::PgDn),
            _ => Sequence::Report,
        },
        ("I" | "O", "") => Sequence::Report,
        ("R" | "c" | "u", numbers) if !numbers.is_empty() => Sequence::Report,
        _ => Sequence::Typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters as they come, one by one, up to where they are known.
    fn told(letters: &str) -> (Sequence, &str) {
        let known = letters
            .char_indices()
            .map(|(at, c)| letters.split_at(at + c.len_utf8()))
            .map(|(come, rest)| (sequence(come), rest))
            .find(|(sequence, _)| *sequence != Sequence::Begun);
        known.unwrap_or((Sequence::Begun, ""))
    }

    #[test]
    fn what_a_terminal_spells_behind_an_esc_is_no_row_of_commands() {
        assert_eq!(told("[200~Do not quit"), (Sequence::Paste, "Do not quit"));
        assert_eq!(told("[Bj"), (Sequence::Key(KeyCode::Down), "j"));
        assert_eq!(told("[1;5Cx"), (Sequence::Key(KeyCode::Right), "x"));
        assert_eq!(told("[6~"), (Sequence::Key(KeyCode::PgDn), ""));
        assert_eq!(told("[3~D"), (Sequence::Key(KeyCode::Delete), "D"));
        assert_eq!(told("[<0;12;7Mq"), (Sequence::Report, "q"));
        assert_eq!(told("[201~x"), (Sequence::Report, "x"));
        assert_eq!(told("[I"), (Sequence::Report, ""));
        assert_eq!(told("[12;40R"), (Sequence::Report, ""));
    }

    #[test]
    fn keys_of_a_reader_stay_keys() {
        for (keys, rest) in
            [("j", ""), ("[[", ""), ("[dj", "j"), ("[q", ""), ("[t", ""), ("[R", ""), ("[ж", "")]
        {
            assert_eq!(told(keys), (Sequence::Typed, rest), "{keys}");
        }
        assert_eq!(told("["), (Sequence::Begun, ""));
        assert_eq!(told(&format!("[{}", "1".repeat(99))).0, Sequence::Typed);
    }
}
