//! Pages set for print and word processors' files, made from two texts of our own that lie beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use variorum::collection::{Article, BlockKind, MarkKind};
#[cfg(feature = "pdf")]
use variorum::collection::{Doubt, LocusKind, RepairKind};
use variorum::ingest::{Limits, open, read};

use crate::packed::packed;

/// Every document with its source.
const TYPESET: [(&str, &str); 8] = [
    ("one-column.pdf", "toll.txt"),
    ("two-columns.pdf", "mill.txt"),
    ("narrow-columns.pdf", "toll.txt"),
    ("word-processor.pdf", "toll.txt"),
    ("columns-by-row.pdf", "mill.txt"),
    ("partly-scanned.pdf", "toll.txt"),
    ("three-columns.pdf", "mill.txt"),
    ("side-by-side.pdf", "mill.txt"),
];
/// The same document in the formats of word processors.
const WRITTEN: [&str; 4] = ["toll.docx", "toll.odt", "toll.fodt", "toll.rtf"];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(file(name)).unwrap()
}

fn article(name: &str) -> Article {
    read(&file(name), &bytes(name)).unwrap_or_else(|message| panic!("{name}: {message}"))
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    read(Path::new(name), bytes).unwrap_err()
}

/// Words without signs; calls of notes are none.
fn words(text: &str) -> Vec<String> {
    let bare = text.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
    bare.collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The running prose of a source: its passages, without headings, tables and notes.
fn prose(name: &str) -> Vec<String> {
    let source = fs::read_to_string(file(name)).unwrap();
    source
        .split("\n\n")
        .skip(3)
        .filter(|part| {
            !part.starts_with(['#', '[']) && !part.contains(" | ") && !part.starts_with("Table ")
        })
        .map(str::to_owned)
        .collect()
}

/// The share of the source's sequences of four words that are there in order, and the sentences that are not
/// the source's although nothing marks them.
fn fidelity(article: &Article, source: &str) -> (f64, Vec<String>) {
    let source = words(&prose(source).join(" "));
    let read: Vec<String> = article.passages().flat_map(|passage| words(passage.text)).collect();
    let mut there: BTreeMap<&[String], usize> = BTreeMap::new();
    for four in read.windows(4) {
        *there.entry(four).or_default() += 1;
    }
    let all = source.windows(4).count();
    let kept = source.windows(4).filter(|four| there.contains_key(four)).count();
    let whole = format!(" {} ", source.join(" "));
    let spliced = article
        .passages()
        .filter(|passage| passage.block.doubt.is_none())
        .flat_map(|passage| &passage.block.sentences)
        .map(|sentence| words(sentence.of(article.text())).join(" "))
        .filter(|sentence| !whole.contains(&format!(" {sentence} ")))
        .collect();
    let share = |n: usize| f64::from(u32::try_from(n).unwrap());
    (share(kept) / share(all), spliced)
}

#[test]
#[cfg(feature = "pdf")]
fn columns_notes_heads_and_hyphens_of_print_come_out_as_the_text_that_was_set() {
    for (name, source) in TYPESET {
        let article = article(name);
        let (share, spliced) = fidelity(&article, source);
        assert!(share >= 0.97, "{name}: only {share:.3} of the order is kept");
        assert_eq!(spliced, Vec::<String>::new(), "{name}");
    }
}

#[test]
#[cfg(feature = "pdf")]
fn print_says_who_wrote_it_and_on_which_page_each_sentence_stands() {
    let article = article("one-column.pdf");
    assert_eq!(article.metadata.title.as_ref().unwrap().value, "The Toll at Weir Bridge");
    assert_eq!(article.metadata.authors, ["Hanna Oduya", "Piet Sörensen"]);
    assert_eq!(article.metadata.date.as_ref().unwrap().value.start.to_string(), "2023-03-14");
    let kinds = |kind| article.blocks().iter().filter(move |block| block.kind == kind);
    let texts = |kind| kinds(kind).map(|b| b.extent.of(article.text())).collect::<Vec<_>>();
    assert_eq!(
        texts(BlockKind::Heading),
        ["What the bridge carries", "Who pays and who does not", "What would replace it"]
    );
    assert_eq!(texts(BlockKind::Table).len(), 1);
    assert!(texts(BlockKind::Table)[0].contains("Other cars │ 5,280 │ 7,920"));
    assert_eq!(texts(BlockKind::Caption).len(), 1);
    assert_eq!(texts(BlockKind::ListItem).len(), 3);
    let reasons: Vec<String> =
        kinds(BlockKind::Furniture).map(|block| block.reason.unwrap().to_string()).collect();
    assert_eq!(reasons.iter().filter(|reason| *reason == "running-head").count(), 6);
    assert_eq!(reasons.iter().filter(|reason| *reason == "note").count(), 2);
    // A paragraph over two pages is one, and each of its sentences knows its page.
    let cut =
        article.passages().find(|passage| passage.text.contains("Repair is possible")).unwrap();
    assert!(cut.block.repairs.iter().any(|repair| repair.kind == RepairKind::PageBreakJoined));
    let page = |words: &str| {
        let at = article.text().find(words).unwrap();
        article.locus_at(at, LocusKind::Page).unwrap()
    };
    assert_eq!(page("They found them sound"), "1");
    assert_eq!(page("county puts the date"), "2");
    assert_eq!(page("The tariff has eleven"), "2");
    assert_eq!(page("about them today.[1]"), "1");
}

#[test]
#[cfg(feature = "pdf")]
fn authors_side_by_side_are_told_apart_and_links_lie_on_their_words() {
    let article = article("side-by-side.pdf");
    assert_eq!(article.metadata.authors, ["Marta Lindqvist", "Piet Sörensen", "Hanna J. Oduya"]);
    assert_eq!(article.metadata.date.as_ref().unwrap().value.start.to_string(), "2023-03-14");
    let lines: Vec<&str> = article
        .blocks()
        .iter()
        .filter(|block| block.kind == BlockKind::Byline)
        .map(|block| block.extent.of(article.text()))
        .collect();
    assert_eq!(
        lines[1..4],
        [
            "Institute of Waters lindqvist@example.org",
            "University of Ostwold sörensen@example.org",
            "County of Elle oduya@example.org"
        ]
    );
    let link = MarkKind::Link("https://example.org/crowd".into());
    let marks = article.blocks().iter().flat_map(|block| &block.marks);
    let linked: Vec<&str> =
        marks.filter(|mark| mark.kind == link).map(|mark| mark.extent.of(article.text())).collect();
    assert_eq!(linked, ["three hundred"]);
}

#[test]
#[cfg(feature = "pdf")]
fn pages_without_text_and_locks_are_named_in_one_line() {
    let contents = open(&file("partly-scanned.pdf"), &bytes("partly-scanned.pdf"), Limits::DEFAULT);
    assert_eq!(contents.articles.len(), 1);
    assert!(contents.problems[0].message.starts_with("no text on pages 4–5"));
    assert!(refusal("a.pdf", &bytes("scanned.pdf")).contains("its pages are pictures"));
    assert!(refusal("a.pdf", &bytes("locked.pdf")).contains("locked by a password"));
    assert!(refusal("a.pdf", b"%PDF-1.7\nnothing").contains("damaged"));
}

#[test]
fn word_processors_give_the_same_text_in_every_format() {
    let first = article(WRITTEN[0]);
    for name in WRITTEN {
        let article = article(name);
        let (share, spliced) = fidelity(&article, "toll.txt");
        assert!(share > 0.999, "{name}: {share:.3}");
        // Two items that only this form of the text has.
        assert_eq!(spliced, ["count the walkers", "count the cars"], "{name}");
        assert_eq!(article.text(), first.text(), "{name}");
        assert_eq!(article.metadata.authors, ["Hanna Oduya", "Piet Sörensen"], "{name}");
        assert_eq!(article.metadata.tags, ["bridge", "toll"], "{name}");
        let ordinals: Vec<Option<u32>> = article
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::ListItem)
            .map(|block| block.ordinal)
            .collect();
        assert_eq!(ordinals, [None, None, None, Some(1), Some(2)], "{name}");
        let marked = |kind: &MarkKind| {
            let marks = article.blocks().iter().flat_map(|block| &block.marks);
            let words: Vec<&str> = marks
                .filter(|mark| mark.kind == *kind)
                .map(|mark| mark.extent.of(article.text()))
                .collect();
            words.join("|")
        };
        let link = MarkKind::Link("https://example.org/tariff".into());
        assert_eq!(marked(&link), "eleven classes", "{name}");
        assert!(marked(&MarkKind::Strong).starts_with("Nobody"), "{name}");
        assert!(!article.text().contains("long after"), "{name}: what was deleted is gone");
        let notes: Vec<Option<u32>> = article
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture)
            .map(|block| block.ordinal)
            .collect();
        assert_eq!(notes, [Some(1), Some(2)], "{name}");
    }
}

