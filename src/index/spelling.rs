//! How near two spellings are: letters they share, edits between them, what is left of them.

use std::borrow::Cow;

use any_ascii::any_ascii;

/// The letters of a word as bits, for a quick no.
pub(crate) fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| mask | letter(c))
}

fn letter(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        c => 1 << (26 + u32::from(c) % 6),
    }
}

/// What of the word must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The whole word.
    Whole,
    /// Its beginning, as far as something was typed.
    Beginning,
}

/// Whether one edit makes `typed` of `word`, or of its beginning: a letter wrong, missing, too much,
/// or swapped with its neighbour.
pub(crate) fn one_edit<T: Copy + PartialEq>(typed: &[T], word: &[T], extent: Extent) -> bool {
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (typed.get(same..).unwrap_or(&[]), word.get(same..).unwrap_or(&[]));
    let fits = |typed: Option<&[T]>, word: Option<&[T]>| match (typed, word, extent) {
        (Some(typed), Some(word), Extent::Whole) => typed == word,
        (Some(typed), Some(word), Extent::Beginning) => word.starts_with(typed),
        _ => false,
    };
    let swapped = match (typed, word) {
        ([a, b, ..], [c, d, ..]) => a == d && b == c,
        _ => false,
    };
    fits(typed.get(1..), word.get(1..))
        || fits(typed.get(1..), Some(word))
        || fits(Some(typed), word.get(1..))
        || (swapped && fits(typed.get(2..), word.get(2..)))
}

