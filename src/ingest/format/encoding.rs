//! Bytes to text: byte-order mark, then UTF-8 if it is, then what the page declares, then what it
//! looks like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// As many bytes as are looked at for a declaration.
const DECLARATION: usize = 4_096;
/// Bytes that are enough to guess an encoding by.
const SAMPLE: usize = 64 * 1024;

/// The text in `bytes`: they themselves where they are UTF-8.
///
/// # Errors
/// If they are no text.
pub(in crate::ingest) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Ok(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !has_zeros(bytes)
    {
        return Ok(Cow::Borrowed(text));
    }
    let encoding = match wide(bytes) {
        Some(encoding) => encoding,
        None if has_zeros(bytes) => {
            return Err("it is no text: save the article as text, Markdown or a web page".into());
        }
        None if nearly_utf8(bytes) => UTF_8,
        None => declared(bytes).unwrap_or_else(|| guessed(bytes)),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    if is_noise(&text) {
        return Err("it is no text: save the article as text, Markdown or a web page".into());
    }
    Ok(text)
}

fn has_zeros(bytes: &[u8]) -> bool {
    bytes.iter().take(SAMPLE).filter(|byte| **byte == 0).count() > bytes.len().min(SAMPLE) / 1_000
}

/// UTF-16 without a byte-order mark: in most European texts every second byte is zero, in any text
/// line ends and spaces are.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    let (mut high, mut low, mut pairs) = (0, 0, 0);
    for pair in sample.chunks_exact(2) {
        if let [a, b] = pair {
            high += usize::from(*a == 0 && *b != 0);
            low += usize::from(*b == 0 && *a != 0);
            pairs += 1;
        }
    }
    match (high * 10 > pairs, low * 10 > pairs) {
        (true, false) if low == 0 => Some(UTF_16BE),
        (false, true) if high == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether `bytes` are UTF-8 but for a few broken places.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 10
}

/// The encoding that a page declares in its first bytes: `charset=…` or `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARATION))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if !head.contains('<') {
        return None;
    }
    ["charset", "encoding"].iter().find_map(|word| {
        let (_, behind) = head.split_once(word)?;
        let value =
            behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(['"', '\'', ' ', ';', '>', '/', '?']).next()?;
        Encoding::for_label(label.as_bytes())
            .filter(|found| *found != UTF_16LE && *found != UTF_16BE && *found != UTF_8)
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default(), true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether `text` is rather the inside of some file than words: much of it control characters.
fn is_noise(text: &str) -> bool {
    let (mut odd, mut all) = (0, 0);
    for c in text.chars().take(SAMPLE) {
        all += 1;
        odd += usize::from(
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}'))
                || c == '\u{fffd}',
        );
    }
    odd * 20 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Паромщик выходит к причалу в шесть утра, хотя первый пассажир появляется не раньше девяти.";
    const GERMAN: &str = "Nach sechzig Jahren im Betonrohr fließt der Mühlbach wieder durch die Altstadt, für alle schön.";

    #[test]
    fn old_encodings_are_told_apart() {
        for (text, label) in [
            (RUSSIAN, "windows-1251"),
            (RUSSIAN, "koi8-r"),
            (GERMAN, "windows-1252"),
            (RUSSIAN, "utf-8"),
            (
                "Przyszłość łódek zależy od śluzy, a śluza od ludzi, którzy jej strzegą każdej nocy.",
                "iso-8859-2",
            ),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{label}");
        }
    }

    #[test]
    fn marks_and_declarations_come_first() {
        let wide: Vec<u8> = GERMAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).as_deref(), Ok(GERMAN));
        let marked: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(RUSSIAN.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        assert_eq!(decode(&marked).as_deref(), Ok(RUSSIAN));
        let mut page = b"<html><head><meta charset=\"windows-1251\"></head><p>".to_vec();
        page.extend([0xcf, 0xe0, 0xf0]);
        assert!(decode(&page).unwrap().ends_with("Пар"));
    }

    #[test]
    fn a_broken_place_leaves_the_rest_readable() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.insert(60, 0xff);
        assert!(decode(&bytes).unwrap().starts_with("Паромщик выходит"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(&[0, 1, 2, 3, 0, 0, 7, 9, 0, 200]).is_err());
        assert!(decode(b"GIF89a\0\0\x01\x02\0\0\0").is_err());
    }
}
