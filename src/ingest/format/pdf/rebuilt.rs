//! A document whose table of objects is lost or wrong: broken off, sent through something that changed its
//! bytes, or with words before its head. The objects say by themselves what they are, so the table can be made
//! again by looking for them.

use std::collections::BTreeMap;

use memchr::memmem;

/// Most objects that are looked for.
const OBJECTS: usize = 1_000_000;

/// `bytes` with a new table of objects; none where no catalogue of pages is among them.
pub(super) fn rebuilt(bytes: &[u8]) -> Option<Vec<u8>> {
    // What was changed later stands later.
    let found: BTreeMap<u32, (usize, u16)> = memmem::find_iter(bytes, b"obj")
        .filter_map(|at| object(bytes.get(..at)?))
        .take(OBJECTS)
        .map(|(number, generation, at)| (number, (at, generation)))
        .collect();
    let root = stated_root(bytes).or_else(|| catalogue(bytes, &found))?;
    let mut whole = bytes.to_vec();
    let table = whole.len() + 1;
    whole.extend(b"\nxref\n");
    for (number, (at, generation)) in &found {
        whole.extend(format!("{number} 1\n{at:010} {generation:05} n \n").as_bytes());
    }
    let size = found.last_key_value().map_or(0, |(number, _)| number.saturating_add(1));
    let trailer = format!("trailer\n<</Size {size}/Root {root}>>\nstartxref\n{table}\n%%EOF\n");
    whole.extend(trailer.as_bytes());
    Some(whole)
}

/// The object that begins at the end of `before`: its number, its generation, and where they stand.
fn object(before: &[u8]) -> Option<(u32, u16, usize)> {
    let number = |bytes: &[u8]| -> Option<(u32, usize)> {
        let end = bytes.trim_ascii_end();
        let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = end.len() - digits;
        let written = std::str::from_utf8(end.get(start..)?).ok()?;
        Some((written.parse().ok()?, start))
    };
    let (generation, start) = number(before.strip_suffix(b" ")?)?;
    let (object, start) = number(before.get(..start)?.strip_suffix(b" ")?)?;
    let is_first =
        start.checked_sub(1).and_then(|at| before.get(at)).is_none_or(u8::is_ascii_whitespace);
    is_first.then_some((object, u16::try_from(generation).ok()?, start))
}

/// What the last trailer names as the catalogue: `/Root 114 0 R`.
fn stated_root(bytes: &[u8]) -> Option<String> {
    let at = memmem::rfind(bytes, b"/Root")? + b"/Root".len();
    let rest = bytes.get(at..bytes.len().min(at + 32))?.trim_ascii_start();
    let end = rest.iter().position(|byte| *byte == b'R')?;
    let named = std::str::from_utf8(rest.get(..=end)?).ok()?;
    named
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'R')
        .then(|| named.to_owned())
}

/// The object that calls itself the catalogue.
fn catalogue(bytes: &[u8], found: &BTreeMap<u32, (usize, u16)>) -> Option<String> {
    let is_catalogue = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memmem::find(rest, b"endobj").unwrap_or(rest.len());
        memmem::find(rest.get(..end).unwrap_or_default(), b"/Catalog").is_some()
    };
    let (number, (_, generation)) = found.iter().rev().find(|(_, (at, _))| is_catalogue(*at))?;
    Some(format!("{number} {generation} R"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_where_they_stand_and_the_newest_holds() {
        let bytes = b"junk\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n12 3 obj 5 endobj\n1 0 obj <</Type /Catalog>> endobj\n";
        let whole = String::from_utf8(rebuilt(bytes).unwrap()).unwrap();
        let newest = String::from_utf8_lossy(bytes).rfind("1 0 obj").unwrap();
        assert!(whole.contains(&format!("1 1\n{newest:010} 00000 n")), "{whole}");
        assert!(whole.contains("12 1\n0000000050 00003 n"), "{whole}");
        assert!(whole.contains("/Root 1 0 R"), "{whole}");
        assert!(rebuilt(b"no objects here").is_none());
        assert!(rebuilt(b"1 0 obj <</Type/Page>> endobj").is_none());
    }
}
