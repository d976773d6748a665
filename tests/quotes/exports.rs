//! Exports, read by parsers that are not ours.

use std::collections::BTreeSet;

use biblatex::{Bibliography, ChunksExt};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use serde_json::Value;
use variorum::collection::PartialDate;
use variorum::quotes::export::{Format, Grouping};
use variorum::quotes::import::{self, Arrival, Known};
use variorum::quotes::{
    CitationForm, Citing, Missing, Quotation, Quote, Snapshot, citation, export, record,
};
use variorum::text::outward::uncell;

use crate::articles::{LIGHTHOUSE, article, at, quote};

const ODD: &str = "= *not* [a](formula) & 50% of “$5” #1 <b>_x_</b> {y} ~ ^ \\ | `z`";

/// Two quotes of a known article, one of an unknown one with everything that could break a format.
fn quotes() -> Vec<Quote> {
    let known = article(LIGHTHOUSE);
    let odd = article(&format!("{ODD}\n\n- 1. + @start of another"));
    let mut strange = quote(&odd, "start of another");
    strange.exact = ODD.to_owned();
    strange.note = "=HYPERLINK(\"x\")\nsecond, \"line\"".to_owned();
    strange.article.title = Some("100% {odd} & “quoted”: #1_of~2^3 \\ end".to_owned());
    strange.article.authors = Vec::new();
    strange.article.date = None;
    let tagged = Quote {
        tags: vec!["the sea".into(), "log".into()],
        ..quote(&known, "a fisherman found the door open")
    };
    vec![strange, tagged, quote(&known, "had asked twice to be relieved")]
}

#[test]
fn bibtex_is_read_by_another_parser() {
    let quotes = quotes();
    let text = export::bibtex(&quotes);
    let read = Bibliography::parse(&text).unwrap();
    assert_eq!(read.len(), 2);
    let known = read.get("moll2021keepers-last-winter").unwrap();
    assert_eq!(known.author().unwrap().first().unwrap().name, "Moll");
    assert_eq!(known.title().unwrap().format_verbatim(), "The keeper’s last winter");
    assert_eq!(known.get("date").unwrap().format_verbatim(), "2021-11-03");
    assert_eq!(known.url().unwrap(), "https://coast.example.org/keeper");
    let strange = read.iter().find(|entry| entry.get("author").is_none()).unwrap();
    let title = strange.title().unwrap().format_verbatim();
    assert!(title.contains("100% {odd} & “quoted”: #1_of"), "{title}");
    assert_eq!(strange.get("year").unwrap().format_verbatim(), "n.d.");
    // Keys do not depend on what else is exported.
    let alone = export::bibtex(quotes.iter().skip(2));
    assert!(alone.contains("{moll2021keepers-last-winter,"), "{alone}");
}

#[test]
fn csl_has_the_fields_that_its_schema_wants() {
    let items: Vec<Value> = serde_json::from_str(&export::csl(&quotes())).unwrap();
    assert_eq!(items.len(), 2);
    let types = ["article-magazine", "webpage"];
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    for item in &items {
        assert!(types.contains(&item["type"].as_str().unwrap()));
        assert!(item["title"].is_string());
    }
    let known = items.iter().find(|item| !item["author"].is_null()).unwrap();
    assert_eq!(known["author"], serde_json::json!([{"family": "Moll", "given": "Ines"}]));
    assert_eq!(known["issued"], serde_json::json!({"date-parts": [[2021, 11, 3]]}));
    let strange = items.iter().find(|item| item["author"].is_null()).unwrap();
    assert!(strange["issued"].is_null());
    assert_eq!(strange["note"], "author not known; n.d.");
}

