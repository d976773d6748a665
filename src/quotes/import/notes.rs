//! Notes in Markdown or plain text, as programs for reading write them for people: quotations as block quotes
//! with what was thought of them below (Omnivore's `highlights/*.md`, Readwise, Obsidian), or `KOReader`'s
//! works with a line on the place of each mark.

use jiff::Timestamp;

use super::{Foreign, Import, NotQuotes};
use crate::quotes::quote::Snapshot;
use crate::text::front_matter::{self, Value};

/// The quotes in `text`; `name` is the file's, without ending, and names the work where nothing else does.
///
/// # Errors
/// If nothing in it is set apart as a quotation, or what stands before it lies too deep in itself.
pub(super) fn read(name: &str, text: &str, at: Timestamp) -> Result<Import, NotQuotes> {
    let text = text.replace("\r\n", "\n");
    let marks = match plain(&text) {
        marks if marks.is_empty() => markdown(name, &text).map_err(NotQuotes::Damaged)?,
        marks => marks,
    };
    let quotes: Vec<_> = marks.into_iter().filter_map(|mark| mark.quote(at)).collect();
    if quotes.is_empty() {
        return Err(NotQuotes::Form);
    }
    Ok(Import { foreign: quotes, ..Import::default() })
}

/// What lines belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Nothing that is kept.
    Frame,
    /// The words of a mark.
    Words,
    /// What was thought of them.
    Note,
}

/// Marks while they are read line by line.
struct Marks {
    article: Snapshot,
    found: Vec<Foreign>,
    part: Part,
}

impl Marks {
    fn of(article: Snapshot) -> Self {
        Self { article, found: Vec::new(), part: Part::Frame }
    }

    /// A new mark begins.
    fn begin(&mut self, page: Option<String>) {
        let article = self.article.clone();
        self.found.push(Foreign { article, page, ..Foreign::default() });
        self.part = Part::Words;
    }

    /// A line of the part that is open.
    fn line(&mut self, line: &str) {
        let Some(mark) = self.found.last_mut() else { return };
        let text = match self.part {
            Part::Frame => return,
            Part::Words => &mut mark.exact,
            Part::Note => &mut mark.note,
        };
        if !(text.is_empty() && line.is_empty()) {
            text.push_str(line);
            text.push('\n');
        }
    }

    fn finish(self) -> Vec<Foreign> {
        let trimmed = |text: &str| text.trim().to_owned();
        let marks = self.found.into_iter().map(|mark| Foreign {
            exact: unmarked(mark.exact.trim()).to_owned(),
            note: trimmed(&mark.note),
            ..mark
        });
        marks.collect()
    }
}

/// Whether a line only parts: `---`, `***`.
fn is_rule(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'-') || line.bytes().all(|b| b == b'*'))
}

/// Words without the signs in which the style of their mark was written.
fn unmarked(words: &str) -> &str {
    let signs = ["**_ _**", "** **", "== ==", "++ ++", "~~ ~~", "<u> </u>", "* *"];
    let inner = signs.iter().find_map(|pair| {
        let (open, close) = pair.split_once(' ')?;
        words.strip_prefix(open)?.strip_suffix(close).filter(|inner| !inner.contains(open))
    });
    inner.unwrap_or(words)
}

/// The number behind the first words of a line on a place: “Page 12 @ 14 March 2024”.
fn page(line: &str) -> Option<String> {
    let mut words = line.split([' ', ',', ':']).filter(|word| !word.is_empty());
    let (_, number) = (words.next()?, words.next()?);
    let is_number = number.chars().all(|c| c.is_ascii_digit() || "ivxlc".contains(c));
    is_number.then(|| number.to_owned())
}

