//! Files that hold many articles: press archives, feeds, exports.

use std::path::{Path, PathBuf};

use variorum::collection::{Article, BlockKind, Contents, LocusKind, Provenance};
use variorum::ingest::{self, Limits};

use crate::packed::packed;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/archives")
}

fn contents(name: &str) -> Contents {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    ingest::open(Path::new(name), &bytes, Limits::DEFAULT)
}

/// A value and where it was found.
fn stated(value: &str, from: Option<Provenance>) -> String {
    from.map(|from| format!("{value} [{from}]")).unwrap_or_default()
}

/// What is known of an article, and its passages, in lines.
fn told(article: &Article) -> String {
    let about = &article.metadata;
    let mut lines = vec![
        article.part().map_or_else(|| "alone".to_owned(), |part| part.to_string()),
        about.title.as_ref().map(|t| format!("{} [{}]", t.value, t.from)).unwrap_or_default(),
        stated(&about.authors.join(" / "), about.origins.authors),
        about.date.as_ref().map(|d| format!("{} [{}]", d.value.start, d.from)).unwrap_or_default(),
        stated(about.source.as_deref().unwrap_or_default(), about.source_from()),
        about.language.clone().unwrap_or_default(),
    ];
    lines.extend(about.url.clone());
    lines.extend(about.fields.iter().map(|(name, found)| format!("{name}={}", found.value)));
    lines.extend((!about.tags.is_empty()).then(|| format!("tags={}", about.tags.join("/"))));
    lines.extend(article.blocks().iter().filter_map(|block| {
        let words = block.extent.of(article.text()).replace('\n', "⏎");
        match block.kind {
            BlockKind::Heading => Some(format!("## {words}")),
            kind => kind.is_passage().then(|| format!("> {words}")),
        }
    }));
    lines.join("\n")
}

fn all_told(name: &str) -> String {
    let contents = contents(name);
    let articles: Vec<String> = contents.articles.iter().map(|article| told(article)).collect();
    let problems = contents.problems.iter().map(|p| format!("! {}: {}", p.path, p.message));
    articles.into_iter().chain(problems).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_archive_is_told_apart_with_all_it_says() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names {
        insta::assert_snapshot!(name.replace([' ', '.'], "_"), all_told(&name));
    }
}

#[test]
fn nothing_of_an_archive_is_lost_or_counted_twice() {
    let contents = contents("lexisnexis.txt");
    let first = contents.articles.first().unwrap();
    for words in [
        "1 of 3 DOCUMENTS",
        "BYLINE: By JANE MILLER",
        "LOAD-DATE: May 3, 2024",
        "All Rights Reserved",
    ] {
        assert!(first.text().contains(words), "{words}");
    }
    assert!(!contents.articles.iter().any(|article| article.text().contains("Download Request")));
    assert_eq!(contents.problems.first().map(|p| p.path.as_str()), Some("lexisnexis.txt#3"));
    let frame = first.blocks().iter().filter(|block| block.kind == BlockKind::Furniture);
    assert!(frame.clone().count() >= 5 && frame.clone().all(|block| block.reason.is_some()));
}

#[test]
fn places_of_the_source_are_kept() {
    let clippings = contents("My Clippings.txt");
    let first = clippings.articles.first().unwrap();
    let passage = first.passage(1).unwrap().block.extent.start;
    assert_eq!(first.locus_at(passage, LocusKind::Page), Some("15"));
    assert_eq!(first.locus_at(passage, LocusKind::Location), Some("205"));
    let talk = contents("talk.vtt");
    let talk = talk.articles.first().unwrap();
    assert_eq!(talk.locus_at(0, LocusKind::Time), Some("00:00:01"));
    let rang = talk.text().find("rang").unwrap();
    assert_eq!(talk.locus_at(rang, LocusKind::Time), Some("00:00:04"));
    let second = talk.passage(2).unwrap().block.extent.start;
    assert_eq!(talk.locus_at(second, LocusKind::Time), Some("00:01:04"));
}

