//! Citations in styles of the Citation Style Language, in a program that was built with them; and what is said
//! by one that was not.

use crate::articles::LIGHTHOUSE;
use crate::home::Home;

fn kept() -> Home {
    let home = Home::with(&[
        ("keeper.md", LIGHTHOUSE),
        ("plain.txt", "Nobody signed this. It has no date.\n"),
    ]);
    for place in ["keeper:1.2", "keeper:3.2", "plain:1.1"] {
        home.variorum(["quotes", "add", place, "--in", "articles"]).succeeds();
    }
    home
}

#[cfg(not(feature = "citation-styles"))]
#[test]
fn a_program_without_styles_says_how_to_get_one_with_them() {
    let home = kept();
    let said = home.variorum(["quotes", "export", "--style", "apa"]).ends_with(2).stderr;
    assert!(said.contains("--features citation-styles"), "{said}");
    home.write("config/config.toml", "citation = \"apa\"\n");
    let said = home.variorum(["config", "check"]).ends_with(2).stderr;
    assert!(said.contains("config.toml") && said.contains("citation-styles"), "{said}");
    assert!(variorum::storage::styles::citing("byline", home.root()).is_ok());
}

#[cfg(feature = "citation-styles")]
mod with_styles {
    use hayagriva::archive::ArchivedStyle;
    use variorum::quotes::export::{self, Grouping};
    use variorum::quotes::{Citing, Quote, Style, StyleError};

    use super::*;
    use crate::articles::{article, quote};

    fn exported(home: &Home, style: &str) -> String {
        home.variorum(["quotes", "export", "--style", style]).succeeds().stdout
    }

    #[test]
    fn quotes_are_cited_in_a_style_by_its_name() {
        let home = kept();
        let apa = exported(&home, "apa");
        assert!(apa.contains("— Moll, 2021, para. 1\n"), "{apa}");
        assert!(apa.contains("— Moll, 2021, para. 3\n"), "{apa}");
        assert!(apa.contains("n.d., para. 1 \\[author not known, date not known\\]"), "{apa}");
        let works = apa.split_once("\n## Works\n").unwrap().1;
        assert!(
            works.contains("- Moll, I. (2021, November 3). The keeper’s last winter."),
            "{works}"
        );
        assert_eq!(works.matches("keeper’s last winter").count(), 1);
        // Numbers run through all that is cited.
        let ieee = exported(&home, "ieee");
        assert!(ieee.contains("— \\[1"), "{ieee}");
        assert!(ieee.contains("— \\[2"), "{ieee}");
        // A note says everything each time.
        let notes = exported(&home, "chicago-notes");
        assert_eq!(notes.matches("— Ines Moll, “The Keeper’s Last Winter,”").count(), 2, "{notes}");
    }

    const OWN: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Ours</title><id>ours</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="(" suffix=")" delimiter="; ">
    <group delimiter=" ~ ">
      <names variable="author"><name form="short"/></names>
      <date variable="issued"><date-part name="year"/></date>
      <text variable="locator"/>
    </group>
  </layout></citation>
</style>"#;

    #[test]
    fn a_style_may_be_a_file_of_the_readers_own_and_hold_everywhere() {
        let home = kept();
        home.write("ours.csl", OWN);
        let text = exported(&home, "ours.csl");
        assert!(text.contains("— Moll \\~ 2021 \\~ 1\n"), "{text}");
        assert!(!text.contains("## Works"), "{text}");
        home.write("config/ours.csl", OWN);
        home.write("config/config.toml", "citation = \"ours.csl\"\n");
        home.variorum(["config", "check"]).succeeds();
        let text = home.variorum(["quotes", "export"]).succeeds().stdout;
        assert!(text.contains("— Moll \\~ 2021 \\~ 1\n"), "{text}");
        let text = home.variorum(["quotes", "export", "--format", "obsidian"]).succeeds().stdout;
        assert!(text.contains("— Moll \\~ 2021 \\~ 3\n"), "{text}");
    }

    #[test]
    fn what_is_no_style_says_so() {
        let home = kept();
        home.write("broken.csl", "<style>");
        home.write("empty.csl", "");
        for (name, said) in [
            ("no-such-style", "no citation style is called “no-such-style”"),
            ("broken.csl", "broken.csl is no citation style"),
            ("empty.csl", "empty.csl is no citation style"),
            ("missing.csl", "missing.csl"),
        ] {
            let error = home.variorum(["quotes", "export", "--style", name]).ends_with(2).stderr;
            assert!(error.contains(said), "{error}");
        }
        assert_eq!(Style::named("x"), Err(StyleError::Unknown("x".to_owned())));
    }

    #[test]
    fn every_style_that_comes_along_cites_every_quote() {
        let known = article(LIGHTHOUSE);
        let mut bare = quote(&article("Nobody signed this."), "Nobody signed this.");
        bare.passage = None;
        let quotes: Vec<Quote> = vec![
            quote(&known, "had asked twice to be relieved"),
            quote(&known, "a fisherman found the door open"),
            bare,
        ];
        for style in ArchivedStyle::all() {
            for name in style.names().iter().take(1) {
                let style = match Style::named(name) {
                    Ok(style) => style,
                    Err(StyleError::Dependent { .. }) => continue,
                    Err(error) => panic!("{name}: {error}"),
                };
                let citing = Citing::Style(style);
                let citations = citing.citations(&quotes);
                for quote in &quotes {
                    let text = citations.of(quote).text;
                    assert!(!text.trim().is_empty(), "{name} cites nothing");
                    assert!(!text.contains('\u{1b}'), "{name}: {text:?}");
                }
                let text = export::markdown(&quotes, Grouping::Article, &citations);
                assert!(text.contains("a fisherman found the door open"), "{name}");
            }
        }
    }
}