#[test]
fn tables_are_read_back_and_hold_no_formula() {
    let quotes = quotes();
    for text in [export::full(&quotes), export::readwise(&quotes)] {
        assert!(text.ends_with("\r\n"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let words = header.iter().position(|h| matches!(h, "exact" | "Highlight")).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), quotes.len());
        for row in &rows {
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
        let read: BTreeSet<&str> = rows.iter().map(|row| uncell(row.get(words).unwrap())).collect();
        assert_eq!(read, quotes.iter().map(|quote| quote.exact.as_str()).collect());
    }
}

#[test]
fn every_annotation_has_the_fields_that_the_model_requires() {
    let quotes = quotes();
    let collection: Value = serde_json::from_str(&export::collection(&quotes)).unwrap();
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    assert_eq!(collection["total"], 3);
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    for annotation in items {
        assert_eq!(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(annotation["type"], "Annotation");
        assert!(annotation["id"].as_str().unwrap().starts_with("urn:"));
        let target = &annotation["target"];
        assert!(target["source"].as_str().unwrap().contains(':'));
        let selectors = target["selector"].as_array().unwrap();
        let of = |kind: &str| selectors.iter().find(|s| s["type"] == kind).unwrap();
        assert!(of("TextQuoteSelector")["exact"].is_string());
        let (start, end) =
            (&of("TextPositionSelector")["start"], &of("TextPositionSelector")["end"]);
        assert!(start.as_u64().unwrap() < end.as_u64().unwrap());
        for body in annotation["body"].as_array().unwrap() {
            assert_eq!(body["type"], "TextualBody");
            assert!(body["value"].is_string());
        }
        for time in ["created", "modified"] {
            assert!(annotation[time].as_str().unwrap().ends_with('Z'));
        }
    }
}

/// The words of every block quote, as a Markdown program shows them, without the line of the source.
fn block_quotes(text: &str) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut open: Option<Vec<String>> = None;
    for event in Parser::new(text) {
        match (event, &mut open) {
            (Event::Start(Tag::BlockQuote(_)), _) => open = Some(Vec::new()),
            (Event::End(TagEnd::BlockQuote(_)), Some(paragraphs)) => {
                paragraphs.pop();
                quotes.push(paragraphs.join("\n"));
                open = None;
            }
            (Event::Start(Tag::Paragraph), Some(paragraphs)) => paragraphs.push(String::new()),
            (Event::Text(words), Some(paragraphs)) => {
                paragraphs.last_mut().unwrap().push_str(&words);
            }
            // The address in the citation.
            (Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }), Some(_)) => {}
            (
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
                | Event::Html(_)
                | Event::Code(_),
                Some(_),
            ) => {
                panic!("words became markup in {text}")
            }
            _ => {}
        }
    }
    quotes
}

#[test]
fn markdown_shows_the_words_and_nothing_but_the_words() {
    let quotes = quotes();
    for form in CitationForm::ALL {
        let shown = block_quotes(&export::markdown(&quotes, Grouping::Article, &form.into()));
        let shown: BTreeSet<String> = shown.into_iter().collect();
        assert_eq!(shown, quotes.iter().map(|quote| quote.exact.clone()).collect());
    }
    let by_tag = export::markdown(&quotes, Grouping::Tag, &CitationForm::default().into());
    assert_eq!(by_tag.matches("a fisherman found the door open").count(), 2);
    assert!(by_tag.contains("## Without a tag"));
}

#[test]
fn exports_are_the_same_whatever_the_order_they_come_in() {
    let quotes = quotes();
    let mut turned = quotes.clone();
    turned.reverse();
    let form = &CitationForm::default().into();
    assert_eq!(export::logseq(&quotes, form), export::logseq(&turned, form));
    assert_eq!(export::full(&quotes), export::full(&turned));
    assert_eq!(export::collection(&quotes), export::collection(&turned));
    assert_eq!(export::bibtex(&quotes), export::bibtex(&turned));
}

#[test]
fn citations_say_whose_words_they_are_and_what_they_lack() {
    let text = article(LIGHTHOUSE);
    let plain = quote(&text, "had asked twice to be relieved");
    let cited = |quote: &Quote, form| citation(quote, form).text;
    assert_eq!(cited(&plain, CitationForm::AuthorDate), "Moll 2021, ¶1");
    assert_eq!(
        cited(&plain, CitationForm::Footnote),
        "Ines Moll, “The keeper’s last winter”, The Coastal Review, 3 November 2021, ¶1, https://coast.example.org/keeper"
    );
    assert_eq!(
        cited(&plain, CitationForm::Byline),
        "Ines Moll in The Coastal Review, 3 November 2021"
    );
    let said = quote(&text, "Wind north-west, ice on the glass");
    assert_eq!(citation(&said, CitationForm::AuthorDate).missing, [Missing::Speaker]);
    assert!(cited(&said, CitationForm::AuthorDate).contains(" (?), quoted in Moll 2021"));
    let speaker = Some("Olaf Brandt".to_owned());
    let sure = Quote { quotation: Some(Quotation { speaker, confirmed: true }), ..said };
    assert_eq!(cited(&sure, CitationForm::AuthorDate), "Olaf Brandt, quoted in Moll 2021, ¶2");
    let mut bare = plain;
    bare.article.authors = Vec::new();
    bare.article.date = None;
    let lacking = citation(&bare, CitationForm::AuthorDate);
    assert_eq!(lacking.text, "“The keeper’s last winter” n.d., ¶1");
    assert_eq!(lacking.missing, [Missing::Author, Missing::Date]);
    bare.article.date = Some(PartialDate::year(1987));
    assert_eq!(citation(&bare, CitationForm::AuthorDate).missing, [Missing::Author]);
}