#[test]
fn a_file_cut_short_or_bent_gives_one_line_and_no_panic() {
    let typeset = TYPESET.iter().map(|(name, _)| *name).take(usize::from(cfg!(feature = "pdf")));
    for name in typeset.chain(WRITTEN) {
        let whole = bytes(name);
        let step = whole.len() / 12 + 1;
        for at in (1..whole.len()).step_by(step) {
            let cut = open(&file(name), &whole[..at], Limits::DEFAULT);
            assert!(cut.problems.len() <= 1 && cut.articles.len() <= 1, "{name} at {at}");
            assert_eq!(cut.problems.iter().filter(|p| p.message.contains('\n')).count(), 0);
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            let bent = open(&file(name), &bent, Limits::DEFAULT);
            assert!(bent.problems.len() <= 1 && bent.articles.len() <= 1, "{name} at {at}");
        }
    }
}

#[test]
fn a_mail_and_a_box_of_mails_open_as_articles() {
    let mail = |subject: &str, day: u32, list: &str| {
        format!(
            "From: \"The Ferry Letter\" <post@example.org>\r\nTo: reader@example.org\r\n\
             Subject: {subject}\r\nDate: Mon, {day:02} May 2022 07:00:00 +0000\r\n{list}\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
             The ferry sails at seven from the north quay. It returns at eight, if the wind allows.\r\n\r\n\
             Passengers {subject} pay nothing on the first day. On all others they pay two coins.\r\n"
        )
    };
    let list = "List-Id: <letter.example.org>\r\n";
    let one = read(Path::new("a.eml"), mail("A new timetable", 2, list).as_bytes()).unwrap();
    assert_eq!(one.metadata.title.as_ref().unwrap().value, "A new timetable");
    assert_eq!(one.metadata.source.as_deref(), Some("The Ferry Letter"));
    assert_eq!(one.metadata.authors, Vec::<String>::new());
    assert_eq!(one.metadata.date.as_ref().unwrap().value.start.to_string(), "2022-05-02");
    assert_eq!(one.passage_count(), 2);
    let person = read(Path::new("a.txt"), mail("A new timetable", 2, "").as_bytes()).unwrap();
    assert_eq!(person.metadata.authors, ["The Ferry Letter"]);
    let both = format!(
        "From post@example.org Mon May  2 07:00:00 2022\r\n{}\r\nFrom post@example.org Mon May  9 07:00:00 2022\r\n{}",
        mail("First", 2, list),
        mail("Second", 9, list)
    );
    let contents = open(Path::new("letters.mbox"), both.as_bytes(), Limits::DEFAULT);
    let titles: Vec<&str> = contents.articles.iter().map(|article| article.name()).collect();
    assert_eq!(titles, ["First", "Second"]);
    assert_eq!(contents.articles[1].part().unwrap().number, 2);
    assert_eq!(contents.problems, []);
}

