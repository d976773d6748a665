//! The law of ingestion: each word that a visitor of a page sees stands in exactly one block, in its order.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_word_that_is_seen_stands_in_one_block_in_its_order(
        parts in prop::collection::vec((prop::sample::select(SEEN), prop::option::weighted(0.2, prop::sample::select(UNSEEN))), 1..24)
    ) {
        let mut next = 0;
        let mut words = Vec::new();
        let mut body = String::new();
        for (seen, unseen) in parts {
            body.push_str(&filled(seen, &mut next, Some(&mut words)));
            body.push('\n');
            if let Some(unseen) = unseen {
                body.push_str(&filled(unseen, &mut next, None));
            }
        }
        let page = format!("<html><head><title>A page</title><style>.gone {{ display: none }}</style></head><body>{body}</body></html>");
        let article = ingest::read(Path::new("page.html"), page.as_bytes()).unwrap();
        prop_assert_eq!(found(&article), words, "{}", page);
        for block in article.blocks() {
            prop_assert_eq!(block.reason.is_some(), block.kind == BlockKind::Furniture);
        }
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

/// Words in, words out by kind, and words lost, of every page and text at hand (and of those in the folder
/// `VARIORUM_PAGES`); `cargo nextest run words --no-capture` prints them.
#[test]
fn no_word_of_the_files_at_hand_is_lost() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        root.join("tests/data/pages"),
        root.join("tests/data/scraped"),
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
        let mut kinds: HashMap<String, usize> = HashMap::new();
        for block in article.blocks() {
            let words = words_of(block.extent.of(article.text())).values().sum::<usize>();
            *kinds.entry(block.kind.to_string()).or_default() += words;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort();
        let total: usize = words_in.values().sum();
        let _ = writeln!(report, "{}: {total} in, {kinds:?}, lost {lost}", path.display());
        lost_of_all += lost;
    }
    println!("{report}");
    assert_eq!(lost_of_all, 0, "{report}");
}
