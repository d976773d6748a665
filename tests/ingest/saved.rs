//! Pages as people save them: what stands around the article, what names its author and day, what is hidden.

use std::path::Path;

use variorum::collection::{Article, BlockKind, Reason};
use variorum::ingest;

/// A page with this head and body.
fn page(head: &str, body: &str) -> Article {
    let page =
        format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>");
    ingest::read(Path::new("saved.html"), page.as_bytes()).unwrap()
}

const STORY: &str = "<p>The weir above the town was closed on Monday, and the mill wheel stood still for the first time since the war.</p>\
    <p>Nobody on the bank could say who had given the order, and the keeper, who has the only key, was at a wedding.</p>\
    <p>By the evening the water stood a hand below the road, and the school had sent its children home by the upper path.</p>";

fn kinds_of(article: &Article, words: &str) -> Vec<(BlockKind, Option<Reason>)> {
    let blocks = article.blocks().iter();
    blocks
        .filter(|block| block.extent.of(article.text()).contains(words))
        .map(|block| (block.kind, block.reason))
        .collect()
}

#[test]
fn the_author_is_found_in_any_usual_markup() {
    for byline in [
        "<p class=\"byline\">By Tess Quayle</p>",
        "<span class=\"author vcard\"><a class=\"url fn n\" href=\"/t\">Tess Quayle</a></span>",
        "<a rel=\"author\" href=\"/t\">Tess Quayle</a>",
        "<div itemprop=\"author\" itemscope><span itemprop=\"name\">Tess Quayle</span></div>",
        "<address class=\"author\">Tess Quayle</address>",
        "<div class=\"entry-meta\"><span class=\"postAuthor\">Posted by Tess Quayle</span></div>",
    ] {
        let article = page(
            "<title>The weir</title>",
            &format!("<article><h1>The weir</h1>{byline}{STORY}</article>"),
        );
        assert_eq!(article.metadata.authors, ["Tess Quayle"], "{byline}");
        let kinds = kinds_of(&article, "Tess Quayle");
        assert_eq!(kinds, [(BlockKind::Byline, None)], "{byline}");
        assert_eq!(article.passage_count(), 3, "{byline}");
    }
}

#[test]
fn a_site_that_signs_gives_way_to_a_person_on_the_page() {
    let head = "<title>The weir</title><meta property=og:site_name content=\"The Weir Post\"><meta name=author content=\"The Weir Post\">";
    let article = page(
        head,
        &format!("<article><h1>The weir</h1><p class=byline>By Tess Quayle</p>{STORY}</article>"),
    );
    assert_eq!(article.metadata.authors, ["Tess Quayle"]);
    let article = page(head, &format!("<article><h1>The weir</h1>{STORY}</article>"));
    assert_eq!(article.metadata.authors, ["The Weir Post"]);
}

#[test]
fn the_day_is_read_where_the_page_shows_it_and_else_from_its_address() {
    for date in [
        "<span class=\"itemPostDate\">14 March 2024</span>",
        "<time datetime=\"2024-03-14T08:00\">today</time>",
    ] {
        let article = page(
            "<title>The weir</title>",
            &format!("<article><h1>The weir</h1>{date}{STORY}</article>"),
        );
        let day = article.metadata.date.unwrap();
        assert_eq!(
            (day.value.start.to_string(), day.from.to_string().as_str()),
            ("2024-03-14".into(), "html"),
            "{date}"
        );
    }
    let head =
        "<title>The weir</title><link rel=canonical href=\"https://post.example/2024/03/14/weir\">";
    let day = page(head, STORY).metadata.date.unwrap();
    assert_eq!(
        (day.value.start.to_string(), day.from.to_string().as_str()),
        ("2024-03-14".into(), "address")
    );
}

