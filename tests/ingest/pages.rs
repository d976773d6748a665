//! Pages and books, beside what a careful reader noted of each; and what cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use variorum::collection::{Article, BlockKind, MarkKind};
use variorum::ingest;

use super::noted::{kinds, noted};

fn page(name: &str) -> (PathBuf, Vec<u8>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages").join(name);
    let bytes = fs::read(&path).unwrap_or_default();
    (path, bytes)
}

fn read(name: &str) -> Article {
    let (path, bytes) = page(name);
    ingest::read(&path, &bytes).unwrap_or_else(|message| panic!("{name}: {message}"))
}

const CANAL: &str = "Why the old canal should be filled again\nAda Byrne; Otto Halm\n2021-05-03\n\
                     The Harbour Post\nfffTSbc..ffH.***Qctk..ffff\n";

#[test]
fn a_page_keeps_its_structure_and_loses_its_chrome() {
    let article = read("harbour.html");
    assert_eq!(noted(&article), CANAL);
    let m = &article.metadata;
    assert_eq!(m.url.as_deref(), Some("https://example.org/opinion/canal"));
    assert_eq!((m.language.as_deref(), m.tags.len()), (Some("en"), 3));
    let marks: Vec<_> = article.blocks().iter().flat_map(|block| &block.marks).collect();
    assert!(marks.iter().any(|m| m.kind == MarkKind::Link("https://example.org/fences".into())));
    assert!(
        marks.iter().any(|m| m.kind == MarkKind::Emphasis && m.extent.of(article.text()) == "half")
    );
    let code = article.blocks().iter().find(|block| block.kind == BlockKind::Code).unwrap();
    assert_eq!(
        code.extent.of(article.text()),
        "level = inflow - outflow\nif level < 0:\n    close(gate)"
    );
    assert!(!article.text().contains("not words"));
}

#[test]
fn a_page_saved_with_its_pictures_is_the_same_article() {
    let article = read("harbour.mhtml");
    assert_eq!(noted(&article), CANAL);
    assert_eq!(
        article.metadata.url.as_deref(),
        Some("https://example.org/opinion/canal?from=front")
    );
    assert_eq!(article.id(), read("harbour.html").id());
}

#[test]
fn old_and_foreign_pages_are_read() {
    let article = read("plainest.html");
    assert_eq!(noted(&article), "A note on the tides\nRosa Ibarra\n1999-03\n–\nT..**.\n");
    let ordinals: Vec<_> = article.blocks().iter().filter_map(|block| block.ordinal).collect();
    assert_eq!(ordinals, [3, 4]);
    let article = read("cyrillic.html");
    assert_eq!(noted(&article), "Паром через Лугу\n–\n2021-05-03\n–\nfT...\n");
    assert_eq!(article.metadata.language.as_deref(), Some("ru"));
}

#[test]
fn a_book_is_read_chapter_by_chapter() {
    let article = read("songs.epub");
    assert_eq!(
        noted(&article),
        "Two songs from the river\nMarta Lindqvist\n2012-06-01\nWeide Books\nH.H.\n"
    );
}

#[test]
fn the_format_is_told_by_content() {
    let (_, bytes) = page("harbour.html");
    assert_eq!(
        kinds(&ingest::read(Path::new("canal.txt"), &bytes).unwrap()),
        "fffTSbc..ffH.***Qctk..ffff"
    );
    let front = b"---\ntitle: The lock\n---\n\nThe lock was closed all winter long, and nobody came to open it.\n";
    let article = ingest::read(Path::new("lock.txt"), front).unwrap();
    assert_eq!(article.metadata.title.unwrap().value, "The lock");
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let refused = |name: &str, bytes: &[u8]| ingest::read(Path::new(name), bytes).unwrap_err();
    assert!(refused("a.pdf", b"%PDF-1.7\n%\xe2\xe3").contains("damaged"));
    assert!(refused("a.txt", b"").contains("empty"));
    assert!(refused("a.txt", b"\x89PNG\r\n\x1a\n\0\0").contains("picture"));
    assert!(refused("a.txt", b"PK\x03\x04....[Content_Types].xmlPK\x05\x06").contains("slides"));
    assert!(
        refused("a.epub", b"PK\x03\x04....META-INF/container.xmlPK\x05\x06")
            .contains("cannot be opened")
    );
    for depth in [2_000, 200_000] {
        let deep = format!("<html><body>{}<p>words</p>", "<div>".repeat(depth));
        assert!(refused("deep.html", deep.as_bytes()).contains("deep"));
    }
}

