//! The law of ingestion: each word that a reader of the file sees stands in exactly one block, in its order.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use dom_query::{Document, NodeRef};
use proptest::prelude::*;
use variorum::collection::{Article, BlockKind};
use variorum::ingest;

/// What pages are made of, around the words `{}`; every one of them is seen.
const SEEN: &[&str] = &[
    "<p>{}.</p>",
    "<p>{} <b>{}</b> {}.</p>",
    "<p>{}<br>{}</p>",
    "<p>{}<br><br>{}</p>",
    "<p><a href=\"/x\">{}</a> {}</p>",
    "<div>{}</div>",
    "<div>{}<p>{}</p>{}</div>",
    "<h1>{}</h1>",
    "<h2>{}</h2>",
    "<ul><li>{}</li><li>{}<ul><li>{}</li></ul></li></ul>",
    "<ol><li>{}</li></ol>",
    "<table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>{}<br>{}</td></tr></table>",
    "<table><tr><td><p>{}</p><p>{}</p></td></tr></table>",
    "<blockquote><p>{}</p></blockquote>",
    "<pre>{}\n{}</pre>",
    "<figure><img src=x><figcaption>{}</figcaption></figure>",
    "<nav><a href=\"/\">{}</a><a href=\"/a\">{}</a></nav>",
    "<aside><p>{}</p></aside>",
    "<footer>{}</footer>",
    "<header><span class=\"byline\">{}</span></header>",
    "<p class=\"byline author\">By {} {}</p>",
    "<time datetime=\"2021-05-03\">{}</time>",
    "<form><label>{}</label><button>{}</button><select><option>{}</option></select></form>",
    "<section class=\"related\"><h3>{}</h3><a href=\"/b\">{}</a></section>",
    "<div class=\"comments\"><p>{}</p></div>",
    "<my-element>{}</my-element>",
    "<my-card>{}</my-card><my-card>{}</my-card>",
    "<p>{} <my-link>{}</my-link> {}</p>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<p>{}<sup><a href=\"#n\">1</a></sup> {}</p>",
    "<details><summary>{}</summary>{}</details>",
    "<article><p>{} {} {} {} {} {} {} {} {} {} {} {} {} {}.</p><p>{} {} {} {} {} {} {} {} {} {} {} {} {} {}.</p></article>",
    "{}",
];

/// And what nobody sees.
const UNSEEN: &[&str] = &[
    "<script>{}</script>",
    "<style>.a{content:'{}'}</style>",
    "<template><p>{}</p></template>",
    "<!-- {} -->",
    "<p hidden>{}</p>",
    "<div style=\"display: none\"><p>{}</p></div>",
    "<p class=\"gone\">{}</p>",
    "<span class=\"sr-only\">{}</span>",
    "<ruby>漢<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>",
    "<svg><title>{}</title></svg>",
];

/// `part` with new words for its braces; they are added to `words`.
fn filled(part: &str, next: &mut usize, mut words: Option<&mut Vec<String>>) -> String {
    let mut out = String::new();
    for (place, rest) in part.split("{}").enumerate() {
        if place > 0 {
            *next += 1;
            let word = format!("w{next}x");
            out.push_str(&word);
            if let Some(words) = words.as_deref_mut() {
                words.push(word);
            }
        }
        out.push_str(rest);
    }
    out
}

/// The words of `article` that were made here, in order, each as often as it stands in a block.
fn found(article: &Article) -> Vec<String> {
    let blocks = article.blocks().iter().map(|block| block.extent.of(article.text()));
    let words = blocks.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    let ours = |word: &&str| {
        word.starts_with('w')
            && word.ends_with('x')
            && word.get(1..word.len() - 1).is_some_and(|number| number.parse::<usize>().is_ok())
    };
    words.filter(ours).map(str::to_owned).collect()
}

/// What Markdown is made of.
const MARKED: &[&str] = &[
    "{} {}.\n\n",
    "# {}\n\n",
    "## {} {}\n\n",
    "{} {}\n===\n\n",
    "- {}\n- {}\n  - {}\n\n",
    "1. {}\n2. {}\n\n",
    "- [ ] {}\n- [x] {}\n\n",
    "> {} {}.\n\n",
    "> [!note] {}\n> {}.\n\n",
    "```\n{}\n{}\n```\n\n",
    "| {} | {} |\n|---|---|\n| {} | {} |\n\n",
    "**{}** *{}* `{}` ~~{}~~ =={}==.\n\n",
    "[{}](https://a.example) ![{}](b.png) [[x|{}]] {}.\n\n",
    "<div>{}</div>\n\n",
    "<p>{} <b>{}</b></p>\n\n",
    "{}<br>{}.\n\n",
    "{}  \n{}\n{}.\n\n",
    "{} 10^6^ {} 5<sup>2</sup> {}.\n\n",
    "***\n\n{}.\n\n",
    "By {} {}\n\n",
    "Read more: {}\n\n",
    "{}: {}\n\n",
    "    {}\n    {}\n\n",
];

