//! Small files that would grow large: packed, laid into one another, or promising pages without end.

use crate::home::Home;
use crate::packed::packed;

fn docx(text: &[u8]) -> Vec<u8> {
    packed::<[u8]>(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text)])
}

fn odt(text: &[u8]) -> Vec<u8> {
    packed::<[u8]>(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", text),
    ])
}

/// A book whose one chapter is this.
fn epub(chapter: &[u8]) -> Vec<u8> {
    let container = br#"<container><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let package = br#"<package version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>Locks</dc:title><dc:language>en</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>"#;
    packed::<[u8]>(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container),
        ("c.opf", package),
        ("c.xhtml", chapter),
    ])
}

/// A PDF with these objects, the first of which is its catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    );
    file.extend(trailer.bytes());
    file
}

/// A PDF of so many pages without a word.
fn pages(count: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..count).map(|page| format!("{} 0 R", page + 3)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {count} /Kids [{}] >>", kids.join(" ")),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>";
    objects.extend(std::iter::repeat_n(page.to_owned(), count));
    pdf(&objects)
}

/// A mail whose parts lie so deep in one another.
fn mail(depth: usize) -> String {
    let part = |n: usize| format!("Content-Type: multipart/mixed; boundary=\"b{n}\"\n\n--b{n}\n");
    let parts: String = (0..depth).map(part).collect();
    format!(
        "From: ada@post.example\nSubject: Locks\nMIME-Version: 1.0\n{parts}\nThe lock was open.\n"
    )
}

/// The lines that are said of files in `articles`, by the name of each.
fn said(home: &Home) -> Vec<(String, String)> {
    let answer = home.variorum(["list", "articles", "--json"]).ends_with(0).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let problems = answer["problems"].as_array().unwrap().iter();
    problems.map(|problem| (text(&problem["path"]), text(&problem["message"]))).collect()
}

#[test]
fn what_would_unpack_nest_or_go_on_without_end_is_one_line_and_costs_no_other() {
    let spaces = vec![b' '; 70 << 20];
    let deep = |open: &str, count: usize| open.repeat(count).into_bytes();
    let page = |inside: &str| format!("<html><body><p>{inside}</p></body></html>").into_bytes();
    let catalogue = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let circle = "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>".to_owned();
    let arrays = format!("<< /Type /Pages /Count 1 /Kids {} >>", "[".repeat(200_000));
    let saved =
        br#"[{"slug": "bell", "title": "The bell", "url": "https://gazette.example/bell"}]"#;
    let refused = vec![
        ("spaces.docx", docx(&spaces), "it unpacks to more than"),
        ("spaces.odt", odt(&spaces), "it unpacks to more than"),
        ("spaces.epub", epub(&spaces), "too large"),
        (
            "spaces.zip",
            packed::<[u8]>(&[("metadata_0_to_20.json", saved), ("content/bell.html", &spaces)]),
            "more than",
        ),
        ("chapter.epub", epub(&page(&"<div>".repeat(20_000))), "deep"),
        ("deep.docx", docx(&deep("<w:p><w:r>", 50_000)), ""),
        ("deep.odt", odt(&deep("<text:section>", 50_000)), ""),
        ("deep.fodt", [&b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">"[..], &deep("<text:p>", 50_000)].concat(), ""),
        ("deep.xml", [&b"<rss><channel>"[..], &deep("<item>", 50_000)].concat(), ""),
        ("deep.json", [&b"{\"content\": 1, \"url\": "[..], &deep("[", 200_000)].concat(), "damaged"),
        ("pages.pdf", pages(5_001), if cfg!(feature = "pdf") { "more than 5000 pages" } else { "PDF" }),
        ("circle.pdf", pdf(&[catalogue.clone(), circle]), "PDF"),
        ("arrays.pdf", pdf(&[catalogue, arrays]), "PDF"),
    ];
    let home = Home::with(&[("plain.txt", "The lock keeper left at noon. Nobody saw him go.\n")]);
    for (name, bytes, _) in &refused {
        home.write(&format!("articles/{name}"), bytes);
    }
    // What is said in the innermost part is read, or it is not: the mail is named or there.
    home.write("articles/parts.eml", mail(20_000));
    let said = said(&home);
    for (name, _, why) in &refused {
        let of: Vec<&str> =
            said.iter().filter(|(path, _)| path.contains(name)).map(|(_, why)| &**why).collect();
        assert!(of.len() == 1 && of[0].contains(why), "{name}: {of:?}");
    }
    for (path, why) in &said {
        assert!(!why.contains('\n') && why.len() < 400, "{path}: {why}");
        // None of them ended the process that read it: each is told by what is wrong with it.
        assert!(!why.contains("too deep or too large"), "{path}: {why}");
    }
    let listed = home.variorum(["list", "articles", "--plain"]).ends_with(0).stdout;
    assert!(listed.contains("lock keeper left at noon"), "{listed}");
}