#[test]
fn what_the_page_hides_is_no_text() {
    let head = "<title>The weir</title><style>.pop { display: none } @media print { .kept { display: none } }</style>";
    let body = format!(
        "<article><h1>The weir</h1>{STORY}<p class=pop>Hidden by the sheet.</p><p class=kept>Seen on the screen.</p>\
         <p>Read on<span class=\"visually-hidden\"> opens a window</span></p><p><ruby>水<rp>(</rp><rt>みず</rt><rp>)</rp></ruby></p></article>"
    );
    let article = page(head, &body);
    for hidden in ["Hidden by", "opens a window", "みず", "("] {
        assert!(!article.text().contains(hidden), "{hidden}");
    }
    assert!(article.text().contains("Seen on the screen."));
}

#[test]
fn raised_figures_stay_apart() {
    let article = page(
        "<title>The weir</title>",
        &format!(
            "<article>{STORY}<p>It held 10<sup>6</sup> litres that day<sup><a href=\"#n1\">1</a></sup>, on the 19<sup>th</sup> of the month, or so the keeper said.</p></article>"
        ),
    );
    assert!(
        article.text().contains("10⁶ litres that day[1], on the 19th of"),
        "{}",
        article.text()
    );
}

#[test]
fn a_story_beside_a_long_list_is_the_article() {
    let list: String = (0..60).map(|n| format!("<li>Ward {n}, Councillor Name{n}, ward{n}@council.example, telephone 555-00{n}, first floor, room {n}</li>")).collect();
    let body = format!(
        "<div class=post><h1>The weir</h1>{STORY}</div><div class=list><ul>{list}</ul></div>"
    );
    let article = page("<title>The weir</title>", &body);
    assert_eq!(kinds_of(&article, "mill wheel")[0].0, BlockKind::Paragraph);
}

#[test]
fn what_the_extractor_leaves_out_stays_in_its_place() {
    let body = format!(
        "<nav><a href=/>Home</a><a href=/n>News</a></nav><article><h1>The weir</h1><div class=share>Share this</div>{STORY}</article>\
         <section class=related><h3>More stories</h3><a href=/a>The bridge</a></section><footer>© 2024 Post</footer>"
    );
    let article = page("<title>The weir</title>", &body);
    let first = article.blocks().first().map(|block| block.extent.of(article.text()));
    assert_eq!(first, Some("Home News"));
    for (words, reason) in [
        ("Home", Reason::Menu),
        ("Share this", Reason::Share),
        ("The bridge", Reason::Related),
        ("© 2024", Reason::Legal),
    ] {
        assert_eq!(kinds_of(&article, words), [(BlockKind::Furniture, Some(reason))], "{words}");
    }
}

#[test]
fn what_style_sheets_and_unclosed_elements_hide_is_told_with_care() {
    let hiding = |style: &str| {
        let head = format!("<title>The weir</title><style>{style}</style>");
        let body = format!("<div class=whole><article><h1>The weir</h1>{STORY}</article></div>");
        page(&head, &format!("{body}<p class=extra>A note for those who listen to the page.</p>"))
    };
    for (style, passages) in [
        (".extra { display: none }", 3),
        (".extra { backface-visibility: hidden }", 4),
        // What hides nearly all waits for a script to show it.
        (".whole { visibility: hidden }", 4),
    ] {
        let article = hiding(style);
        let whole = article.text().contains("for those who listen");
        assert_eq!(
            (article.text().contains("mill wheel"), whole),
            (true, passages == 4),
            "{style}"
        );
    }
    let unclosed =
        format!("<noscript><div id=a></noscript><article><h1>The weir</h1>{STORY}</article>");
    assert_eq!(page("<title>The weir</title>", &unclosed).passage_count(), 3);
}