/// Whether at most two edits make `typed` of `word` (optimal string alignment).
pub(crate) fn two_edits<T: Copy + PartialEq>(typed: &[T], word: &[T]) -> bool {
    if typed.len().abs_diff(word.len()) > 2 {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (i, a) in typed.iter().enumerate() {
        let mut row = Vec::with_capacity(word.len() + 1);
        row.push(i + 1);
        for (j, b) in word.iter().enumerate() {
            let get = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut least = (get(&above, j) + usize::from(a != b))
                .min(get(&above, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && typed.get(i - 1) == Some(b) && word.get(j - 1) == Some(a);
            if swapped {
                least = least.min(get(&before, j - 1) + 1);
            }
            row.push(least);
        }
        if row.iter().all(|distance| *distance > 2) {
            return false;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().is_some_and(|distance| *distance <= 2)
}

/// Gaps between the letters of `typed` where they stand in `word` in order, the first ones on each
/// other; `None` if they do not.
pub(crate) fn gaps(typed: &str, word: &str) -> Option<usize> {
    let mut rest = word.chars();
    let mut letters = typed.chars();
    if rest.next() != letters.next() {
        return None;
    }
    let mut gaps = 0;
    for letter in letters {
        let skipped = rest.by_ref().position(|c| c == letter)?;
        gaps += usize::from(skipped > 0);
    }
    Some(gaps)
}

/// Other ways to write a word with ä, ö, ü, ø, å or æ, as compared: `mueller` for “Müller” and `muller` for
/// “Mueller”. `typed` is the word as typed, `folded` as compared.
pub(crate) fn umlauts(typed: &str, folded: &str) -> Vec<String> {
    let spelt: String = typed
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'ä' | 'æ' => "ae".to_owned(),
            'ö' | 'ø' => "oe".to_owned(),
            'ü' => "ue".to_owned(),
            'å' => "aa".to_owned(),
            c => crate::text::words::fold(c.encode_utf8(&mut [0; 4])),
        })
        .collect();
    let short = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a");
    [spelt, short].into_iter().filter(|other| other != folded).collect()
}

/// `word` without its vowels but a first one, if at least two letters are left and any is gone.
pub(crate) fn vowelless(word: &str) -> Option<String> {
    let left = consonants(word);
    (left.len() < word.len() && left.chars().count() >= 2).then_some(left)
}

/// The first letter of `word` and the consonants behind it.
pub(crate) fn consonants(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .into_iter()
        .chain(chars.filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')))
        .collect()
}

/// What different spellings of one name have in common, in whatever script; `None` for what is too short
/// or has other than letters.
///
/// What is not Latin is written so first. Foreign sounds are spelt in many ways (Alyaksandr, Aleksandr; Hrodna, Grodno): kh is h, x is ks,
/// ts is t, ya is a but where it begins the name, ie is e, ou, ow, w and u are v, y and j are i, g is h, a, e and o are one,
/// doubled letters one, sh, sch and sz
/// are s, zh is z, ch, tch and cz are c, and endings in a, i or v are off.
pub(crate) fn name_key(word: &str) -> Option<String> {
    let latin = if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        let mut latin = any_ascii(word).to_ascii_lowercase();
        // Signs of softness have no sound of their own.
        latin.retain(|c| c != '\'' && c != '"');
        Cow::Owned(latin)
    };
    if !latin.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // The longest first: what is left of a sound that was found is no other one.
    let latin = [
        ("tsch", "c"),
        ("sch", "s"),
        ("sh", "s"),
        ("sz", "s"),
        ("tch", "c"),
        ("cz", "c"),
        ("ch", "c"),
    ]
    .iter()
    .fold(latin, |latin, (sound, letter)| join(latin, sound, letter));
    let latin = join(latin, "zh", "z");
    let mut bytes = latin.bytes().peekable();
    let mut key = String::with_capacity(word.len());
    let push = |c: char, key: &mut String| {
        if !key.ends_with(c) {
            key.push(c);
        }
    };
    while let Some(byte) = bytes.next() {
        let next = bytes.peek().copied();
        match (byte, next) {
            (b'x', _) => {
                push('k', &mut key);
                push('s', &mut key);
            }
            (b't', Some(b's')) => {
                bytes.next();
                push('t', &mut key);
            }
            (b'k', Some(b'h')) | (b'i', Some(b'e')) => {}
            (b'y' | b'j' | b'i', Some(b'a')) if !key.is_empty() => {}
            (b'o', Some(b'u' | b'w')) => {
                bytes.next();
                push('v', &mut key);
            }
            (b'w' | b'u', _) => push('v', &mut key),
            (b'y' | b'j', _) => push('i', &mut key),
            (b'g', _) => push('h', &mut key),
            (b'a' | b'e' | b'o', _) => push('a', &mut key),
            (other, _) => push(char::from(other), &mut key),
        }
    }
    let kept = key.trim_end_matches(['a', 'i', 'v']).len();
    key.truncate(kept);
    (key.len() >= 3).then_some(key)
}

fn join<'w>(word: Cow<'w, str>, sound: &str, letter: &str) -> Cow<'w, str> {
    if word.contains(sound) { Cow::Owned(word.replace(sound, letter)) } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_edit_is_a_slip_of_the_finger() {
        for (typed, word) in [
            ("mnisk", "minsk"),
            ("minks", "minsk"),
            ("mink", "minsk"),
            ("minsks", "minsk"),
            ("ninsk", "minsk"),
        ] {
            assert!(one_edit(typed.as_bytes(), word.as_bytes(), Extent::Whole), "{typed}");
        }
        assert!(!one_edit(b"mosk", b"minsk", Extent::Whole));
        assert!(one_edit(b"negaot", b"negotiation", Extent::Beginning));
        assert!(!one_edit(b"negaot", b"negotiation", Extent::Whole));
    }

    #[test]
    fn spellings_of_a_name_share_a_key() {
        for (one, other) in
            [("alyaksandr", "aleksandr"), ("mahilyow", "mogilev"), ("gogol", "hohol")]
        {
            assert_eq!(name_key(one), name_key(other), "{one}");
        }
        for spelt in ["лукашенко", "lukaszenka", "lukashenka", "lukaschenko"] {
            assert_eq!(name_key(spelt), name_key("lukashenko"), "{spelt}");
        }
        assert_eq!(name_key("hrodna"), name_key("grodno"));
        assert_eq!(name_key("yaroslav"), name_key("jaroslaw"));
        assert_ne!(name_key("japan"), name_key("open"));
        assert_eq!(name_key("lukashenka"), name_key("lukashenko"));
    }

    #[test]
    fn letters_in_order_are_counted_by_their_gaps() {
        assert_eq!(gaps("lks", "lukashenka"), Some(2));
        assert_eq!(gaps("luk", "lukashenka"), Some(0));
        assert_eq!(gaps("uk", "lukashenka"), None);
    }

    proptest! {
        #[test]
        fn two_edits_include_one(typed in "[ab]{0,6}", word in "[ab]{0,6}") {
            if one_edit(typed.as_bytes(), word.as_bytes(), Extent::Whole) {
                prop_assert!(two_edits(typed.as_bytes(), word.as_bytes()));
            }
            prop_assert_eq!(
                two_edits(typed.as_bytes(), word.as_bytes()),
                two_edits(word.as_bytes(), typed.as_bytes())
            );
        }
    }
}