fn markdown(name: &str, text: &str) -> Result<Vec<Foreign>, String> {
    let (head, body) = front_matter::split(text)?.unwrap_or((None, text));
    // Where the work is named before the text, a heading says it again.
    let is_named = head.as_ref().is_some_and(|head| !head.under(&["title"]).is_empty());
    let mut marks = Marks::of(stated(name, head.as_ref()));
    for line in body.lines().map(str::trim_end) {
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        let heading = heading.trim();
        if let Some(words) = line.trim_start().strip_prefix('>') {
            if marks.part != Part::Words {
                marks.begin(None);
            }
            let (words, tags) = labelled(words.trim());
            marks.line(&words);
            if let Some(mark) = marks.found.last_mut() {
                mark.tags.extend(tags);
            }
        } else if level > 0 && line.contains("# ") {
            marks.part = Part::Frame;
            match level {
                1 if is_named => {}
                1 => {
                    marks.article =
                        Snapshot { title: Some(heading.to_owned()), ..Snapshot::default() }
                }
                5 => marks.article.authors = names(heading),
                3 if page(heading).is_some() && heading.contains('@') => marks.begin(page(heading)),
                _ => {}
            }
        } else if line.is_empty() && marks.part == Part::Words {
            // A quotation is over where its signs end; what has a place goes on until it is said.
            let has_place = marks.found.last().is_some_and(|mark| mark.page.is_some());
            marks.part = if has_place { Part::Words } else { Part::Note };
            marks.line("");
        } else if is_rule(line) {
            marks.part = if marks.part == Part::Words { Part::Note } else { Part::Frame };
        } else if line.starts_with('[') && line.contains("](<file:") {
            marks.part = Part::Frame;
        } else if marks.part == Part::Note && is_tags(line) {
            let tags = line.split_whitespace().map(|tag| tag.trim_start_matches('#').to_owned());
            let tags: Vec<String> = tags.collect();
            if let Some(mark) = marks.found.last_mut() {
                mark.tags.extend(tags);
            }
        } else {
            marks.line(line);
        }
    }
    Ok(marks.finish())
}

/// Whether a line is nothing but labels: `#harbour #to-read`.
fn is_tags(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| word.len() > 1 && word.starts_with('#') && !word.starts_with("##"))
}

/// Quoted words without the link back to their program and the labels behind it, and those labels.
fn labelled(words: &str) -> (String, Vec<String>) {
    let Some((before, link)) = words.rsplit_once(" [") else {
        return (words.to_owned(), Vec::new());
    };
    match link.split_once("](").and_then(|(name, rest)| Some((name, rest.split_once(')')?.1))) {
        // A word in brackets belongs to the quotation, a sign or an address does not.
        Some((name, behind))
            if !name.chars().any(char::is_alphabetic)
                && (behind.trim().is_empty() || is_tags(behind)) =>
        {
            let tags = behind.split_whitespace().map(|tag| tag.trim_start_matches('#').to_owned());
            (before.trim().to_owned(), tags.collect())
        }
        _ => (words.to_owned(), Vec::new()),
    }
}

/// The work that the front matter `head` names, else the file.
fn stated(name: &str, head: Option<&Value>) -> Snapshot {
    let all = |keys: &[&str]| head.map(|head| head.under(keys)).unwrap_or_default();
    let title = all(&["title"]).into_iter().next();
    let addresses = all(&["url", "original_url", "link", "source", "original"]);
    Snapshot {
        title: title.or_else(|| (!name.is_empty()).then(|| name.to_owned())),
        authors: all(&["author", "authors"]).iter().flat_map(|all| names(all)).collect(),
        url: addresses.into_iter().find(|url| url.contains("://")),
        ..Snapshot::default()
    }
}

fn names(all: &str) -> Vec<String> {
    let names = all.split(", ").map(str::trim);
    // What programs say where they know none.
    let known = |name: &&str| {
        !name.is_empty() && !["n/a", "unknown"].contains(&name.to_lowercase().as_str())
    };
    names.filter(known).map(str::to_owned).collect()
}

