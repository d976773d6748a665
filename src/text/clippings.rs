//! `My Clippings.txt`, as Kindles and `KOReader` write it: blocks of the work's name, a line that says what
//! and where, an empty line and the words, each ended by ten equals signs. In whatever language the device
//! speaks, the parts of the second line are parted by `|` and the numbers mean the same.

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClippingKind {
    /// Words of the work.
    Highlight,
    /// Words of the reader.
    Note,
    /// A place without words.
    Bookmark,
}

/// A block of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clipping {
    /// Name of the work.
    pub title: String,
    /// Who wrote it, as “Ada Byrne”.
    pub authors: Vec<String>,
    /// What it holds.
    pub kind: ClippingKind,
    /// The page, where the work has pages.
    pub page: Option<String>,
    /// First and last location in the work.
    pub location: Option<(u32, u32)>,
    /// The line that says what and where, without its dash.
    pub about: String,
    /// The words marked, or the reader's note.
    pub words: String,
}

/// What ends a block.
pub const END: &str = "==========";

/// The blocks of `text`, if it is such a file; a last one that breaks off is left out.
pub fn read(text: &str) -> Option<Vec<Clipping>> {
    let text = text.replace("\r\n", "\n");
    let mut found: Vec<Clipping> = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        if line.trim_end() != END {
            block.push(line);
            continue;
        }
        // A file that is none shows it in its first block.
        let clipping = clipping(&std::mem::take(&mut block));
        match clipping {
            Some(clipping) => add(&mut found, clipping),
            None if found.is_empty() => return None,
            None => {}
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Adds `new`; a highlight that was drawn out is the same one.
fn add(found: &mut Vec<Clipping>, new: Clipping) {
    if let Some(last) = found.last_mut()
        && last.title == new.title
        && (last.kind, new.kind) == (ClippingKind::Highlight, ClippingKind::Highlight)
        && last.location.zip(new.location).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
        && (new.words.contains(&last.words) || last.words.contains(&new.words))
    {
        if new.words.len() >= last.words.len() {
            *last = new;
        }
        return;
    }
    found.push(new);
}

fn clipping(block: &[&str]) -> Option<Clipping> {
    let mut lines = block.iter().map(|line| line.trim().trim_start_matches('\u{feff}'));
    let name = lines.by_ref().find(|line| !line.is_empty())?;
    let about = lines.next()?.strip_prefix("- ")?.trim();
    let words = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    let (title, authors) = named(name);
    let first = about.split('|').next().unwrap_or(about).to_lowercase();
    let kind = if words.is_empty() {
        ClippingKind::Bookmark
    } else if NOTES.iter().any(|word| first.split_whitespace().any(|own| own == *word)) {
        ClippingKind::Note
    } else {
        ClippingKind::Highlight
    };
    let (page, location) = places(about);
    Some(Clipping { title, authors, kind, page, location, about: about.to_owned(), words })
}

/// What devices call a note.
const NOTES: &[&str] =
    &["note", "notiz", "nota", "notitie", "notatka", "заметка", "примечание", "メモ"];
/// How devices begin the word for a page.
const PAGES: &[&str] = &["page", "seite", "página", "pagina", "strona", "страниц", "стр"];

/// “The Dry Dock (Ada Byrne)”, “Two Cheers (Halm, Otto;Byrne, Ada)”: title and authors.
fn named(name: &str) -> (String, Vec<String>) {
    let parted = name.strip_suffix(')').and_then(|inner| {
        // The author may have brackets of his own.
        let mut depth = 0_usize;
        let open = inner.char_indices().rev().find(|(_, c)| match c {
            ')' => {
                depth += 1;
                false
            }
            '(' if depth == 0 => true,
            '(' => {
                depth -= 1;
                false
            }
            _ => false,
        })?;
        Some((inner.get(..open.0)?.trim(), inner.get(open.0 + 1..)?))
    });
    match parted {
        Some((title, authors)) if !title.is_empty() => {
            let authors = authors.split(';').map(straightened);
            // What devices say where they know none.
            let authors = authors.filter(|name| !name.is_empty() && name != "Unknown");
            (title.to_owned(), authors.collect())
        }
        _ => (name.to_owned(), Vec::new()),
    }
}

/// “Ada Byrne” for “Byrne, Ada”.
fn straightened(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => format!("{} {}", first.trim(), last.trim()),
        _ => name.trim().to_owned(),
    }
}

/// Page and location in the line `about`: the number behind a word for a page, and the numbers of the part
/// that is neither that nor the date.
fn places(about: &str) -> (Option<String>, Option<(u32, u32)>) {
    let mut page: Option<String> = None;
    let mut location = None;
    for part in about.split('|').map(str::trim) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let Some(at) = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        else {
            // Pages of a foreword are counted in letters.
            let of_page = |word: &&str| PAGES.iter().any(|p| word.to_lowercase().starts_with(p));
            let behind = words.iter().position(of_page).and_then(|at| words.get(at + 1));
            page = page.or_else(|| behind.map(|page| (*page).to_owned()));
            continue;
        };
        let number = words.get(at).copied().unwrap_or("");
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.to_lowercase());
        let of_page = before.is_some_and(|word| PAGES.iter().any(|page| word.starts_with(page)));
        let range = || {
            let (first, last) = number.split_once('-').unwrap_or((number, number));
            Some((first.parse().ok()?, last.parse().ok()?))
        };
        if of_page {
            page = page.or_else(|| Some(number.to_owned()));
        } else if at + 1 == words.len() && location.is_none() {
            location = range();
        }
    }
    (page, location)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_in_any_language() {
        let file = "\u{feff}The Dry Dock (Ada Byrne)\r\n- Your Highlight on page 15 | Location 205-206 | Added on Wednesday, December 27, 2023 4:06:26 PM\r\n\r\nNobody had asked her.\r\n==========\r\n\
            Zwei Hochs (auf die Fähre) (Halm, Otto;Byrne, Ada)\r\n- Ihre Notiz auf Seite xi | Position 71 | Hinzugefügt am Freitag, 29. Dezember 2023 10:49:48\r\n\r\nprüfen\r\n==========\r\n\
            The Dry Dock (Ada Byrne)\r\n- Your Bookmark on Location 300 | Added on Friday, December 29, 2023 10:49:48 AM\r\n\r\n\r\n==========\r\nThe Dry Do";
        let found = read(file).unwrap();
        assert_eq!(found.len(), 3);
        let first = found.first().unwrap();
        assert_eq!(
            (first.title.as_str(), first.authors.as_slice()),
            ("The Dry Dock", &["Ada Byrne".to_owned()][..])
        );
        assert_eq!((first.page.as_deref(), first.location), (Some("15"), Some((205, 206))));
        let second = found.get(1).unwrap();
        assert_eq!(second.title, "Zwei Hochs (auf die Fähre)");
        assert_eq!(second.authors, ["Otto Halm", "Ada Byrne"]);
        assert_eq!((second.kind, second.page.as_deref()), (ClippingKind::Note, Some("xi")));
        assert_eq!(second.location, Some((71, 71)));
        assert_eq!(found.get(2).map(|c| c.kind), Some(ClippingKind::Bookmark));
        assert_eq!(read("A text.\n==========\nMore."), None);
        assert_eq!(read("Setext title\n==========\n\nMore."), None);
    }

    #[test]
    fn a_highlight_that_was_drawn_out_is_one() {
        let block = |words: &str| {
            format!("T (A)\n- Your Highlight on Location 5-6 | Added on x\n\n{words}\n==========\n")
        };
        let found = read(&(block("the ferry left") + &block("the ferry left at seven"))).unwrap();
        assert_eq!(
            found.iter().map(|c| c.words.as_str()).collect::<Vec<_>>(),
            ["the ferry left at seven"]
        );
    }
}