#[test]
fn an_article_without_a_title_is_named_in_every_form_of_citation() {
    let mut bare = quotes().remove(0);
    bare.article = Snapshot { path: Some("papers/wind log.txt".to_owned()), ..Snapshot::default() };
    for form in CitationForm::ALL {
        let cited = citation(&bare, form);
        assert!(cited.text.contains("“wind log.txt”") && cited.text.contains("n.d."), "{cited:?}");
        assert_eq!(cited.missing, [Missing::Author, Missing::Date]);
    }
    // Words from a table without any source are known by themselves.
    bare.article.path = None;
    let first = bare.exact.split_whitespace().next().unwrap().to_owned();
    for form in CitationForm::ALL {
        assert!(citation(&bare, form).text.contains(&format!("“{first} ")), "{form}");
    }
}

#[test]
fn the_address_of_an_article_is_a_link_in_notes() {
    let mut quote = quotes().remove(1);
    let url = "https://coast.example.org/a_b?c=d&e=(f)*";
    quote.article.url = Some(url.to_owned());
    let footnote = Citing::Form(CitationForm::Footnote);
    for format in [Format::Md, Format::Obsidian] {
        let text = format.text([&quote], Grouping::Article, &footnote);
        let links: Vec<String> = Parser::new(&text)
            .filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(links, [url], "{text}");
    }
}

#[test]
fn annotations_of_other_programs_come_in_once() {
    let foreign = r#"{"rows": [{
        "id": "abc", "created": "2024-01-02T03:04:05.678901+00:00", "updated": "2024-01-03T00:00:00+00:00",
        "uri": "https://coast.example.org/keeper", "text": "see also", "tags": ["sea"],
        "document": {"title": ["The keeper’s last winter"]},
        "target": [{"source": "https://coast.example.org/keeper", "selector": [
            {"type": "RangeSelector"},
            {"type": "TextPositionSelector", "start": 3, "end": 40},
            {"type": "TextQuoteSelector", "exact": "a light that burns asks no questions", "prefix": "every night – and ", "suffix": "."}]}]
      }, {"id": "page-note", "target": [{"source": "https://coast.example.org/keeper"}], "text": "no words"}]}"#;
    let read = import::read("notes", foreign.as_bytes(), at(0)).unwrap();
    assert_eq!((read.foreign.len(), read.problems.len()), (1, 1));
    let quote = read.foreign.first().unwrap();
    assert_eq!(quote.exact, "a light that burns asks no questions");
    assert_eq!((quote.note.as_str(), quote.tags.as_slice()), ("see also", &["sea".to_owned()][..]));
    assert_eq!(quote.article.url.as_deref(), Some("https://coast.example.org/keeper"));
    assert_eq!(record::read(record::write(quote).as_bytes()).as_ref(), Ok(quote));
    let mut known = Known::default();
    assert_eq!(known.foreign_arrival(quote), Arrival::New);
    known.insert(quote);
    let again = import::read("notes", foreign.as_bytes(), at(777)).unwrap();
    assert_eq!(known.foreign_arrival(again.foreign.first().unwrap()), Arrival::Here);
    // It finds its place in the article.
    let text = article(LIGHTHOUSE);
    let standing = variorum::quotes::anchor(quote, &text);
    assert_eq!(standing.extent().unwrap().of(text.text()), quote.exact);
    // A table of Readwise's own.
    let table = "Highlight,Book Title,Book Author,Note,Tags,Location,Highlighted at\r\n\
                 a light that burns asks no questions,The keeper’s last winter,Ines Moll,good,\"sea, log\",3,2024-01-02 03:04:05\r\n";
    let read = import::read("notes", table.as_bytes(), at(0)).unwrap();
    let quote = read.foreign.first().unwrap();
    assert_eq!(quote.tags, ["sea", "log"]);
    assert_eq!(quote.created.to_string(), "2024-01-02T03:04:05Z");
    assert_eq!(import::read("notes", b"hello", at(0)), Err(import::NotQuotes::Form));
}