/// `KOReader`'s plain text: names and places behind wide spaces, marks ended by a rule of its own.
fn plain(text: &str) -> Vec<Foreign> {
    const WIDE: char = '\u{3000}';
    const END: &str = "-=-=-=-=-=-";
    let mut marks = Marks::of(Snapshot::default());
    if !text.lines().any(|line| line == END) {
        return Vec::new();
    }
    // The line before a place is a chapter, the first behind the end of nothing is the work.
    let mut named: Vec<&str> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start_matches(WIDE).trim();
        if line == END {
            marks.part = Part::Frame;
        } else if let Some(place) = bare.strip_prefix("-- ").filter(|_| line.starts_with(WIDE)) {
            if marks.article.title.is_none() || named.len() > 1 {
                let title = named.first().map(|title| (*title).to_owned());
                marks.article = Snapshot { title, ..Snapshot::default() };
            }
            named.clear();
            marks.begin(page(place));
        } else if line.starts_with(WIDE) {
            if !bare.is_empty() {
                named.push(bare);
            }
        } else if is_rule(line) && marks.part == Part::Words {
            marks.part = Part::Note;
        } else {
            marks.line(line);
        }
    }
    marks.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quotes in `text`: work, author, words, note, page, tags.
    fn quotes(name: &str, text: &str) -> Vec<[String; 6]> {
        let import = read(name, text, Timestamp::UNIX_EPOCH).unwrap_or_default();
        let quotes = import.foreign.into_iter().map(|quote| {
            [
                quote.article.title.unwrap_or_default(),
                quote.article.authors.join(" & "),
                quote.exact,
                quote.note,
                quote.page.unwrap_or_default(),
                quote.tags.join(" "),
            ]
        });
        quotes.collect()
    }

    #[test]
    fn block_quotes_are_quotations_with_what_stands_below_them() {
        let text = "> The sluice was shut\n> before dawn.\n\n#water #dawn\n\nWho shut it?\n\n> Nobody [of the crew] saw it.\n";
        assert_eq!(
            quotes("the-sluice", text),
            [
                [
                    "the-sluice",
                    "",
                    "The sluice was shut\nbefore dawn.",
                    "Who shut it?",
                    "",
                    "water dawn"
                ],
                ["the-sluice", "", "Nobody [of the crew] saw it.", "", "", ""],
            ]
        );
        let text = "---\ntitle: \"The sluice\"\nauthor: unknown\nurl: https://post.example/sluice\n---\n# The sluice\n#Omnivore\n\n## Highlights\n\n> It was shut. [⤴️](https://omnivore.example/me/s#1)  #water\n\nCompare.\n";
        assert_eq!(
            quotes("sluice", text),
            [["The sluice", "", "It was shut.", "Compare.", "", "water"]]
        );
        let read = |text: &str| read("a", text, Timestamp::UNIX_EPOCH);
        assert_eq!(read("# A heading\n\nPlain words.\n"), Err(NotQuotes::Form));
        let deep = format!("---\ntitle: {}\n---\n\n> It was shut.\n", "[".repeat(100));
        assert!(matches!(read(&deep), Err(NotQuotes::Damaged(_))));
        // The heading under the front matter names the same work, whose address stays known.
        let import = read("---\ntitle: The sluice\noriginal_url: https://post.example/sluice\n---\n# The Sluice\n\n> It was shut.\n").unwrap();
        let [quote] = import.foreign.as_slice() else { panic!("{import:?}") };
        assert_eq!(quote.article.url.as_deref(), Some("https://post.example/sluice"));
    }

    #[test]
    fn marks_of_a_book_have_their_place_and_note() {
        let text = "# The Weir\n##### Ada Byrne, Otto Halm\n\n## Spring\n### Page 12 @ 14 March 2024 10:00:00 PM\n*The weir sang.*\n### Page 13 @ 14 March 2024 10:01:00 PM\nIt stopped.\n\n---\nWhy?\n";
        assert_eq!(
            quotes("all", text),
            [
                ["The Weir", "Ada Byrne & Otto Halm", "The weir sang.", "", "12", ""],
                ["The Weir", "Ada Byrne & Otto Halm", "It stopped.", "Why?", "13", ""],
            ]
        );
        let text = "\u{3000}The Weir\n\u{3000}\n\u{3000}Spring\n\u{3000}\n\u{3000}\u{3000}-- Page: 12, added on Thu Mar 14\n\nThe weir sang.\n\n---\nIndeed.\n-=-=-=-=-=-\n\u{3000}Autumn\n\u{3000}\n\u{3000}\u{3000}-- Page: 40, added on Fri\n\nIt froze.\n-=-=-=-=-=-\n";
        assert_eq!(
            quotes("", text),
            [
                ["The Weir", "", "The weir sang.", "Indeed.", "12", ""],
                ["The Weir", "", "It froze.", "", "40", ""],
            ]
        );
    }
}
