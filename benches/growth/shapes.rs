//! The shapes of text whose reading is measured: what newspapers, books and scraped pages are made of,
//! each repeated until it is long.

use std::io::{Cursor, Write};

/// A kind of text.
pub(crate) struct Shape {
    /// What it is called.
    pub(crate) name: &'static str,
    form: Form,
    before: &'static str,
    /// Its repeated part of the given number.
    part: fn(usize) -> String,
    after: &'static str,
}

enum Form {
    Text,
    Markdown,
    Html,
    Mhtml,
    Epub,
}

impl Shape {
    /// A file's name and about `size` bytes of this shape.
    pub(crate) fn written(&self, size: usize) -> (String, Vec<u8>) {
        let mut text = self.before.to_owned();
        let mut number = 0;
        while text.len() < size {
            text.push_str(&(self.part)(number));
            number += 1;
        }
        text.push_str(self.after);
        match self.form {
            Form::Text => ("shape.txt".to_owned(), text.into_bytes()),
            Form::Markdown => ("shape.md".to_owned(), text.into_bytes()),
            Form::Html => ("shape.html".to_owned(), text.into_bytes()),
            Form::Mhtml => {
                let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://coast.example/a\r\n\r\n";
                ("shape.mhtml".to_owned(), format!("{head}{text}\r\n--b--\r\n").into_bytes())
            }
            Form::Epub => ("shape.epub".to_owned(), book(&text)),
        }
    }
}

