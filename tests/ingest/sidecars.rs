//! Files beside articles that say what is known of them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use variorum::collection::{Article, Collection, Provenance};
use variorum::storage::articles;

const BELL: &str =
    "The bell of the old pilot house rang at four in the morning.\n\nIt rang eleven times.";
const GEESE: &str = "Forty geese slept on the rails.\n\nThe driver read his newspaper.";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

fn load(folder: &TempDir) -> Collection {
    articles::load(&[folder.path().to_owned()])
}

fn called<'c>(collection: &'c Collection, file: &str) -> &'c Article {
    let fits = |article: &&std::sync::Arc<Article>| article.path().ends_with(Path::new(file));
    collection.articles().iter().find(fits).unwrap()
}

fn title(article: &Article) -> Option<(&str, Provenance)> {
    article.metadata.title.as_ref().map(|title| (title.value.as_str(), title.from))
}

fn date(article: &Article) -> Option<String> {
    article.metadata.date.as_ref().map(|date| date.value.start.to_string())
}

#[test]
fn a_table_gives_metadata_and_fields_by_path_or_name() {
    let table = "file,title,author,date,outlet,country,side\n\
        one/bell.txt,The bell,\"Miller, Jane; Halm, Otto\",2024-05-02,The Ferry Gazette,UK,left\n\
        geese.txt,Geese,Otto Halm,May 2024,,DE,\n\
        nowhere.txt,Nothing,,,,,\n";
    let folder = folder(&[("one/bell.txt", BELL), ("two/geese.txt", GEESE), ("about.csv", table)]);
    let collection = load(&folder);
    assert_eq!((collection.len(), collection.problems.as_slice()), (2, &[][..]));
    let bell = called(&collection, "bell.txt");
    assert_eq!(title(bell), Some(("The bell", Provenance::Sidecar)));
    assert_eq!(bell.metadata.authors, ["Jane Miller", "Otto Halm"]);
    assert_eq!(date(bell).as_deref(), Some("2024-05-02"));
    assert_eq!(bell.metadata.date.as_ref().map(|date| date.from), Some(Provenance::Sidecar));
    assert_eq!(bell.metadata.source.as_deref(), Some("The Ferry Gazette"));
    let fields: Vec<_> = bell.metadata.fields.iter().collect();
    assert_eq!(fields.len(), 2);
    assert!(fields.iter().all(|(_, found)| found.from == Provenance::Sidecar), "{fields:?}");
    let origins = bell.metadata.origins;
    let said = [origins.authors, origins.source, origins.url, origins.language];
    let sidecar = Some(Provenance::Sidecar);
    assert_eq!(said, [sidecar, sidecar, None, None]);
    assert_eq!(bell.metadata.fields.get("country").map(|found| found.value.as_str()), Some("UK"));
    let geese = called(&collection, "geese.txt");
    assert_eq!(
        (title(geese).map(|t| t.0), date(geese).as_deref()),
        (Some("Geese"), Some("2024-05"))
    );
    // Files that are named have their neighbours too, and a sidecar that is named is no article.
    let named = [folder.path().join("one/bell.txt"), folder.path().join("about.csv")];
    let collection = articles::load(&named);
    assert_eq!(collection.len(), 1);
    assert_eq!(title(called(&collection, "bell.txt")).map(|t| t.1), Some(Provenance::Sidecar));
}

#[test]
fn what_zotero_exports_is_read_in_each_form() {
    let csl = r#"[{"id": "miller2024bell", "type": "article-newspaper", "title": "The bell", "container-title": "The Ferry Gazette", "author": [{"family": "Miller", "given": "Jane"}], "issued": {"date-parts": [[2024, 5, 2]]}, "section": "Local"}]"#;
    let bib = "@article{halm2024geese,\n  title = {{{Geese}} stop the train},\n  author = {Halm, Otto and Moreau, Anne},\n  date = {2024-05-04},\n  journaltitle = {Der Hafenbote},\n  file = {Full Text:files/12/geese.txt:text/plain}\n}\n";
    let collection = load(&folder(&[
        ("miller2024bell.txt", BELL),
        ("library.json", csl),
        ("files/12/geese.txt", GEESE),
        ("library.bib", bib),
    ]));
    let bell = called(&collection, "miller2024bell.txt");
    assert_eq!(title(bell), Some(("The bell", Provenance::Sidecar)));
    assert_eq!(
        (bell.metadata.authors.as_slice(), date(bell).as_deref()),
        (&["Jane Miller".to_owned()][..], Some("2024-05-02"))
    );
    assert_eq!(
        bell.metadata.fields.get("section").map(|found| found.value.as_str()),
        Some("Local")
    );
    let geese = called(&collection, "geese.txt");
    assert_eq!(title(geese).map(|t| t.0), Some("Geese stop the train"));
    assert_eq!(geese.metadata.authors, ["Otto Halm", "Anne Moreau"]);
    assert_eq!(
        (date(geese).as_deref(), geese.metadata.source.as_deref()),
        (Some("2024-05-04"), Some("Der Hafenbote"))
    );
    // Another program names the kind in a word; the path is the same.
    for kind in ["PDF", "Texts"] {
        let bib = bib.replace("text/plain", kind);
        let collection = load(&folder(&[("files/12/geese.txt", GEESE), ("library.bib", &bib)]));
        let geese = called(&collection, "geese.txt");
        assert_eq!(title(geese).map(|t| t.1), Some(Provenance::Sidecar), "{kind}");
    }

    let rdf = r##"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
        <bib:Article rdf:about="https://gazette.example/bell"><dcterms:isPartOf><bib:Periodical><dc:title>The Ferry Gazette</dc:title></bib:Periodical></dcterms:isPartOf><bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Miller</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors><link:link rdf:resource="#item_13"/><dc:title>The bell</dc:title><dc:date>2024-05-02</dc:date></bib:Article>
        <z:Attachment rdf:about="#item_13"><rdf:resource rdf:resource="files/13/bell.txt"/></z:Attachment></rdf:RDF>"##;
    let collection = load(&folder(&[("files/13/bell.txt", BELL), ("library.rdf", rdf)]));
    let bell = called(&collection, "bell.txt");
    assert_eq!(title(bell), Some(("The bell", Provenance::Sidecar)));
    assert_eq!(
        (bell.metadata.authors.as_slice(), bell.metadata.source.as_deref()),
        (&["Jane Miller".to_owned()][..], Some("The Ferry Gazette"))
    );
}