const UNMARKED: &[&str] =
    &["<!-- {} -->\n\n", "%%{}%%\n\n", "{% include {} %}\n\n", "[a]: https://a.example/{}\n\n"];

/// What plain texts are made of.
const LINES: &[&str] = &[
    "{} {} {} {} {} {} {} {} {} {} {} {} {}.\n\n",
    "{} {} {} {} {} {} {} {} {} {} {} {} {}.\n",
    "“{} {} {} {} {} {} {} {} {} {} {} {}.” {}\n\n",
    "{} {}\n\n",
    "By {} {}\n\n",
    "{} {}, 3 May 2021\n\n",
    "- {}\n- {}\n\n",
    "1. {}\n2. {}\n3. {}\n\n",
    "> {}\n\n",
    "    {}\n    {}\n\n",
    "{},\n{} {},\n{} {} {},\n{} {}.\n\n",
    "{}\n{}\n{}\n\n",
    "{};\n{};\n{}.\n\n",
    "Read more: {}\n\n",
    "Related\n\n{}\n\n",
    "Comments\n\n{} {}.\n\n",
    "Notes\n\n[1] {} {}.\n[2] {}.\n\n",
    "© {}\n\n",
    "Photo: {}/Reuters\n\n",
    "| {} | {} |\n| {} | {} |\n\n",
    "{}    {}    {}\n{}    {}    {}\n\n",
    "# {}\n\n",
    "```\n{}\n```\n\n",
    "{} *{}* **{}** [{}](https://a.example/) {}.\n\n",
    "{} {} {}:\n\n",
    "12\n\n",
];

/// Parts of a text, each with one behind it that nobody sees, now and then.
fn parts(
    seen: &'static [&'static str],
    unseen: &'static [&'static str],
) -> impl Strategy<Value = Vec<(&'static str, Option<&'static str>)>> {
    let unseen = prop::option::weighted(0.2, prop::sample::select(unseen));
    prop::collection::vec((prop::sample::select(seen), unseen), 1..24)
}

/// A text of `parts` with `end` behind each, and the words in it that are seen.
fn written(parts: &[(&str, Option<&str>)], end: &str) -> (String, Vec<String>) {
    let mut next = 0;
    let mut words = Vec::new();
    let mut text = String::new();
    for (seen, unseen) in parts {
        text.push_str(&filled(seen, &mut next, Some(&mut words)));
        text.push_str(end);
        if let Some(unseen) = unseen {
            text.push_str(&filled(unseen, &mut next, None));
        }
    }
    (text, words)
}

/// The law: `words`, which are those that are seen in the file, stand in one block each, in their order.
fn holds(name: &str, file: &[u8], words: &[String]) -> Result<(), TestCaseError> {
    let article = match ingest::read(Path::new(name), file) {
        Ok(article) => article,
        Err(message) if words.is_empty() => {
            prop_assert!(!message.is_empty());
            return Ok(());
        }
        Err(message) => return Err(TestCaseError::fail(message)),
    };
    prop_assert_eq!(found(&article), words, "{}", String::from_utf8_lossy(file));
    for block in article.blocks() {
        prop_assert_eq!(block.reason.is_some(), block.kind == BlockKind::Furniture);
    }
    Ok(())
}

fn page(body: &str) -> String {
    format!(
        "<html><head><title>A page</title><style>.gone {{ display: none }}</style></head><body>{body}</body></html>"
    )
}

/// A book with these chapters.
fn book(chapters: &[String]) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, contents: &str| {
        archive.start_file(name, options).unwrap();
        archive.write_all(contents.as_bytes()).unwrap();
    };
    add("mimetype", "application/epub+zip");
    add(
        "META-INF/container.xml",
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
    );
    let (mut items, mut spine) = (String::new(), String::new());
    for (at, chapter) in chapters.iter().enumerate() {
        let kind = "media-type=\"application/xhtml+xml\"";
        let _ = write!(items, "<item id=\"c{at}\" href=\"c{at}.xhtml\" {kind}/>");
        let _ = write!(spine, "<itemref idref=\"c{at}\"/>");
        add(&format!("c{at}.xhtml"), &page(chapter));
    }
    add(
        "p.opf",
        &format!(
            "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\" unique-identifier=\"i\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"i\">x</dc:identifier><dc:title>A book</dc:title><dc:language>en</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
    );
    archive.finish().unwrap().into_inner()
}

