//! What loading costs: articles of each format, read anew and from the cache, beside the bare crate.
//!
//! `cargo bench --bench loading -- 1000 10000` writes so many articles of each format to a folder of its
//! own and prints articles per second and the highest memory. Every line is a process of its own, so
//! that none pays for the memory of another.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark prints numbers about text it made itself"
)]

#[path = "loading/files.rs"]
mod files;
#[path = "../tests/support/news.rs"]
mod news;

use std::env;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rayon::prelude::*;
use variorum::storage::articles::{Reading, load_as};

/// What is measured: the endings of the files, and what reads them bare.
const FORMATS: [&str; 8] = ["txt", "md", "html", "mhtml", "epub", "docx", "pdf", ARCHIVE];
/// Many articles in each file, as a press archive hands them out.
const ARCHIVE: &str = "archive";
/// How many.
const IN_ARCHIVE: usize = 500;
/// The ways in which a folder is read.
const WAYS: [&str; 4] = ["bare crate", "anew", "anew, filling the cache", "from the cache"];

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let first = arguments.next();
    if first.as_deref() == Some("--way") {
        let rest: Vec<String> = arguments.collect();
        if let [format, way, folder, cache] = rest.as_slice() {
            one(format, way, Path::new(folder), Path::new(cache));
        }
        return;
    }
    let counts: Vec<usize> =
        first.into_iter().chain(arguments).filter_map(|n| n.parse().ok()).collect();
    for count in if counts.is_empty() { vec![1_000] } else { counts } {
        let home = tempfile::tempdir().expect("a folder to write to");
        let collection = news::collection(count * news::SENTENCES, 7);
        for format in FORMATS {
            let folder = home.path().join(format);
            fs::create_dir(&folder).expect("a new folder");
            if format == ARCHIVE {
                for (n, articles) in collection.articles().chunks(IN_ARCHIVE).enumerate() {
                    let path = folder.join(format!("{n:05}.txt"));
                    fs::write(path, files::archive(articles)).expect("a disk with room");
                }
            } else {
                collection.articles().par_iter().enumerate().for_each(|(n, article)| {
                    let path = folder.join(format!("{n:05}.{format}"));
                    fs::write(path, files::file(article, n, format)).expect("a disk with room");
                });
            }
            for way in WAYS {
                let cache = home.path().join(format!("cache-{format}"));
                let program = env::current_exe().expect("a program that runs");
                let status = Command::new(program)
                    .args(["--way", format, way])
                    .arg(&folder)
                    .arg(cache)
                    .status();
                assert!(status.is_ok_and(|status| status.success()), "{format}, {way}");
            }
        }
    }
}

/// Reads `folder` in one way and prints what it cost.
fn one(format: &str, way: &str, folder: &Path, cache: &Path) {
    let paths = [folder.to_owned()];
    let reading =
        Reading { cache: way.contains("cache").then(|| cache.to_owned()), ..Reading::default() };
    let started = Instant::now();
    let count = if way == WAYS[0] { bare(format, folder) } else { load_as(&paths, &reading).len() };
    let took = started.elapsed();
    let speed = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / took.as_secs_f64();
    println!(
        "{format:>7} {way:<24} {count:>6} articles {took:>10.1?} {speed:>9.0}/s {:>6} MB",
        peak()
    );
}

/// The highest memory of this process so far, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// What the crate under a format does with the same files, and nothing else.
fn bare(format: &str, folder: &Path) -> usize {
    let files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    let read = files.par_iter().filter_map(|path| fs::read_to_string(path).ok());
    let main_content = |page: &str| {
        dom_smoothie::Readability::new(page, None, None).is_ok_and(|mut r| r.parse().is_ok())
    };
    match format {
        "html" => read.filter(|page| main_content(page)).count(),
        "mhtml" => {
            let page = |mail: String| {
                let message = mail_parser::MessageParser::default().parse(mail.as_bytes())?;
                Some(message.body_html(0)?.into_owned())
            };
            read.filter_map(page).filter(|page| main_content(page)).count()
        }
        "epub" => {
            let chapters = |path: &PathBuf| -> Option<usize> {
                let book = rbook::Epub::options().read(Cursor::new(fs::read(path).ok()?)).ok()?;
                let chapters = book.spine().iter().filter_map(|entry| {
                    let mut bytes = Vec::new();
                    entry.manifest_entry()?.copy_bytes(&mut bytes).ok()
                });
                Some(chapters.count())
            };
            files.par_iter().filter_map(chapters).filter(|count| *count > 0).count()
        }
        "docx" => {
            let text = |path: &PathBuf| -> Option<usize> {
                let mut folder = zip::ZipArchive::new(fs::File::open(path).ok()?).ok()?;
                let document =
                    std::io::read_to_string(folder.by_name(files::DOCUMENT).ok()?).ok()?;
                let mut reader = quick_xml::Reader::from_str(&document);
                let mut texts = 0;
                loop {
                    match reader.read_event().ok()? {
                        quick_xml::events::Event::Text(_) => texts += 1,
                        quick_xml::events::Event::Eof => return Some(texts),
                        _ => {}
                    }
                }
            };
            files.par_iter().filter_map(text).filter(|count| *count > 0).count()
        }
        #[cfg(feature = "pdf")]
        "pdf" => {
            let text = |path: &PathBuf| {
                let bytes = fs::read(path).ok()?;
                pdf_inspector::extractor::extract_text_mem(&bytes).ok()
            };
            files.par_iter().filter_map(text).count()
        }
        "md" => read
            .map(|text| pulldown_cmark::Parser::new(&text).count())
            .filter(|events| *events > 0)
            .count(),
        _ => read.filter(|text| text.split("\n\n").count() > 0).count(),
    }
}