#[test]
fn summaries_headings_and_paragraphs_in_boxes_of_their_own_belong_to_the_text() {
    let parts: Vec<&str> = STORY.split_inclusive("</p>").collect();
    let [first, second, third] = parts.as_slice() else { panic!("three paragraphs") };
    let summary = "Nobody knows who closed the weir, and the school went home early";
    let body = format!(
        "<main><h1>The weir</h1><h2>{summary}</h2><div class=wide><div class=block>{first}</div></div>\
         <h3>Who has the key</h3><div class=wide><div class=block>{second}</div></div>\
         <div class=wide><div class=block>{third}</div></div></main>"
    );
    let article = page("<title>The weir</title>", &body);
    assert_eq!(kinds_of(&article, summary)[0].0, BlockKind::Standfirst);
    assert_eq!(kinds_of(&article, "Who has the key")[0].0, BlockKind::Heading);
    for words in ["mill wheel", "at a wedding", "upper path"] {
        assert_eq!(kinds_of(&article, words)[0].0, BlockKind::Paragraph, "{words}");
    }
}

#[test]
fn raised_figures_and_marks_of_notes_stand_apart() {
    let body = "<article><h1>The weir</h1><p>The weir held 10<sup>6</sup> litres of water a day<a href=\"#n1\">1</a>, \
        and more<sup><a href=\"#n2\">2</a></sup> in a wet spring<sup>3</sup>, as the keeper had always said.</p></article>";
    let article = page("<title>The weir</title>", body);
    let words = "held 10⁶ litres of water a day[1], and more[2] in a wet spring³, as";
    assert!(article.text().contains(words), "{}", article.text());
    let text = "The weir held 10^6^ litres a day<sup>1</sup>, and 5<sup>2</sup> more [^1].\n";
    let article = ingest::read(Path::new("weir.md"), text.as_bytes()).unwrap();
    assert!(article.text().contains("10⁶ litres a day¹, and 5² more"), "{}", article.text());
}

#[test]
fn the_day_of_a_page_is_the_one_that_its_readers_see() {
    let day = |head: &str, body: &str| {
        let head = format!("<title>The weir</title>{head}");
        let article = page(&head, &format!("<article><h1>The weir</h1>{body}{STORY}</article>"));
        article.metadata.date.map(|date| date.value.start.to_string())
    };
    // A moment in universal time is another day elsewhere.
    let moment = "<meta property=article:published_time content=2024-03-13T23:30:00Z>";
    assert_eq!(day(moment, "").as_deref(), Some("2024-03-13"));
    assert_eq!(day(moment, "<time>14 March 2024</time>").as_deref(), Some("2024-03-14"));
    // What may be the day of the file gives way to what is shown.
    let filed = "<meta name=date content=2024-05-02>";
    assert_eq!(day(filed, "<span class=date>14.03.24</span>").as_deref(), Some("2024-03-14"));
    assert_eq!(day(filed, "").as_deref(), Some("2024-05-02"));
    for line in ["<p>Halmsted, 14 March 2024</p>", "<div><small>14.03.2024 •</small></div>"] {
        assert_eq!(day("", line).as_deref(), Some("2024-03-14"), "{line}");
    }
    assert_eq!(day("", "<p>The weir was built in 1931.</p>"), None);
}

#[test]
fn a_line_right_under_the_headline_is_the_articles_own() {
    let body = format!(
        "<article><h1>The weir</h1><div class=\"entry-nav menu\"><a rel=author href=/t>Tess Quayle</a><br>14 March 2024</div>{STORY}</article>"
    );
    let article = page("<title>The weir</title>", &body);
    assert_eq!(article.metadata.authors, ["Tess Quayle"]);
    assert_eq!(article.metadata.date.unwrap().value.start.to_string(), "2024-03-14");
}

#[test]
fn a_poem_has_a_title_and_a_poet() {
    let text = "Tide\nTess Quayle\n\nThe tide goes out\nThe tide comes in\n\nThe mud has a name\nOnly the herons know\n";
    let article = ingest::read(Path::new("tide.txt"), text.as_bytes()).unwrap();
    assert_eq!(article.metadata.title.as_ref().map(|title| title.value.as_str()), Some("Tide"));
    assert_eq!(article.metadata.authors, ["Tess Quayle"]);
    let kinds = kinds_of(&article, "The mud has a name\nOnly the herons know");
    assert_eq!(kinds, [(BlockKind::Code, None)]);
}

