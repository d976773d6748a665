//! Ten thousand quotes: reading them, looking again, finding where they stand, adding one.
//!
//! `cargo bench --bench quotes`. Files are in the page cache; adding is measured with and without
//! bringing the bytes to the disk.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up is no benchmark")]

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use jiff::Timestamp;
use tempfile::TempDir;
use ulid::Ulid;
use variorum::collection::{Article, Block, BlockKind, Collection, Draft};
use variorum::quotes::{CitationForm, Quote, QuoteId, anchor, export, locate, make, record};
use variorum::storage::atomic::{Disk, FileSystem, Kind};
use variorum::storage::quotes::{Store, StoreSnapshot, new_id};
use variorum::text::Extent;

const QUOTES: usize = 10_000;
const ARTICLES: usize = 100;

fn main() {
    divan::main();
}

/// An article of twenty paragraphs; `edited` puts one more above them.
fn article(number: usize, edited: bool) -> Article {
    let mut draft = Draft::default();
    let first = if edited { "A paragraph that was put in later.\n\n" } else { "" };
    draft.text.push_str(first);
    for paragraph in 0..20 {
        let start = draft.text.len();
        for sentence in 0..5 {
            let words = format!(
                "In year {} the board of harbour {number} heard report {paragraph} on pier {sentence} and took no decision. ",
                1800 + number + paragraph * 3 + sentence
            );
            draft.text.push_str(&words);
        }
        draft
            .blocks
            .push(Block::new(BlockKind::Paragraph, Extent::new(start, draft.text.len() - 1)));
        draft.text.push('\n');
    }
    Article::assemble(Path::new(&format!("harbour-{number}.txt")), draft)
}

struct Setup {
    folder: TempDir,
    quotes: Vec<Quote>,
    collection: Collection,
    edited: Collection,
}

static SETUP: LazyLock<Setup> = LazyLock::new(|| {
    let articles: Vec<Article> = (0..ARTICLES).map(|number| article(number, false)).collect();
    let sentences: Vec<(usize, Extent)> = articles
        .iter()
        .enumerate()
        .flat_map(|(place, article)| {
            let all = article.blocks().iter().flat_map(|block| block.sentences.iter().copied());
            all.map(move |sentence| (place, sentence)).collect::<Vec<_>>()
        })
        .collect();
    let folder = TempDir::new().expect("a folder");
    let store = Store::below(folder.path());
    fs::create_dir(store.folder()).expect("a folder");
    fs::write(store.folder().join("FORMAT"), "1\n").expect("a file");
    let quotes: Vec<Quote> = (0..QUOTES)
        .map(|number| {
            let (place, sentence) = sentences[number % sentences.len()];
            let id = QuoteId(Ulid::from_parts(1_700_000_000_000 + number as u64, number as u128));
            make(&articles[place], sentence, id, Timestamp::UNIX_EPOCH).expect("words")
        })
        .collect();
    for quote in &quotes {
        fs::write(store.path(quote.id), record::write(quote)).expect("a file");
    }
    let collection = Collection::new(articles.into_iter().map(Into::into), Vec::new());
    let edited = (0..ARTICLES).map(|number| article(number, true).into());
    Setup { folder, quotes, collection, edited: Collection::new(edited, Vec::new()) }
});

#[divan::bench(sample_count = 10)]
fn list_10_000_files(bencher: Bencher<'_, '_>) {
    let store = Store::below(SETUP.folder.path());
    bencher.bench(|| store.read(&StoreSnapshot::default()).expect("read").quotes.len());
}

#[divan::bench(sample_count = 10)]
fn look_again_at_10_000_unchanged_files(bencher: Bencher<'_, '_>) {
    let store = Store::below(SETUP.folder.path());
    let shelf = store.read(&StoreSnapshot::default()).expect("read");
    bencher.bench(|| store.read(black_box(&shelf)).expect("read").quotes.len());
}

#[divan::bench(sample_count = 5)]
fn command_quotes_list_json(bencher: Bencher<'_, '_>) {
    let root = SETUP.folder.path();
    bencher.bench(|| {
        Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["quotes", "list", "--json"])
            .env("VARIORUM_DATA_DIR", root)
            .env("VARIORUM_STATE_DIR", root.join("state"))
            .env("VARIORUM_CONFIG_DIR", root.join("config"))
            .env("VARIORUM_CACHE_DIR", root.join("cache"))
            .stdout(Stdio::null())
            .status()
            .expect("run")
    });
}

#[divan::bench(sample_count = 10)]
fn check_10_000_in_unchanged_articles(bencher: Bencher<'_, '_>) {
    let quotes: Vec<&Quote> = SETUP.quotes.iter().collect();
    bencher.bench(|| locate(black_box(&quotes), &SETUP.collection));
}

#[divan::bench(sample_count = 3)]
fn check_10_000_in_edited_articles(bencher: Bencher<'_, '_>) {
    let quotes: Vec<&Quote> = SETUP.quotes.iter().collect();
    bencher.bench(|| locate(black_box(&quotes), &SETUP.edited));
}

#[divan::bench]
fn find_one_in_an_edited_article(bencher: Bencher<'_, '_>) {
    let quote = SETUP.quotes.first().expect("a quote");
    let edited = article(0, true);
    bencher.bench(|| anchor(black_box(quote), &edited));
}

/// Everything but bringing bytes to the disk.
struct Unsynced;

impl FileSystem for Unsynced {
    type File = File;

    fn create_new(&self, path: &Path, kind: Kind) -> io::Result<File> {
        Disk.create_new(path, kind)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        Disk.write(file, bytes)
    }

    fn sync(&self, _: &mut File) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename_new(from, to)
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        Disk.touch(path)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }

    fn create_folder(&self, folder: &Path, kind: Kind) -> io::Result<()> {
        Disk.create_folder(folder, kind)
    }
}

#[divan::bench]
fn make_a_quote(bencher: Bencher<'_, '_>) {
    let article = article(0, false);
    let extent = article.blocks()[3].sentences[2];
    bencher.bench(|| make(&article, extent, new_id(), Timestamp::UNIX_EPOCH));
}

fn add(bencher: Bencher<'_, '_>, store: &Store<impl FileSystem + Sync>) {
    let quote = SETUP.quotes.first().expect("a quote");
    bencher
        .with_inputs(|| Quote { id: new_id(), ..quote.clone() })
        .bench_refs(|quote| store.add(quote).expect("saved"));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn add_one_without_fsync(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    add(bencher, &Store::on(Unsynced, folder.path().join("quotes")));
}

#[divan::bench(sample_count = 50, sample_size = 1)]
fn add_one_to_the_disk(bencher: Bencher<'_, '_>) {
    let folder = TempDir::new().expect("a folder");
    add(bencher, &Store::on(Disk, folder.path().join("quotes")));
}

#[divan::bench(sample_count = 5)]
fn export_10_000_as_json(bencher: Bencher<'_, '_>) {
    bencher.bench(|| export::collection(black_box(&SETUP.quotes)));
}

#[divan::bench(sample_count = 5)]
fn export_10_000_as_markdown(bencher: Bencher<'_, '_>) {
    let (by, form) = (export::Grouping::default(), &CitationForm::default().into());
    bencher.bench(|| export::markdown(black_box(&SETUP.quotes), by, form));
}