#[test]
fn a_line_of_a_million_letters_is_read() {
    let long = "word ".repeat(200_000);
    let article = ingest::read(Path::new("long.txt"), long.as_bytes()).unwrap();
    assert_eq!(article.words(), 200_000);
    let solid = "x".repeat(1_000_000);
    assert!(ingest::read(Path::new("solid.txt"), solid.as_bytes()).is_ok());
}

/// A page of these elements.
fn made(title: &str, body: &str) -> Article {
    let page = format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    ingest::read(Path::new("made.html"), page.as_bytes()).unwrap()
}

fn paragraphs(subject: &str) -> String {
    format!(
        "<p>The {subject} of the town was closed on Monday, and nobody could say for how long it would \
         be so.</p><p>A pilot came to the {subject} on Tuesday, looked at the water for an hour, and went home.</p>"
    )
}

#[test]
fn of_several_articles_on_a_page_none_gives_its_date_to_all() {
    let post = |subject: &str, day: u8| {
        let text = paragraphs(subject);
        format!(
            "<article><h2>{subject}</h2><time datetime=\"2021-05-0{day}\"></time>{text}</article>"
        )
    };
    let posts = [post("canal", 1), post("bridge", 2), post("ferry", 3)].concat();
    let page = made("The blog", &posts);
    assert_eq!((page.metadata.date.clone(), page.passage_count()), (None, 6));
    let one = made("The blog", &post("canal", 1));
    assert_eq!(one.metadata.date.unwrap().value.start.to_string(), "2021-05-01");
}

#[test]
fn the_day_of_a_page_stands_nearest_to_its_headline() {
    let text = paragraphs("lock").repeat(2);
    let day = |above: &str, below: &str| {
        let page = made(
            "The lock stays shut",
            &format!(
                "<div>{above}</div><article><h1>The lock stays shut</h1>{below}{text}</article>"
            ),
        );
        page.metadata.date.map(|date| date.value.start.to_string())
    };
    for (above, below, expected) in [
        // A day in the strip above the page is that of another text.
        (
            "<b class=date>3 May 2020</b>",
            "<time datetime=2020-05-04>yesterday</time>",
            "2020-05-04",
        ),
        // Two days in one element do not run into each other.
        (
            "",
            "<p class=posted-on><time datetime=2020-05-04>4. May 2020</time><time datetime=2020-05-06>6. May 2020</time></p>",
            "2020-05-04",
        ),
        // A moment in universal time is the day that the page shows.
        (
            "<meta property=article:published_time content='Tue, 05 May 2020 00:25:56 GMT'>",
            "<time datetime=2020-05-04>4 May</time>",
            "2020-05-04",
        ),
        ("", "<p>⋅ May 4, 2020 ⋅ Send this ⋅ Print</p>", "2020-05-04"),
        ("<i class=updated title=2020-05-04T10:00:00+00:00></i>", "", "2020-05-04"),
    ] {
        assert_eq!(day(above, below).as_deref(), Some(expected), "{above}{below}");
    }
}

#[test]
fn a_page_whose_scripts_draw_its_text_is_read_from_its_linked_data() {
    let told =
        "The lock keeper walked along the weir at dawn and counted the boats that lay below it.";
    let stated = |body: String| {
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"The lock stays shut\",\"articleBody\":{}}}</script>",
            serde_json::json!(body)
        )
    };
    let shell = "<nav><a href=/>Home</a></nav><h1>The lock stays shut</h1><div id=app>Loading</div><footer>Contact</footer>";
    for (body, passages) in [
        ([told; 8].join("\n\n"), 8),
        (format!("<p>{told}</p>").repeat(8), 8),
        ([told; 8].join(" "), 1),
    ] {
        let page = made("The lock stays shut", &format!("{}{shell}", stated(body)));
        assert_eq!(page.passage_count(), passages, "{}", page.text());
        assert_eq!(page.metadata.title.as_ref().unwrap().value, "The lock stays shut");
    }
    let short = made("The lock stays shut", &format!("{}{shell}", stated(told.to_owned())));
    assert!(!short.text().contains(told), "too short to be a text");
    // What the page shows itself is its text, and not there twice.
    let text = paragraphs("lock").repeat(4);
    let shown = made(
        "The lock stays shut",
        &format!(
            "{}<article><h1>The lock stays shut</h1>{text}</article>",
            stated([told; 8].join("\n"))
        ),
    );
    assert_eq!((shown.passage_count(), shown.text().contains(told)), (8, false));
}