#[test]
fn a_file_that_breaks_off_anywhere_gives_what_is_whole_and_a_line() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let whole = ingest::open(&path, &bytes, Limits::DEFAULT);
        let whole = whole.articles.len() + whole.problems.len();
        // Odd steps meet every kind of place in time.
        for end in (0..bytes.len()).step_by(bytes.len() / 97 + 1) {
            let cut = ingest::open(&path, bytes.get(..end).unwrap(), Limits::DEFAULT);
            assert!(cut.articles.len() <= whole, "{} to {end}", path.display());
            assert!(
                !cut.articles.is_empty() || !cut.problems.is_empty(),
                "{} to {end}",
                path.display()
            );
            assert!(
                cut.problems.iter().all(|p| !p.message.contains('\n') && p.message.len() < 400)
            );
        }
    }
}

#[test]
fn what_holds_no_article_is_named_as_what_it_is() {
    let refused = |name: &str, bytes: &[u8]| {
        let contents = ingest::open(Path::new(name), bytes, Limits::DEFAULT);
        assert!(contents.articles.is_empty(), "{name}");
        contents.problems.first().map(|problem| problem.message.clone()).unwrap()
    };
    assert!(
        refused("a.opml", b"<opml version=\"2.0\"><body><outline text=\"x\"/></body></opml>")
            .contains("list of feeds")
    );
    assert!(
        refused("a.xml", b"<?xml version=\"1.0\"?><plan><step/></plan>").contains("data (XML)")
    );
    assert!(refused("a.json", b"{\"a\": 1}").contains("data (JSON)"));
    assert!(refused("a.json", b"{\"a\": ").contains("breaks off"));
    assert!(
        refused("a.json", b"[{\"slug\": \"x\", \"url\": \"https://x.example\"}]")
            .contains("Omnivore")
    );
    let headlines = b"<rss><channel><title>x</title><item><title>a</title></item><item><title>b</title></item></channel></rss>";
    assert!(refused("a.xml", headlines).contains("headlines"));
    let deep = "<rss>".repeat(100_000);
    assert!(!refused("a.xml", deep.as_bytes()).is_empty());
}

#[test]
fn a_sentence_with_a_counter_is_no_archive() {
    let text = "The clerk read on.\n\n3 of 12 documents\n\nwere missing, he said, and nobody knew since when.";
    let contents = ingest::open(Path::new("a.txt"), text.as_bytes(), Limits::DEFAULT);
    assert_eq!((contents.articles.len(), contents.articles.first().unwrap().part()), (1, None));
}

const SAVED: &str = r#"[{"id": "1", "slug": "bell", "title": "The bell", "url": "https://gazette.example/bell", "author": "Jane Miller", "labels": ["port"], "publishedAt": "2024-05-02T06:00:00Z"},
    {"id": "2", "slug": "geese", "title": "Geese", "url": "https://gazette.example/geese"}]"#;

#[test]
fn an_omnivore_export_holds_what_was_saved_and_names_what_is_missing() {
    let page = "<div><p>The bell of the old pilot house rang at four in the morning.</p><p>It rang eleven times.</p></div>";
    let bytes = packed(&[("metadata_0_to_20.json", SAVED), ("content/bell.html", page)]);
    let contents = ingest::open(Path::new("omnivore.zip"), &bytes, Limits::DEFAULT);
    let [bell] = contents.articles.as_slice() else { panic!("{:?}", contents.problems) };
    assert_eq!(
        told(bell),
        "1 of 2\nThe bell [container]\nJane Miller [container]\n2024-05-02 [container]\ngazette.example [address]\n\n\
         https://gazette.example/bell\ntags=port\n> The bell of the old pilot house rang at four in the \
         morning.\n> It rang eleven times."
    );
    let problem = contents.problems.first().unwrap();
    assert_eq!(problem.path, "omnivore.zip#2");
    assert!(problem.message.contains("“Geese” was exported without its text"));
}