#[test]
#[cfg(feature = "pdf")]
fn lines_that_may_belong_to_two_columns_are_marked() {
    // Drawn line by line across both columns, the page alone does not say how it is read; and where the gutter
    // is no wider than a space, nothing does.
    let unsure = ["columns-by-row.pdf", "gutter-by-row.pdf"];
    for name in TYPESET.iter().map(|(name, _)| *name).chain(["gutter-by-row.pdf"]) {
        let article = article(name);
        let sure = article.passages().filter(|p| p.block.doubt != Some(Doubt::OrderUnsure)).count();
        if unsure.contains(&name) {
            assert_eq!(sure, 0, "{name}");
        } else {
            assert_eq!(sure, article.passage_count(), "{name}");
        }
    }
    let (_, spliced) = fidelity(&article("gutter-by-row.pdf"), "toll.txt");
    assert_eq!(spliced, Vec::<String>::new());
}

#[test]
fn a_mail_that_breaks_off_is_decoded_as_far_as_it_goes_and_says_so() {
    let head = "From: Ada Byrne <ada@post.example>\nTo: all@post.example\nSubject: The sluice\n\
                Date: Thu, 14 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\n";
    let nested = "Content-Type: multipart/mixed; boundary=\"A\"\n\n--A\nContent-Type: multipart/alternative; \
                  boundary=B\n\n--B\nContent-Type: text/plain; charset=utf-8\n\
                  Content-Transfer-Encoding: quoted-printable\n\nThe sluice was shut =E2=80=94 the keeper=\n says so.\n";
    let opened = |mail: String| {
        let contents = open(Path::new("a.eml"), mail.as_bytes(), Limits::DEFAULT);
        let texts: Vec<_> =
            contents.articles.iter().map(|article| article.text().to_owned()).collect();
        (texts, contents.problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>())
    };
    let (texts, problems) = opened(format!("{head}{nested}"));
    assert!(texts[0].contains("shut \u{2014} the keeper says so."), "{texts:?}");
    assert!(problems[0].starts_with("the mail breaks off"), "{problems:?}");
    // Where only an inner part has no end, the mail is whole.
    let (texts, problems) = opened(format!("{head}{nested}--A--\n"));
    assert_eq!((texts.len(), problems.len()), (1, 0));
    let (texts, problems) =
        opened(format!("{head}Content-Type: multipart/mixed; boundary=A\n\n--A\nContent"));
    assert!(texts.is_empty() && problems[0].starts_with("the mail breaks off"), "{problems:?}");
}