/// A book whose chapters are the parts of `text` between form feeds.
fn book(text: &str) -> Vec<u8> {
    let chapters: Vec<&str> = text.split('\u{c}').filter(|chapter| !chapter.is_empty()).collect();
    let options = zip::write::SimpleFileOptions::default();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, contents: &str| {
        archive.start_file(name, options).expect("a name");
        archive.write_all(contents.as_bytes()).expect("memory");
    };
    add("mimetype", "application/epub+zip");
    add(
        "META-INF/container.xml",
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
    );
    let (mut items, mut spine) = (String::new(), String::new());
    for (at, chapter) in chapters.iter().enumerate() {
        let id = format!("c{at}");
        let kind = "media-type=\"application/xhtml+xml\"";
        items.extend(["<item id=\"", &id, "\" href=\"", &id, ".xhtml\" ", kind, "/>"]);
        spine.extend(["<itemref idref=\"", &id, "\"/>"]);
        add(
            &format!("c{at}.xhtml"),
            &format!(
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>c</title></head><body>{chapter}</body></html>"
            ),
        );
    }
    add(
        "p.opf",
        &format!(
            "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\" unique-identifier=\"i\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"i\">x</dc:identifier><dc:title>The canal</dc:title><dc:language>en</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
    );
    archive.finish().expect("memory").into_inner()
}

/// A sentence that no other number gives.
fn sentence(number: usize) -> String {
    let things = ["lock", "quay", "ferry", "bridge", "mill", "canal", "dyke"];
    let days = ["Monday", "Tuesday", "Friday", "Sunday"];
    let thing = things.get(number % 7).unwrap_or(&"lock");
    let day = days.get(number % 4).unwrap_or(&"Monday");
    format!(
        "On {day} the {thing} number {number} was closed again, and nobody in the town could say for how long."
    )
}

fn prose(number: usize) -> String {
    format!("{} {} {}", sentence(number), sentence(number + 3), sentence(number + 5))
}

/// A word that no other number gives.
fn new_word(number: usize) -> String {
    let mut word = String::new();
    let mut rest = number + 26;
    while rest > 0 {
        word.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    word
}

const fn shape(name: &'static str, form: Form, part: fn(usize) -> String) -> Shape {
    Shape { name, form, before: "", part, after: "" }
}

const fn page(name: &'static str, form: Form, part: fn(usize) -> String) -> Shape {
    Shape {
        name,
        form,
        before: "<html><head><title>The canal</title></head><body><article><h1>The canal</h1><p>The canal was opened on a wet day in May, and the whole town came to see it filled.</p>",
        part,
        after: "</article></body></html>",
    }
}

/// What is measured.
pub(crate) static SHAPES: &[Shape] = &[
    shape("text: paragraphs", Form::Text, |n| format!("{}\n\n", prose(n))),
    shape("text: a paragraph a line", Form::Text, |n| format!("{}\n", prose(n))),
    shape("text: one long line", Form::Text, |n| format!("{} ", sentence(n))),
    shape("text: wrapped lines", Form::Text, |n| {
        format!(
            "the lock number {n} was closed again on a day in May and\nnobody could say for how long it would be, so that the\n{}",
            if n % 9 == 8 { "\n" } else { "" }
        )
    }),
    shape("text: wrapped with marks", Form::Text, |n| {
        format!(
            "the *lock* number {n} was [closed](#a) again on a day in\nMay and **nobody** could say for how long it would be so\n"
        )
    }),
    shape("text: halves of paragraphs", Form::Text, |n| {
        format!(
            "and so the lock number {n} was closed again, but nobody in the town could say when or why they\n\n"
        )
    }),
    shape("text: quotations", Form::Text, |n| format!("“{}” she said.\n\n", sentence(n))),
    shape("text: dashes", Form::Text, |n| format!("– The lock number {n} is closed.\n")),
    shape("text: dates", Form::Text, |n| format!("{} May 2021\n\n", n % 28 + 1)),
    shape("text: bylines", Form::Text, |n| format!("By Ada {}\n\n", new_word(n).to_uppercase())),
    shape("text: read more", Form::Text, |n| {
        format!("{}\n\nRead more: the lock {n}\n\n", prose(n))
    }),
    shape("text: headings", Form::Text, |n| format!("The lock of number {n}\n\n{}\n\n", prose(n))),
    shape("text: new words", Form::Text, |n| format!("{} ", new_word(n))),
    shape("text: dots", Form::Text, |n| {
        format!("{}....", if n % 50 == 49 { " And so on" } else { "" })
    }),
    shape("text: open brackets", Form::Text, |_| "[".to_owned()),
    shape("text: stars", Form::Text, |_| "*a ".to_owned()),
    shape("text: notes", Form::Text, |n| format!("[{n}] The minutes of the lock, 1931.\n\n")),
    shape("text: short lines", Form::Text, |n| format!("lock {n}\n")),
    shape("text: verse", Form::Text, |n| {
        format!(
            "The boats are gone, the water too,\nThe geese number {n} have flown south;\nAnd what the miller never knew\nIs in the river's mouth.\n\n"
        )
    }),
    shape("text: credits", Form::Text, |n| {
        format!("{}\n\nThe lock {n} at dawn. Lena Vogt/Reuters\n\n", prose(n))
    }),
    shape("text: people", Form::Text, |n| {
        let name = new_word(n);
        let (first, rest) = name.split_at(1);
        format!("Ada {}{rest} is a keeper of locks.\n\n", first.to_uppercase())
    }),
    shape("text: bar rows", Form::Text, |n| format!("| {n} | lock | closed |\n")),
    shape("text: columns", Form::Text, |n| {
        format!("the lock number {n:06} was closed        and nobody in the town could say\n")
    }),
    shape("text: accents apart", Form::Text, |n| {
        format!("[cafe\u{301} {n}](#a) on the *que\u{301}* of the town. ")
    }),
    shape("text: Chinese", Form::Text, |n| {
        format!("运河在五月{n}日再次关闭，城里没有人知道要关多久。")
    }),
    shape("text: Russian", Form::Text, |n| {
        format!(
            "Шлюз номер {n} снова закрыли, и никто в городе не знал, надолго ли. А. С. Лосев молчал.\n\n"
        )
    }),
    shape("Markdown: paragraphs", Form::Markdown, |n| format!("{}\n\n", prose(n))),
    shape("Markdown: nested lists", Form::Markdown, |n| {
        format!("{}- the lock {n}\n", "  ".repeat(n % 12))
    }),
    shape("Markdown: quotations", Form::Markdown, |n| format!("> {}\n\n", sentence(n))),
    shape("Markdown: links", Form::Markdown, |n| {
        format!("The [lock {n}](https://coast.example/{n}) is *closed*. ")
    }),
    shape("Markdown: open comments", Form::Markdown, |n| format!("The lock %% {n}\n")),
    shape("Markdown: highlights", Form::Markdown, |n| format!("==the lock {n} ")),
    shape("Markdown: templates", Form::Markdown, |n| format!("{{% lock {n} ")),
    shape("Markdown: properties", Form::Markdown, |n| format!("key{n}:: value\n")),
    shape("Markdown: HTML", Form::Markdown, |n| format!("<div>lock {n}</div>\n\n")),
    Shape {
        name: "front matter: list",
        form: Form::Markdown,
        before: "---\ntitle: The canal\nauthors:\n",
        part: |n| format!("  - Ada {}\n", new_word(n)),
        after: "---\n\nThe canal was opened on a wet day in May.\n",
    },
    Shape {
        name: "front matter: not quite YAML",
        form: Form::Markdown,
        before: "---\ntitle: The canal: a story\n",
        part: |n| format!("key{n}: value: more\n"),
        after: "---\n\nThe canal was opened on a wet day in May.\n",
    },
    page("HTML: paragraphs", Form::Html, |n| format!("<p>{}</p>\n", prose(n))),
    page("HTML: line breaks", Form::Html, |n| format!("{}<br><br>\n", prose(n))),
    page("HTML: nested lists", Form::Html, |n| {
        format!("<ul><li>{}<ul><li>lock {n}</li></ul></li></ul>", sentence(n))
    }),
    page("HTML: links", Form::Html, |n| {
        format!("<p>The <a href=\"/{n}\">lock {n}</a> is <em>closed</em>.</p>")
    }),
    page("HTML: table", Form::Html, |n| {
        format!("<table><tr><td>{n}</td><td>lock</td></tr></table><p>{}</p>", prose(n))
    }),
    page("HTML: spans", Form::Html, |n| format!("<span><b>lock</b> {n}</span> ")),
    page("MHTML: paragraphs", Form::Mhtml, |n| format!("<p>{}</p>\n", prose(n))),
    shape("EPUB: short chapters", Form::Epub, |n| {
        format!("<h1>Lock {n}</h1><p>{}</p>\u{c}", prose(n))
    }),
    shape("EPUB: one chapter", Form::Epub, |n| format!("<p>{}</p>", prose(n))),
];