// `PROPTEST_CASES` says how many cases of each are tried.
proptest! {
    #[test]
    fn every_word_that_a_page_shows_stands_in_one_block_in_its_order(parts in parts(SEEN, UNSEEN)) {
        let (body, words) = written(&parts, "\n");
        holds("page.html", page(&body).as_bytes(), &words)?;
    }

    #[test]
    fn and_every_word_of_a_page_saved_with_its_pictures(parts in parts(SEEN, UNSEEN)) {
        let (body, words) = written(&parts, "\n");
        let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://coast.example/a\r\n\r\n";
        holds("page.mhtml", format!("{head}{}\r\n--b--\r\n", page(&body)).as_bytes(), &words)?;
    }

    #[test]
    fn and_every_word_of_a_book(chapters in prop::collection::vec(parts(SEEN, UNSEEN), 1..4)) {
        let whole: Vec<_> = chapters.concat();
        let (_, words) = written(&whole, "");
        let mut next = 0;
        let chapters: Vec<String> = chapters
            .iter()
            .map(|parts| {
                parts.iter().fold(String::new(), |mut chapter, (seen, unseen)| {
                    chapter.push_str(&filled(seen, &mut next, None));
                    chapter.push('\n');
                    if let Some(unseen) = unseen {
                        chapter.push_str(&filled(unseen, &mut next, None));
                    }
                    chapter
                })
            })
            .collect();
        holds("book.epub", &book(&chapters), &words)?;
    }

    #[test]
    fn and_every_word_of_markdown(parts in parts(MARKED, UNMARKED)) {
        let (text, words) = written(&parts, "");
        holds("note.md", text.as_bytes(), &words)?;
    }

    #[test]
    fn and_every_word_of_a_text(parts in parts(LINES, &[""])) {
        let (text, words) = written(&parts, "");
        holds("note.txt", text.as_bytes(), &words)?;
    }
}

/// The words below `node`, counted without a look at how it is read: all that no element hides by its name.
fn count(node: &NodeRef<'_>, words: &mut HashMap<String, usize>) {
    const HIDING: &[&str] = &[
        "script", "style", "noscript", "template", "svg", "iframe", "object", "audio", "video",
        "canvas", "rt", "rp",
    ];
    for child in node.children_it(false) {
        if child.is_text() {
            for word in
                child.text().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2)
            {
                *words.entry(word.to_owned()).or_default() += 1;
            }
        } else if !HIDING.iter().any(|name| child.has_name(name))
            && !child.has_attr("hidden")
            && !is_styled_away(&child)
        {
            count(&child, words);
        }
    }
}

fn is_styled_away(node: &NodeRef<'_>) -> bool {
    node.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

fn words_of(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// `text` without the addresses of links.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("](");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
    }
    out
}

/// `text` without its front matter and the addresses of links.
fn of_markdown(text: &str) -> String {
    let fenced = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    without_addresses(fenced.map_or(text, |(_, body)| body))
}

/// The words of all chapters of a book.
fn of_book(bytes: &[u8]) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.ends_with("html") && !name.contains("nav") && !name.contains("toc") {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            if let Some(body) = Document::from(text).body() {
                count(&body, &mut words);
            }
        }
    }
    words
}

/// Words in, words out by kind, and words lost, of every page and text at hand (and of those in the folder
/// `VARIORUM_PAGES`); `cargo nextest run words --no-capture` prints them.
#[test]
fn no_word_of_the_files_at_hand_is_lost() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        root.join("tests/data/pages"),
        root.join("tests/data/scraped"),
        root.join("tests/data/documents"),
        root.join("assets/sample"),
        root.join("../shared/articles"),
    ];
    folders.extend(std::env::var_os("VARIORUM_PAGES").map(PathBuf::from));
    let mut report = String::new();
    let mut lost_of_all = 0;
    for path in folders.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path())
    {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
        let Ok(bytes) = fs::read(&path) else { continue };
        let Ok(article) = ingest::read(&path, &bytes) else { continue };
        let words_in = match ending {
            "html" | "htm" => {
                let page = Document::from(String::from_utf8_lossy(&bytes).into_owned());
                let mut words = HashMap::new();
                if let Some(body) = page.body() {
                    count(&body, &mut words);
                }
                words
            }
            "txt" => words_of(&without_addresses(&String::from_utf8_lossy(&bytes))),
            "md" => words_of(&of_markdown(&String::from_utf8_lossy(&bytes))),
            "epub" => of_book(&bytes),
            _ => continue,
        };
        let words_out = words_of(article.text());
        // A word that a line's end had cut is no word lost.
        let whole: String = article.text().chars().filter(|c| c.is_alphanumeric()).collect();
        let lost: usize = words_in
            .iter()
            .filter(|(word, _)| !whole.contains(word.as_str()))
            .map(|(word, times)| times - words_out.get(word).copied().unwrap_or(0).min(*times))
            .sum();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for block in article.blocks() {
            let words = words_of(block.extent.of(article.text())).values().sum::<usize>();
            *kinds.entry(block.kind.to_string()).or_default() += words;
        }
        let total: usize = words_in.values().sum();
        let _ = writeln!(report, "{}: {total} in, {kinds:?}, lost {lost}", path.display());
        lost_of_all += lost;
    }
    println!("{report}");
    assert_eq!(lost_of_all, 0, "{report}");
}