#[test]
fn a_document_takes_in_texts_of_other_formats_where_they_stand() {
    let document = |body: &str| {
        format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>")
            .into_bytes()
    };
    let words = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let types = b"<Types/>".as_slice();
    let inner = document(&words("The third was read from a document."));
    let inner = packed::<[u8]>(&[("[Content_Types].xml", types), ("word/document.xml", &inner)]);
    let outer = document(&format!(
        "{}<w:altChunk r:id=\"a\"/>{}<w:altChunk r:id=\"b\"/><w:altChunk r:id=\"c\"/><w:altChunk r:id=\"d\"/>",
        words("The first stood in the text itself."),
        words("The fourth stood there too.")
    ));
    let link = |id: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/aFChunk\" Target=\"{target}\"/>"
        )
    };
    let links = [
        link("a", "/word/page.html"),
        link("b", "inner.docx"),
        link("c", "rich.rtf"),
        link("d", "gone.html"),
    ];
    let links = format!("<Relationships>{}</Relationships>", links.concat());
    let file = packed::<[u8]>(&[
        ("[Content_Types].xml", types),
        ("word/document.xml", &outer),
        ("word/_rels/document.xml.rels", links.as_bytes()),
        ("word/page.html", b"<html><body><p>The second was on a page.</p></body></html>"),
        ("word/inner.docx", &inner),
        ("word/rich.rtf", b"{\\rtf1 The last was rich text.\\par}"),
    ]);
    let contents = open(Path::new("parts.docx"), &file, Limits::DEFAULT);
    let text = contents.articles[0].text();
    let order = [
        "stood in the text itself",
        "on a page",
        "The fourth stood",
        "from a document",
        "rich text",
    ];
    let places: Vec<_> = order.iter().map(|words| text.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {text}");
    assert!(contents.problems[0].message.contains("gone.html"), "{:?}", contents.problems);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_whose_table_of_objects_is_lost_or_wrong_is_read_all_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents");
    let bytes = fs::read(folder.join("one-column.pdf")).unwrap();
    let whole = read(Path::new("a.pdf"), &bytes).unwrap();
    let table = bytes.windows(6).rposition(|six| six == b"\nxref\r" || six == b"\nxref\n").unwrap();
    let shifted = [b"%PDF-1.5\n%shifted by some words\n", &bytes[9..]].concat();
    for damaged in [&bytes[..table], &shifted] {
        assert_eq!(read(Path::new("a.pdf"), damaged).unwrap().text(), whole.text());
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_that_was_built_without_pdf_says_so_and_what_to_do() {
    let said = refusal("a.pdf", &bytes("one-column.pdf"));
    assert!(said.contains("built without") && said.contains("pdftotext FILE"), "{said}");
}
