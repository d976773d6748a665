//! What a file may be in the worst case: any byte changed, cut, doubled or thrown in. Nothing panics, hangs,
//! or says more than a line.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::ingest::{self, Limits};

/// Every sample, each of another format.
fn samples() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    ["archives", "documents", "pages"]
        .iter()
        .flat_map(|folder| fs::read_dir(data.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_none_or(|ending| ending != "pdf" || cfg!(feature = "pdf"))
        })
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

#[test]
fn no_damage_is_more_than_a_line() {
    // `VARIORUM_ROUNDS=2000 cargo test …` looks longer.
    let rounds = std::env::var("VARIORUM_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    for path in samples() {
        let whole = fs::read(&path).unwrap();
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ u64::try_from(whole.len()).unwrap());
        for round in 0..rounds {
            let bytes = damaged(&whole, &mut dice);
            let told = format!("{} in round {round}", path.display());
            let contents = ingest::open(&path, &bytes, Limits::DEFAULT);
            assert!(!contents.articles.is_empty() || !contents.problems.is_empty(), "{told}");
            for problem in &contents.problems {
                assert!(!problem.message.contains(['\n', '\u{1b}']), "{told}: {}", problem.message);
                assert!(problem.message.len() < 600, "{told}: {}", problem.message);
            }
            for article in &contents.articles {
                let text = article.text();
                assert!(
                    article
                        .blocks()
                        .iter()
                        .all(|b| text.get(b.extent.start..b.extent.end).is_some()),
                    "{told}"
                );
            }
        }
    }
}

#[test]
fn a_name_that_promises_another_format_costs_nothing() {
    let endings = [
        "txt", "md", "html", "pdf", "docx", "odt", "rtf", "eml", "mbox", "epub", "json", "xml",
        "srt",
    ];
    for path in samples() {
        let bytes = fs::read(&path).unwrap();
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