#[test]
fn a_heading_over_offers_and_a_line_that_is_a_link_are_furniture() {
    let text = paragraphs("lock");
    let body = format!(
        "<article><h1>The lock stays shut</h1>{text}<p><a href=/b>Ferry runs aground at the weir</a></p>{text}<h2>More from the harbour</h2><ul class=related><li><a href=/c>The weir</a></ul></article>"
    );
    let page = made("The lock stays shut", &body);
    let kind = |words: &str| {
        page.blocks()
            .iter()
            .find(|block| block.extent.of(page.text()).contains(words))
            .unwrap()
            .kind
    };
    assert_eq!(kind("Ferry runs"), BlockKind::Furniture);
    assert_eq!(kind("More from the harbour"), BlockKind::Furniture);
}

#[test]
fn a_headline_with_the_name_of_the_site_behind_it_is_that_headline() {
    let body = format!("<article><h1>The lock</h1>{}</article>", paragraphs("lock").repeat(2));
    for title in ["The lock | The Post", "The lock – The Post", "The lock"] {
        let page = made(title, &body);
        assert_eq!(page.metadata.title.as_ref().unwrap().value, "The lock");
        assert!(kinds(&page).starts_with('T'), "{}", kinds(&page));
    }
}

#[test]
fn words_of_cells_side_by_side_stay_apart() {
    let words = "The market of the town was closed on Monday, and nobody could say for how long.<br><br>\
                 A pilot came to the market on Tuesday, looked at the water, and went home again.";
    let page = made("Market", &format!("<table><tr><td>Menu<td>{words}</table>"));
    assert!(page.text().contains("Menu\n\nThe market"), "{}", page.text());
}

#[test]
fn a_page_names_its_authors_in_many_ways_and_each_is_read() {
    let linked = "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\",\"author\":[{\"@id\":\"#a\"},{\"@id\":\"#b\"}]},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ada Byrne\"},{\"@type\":\"Person\",\"@id\":\"#b\",\"name\":\"Otto Halm\"}]}</script>";
    for (head, line, authors) in [
        (linked, "", "Ada Byrne|Otto Halm"),
        (
            "<meta property=\"article:author\" content=\"https://post.example/ada\"><meta name=\"byl\" content=\"By Ada Byrne and Otto Halm\">",
            "",
            "Ada Byrne|Otto Halm",
        ),
        (
            "<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\" content=\"Ada Byrne\"><meta name=\"twitter:label2\" content=\"Reading time\"><meta name=\"twitter:data2\" content=\"4 minutes\">",
            "",
            "Ada Byrne",
        ),
        (
            "",
            "<div class=m><span>Words:</span> <a href=/a>Ada Byrne</a> <span>Photos: Otto Halm</span></div>",
            "Ada Byrne",
        ),
        ("", "<p>3 May 2021 – Redaktion: Ada Byrne</p>", "Ada Byrne"),
        ("", "<p class=byline>Ada Byrne•3 May</p>", "Ada Byrne"),
        ("", "<p class=author>Par Ada Byrne (avec une agence)</p>", "Ada Byrne"),
        (
            "",
            "<p class=postmetadata>Posted by <a rel=author href=/a>Ada Byrne</a></p>",
            "Ada Byrne",
        ),
    ] {
        let page = format!(
            "<html><head><title>The dock is shut</title>{head}</head><body><article><h1>The dock is shut</h1>{line}{}</article></body></html>",
            paragraphs("dock")
        );
        let article = ingest::read(Path::new("a.html"), page.as_bytes()).unwrap();
        assert_eq!(article.metadata.authors.join("|"), authors, "{head}{line}");
    }
}