#[test]
fn an_unpacked_archive_of_omnivore_is_described_by_its_list() {
    let list = r#"[{"slug": "the-bell-1a2b", "title": "The bell", "author": "Jane Miller", "url": "https://gazette.example/bell", "state": "Active", "publishedAt": "2024-05-02T06:00:00.000Z", "labels": ["bells"]}]"#;
    let page = format!("<html><body><p>{}</p></body></html>", BELL.replace("\n\n", "</p><p>"));
    let files = [("content/the-bell-1a2b.html", page.as_str()), ("metadata_0_to_1.json", list)];
    let collection = load(&folder(&files));
    let bell = called(&collection, "the-bell-1a2b.html");
    assert_eq!(
        (title(bell), date(bell).as_deref()),
        (Some(("The bell", Provenance::Sidecar)), Some("2024-05-02"))
    );
    assert_eq!(
        (bell.metadata.tags.as_slice(), bell.metadata.url.as_deref()),
        (&["bells".to_owned()][..], Some("https://gazette.example/bell"))
    );
}

#[test]
fn what_describes_nothing_is_passed_over() {
    let collection = load(&folder(&[
        ("bell.txt", BELL),
        ("numbers.csv", "year,boats\n1931,12\n"),
        ("data.json", "{\"a\": ["),
        ("broken.bib", "@article{x, title = {"),
        ("x.rdf", "<rdf:RDF><a><b>"),
    ]));
    assert_eq!((collection.len(), collection.problems.as_slice()), (1, &[][..]));
    assert_eq!(called(&collection, "bell.txt").metadata.fields.len(), 0);
}

#[test]
fn an_article_of_a_container_is_described_by_its_number() {
    let feed = "<rss><channel><title>N</title><item><title>A</title><description>The bell rang at four.</description></item><item><title>B</title><description>Forty geese slept.</description></item></channel></rss>";
    let table = "file,title,country\nfeed.xml#2,The geese,DE\nfeed.xml,All of them,UK\n";
    let collection = load(&folder(&[("feed.xml", feed), ("about.csv", table)]));
    let told: Vec<_> = collection
        .articles()
        .iter()
        .map(|article| {
            (
                title(article).map(|t| t.0),
                article.metadata.fields.get("country").map(|found| found.value.as_str()),
            )
        })
        .collect();
    assert_eq!(told, [(Some("A"), Some("UK")), (Some("The geese"), Some("DE"))]);
}

#[test]
fn files_of_other_kinds_are_counted() {
    let collection = load(&folder(&[
        ("bell.txt", BELL),
        ("a.tex", "x"),
        ("b.TEX", "x"),
        ("c.webarchive", "x"),
        ("d.png", "x"),
        ("e.grok", "x"),
        ("LETTER", "x"),
    ]));
    let said: Vec<_> = collection.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "5 files of other kinds left out (without an ending 1, .grok 1, .tex 2, .webarchive 1): save them as text or as web pages"
        ]
    );
}

#[test]
fn a_bibliography_names_its_files_with_any_kind_and_may_not_lie_without_end_in_itself() {
    let bib = |title: &str| {
        let file = "Halm 2024:files/geese.txt:xhtml";
        format!("@article{{halm2024geese,\n  title = {title},\n  file = {{{file}}}\n}}\n")
    };
    let said = |title: &str| {
        let collection = load(&folder(&[("files/geese.txt", GEESE), ("library.bib", &bib(title))]));
        let geese = called(&collection, "geese.txt");
        geese.metadata.title.as_ref().map(|title| (title.value.clone(), title.from))
    };
    let stated = Some(("Geese stop the train".to_owned(), Provenance::Sidecar));
    assert_eq!(said("{Geese stop the train}"), stated);
    let deep = "{".repeat(50_000) + "Geese" + &"}".repeat(50_000);
    assert_ne!(said(&deep).map(|title| title.1), Some(Provenance::Sidecar));
}
