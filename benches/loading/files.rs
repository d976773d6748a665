//! The articles of the benchmark as files of each format.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::Arc;

use variorum::collection::Article;

/// The part of a Word document that holds its text.
pub(crate) const DOCUMENT: &str = "word/document.xml";

/// The articles as a press archive hands them out in one text.
pub(crate) fn archive(articles: &[Arc<Article>]) -> String {
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
pub(crate) fn file(article: &Article, n: usize, format: &str) -> Vec<u8> {
    match format {
        "mhtml" => saved(&dressed(article, n, "html")).into_bytes(),
        "epub" => bound(article, n),
        "docx" => written(article, n),
        "pdf" => typeset(article, n),
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

/// A Word document.
fn written(article: &Article, n: usize) -> Vec<u8> {
    let paragraph = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
            text.replace('&', "&amp;").replace('<', "&lt;")
        )
    };
    let title = paragraph("Title", &format!("What was said on day {n}"));
    let text: String = article.passages().map(|p| paragraph("Normal", p.text)).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/\
         wordprocessingml/2006/main\"><w:body>{title}{text}</w:body></w:document>"
    );
    let types = format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/\
         content-types\"><Override PartName=\"/{DOCUMENT}\" ContentType=\"application/vnd.\
         openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    let packed = zip::write::SimpleFileOptions::default();
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in [("[Content_Types].xml", &types), (DOCUMENT, &document)] {
        file.start_file(name, packed).expect("a new entry");
        file.write_all(contents.as_bytes()).expect("room in memory");
    }
    file.finish().expect("a whole document").into_inner()
}

/// A page set in one column, in a font that every reader has.
fn typeset(article: &Article, n: usize) -> Vec<u8> {
    let mut lines = vec![format!("What was said on day {n}"), String::new()];
    for passage in article.passages() {
        let mut line = String::new();
        for word in passage.text.split_whitespace() {
            if line.len() + word.len() > 88 {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.extend(word.chars().map(|c| if c.is_ascii() { c } else { '?' }));
        }
        lines.extend([line, String::new()]);
    }
    let pages: Vec<&[String]> = lines.chunks(48).collect();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (number, page) in pages.into_iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            5 + 2 * number
        ));
        let mut shown = "BT /F 11 Tf 14 TL 60 780 Td\n".to_owned();
        for line in page {
            let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            let _ = writeln!(shown, "({line}) Tj T*");
        }
        shown.push_str("ET");
        objects.push(format!("<</Length {}>>stream\n{shown}\nendstream", shown.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{} 0 obj\n{object}\nendobj", number + 1);
    }
    let (count, start) = (objects.len() + 1, file.len());
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}