#[test]
fn of_two_dates_in_a_line_the_one_of_a_change_is_not_the_day() {
    for line in [
        "Last updated: 14 April 2023; first published 12 April 2023",
        "Publié le 12 avril 2023 à 09h30, mis à jour le 14 avril 2023",
        "Обновлено 14 апреля 2023, опубликовано 12 апреля 2023",
    ] {
        let article = made("The dock is shut", &format!("<p>{line}</p>{}", paragraphs("dock")));
        assert_eq!(article.metadata.date.unwrap().value.start.to_string(), "2023-04-12", "{line}");
    }
}

#[test]
fn a_heading_that_only_leads_home_is_the_name_of_the_site() {
    let page = format!(
        "<html><head><title>The Harbour Post: The dock is shut</title></head><body><h1><a href=\"/\">The Harbour Post</a></h1><h2>The dock is shut</h2>{}</body></html>",
        paragraphs("dock")
    );
    let article = ingest::read(Path::new("a.html"), page.as_bytes()).unwrap();
    assert_eq!(article.metadata.title.unwrap().value, "The dock is shut");
}

#[test]
fn the_reader_view_of_a_browser_says_who_wrote_it() {
    let page = format!(
        "<html><head><title>The dock</title></head><body><div class=\"header reader-header\"><a class=\"domain reader-domain\" href=\"https://post.example/dock\">post.example</a><h1 class=\"reader-title\">The dock</h1><div class=\"credits reader-credits\">Ada Byrne, Otto Halm</div></div><div id=\"readability-page-1\">{}</div></body></html>",
        paragraphs("dock")
    );
    let article = ingest::read(Path::new("a.html"), page.as_bytes()).unwrap();
    assert_eq!(article.metadata.authors, ["Ada Byrne", "Otto Halm"]);
    assert!(article.text().contains("Otto Halm"));
}

#[test]
fn a_heading_below_the_text_heads_nothing_of_it() {
    let links = "<h3>Worth a look</h3><ul class=teaser><li><a href=/a>The ferry</a></li><li><a href=/b>The weir</a></li></ul>";
    let page = made(
        "The dock",
        &format!(
            "<article><h1>The dock</h1>{}<h2>The weather</h2>{}{links}</article>",
            paragraphs("dock").repeat(2),
            paragraphs("sky")
        ),
    );
    let kind = |words: &str| {
        let block = page.blocks().iter().find(|block| block.extent.of(page.text()) == words);
        block.map(|block| block.kind)
    };
    assert_eq!(kind("Worth a look"), Some(BlockKind::Furniture));
    assert_eq!(kind("The weather"), Some(BlockKind::Heading));
}

#[test]
fn headings_keep_their_place_beside_controls_and_names_alone_are_the_byline() {
    let long = "The lock keepers walked the towpath at dawn and counted every plank that the flood had \
                loosened, which took them the better part of the morning and two pots of tea.";
    let body = format!("<p>{long}</p>").repeat(4);
    let page = format!(
        "<html><head><title>Planks</title><meta name=author content='Rosa Ibarra'></head><body>\
         <div><h1>Planks</h1><div>Rosa Ibarra</div><div>4 minutes</div></div><div class=text>{body}\
         <div class=head><h2>Damage</h2><span><a href=/e>bearbeiten</a> | <a href=/q>Quelltext</a></span></div>\
         <p>{long}</p><p>{long}</p>\
         <div class=box><h2>More to read</h2><p><a href=/1>Boats</a></p><p><a href=/2>Gates</a></p></div>\
         <p>{long}</p></div></body></html>"
    );
    let article = ingest::read(Path::new("planks.html"), page.as_bytes()).unwrap();
    let of = |kind: BlockKind| -> Vec<&str> {
        let blocks = article.blocks().iter().filter(|block| block.kind == kind);
        blocks.map(|block| block.extent.of(article.text())).collect()
    };
    assert_eq!(of(BlockKind::Heading), ["Damage"]);
    assert_eq!(of(BlockKind::Byline), ["Rosa Ibarra"]);
    let furniture = of(BlockKind::Furniture);
    assert!(furniture.iter().any(|text| text.contains("Quelltext")), "{furniture:?}");
    assert!(furniture.contains(&"More to read"), "{furniture:?}");
}
