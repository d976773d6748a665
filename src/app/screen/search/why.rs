//! Why a hit stands where it does: each word typed, and what sentence, passage and article are worth.

use super::SearchScreen;
use crate::app::cx::Cx;
use crate::app::overlay::{Note, Overlay};
use crate::search::{Hit, How, Part, Query, Results, WordMatch};

/// Words of the first answers that are named.
const ALSO: usize = 12;

impl SearchScreen {
    /// Explains the selected hit.
    pub(super) fn why(&self, cx: &mut Cx<'_>) {
        let (Some(hit), Some(found)) = (self.selected(), &self.found) else {
            return cx.note("no sentence is selected here");
        };
        let name = cx.workspace.article(hit.span.article).map_or("", |article| article.name());
        let title = format!("Why · {} · {name}", hit.unit.shown());
        let lines = explained(hit, &found.results, &self.query);
        cx.open(Overlay::Note(Note::new(title, lines)));
    }
}

fn explained(hit: &Hit, results: &Results, query: &Query) -> Vec<String> {
    let mut lines: Vec<String> = hit.words.iter().map(told).collect();
    let not_here: Vec<&str> = hit.lacking(query).collect();
    if !not_here.is_empty() {
        lines.push(format!("not in this sentence: {}", not_here.join(", ")));
    }
    lines.push(String::new());
    lines.push(match results.described {
        0.0 => "ranked by the sentence: as words that are remembered".to_owned(),
        share if share < 1.0 => {
            format!("ranked by the sentence, and for {:.0} of 100 by the article", share * 100.0)
        }
        _ => "ranked by the article: no sentence has nearly all that was typed".to_owned(),
    });
    lines.push(format!(
        "worth {:.1} · {} {:.1} · its article {:.1}",
        hit.score,
        hit.unit.shown(),
        hit.passage_score,
        hit.article_score
    ));
    if !results.also.is_empty() {
        let words: Vec<&str> = results.also.iter().take(ALSO).map(String::as_str).collect();
        lines.push(format!("also: {}", words.join(", ")));
    }
    lines
}

fn told(word: &WordMatch) -> String {
    let how = match (word.part, word.how) {
        (Part::Title, _) => "in the title",
        (Part::Author, _) => "in the name of an author",
        (Part::Source, _) => "in the name of the source",
        (Part::Text, How::Exact) => "the word itself",
        (Part::Text, How::Prefix) => "begins so",
        (Part::Text, How::Stem) => "another form",
        (Part::Text, How::Typo) => "a slip away",
        (Part::Text, How::Alias) => "another name or spelling",
        (Part::Text, How::Letters) => "its letters",
    };
    format!("{} → {}   {how}", word.query, word.matched)
}
