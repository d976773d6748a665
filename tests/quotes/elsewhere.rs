//! Highlights that other programs kept, as quotes.

use jiff::Timestamp;
use variorum::quotes::import;

use crate::packed::packed;

fn at() -> Timestamp {
    "2024-05-06T10:00:00Z".parse().unwrap()
}

fn sample(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/archives");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn a_kindles_highlights_are_quotes_with_their_notes_and_pages() {
    let read = import::read("notes", &sample("My Clippings.txt"), at()).unwrap();
    assert_eq!((read.own.len(), read.problems.len()), (0, 0));
    let told: Vec<_> = read
        .foreign
        .iter()
        .map(|q| {
            (
                q.exact.as_str(),
                q.note.as_str(),
                q.page.as_deref(),
                q.article.name(),
                q.article.authors.join("/"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "The bell rang at four in the morning.",
                "compare the ferry",
                Some("15"),
                "The Bell of Halm",
                "Jane Miller".to_owned()
            ),
            (
                "Forty geese slept on the rails.",
                "",
                None,
                "Geese and Trains",
                "Otto Halm/Anne Moreau".to_owned()
            ),
        ]
    );
    // Importing twice gives the same names.
    let again = import::read("notes", &sample("My Clippings.txt"), at()).unwrap();
    assert!(again.foreign.iter().zip(&read.foreign).all(|(a, b)| a.id == b.id));
}

#[test]
fn what_koreader_keeps_beside_a_book_is_read_in_its_newer_and_its_older_form() {
    let about = "[\"doc_props\"] = { [\"title\"] = \"The Bell of Halm\", [\"authors\"] = \"Jane Miller\\\nOtto Halm\" },";
    let newer = format!(
        "return {{ [\"annotations\"] = {{ [1] = {{ [\"text\"] = \"It rang.\", [\"note\"] = \"loud\", [\"pos1\"] = \"x\", \
         [\"page\"] = \"/body\", [\"pageno\"] = 12, [\"datetime\"] = \"2024-05-06 10:00:00\" }}, [2] = {{ [\"page\"] = 3 }} }}, {about} }}"
    );
    let older = format!(
        "return {{ [\"bookmarks\"] = {{ [1] = {{ [\"notes\"] = \"It rang.\", [\"text\"] = \"Page 12 It rang. @ 2024\", [\"pos1\"] = \"x\", \
         [\"page\"] = 12 }} }}, {about} }}"
    );
    for (source, note) in [(newer, "loud"), (older, "")] {
        let read = import::read("notes", source.as_bytes(), at()).unwrap();
        let [quote] = read.foreign.as_slice() else { panic!("{read:?}") };
        assert_eq!((quote.exact.as_str(), quote.note.as_str()), ("It rang.", note));
        assert_eq!(quote.page.as_deref(), Some("12"));
        assert_eq!(quote.article.title.as_deref(), Some("The Bell of Halm"));
        assert_eq!(quote.article.authors, ["Jane Miller", "Otto Halm"]);
    }
}

#[test]
fn wallabag_koreader_and_instapaper_are_read() {
    let read = import::read("notes", &sample("wallabag.json"), at()).unwrap();
    let quote = read.foreign.first().unwrap();
    assert_eq!(
        (quote.exact.as_str(), quote.note.as_str()),
        ("It rang eleven times.", "why eleven?")
    );
    assert_eq!(quote.article.url.as_deref(), Some("https://gazette.example/bell"));
    assert_eq!(quote.created.to_string(), "2024-05-06T10:00:00Z");

    let koreader = r#"{"documents": [{"title": "The Bell of Halm", "author": "Jane Miller", "entries": [{"text": "It rang.", "note": "loud", "page": 12, "time": 1714989600}]}], "version": "json/1.0.0"}"#;
    let read = import::read("notes", koreader.as_bytes(), at()).unwrap();
    let quote = read.foreign.first().unwrap();
    assert_eq!(
        (quote.exact.as_str(), quote.note.as_str(), quote.page.as_deref()),
        ("It rang.", "loud", Some("12"))
    );

    let instapaper = "URL,Title,Selection,Folder,Timestamp\nhttps://gazette.example/bell,The bell,It rang.,Unread,1714989600\nhttps://gazette.example/geese,Geese,,Unread,1714989600\n";
    let read = import::read("notes", instapaper.as_bytes(), at()).unwrap();
    assert_eq!((read.foreign.len(), read.problems.len()), (1, 0));
    assert_eq!(read.foreign.first().unwrap().created.to_string(), "2024-05-06T10:00:00Z");
}

#[test]
fn a_broken_export_is_said_and_costs_nothing_else() {
    let whole = sample("My Clippings.txt");
    for end in (0..whole.len()).step_by(7) {
        if let Ok(read) = import::read("notes", whole.get(..end).unwrap(), at()) {
            assert!(read.foreign.len() <= 2);
        }
    }
    assert!(import::read("notes", b"{\"documents\": [", at()).is_err());
}

#[test]
fn another_article_of_the_same_container_is_no_later_version() {
    use std::path::Path;
    use variorum::collection::Collection;
    use variorum::ingest::{self, Limits};
    use variorum::quotes::{QuoteId, locate, make};

    let feed = |second: &str| {
        format!(
            "<rss><channel><title>N</title><item><title>The bell</title><description>The bell rang at four. Nobody was awake.</description></item><item><title>{second}</title><description>The bell rang at four. The geese slept.</description></item></channel></rss>"
        )
    };
    let open = |text: &str| ingest::open(Path::new("feed.xml"), text.as_bytes(), Limits::DEFAULT);
    let before = open(&feed("The geese"));
    let first = before.articles.first().unwrap();
    let extent = first.sentence(1, 1).unwrap();
    let quote = make(first, extent, QuoteId(ulid::Ulid::nil()), at()).unwrap();
    assert_eq!(quote.article.part.map(|part| (part.number, part.of)), Some((1, 2)));
    let second = before.articles.get(1).unwrap();
    let found = |articles: Vec<_>| locate(&[&quote], &Collection::new(articles, Vec::new()));
    assert_eq!(found(vec![std::sync::Arc::clone(second)]).first().unwrap().article, None);
    // The same article with another text is a later version, wherever it stands now.
    let edited = feed("The geese").replace("Nobody was awake.", "Nobody heard it.");
    let after = open(&edited.replacen(
        "<item>",
        "<item><title>New</title><description>Fresh news came.</description></item><item>",
        1,
    ));
    let now = found(after.articles.clone());
    let bell = after.articles.get(1).unwrap();
    assert_eq!(now.first().unwrap().article, Some(bell.id()));
}

#[test]
fn omnivores_archive_gives_the_highlights_of_what_was_saved() {
    let list = r#"[{"slug": "the-bell-1", "title": "The Bell of Halm", "author": "Jane Miller", "url": "https://post.example/bell"}]"#;
    let archive = packed(&[
        ("highlights/the-bell-1.md", "> It rang.\n\n#sound\n\nloud\n\n> It stopped.\n"),
        ("highlights/unlisted.md", "> Nobody slept.\n"),
        ("highlights/empty.md", ""),
        ("content/the-bell-1.html", "<p>It rang.</p>"),
        ("metadata_0_to_20.json", list),
    ]);
    let read = import::read("export", &archive, at()).unwrap();
    let told: Vec<_> = read
        .foreign
        .iter()
        .map(|q| (q.exact.as_str(), q.note.as_str(), q.tags.join(" "), q.article.name().to_owned()))
        .collect();
    let bell = "The Bell of Halm".to_owned();
    assert_eq!(
        told,
        [
            ("It rang.", "loud", "sound".to_owned(), bell.clone()),
            ("It stopped.", "", String::new(), bell),
            ("Nobody slept.", "", String::new(), "unlisted".to_owned()),
        ]
    );
    assert_eq!(read.foreign[0].article.url.as_deref(), Some("https://post.example/bell"));
    assert!(import::read("x", &packed(&[("a.txt", "> no")]), at()).is_err());
    for end in 0..archive.len() {
        let _ = import::read("x", &archive[..end], at());
    }
}

#[test]
fn pockets_highlights_and_koreaders_clippings_are_read() {
    let pocket = r#"[{"url": "https://post.example/bell", "title": "The Bell", "highlights": [{"quote": "It rang.", "created_at": 1714989600}]}]"#;
    let read = import::read("part_000000", pocket.as_bytes(), at()).unwrap();
    assert_eq!(read.foreign[0].exact, "It rang.");
    assert_eq!(read.foreign[0].created.to_string(), "2024-05-06T10:00:00Z");
    let block = |kind: &str, words: &str| {
        format!(
            "The Bell (Unknown)\n- Your {kind} on page 12 | Added on Monday\n\n{words}\n==========\n"
        )
    };
    let clippings = block("highlight", "It rang.")
        + &block("highlight", "It stopped.")
        + &block("note", "why?")
        + &block("highlight", "Nobody slept.");
    let read = import::read("myClippings", clippings.as_bytes(), at()).unwrap();
    let told: Vec<_> = read.foreign.iter().map(|q| (q.exact.as_str(), q.note.as_str())).collect();
    assert_eq!(told, [("It rang.", ""), ("It stopped.", "why?"), ("Nobody slept.", "")]);
    assert!(read.foreign[0].article.authors.is_empty());
}

#[test]
fn words_of_another_program_stand_in_the_article_of_their_address() {
    use std::path::Path;
    use variorum::collection::Collection;
    use variorum::ingest;
    use variorum::quotes::{Anchor, locate};

    let article = |name: &str, host: &str, end: &str| {
        let text = format!(
            "---\ntitle: The sluice\nurl: https://{host}.example/sluice\n---\nThe sluice was shut before dawn. {end}\n"
        );
        ingest::read(Path::new(name), text.as_bytes()).unwrap().into()
    };
    let articles =
        vec![article("a.md", "copy", "Nobody saw it."), article("b.md", "post", "Who shut it?")];
    let collection = Collection::new(articles, Vec::new());
    let noted = |words: &str, host: &str| {
        format!(
            "---\ntitle: The sluice\noriginal_url: https://{host}.example/sluice\n---\n# The sluice\n\n> {words}\n"
        )
    };
    let stands = |words: &str, host: &str| {
        let read = import::read("a", noted(words, host).as_bytes(), at()).unwrap();
        let quote = read.foreign.first().unwrap();
        let standing = locate(&[quote], &collection).remove(0);
        let article = standing.article.map(|id| collection.get(id).unwrap().path().to_owned());
        (article, standing.anchor)
    };
    let (path, anchor) = stands("shut before dawn", "post");
    assert!(matches!(anchor, Anchor::Attached(_)), "{anchor:?}");
    assert_eq!(path.as_deref(), Some(Path::new("b.md")));
    // Of an address that nothing here has, the title alone does not tell which of two lookalikes is meant.
    assert!(matches!(stands("shut before dawn", "other").1, Anchor::Ambiguous(_)));
    // A word or two may stand anywhere.
    assert!(matches!(stands("dawn", "post").1, Anchor::Ambiguous(_)));
}
