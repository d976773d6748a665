//! Keys by their place: who writes Russian, Ukrainian or Greek need not switch the keyboard to give a command.

/// The letters of a layout, and what stands on the same keys of a Latin one.
const LAYOUTS: [(&str, &str); 3] = [
    ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("іїєґ", "s]'\\"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
];
/// What Shift makes of the keys that type no letter.
const SHIFTED: (&str, &str) = ("[];',.`\\", "{}:\"<>~|");

/// What the key that types `c` would type on a Latin keyboard; `None` for letters of other layouts.
pub fn on_latin_keyboard(c: char) -> Option<char> {
    let at = |letters: &str, c: char| letters.chars().position(|letter| letter == c);
    let place =
        |c: char| LAYOUTS.iter().find_map(|(letters, keys)| keys.chars().nth(at(letters, c)?));
    if let Some(key) = place(c) {
        return Some(key);
    }
    let key = c.to_lowercase().next().filter(|lower| *lower != c).and_then(place)?;
    match at(SHIFTED.0, key) {
        Some(sign) => SHIFTED.1.chars().nth(sign),
        None => Some(key.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_key_in_every_layout() {
        for (letters, keys) in
            [("оолд", "jjkl"), ("ПШ", "GI"), ("ъЪХ", "]}{"), ("іІ", "sS"), ("ξκΓ", "jkG")]
        {
            let keyed: Option<String> = letters.chars().map(on_latin_keyboard).collect();
            assert_eq!(keyed.as_deref(), Some(keys), "{letters}");
        }
        assert_eq!(on_latin_keyboard('j'), None);
        assert_eq!(on_latin_keyboard('漢'), None);
        assert!(
            LAYOUTS.iter().all(|(letters, keys)| letters.chars().count() == keys.chars().count())
        );
    }
}
