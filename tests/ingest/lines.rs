//! Lines of plain text and Markdown that are neither prose nor chrome: ends of lines, verse, agencies, properties.

use std::path::Path;

use variorum::collection::{Article, BlockKind};
use variorum::ingest;

fn read(name: &str, source: &str) -> Article {
    ingest::read(Path::new(name), source.as_bytes()).unwrap()
}

fn kinds(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks().iter().map(|block| (block.kind, block.extent.of(article.text()))).collect()
}

#[test]
fn any_hyphen_at_a_lines_end_parts_a_word_and_the_text_says_which_keep_theirs() {
    for hyphen in ["-", "\u{2010}", "\u{ad}"] {
        let article = read(
            "a.txt",
            &format!(
                "The men of the valley had always known that the works would be clo{hyphen}\n\
                 sed one day, and that the chimney would be taken down, but none of them\n\
                 had thought that it could be done in a week. The firm of Halm had a con{hyphen}\n\
                 tract with the guild.\n"
            ),
        );
        assert!(article.text().contains("would be closed one"), "{hyphen:?}: {}", article.text());
        assert!(article.text().contains("had a contract with"), "{hyphen:?}: {}", article.text());
    }
    let kept = read(
        "a.txt",
        "It was a half-mended gate, as all gates of the guild are, and so it had been\n\
         for as long as those who came by it could say: a gate that somebody had half-\n\
         mended in the spring and nobody since, although they spoke of it on Sundays.\n",
    );
    assert!(kept.text().contains("had half-mended in"), "{}", kept.text());
}

#[test]
fn even_stanzas_with_stops_at_their_lines_ends_keep_their_lines() {
    let article = read(
        "a.txt",
        "The cold kiln\n\nThe doors stand open to the rain,\nthe rota hangs upon its nail,\n\
         and no one fires the kiln again\nor counts the loads along the rail.\n\n\
         The bakers keep a room for those\nwho used to carry clay and stone;\n\
         they sit there when the evening goes,\nand leave the chimney all alone.\n",
    );
    let kinds = kinds(&article);
    assert_eq!(kinds.iter().filter(|(kind, _)| *kind == BlockKind::Code).count(), 2, "{kinds:?}");
    let prose = read(
        "a.txt",
        "The doors of the kiln on the ridge stand\nopen to the rain and the wind, and the\n\
         rota hangs on its nail.\n\nNo one has fired it since the autumn or\n\
         counted the loads that went down along\nthe rail to the south.\n",
    );
    assert_eq!(prose.passage_count(), 2);
    assert!(prose.passages().all(|passage| !passage.text.contains('\n')), "{}", prose.text());
}

#[test]
fn an_agency_alone_on_its_line_heads_nothing() {
    let first = "The kiln on the ridge has not been fired since the autumn, and its doors stand open to the rain.";
    let rest = "Those who used to work there meet on Thursdays in the back room of the bakery.\n\n\
                None of them believes that the works will open again this year or the next.";
    for line in ["Reuters", "(AFP)", "dpa"] {
        let article = read("a.txt", &format!("The kiln is cold\n\n{first}\n\n{line}\n\n{rest}\n"));
        assert!(kinds(&article).contains(&(BlockKind::Byline, line)), "{:?}", kinds(&article));
        assert_eq!(article.passage_count(), 3, "{line}");
        assert!(article.metadata.source.is_some_and(|source| line.contains(&source)));
    }
}

#[test]
fn what_a_document_says_of_itself_ends_at_its_next_heading() {
    let article = read(
        "a.md",
        "# The kiln is cold\n\n## Metadata\n- Author: Ada Byrne\n- URL: https://example.org/kiln\n\n\
         ## Highlights\n- The kiln has not been fired since the autumn.\n- Note: ask about the chimney\n",
    );
    assert_eq!(article.metadata.authors, ["Ada Byrne"]);
    let note = (BlockKind::ListItem, "Note: ask about the chimney");
    assert!(kinds(&article).contains(&note), "{:?}", kinds(&article));
}

#[test]
fn the_head_of_a_text_is_told_in_scripts_without_spaces_or_capitals() {
    for (source, author) in [
        (
            "窑冷了\n\n记者 王小明\n2024年3月14日\n\n山上的窑从秋天起就没有再烧过，门一直对着雨开着，谁也不知道什么时候会再烧。\n",
            "王小明",
        ),
        (
            "الفرن البارد\n\nبقلم: سامر الحلبي\n14 مارس 2024\n\nلم يوقد الفرن على التل منذ الخريف، وبقيت أبوابه مفتوحة للمطر ولا أحد يعرف متى يعود العمل فيه.\n",
            "سامر الحلبي",
        ),
    ] {
        let article = read("a.txt", source);
        let said: Vec<BlockKind> = article.blocks().iter().map(|block| block.kind).collect();
        let head = [BlockKind::Title, BlockKind::Byline, BlockKind::Byline, BlockKind::Paragraph];
        assert_eq!(said, head, "{source}");
        assert_eq!(article.metadata.authors, [author]);
        let day = article.metadata.date.map(|date| date.value.start.to_string());
        assert_eq!(day.as_deref(), Some("2024-03-14"));
    }
}
