//! Why a passage is marked, or not: everything that went into it.

use super::column::Item;
use super::columns::Subject;
use super::keeping::no_passage;
use super::state::{CompareScreen, View};
use crate::app::cx::Cx;
use crate::app::overlay::{Note, Overlay};
use crate::compare::{Comparison, Contrast, Freshness, Match, PassageMark, PassageState, Ruling};

impl CompareScreen {
    /// Explains the selected mark.
    pub(super) fn why(&self, cx: &mut Cx<'_>) {
        let (View::Columns(columns), Some(comparison)) = (&self.view, self.comparison()) else {
            return;
        };
        let Subject::Theme(theme) = columns.subject else {
            return cx.note("what passages share stands below each of them");
        };
        let Some((column, Item::Passage { number, .. })) = columns.selected() else {
            return no_passage(cx);
        };
        let mark = comparison.treatment(theme, column.article).and_then(|treatment| {
            treatment.passages.into_iter().find(|mark| mark.passage == *number)
        });
        let lines = match &mark {
            Some(mark) => explained(comparison, theme, column.article, mark, self.shown.cut),
            None => vec!["no term of the theme stands here, and its score is nothing".to_owned()],
        };
        let name = comparison.themes().get(theme).map_or("", |theme| theme.name.as_str());
        cx.open(Overlay::Note(Note::new(format!("Why · {name} · ¶{number}"), lines)));
    }
}

fn explained(
    comparison: &Comparison,
    theme: usize,
    article: usize,
    mark: &PassageMark,
    cut: f32,
) -> Vec<String> {
    let text = comparison.articles().nth(article).map_or("", |article| article.text());
    let told =
        |found: &Match| format!("  {:<8} {}   “{}”", found.tier, found.term, found.extent.of(text));
    let mut lines = vec![match (mark.verdict, mark.state) {
        (Some((ruling, freshness)), _) => {
            let stale = match freshness {
                Freshness::Current => "",
                Freshness::ThemeChanged => ", before the theme changed",
                Freshness::ArticleChanged => ", before the article changed",
            };
            {
                let ruled = match ruling {
                    Ruling::Accept => "accepted",
                    Ruling::Reject => "rejected",
                };
                format!("You {ruled} it{stale}. Your ruling goes before the terms.")
            }
        }
        (None, PassageState::On) => {
            "On the theme: one core term or two different support terms.".to_owned()
        }
        (None, PassageState::Hint) => "A hint: one support term alone.".to_owned(),
        (None, PassageState::Near) => {
            "No term stands here; only its score speaks for it.".to_owned()
        }
    }];
    lines.push(String::new());
    if !mark.matches.is_empty() {
        lines.push("Terms found".to_owned());
        lines.extend(mark.matches.iter().map(told));
        lines.push(String::new());
    }
    if !mark.excluded.is_empty() {
        lines.push("Left out, because a “not” term covers it".to_owned());
        lines.extend(mark.excluded.iter().map(told));
        lines.push(String::new());
    }
    let best = comparison.best_score(theme);
    let share = if best > 0.0 { mark.score / best * 100.0 } else { 0.0 };
    lines.push(format!("Score {:.1}: {share:.0}% of the best passage ({best:.1})", mark.score));
    lines.push(format!("  {:>5.1}  its own words and those around it", mark.own));
    lines.push(format!("  {:>5.1}  the passages most like it", mark.alike));
    lines.push(format!("  shown without a term from {:.0}% · < and > move that", cut * 100.0));
    let near = comparison.like(article, mark.passage);
    if !near.is_empty() {
        lines.push(String::new());
        lines.push("Most like it".to_owned());
        for (place, passage, likeness) in near.into_iter().take(5) {
            let name = comparison.articles().nth(place).map_or("", |article| article.name());
            lines.push(format!("  {likeness:.2}  ¶{passage} of {name}"));
        }
    }
    lines
}

impl Note {
    /// Words more frequent here than elsewhere, in a theme and as a whole.
    pub(super) fn words(comparison: &Comparison, theme: usize, article: usize) -> Self {
        let name = comparison.themes().get(theme).map_or("", |theme| theme.name.as_str());
        let mut lines = Vec::new();
        if let Some(contrast) = comparison.model().contrast(article) {
            lines.push("In the whole article, against all others".to_owned());
            told(&contrast, &mut lines);
        }
        if let Some(contrast) = comparison.contrast(theme, article) {
            lines.push(String::new());
            lines.push(format!("In “{name}”, against the same theme elsewhere"));
            told(&contrast, &mut lines);
        }
        lines.push(String::new());
        let count = comparison.articles().count();
        lines.push(format!(
            "Describes these {count} texts; says nothing of outlets or authors in general."
        ));
        let title = comparison.articles().nth(article).map_or("", |article| article.name());
        Self::new(format!("Words · {title}"), lines)
    }
}

fn told(contrast: &Contrast, lines: &mut Vec<String>) {
    match &contrast.distinct {
        Ok(words) if words.is_empty() => {
            lines.push("  no word is clearly more frequent here".to_owned());
        }
        Ok(words) => {
            lines.push("  more frequent here  here / others".to_owned());
            lines.extend(
                words.iter().take(12).map(|word| {
                    format!("  {:<20}{:>4} / {}", word.word, word.here, word.elsewhere)
                }),
            );
        }
        Err(why) => lines.push(format!("  {why}")),
    }
    if !contrast.only_here.is_empty() {
        let words: Vec<String> =
            contrast.only_here.iter().map(|word| format!("{} {}", word.word, word.count)).collect();
        lines.push(format!("  in no other article: {}", words.join(", ")));
    }
}
