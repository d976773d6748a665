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

#[path = "../tests/support/news.rs"]
mod news;

use std::env;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use variorum::collection::Article;
use variorum::storage::articles::{Reading, load_as};

/// What is measured: the endings of the files, and what reads them bare.
const FORMATS: [&str; 6] = ["txt", "md", "html", "mhtml", "epub", ARCHIVE];
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
                    fs::write(path, archive(articles)).expect("a disk with room");
                }
            } else {
                collection.articles().par_iter().enumerate().for_each(|(n, article)| {
                    let path = folder.join(format!("{n:05}.{format}"));
                    fs::write(path, file(article, n, format)).expect("a disk with room");
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
        "md" => read
            .map(|text| pulldown_cmark::Parser::new(&text).count())
            .filter(|events| *events > 0)
            .count(),
        _ => read.filter(|text| text.split("\n\n").count() > 0).count(),
    }
}

/// The articles as a press archive hands them out in one text.
fn archive(articles: &[Arc<Article>]) -> String {
    let of = articles.len();
    let one = |(n, article): (usize, &Arc<Article>)| {
        let text: String = article.passages().map(|p| format!("{}\n\n", p.text)).collect();
        format!(
            "                    {} of {of} DOCUMENTS\n\n\n          The Ferry Gazette\n\n          \
             May 2, 2024 Thursday\n\n{}\n\nLENGTH: {} words\n\n{text}LOAD-DATE: May 3, 2024\n\n\
             LANGUAGE: ENGLISH\n\n",
            n + 1,
            article.name(),
            article.words()
        )
    };
    articles.iter().enumerate().map(one).collect()
}

/// The bytes of a file in this format.
fn file(article: &Article, n: usize, format: &str) -> Vec<u8> {
    match format {
        "mhtml" => saved(&dressed(article, n, "html")).into_bytes(),
        "epub" => bound(article, n),
        format => dressed(article, n, format).into_bytes(),
    }
}

/// A page as browsers save it with its pictures.
fn saved(page: &str) -> String {
    let mut quoted = String::new();
    for line in page.lines() {
        let mut width = 0;
        for c in line.chars() {
            let mut bytes = [0; 4];
            let plain = c.is_ascii() && c != '=';
            let code: String = match c.encode_utf8(&mut bytes) {
                letter if plain => letter.to_owned(),
                letter => letter.bytes().map(|byte| format!("={byte:02X}")).collect(),
            };
            if width + code.len() > 75 {
                quoted.push_str("=\r\n");
                width = 0;
            }
            width += code.len();
            quoted.push_str(&code);
        }
        quoted.push_str("\r\n");
    }
    let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAA\r\n".repeat(200);
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"part\"\r\n\r\n\
         --part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         {quoted}\r\n--part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {picture}\r\n--part--\r\n"
    )
}

/// A book with two chapters.
fn bound(article: &Article, n: usize) -> Vec<u8> {
    let paragraphs: Vec<String> =
        article.passages().map(|passage| format!("<p>{}</p>\n", passage.text)).collect();
    let chapter = |number: usize, text: &[String]| {
        format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{number}\
             </title></head><body><h1>Chapter {number}</h1>{}</body></html>",
            text.concat()
        )
    };
    let (first, second) = paragraphs.split_at(paragraphs.len() / 2);
    let package = format!(
        "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:identifier id=\"id\">book-{n}</dc:identifier><dc:title>What was said on day {n}</dc:title>\
         <dc:language>en</dc:language><dc:creator>Ada Byrne</dc:creator></metadata><manifest>\
         <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
         <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>"
    );
    let container = "<?xml version=\"1.0\"?><container version=\"1.0\" \
        xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile \
        full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let packed = plain.compression_method(zip::CompressionMethod::Deflated);
    for (name, options, contents) in [
        ("mimetype", plain, "application/epub+zip"),
        ("META-INF/container.xml", packed, container),
        ("book.opf", packed, &package),
        ("a.xhtml", packed, &chapter(1, first)),
        ("b.xhtml", packed, &chapter(2, second)),
    ] {
        book.start_file(name, options).expect("a new entry");
        book.write_all(contents.as_bytes()).expect("room in memory");
    }
    book.finish().expect("a whole book").into_inner()
}

/// The article as a site would deliver it: with a head, a menu, a box and links at its end.
fn dressed(article: &Article, n: usize, format: &str) -> String {
    let paragraphs: Vec<&str> = article.passages().map(|passage| passage.text).collect();
    let title = format!("What was said on day {n}");
    let (author, date) = ("Ada Byrne", format!("{} May 20{:02}", n % 28 + 1, n % 25));
    match format {
        "html" => {
            let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
            let menu: String =
                (0..40).map(|n| format!("<li><a href=\"/{n}\">Section {n}</a></li>")).collect();
            format!(
                "<!DOCTYPE html><html lang=\"en\"><head><title>{title} | The Post</title>\
                 <meta property=\"og:site_name\" content=\"The Post\"><meta name=\"author\" content=\"{author}\">\
                 <meta name=\"date\" content=\"{date}\"><style>p {{ margin: 0 }}</style></head><body>\
                 <nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>\
                 <aside><h2>Related articles</h2><ul>{menu}</ul></aside><footer>© The Post</footer></body></html>"
            )
        }
        "md" => format!(
            "---\ntitle: {title}\nauthor: {author}\ndate: {date}\n---\n\n{}\n",
            paragraphs.join("\n\n")
        ),
        _ => format!(
            "Home\nNews\n\n{title}\n\nBy {author}\n{date}\n\n{}\n\nSubscribe to our newsletter\n\nRead more\n",
            paragraphs.join("\n\n")
        ),
    }
}