#[test]
fn lists_of_links_tables_and_broken_packages_are_named() {
    let refused = |name: &str, bytes: &[u8]| ingest::read(Path::new(name), bytes).unwrap_err();
    let bookmarks = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p><DT><A HREF=\"https://a.example\">A</A></DL>";
    assert!(refused("a.html", bookmarks).contains("list of links"));
    let pocket = b"<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href=\"https://a.example\" time_added=\"1\">A</a></li></ul></body></html>";
    assert!(refused("ril_export.html", pocket).contains("list of links"));
    assert!(
        refused("part_000000.csv", b"title,url,time_added\nA,https://a.example,1\n")
            .contains("it is a table")
    );
    let package = packed(&[("word/document.xml", "<w/>"), ("[Content_Types].xml", "<Types/>")]);
    assert!(refused("a.docx", &package[..package.len() - 30]).contains("breaks off"));
    let odt =
        packed(&[("content.xml", "<x/>"), ("mimetype", "application/vnd.oasis.opendocument.text")]);
    assert!(!refused("a.odt", &odt).contains("packed archive"));
    let locked = b"%PDF-1.6\n1 0 obj <</Encrypt 2 0 R>>\nendobj\n";
    if cfg!(feature = "pdf") {
        assert!(refused("a.pdf", locked).contains("locked by a password"));
    } else {
        assert!(refused("a.pdf", locked).contains("built without"));
    }
}

#[test]
fn pictures_in_a_plain_document_are_no_text() {
    let source = "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:text=\"t\" xmlns:draw=\"d\"><office:body><office:text>\
        <text:p>The lamps were lit.<draw:frame><draw:image><office:binary-data>iVBORw0KGgo</office:binary-data></draw:image></draw:frame></text:p>\
        </office:text></office:body></office:document>";
    let article = ingest::read(Path::new("a.fodt"), source.as_bytes()).unwrap();
    assert_eq!(article.text(), "The lamps were lit.");
}

#[test]
fn a_mail_of_proquest_that_cites_each_article_above_its_labels_keeps_its_titles() {
    let entry = |title: &str, by: &str, day: u32| {
        let author = if by.is_empty() { String::new() } else { format!("Author: {by}\n\n") };
        format!(
            "{title}\n\n{by}. The Ferry Gazette [Halm]. {day} May 2024.\n\nPublication info: The Ferry Gazette ; Halm [Halm]{day} May 2024: A.1.\n\n{author}Full text:\n\nThe geese slept on the rails all night, and the driver of the early train read his newspaper.\n\nPublication title: The Ferry Gazette\n\nPublication date: May {day}, 2024\n\nProQuest document ID: 28{day}\n\n"
        )
    };
    let text = entry("Geese stop the train", "Halm, Otto", 4) + &entry("The bell of Halm", "", 5);
    let contents = ingest::open(Path::new("mail.txt"), text.as_bytes(), Limits::DEFAULT);
    let titles: Vec<&str> = contents.articles.iter().map(|article| article.name()).collect();
    assert_eq!(titles, ["Geese stop the train", "The bell of Halm"]);
    assert_eq!(contents.articles[0].metadata.authors, ["Otto Halm"]);
}

#[test]
fn what_nexis_has_only_in_part_is_read_or_named() {
    let text = "The bell that rang by itself\n\nThe Ferry Gazette\n\nMay 2, 2024 Thursday\n\nCopyright 2024 Gazette Company\n\nLength: 61 words\n\nABSTRACT\n\nThe bell of the old pilot house rang at four in the morning, says the sexton.\n\nLoad-Date: May 3, 2024\n\nEnd of Document\n\n\
        Geese stop the night train\n\nThe Ferry Gazette\n\nCopyright 2024 Gazette Company\n\nLength: 30 words\n\nBody\n\nForty geese slept on the rails, and the driver read his newspaper until they left.\n\nLoad-Date: May 5, 2024\n\nEnd of Document\n\n\
        A heading and no more\n\nThe Ferry Gazette\n\nMay 6, 2024 Monday\n\nLength: 0 words\n\nEnd of Document\n";
    let contents = ingest::open(Path::new("n.txt"), text.as_bytes(), Limits::DEFAULT);
    let found: Vec<_> = contents
        .articles
        .iter()
        .map(|a| {
            (
                a.name(),
                a.metadata.date.as_ref().map(|d| d.value.start.to_string()),
                a.passage_count(),
            )
        })
        .collect();
    let first = ("The bell that rang by itself", Some("2024-05-02".to_owned()), 1);
    assert_eq!(found, [first, ("Geese stop the night train", None, 1)]);
    assert_eq!(contents.problems.len(), 1, "{:?}", contents.problems);
    assert!(contents.problems[0].path.ends_with("#3"));
}
