//! What a file may be in the worst case: any byte changed, cut, doubled or thrown in. Nothing panics, hangs,
//! or says more than a line.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::ingest::{self, Limits};

use crate::packed::packed;

const CHAPTER: &str = "<html><body><h1>Bells</h1><p>The bell of the old pilot house rang at four. It rang eleven times.</p></body></html>";

/// What no file of the samples is: mails, a book, an export that is packed, front matter.
fn made() -> Vec<(PathBuf, Vec<u8>)> {
    let mail = format!(
        "From: Jane Miller <jane@gazette.example>\nSubject: The bell\nDate: Thu, 2 May 2024 06:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nThe bell rang.\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{}\n--b--\n",
        CHAPTER.replace('=', "=3D")
    );
    let mailbox = format!(
        "From jane Thu May  2 06:00:00 2024\n{mail}\nFrom otto Fri May  3 06:00:00 2024\n{mail}"
    );
    let package = r#"<package version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>Bells</dc:title><dc:language>en</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>"#;
    let book = packed(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
        ),
        ("c.opf", package),
        ("c.xhtml", CHAPTER),
    ]);
    let list = r#"[{"slug": "bell", "title": "The bell", "url": "https://gazette.example/bell"}]"#;
    let export = packed(&[("metadata_0_to_20.json", list), ("content/bell.html", CHAPTER)]);
    let note = "---\ntitle: The bell\nauthors: [Jane Miller, {name: Otto Halm}]\ndate: 2024-05-02\n---\n# The bell\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nIt rang [eleven][1] times.[^1]\n\n[1]: https://gazette.example\n[^1]: So they say.\n";
    vec![
        ("bell.eml".into(), mail.into()),
        ("bells.mbox".into(), mailbox.into()),
        ("bells.epub".into(), book),
        ("saved.zip".into(), export),
        ("bell.md".into(), note.into()),
    ]
}

/// Every sample with its name, each of another format.
fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    ["archives", "documents", "pages"]
        .iter()
        .flat_map(|folder| fs::read_dir(data.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_none_or(|ending| ending != "pdf" || cfg!(feature = "pdf"))
        })
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .chain(made())
        .collect()
}

/// A small generator of numbers (xorshift, Marsaglia 2003): the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// `bytes` with one to four faults.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let to = (at + dice.below(200)).min(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => bytes.drain(at..to).for_each(drop),
            2 => {
                let again = bytes[at..to].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes.splice(at..at, [0xff, b'{', b'<', b'\\', 0]).for_each(drop),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

/// How often each sample is damaged: `VARIORUM_ROUNDS=2000 cargo test …` looks longer.
fn rounds(usual: usize) -> usize {
    std::env::var("VARIORUM_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Whatever `bytes` are, they are articles that are whole, or one line each on what is wrong.
#[track_caller]
fn is_read_or_named(path: &Path, bytes: &[u8], told: &str) {
    let contents = ingest::open(path, bytes, Limits::DEFAULT);
    let told = format!("{} {told}", path.display());
    assert!(!contents.articles.is_empty() || !contents.problems.is_empty(), "{told}");
    for problem in &contents.problems {
        assert!(!problem.message.contains(['\n', '\u{1b}']), "{told}: {}", problem.message);
        assert!(problem.message.len() < 600, "{told}: {}", problem.message);
    }
    for article in &contents.articles {
        let text = article.text();
        let whole = |at: &std::ops::Range<usize>| text.get(at.clone()).is_some();
        assert!(article.blocks().iter().all(|b| whole(&(b.extent.start..b.extent.end))), "{told}");
    }
}

#[test]
fn a_file_that_breaks_off_at_any_byte_is_read_as_far_as_it_goes_or_named() {
    let mut cuts = 0;
    for (path, whole) in samples() {
        // Steps without a common divisor meet every kind of place in time; as many rounds as bytes meet all.
        let step = (whole.len() / rounds(24)).max(1) | 1;
        for end in (0..whole.len()).step_by(step) {
            is_read_or_named(&path, &whole[..end], &format!("to {end}"));
            cuts += 1;
        }
    }
    println!("{cuts} beginnings of files");
}

#[test]
fn no_damage_is_more_than_a_line() {
    let rounds = rounds(12);
    for (path, whole) in samples() {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ u64::try_from(whole.len()).unwrap());
        for round in 0..rounds {
            let bytes = damaged(&whole, &mut dice);
            is_read_or_named(&path, &bytes, &format!("in round {round}"));
        }
    }
}

#[test]
fn a_name_that_promises_another_format_costs_nothing() {
    let endings = [
        "txt", "md", "html", "pdf", "docx", "odt", "rtf", "eml", "mbox", "epub", "json", "xml",
        "srt",
    ];
    for (path, bytes) in samples() {
        for ending in endings {
            let contents = ingest::open(&path.with_extension(ending), &bytes, Limits::DEFAULT);
            assert!(
                !contents.articles.is_empty() || !contents.problems.is_empty(),
                "{} as {ending}",
                path.display()
            );
        }
    }
}