#[test]
fn programs_that_archive_pages_are_no_part_of_them() {
    let head = "<title>The weir</title><link rel=canonical href=\"https://web.archive.org/web/20240320101112/https://post.example/weir\">";
    let body = format!(
        "<div id=wm-ipp-base>12 captures 20 Mar 2024 - 11 Jun 2025</div><article><h1>The weir</h1>{STORY}</article>"
    );
    let article = page(head, &body);
    assert_eq!(article.metadata.url.as_deref(), Some("https://post.example/weir"));
    assert_eq!(kinds_of(&article, "12 captures")[0].0, BlockKind::Furniture);
    assert_eq!(article.metadata.date, None);
}

#[test]
fn speech_and_credits_amid_the_text_are_no_chrome() {
    let text = "The weir\n\nThe weir above the town was closed on Monday, and the mill wheel stood still for the first time.\n\n\
        © Coast Pictures\n\n\
        Nobody on the bank could say who had given the order, and the keeper was at a wedding in the next town.\n\n\
        “We built our boats here, you and your children and us, and nobody asked us whether we wanted our weir closed.”\n";
    let article = ingest::read(Path::new("weir.txt"), text.as_bytes()).unwrap();
    assert_eq!(article.passage_count(), 3, "{:?}", article.blocks());
    assert_eq!(kinds_of(&article, "©")[0].0, BlockKind::Caption);
}

#[test]
fn of_several_parts_the_saved_page_is_the_one_that_is_named() {
    let part = |place: &str, subject: &str| {
        format!(
            "--b\r\nContent-Type: text/html\r\nContent-Location: {place}\r\n\r\n<meta charset=windows-1252><title>{subject}</title><h1>{subject} pr\u{fc}ft</h1>{STORY}\r\n"
        )
    };
    let file = format!(
        "Snapshot-Content-Location: https://post.example/weir\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{}{}--b--\r\n",
        part("https://ads.example/f", "Advert"),
        part("https://post.example/weir", "Weir")
    );
    // Every letter here is one byte in that encoding.
    let bytes: Vec<u8> = file.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let article = ingest::read(Path::new("weir.mhtml"), &bytes).unwrap();
    assert!(
        article.text().contains("Weir prüft") && !article.text().contains("Advert"),
        "{}",
        article.text()
    );
}

#[test]
fn a_post_that_is_shown_only_without_scripts_is_read_once_and_a_word_on_scripts_is_not() {
    let other = "<div><p>Parking is free behind the town hall from six, and the bus runs until midnight on the days of the fair.</p>\
        <p>The market opens at nine on every day but Sunday, and it closes when the last cart has left the square.</p></div>";
    let long = format!("{STORY}{}", STORY.replace("weir", "lock").replace("keeper", "warden"));
    let post =
        format!("<div id=app>Loading</div>{other}<noscript><h1>The weir</h1>{long}</noscript>");
    let article = page("<title>The weir</title>", &post);
    for words in ["the mill wheel stood still", "say who had given", "by the upper path"] {
        assert_eq!(article.text().matches(words).count(), 2, "{words}: {}", article.text());
    }
    let shown = format!("<article><h1>The weir</h1>{long}</article><noscript>{long}</noscript>");
    let article = page("<title>The weir</title>", &shown);
    assert_eq!(article.text().matches("the mill wheel stood still").count(), 2);
    let notice = format!(
        "<article><h1>The weir</h1>{STORY}</article><noscript><p>Please let scripts run to read on, we beg you.</p></noscript>"
    );
    assert!(!page("<title>The weir</title>", &notice).text().contains("scripts"));
}
