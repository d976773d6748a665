//! A row of the search: a hit, an article, a search of before.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::app::screen::{HitOrder, SearchRow, imprint};
use crate::app::widgets::counted;
use crate::collection::{Article, BlockKind, Series};
use crate::search::{Held, Hit, How, Part};
use crate::ui::list::tick;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};
use crate::ui::snippet::window;
use crate::ui::words::{fit, pad, pad_left};

/// Columns of the bar before a row, which the list paints.
const BAR: usize = 1;

/// What a row needs to be drawn.
pub(super) struct Row<'a> {
    pub(super) app: &'a App,
    pub(super) palette: &'a Palette,
    /// Columns of the list.
    pub(super) width: usize,
    /// How what names the row looks: as selected, or standing back.
    pub(super) style: Style,
}

impl Row<'_> {
    /// The row, behind the bar of the list.
    pub(super) fn line(&self, row: &SearchRow) -> Line<'static> {
        let line = match row {
            SearchRow::Hit(place) => self.app.search.hits().get(*place).map(|hit| self.hit(hit)),
            SearchRow::Article { id, hits, .. } => {
                self.app.workspace.article(*id).map(|article| self.article(article, *hits))
            }
            SearchRow::Silent => Some(self.silent()),
            SearchRow::Without(id) => self.app.workspace.article(*id).map(|a| self.without(a)),
            SearchRow::Past { query, kept } => Some(self.past(query, *kept)),
        };
        line.unwrap_or_default()
    }

    /// Columns that are left behind `line`, but for one at the edge.
    fn room(&self, line: &Line<'_>) -> usize {
        self.width.saturating_sub(BAR + line.width() + 1)
    }

    fn hit(&self, hit: &Hit) -> Line<'static> {
        let Some(article) = self.app.workspace.article(hit.span.article) else {
            return Line::default();
        };
        let ranked = self.app.search.arrangement == HitOrder::Ranked;
        let title = match self.width {
            _ if !ranked => 0,
            100.. => 28,
            70.. => 20,
            50.. => 14,
            _ => 10,
        };
        let (place, gap) = match self.width {
            70.. => (7, "  "),
            50.. => (5, "  "),
            _ => (5, " "),
        };
        let mut line = Line::from(tick(self.app.search.ticked.contains(&hit.span), self.palette));
        if title > 0 {
            line.push_span(Span::styled(
                format!("{} ", pad(article.name(), title - 1)),
                self.style,
            ));
        } else if !ranked {
            line.push_span(Span::raw("  "));
        }
        line.push_span(Span::styled(pad_left(&place_of(hit, article, place), place), self.style));
        line.push_span(gap);
        let told = self.told(hit);
        // Two columns keep them from the words of the sentence.
        let behind = if told.is_empty() { 0 } else { told.width() + 2 };
        let room = self.room(&line).saturating_sub(behind);
        line.extend(self.snippet(hit, article, room).spans);
        let gap = self.room(&line).saturating_sub(told.width());
        line.push_span(" ".repeat(gap));
        line.push_span(Span::styled(told, self.palette.dim));
        line
    }

    /// How well the words typed fit: how many of them are there, and of one alone how it stands there.
    fn told(&self, hit: &Hit) -> String {
        let Held { here, typed } = hit.held(&self.app.search.query);
        let part = hit.words.iter().map(|word| word.part).find(|part| *part != Part::Text);
        let least = hit.words.iter().map(|word| word.how).max().unwrap_or(How::Exact);
        match (part, here < typed) {
            _ if self.width < 50 => String::new(),
            _ if self.width < 90 && here < typed => format!("{here}/{typed}"),
            _ if self.width < 90 => String::new(),
            (Some(part), true) => format!("{here} of {typed} · {part}"),
            (Some(part), false) => part.to_string(),
            (None, true) => format!("{here} of {typed} words"),
            (None, false) if typed > 1 => "all words".to_owned(),
            (None, false) => least.to_string(),
        }
    }

    /// The words of the sentence around what was found, in `room` columns.
    fn snippet(&self, hit: &Hit, article: &Article, room: usize) -> Line<'static> {
        let text = article.text();
        let sentence = hit.span.extent;
        let layers: Vec<Layer> = Layer::all(&hit.highlights, self.palette.found).collect();
        let window = window(text, sentence, &hit.highlights, room);
        let mut line = Line::default();
        if window.start > sentence.start {
            line.push_span(Span::styled("… ", self.palette.dim));
        }
        line.extend(rows::line(text, window, self.palette.text, &layers).spans);
        if window.end < sentence.end {
            line.push_span(Span::styled(" …", self.palette.dim));
        }
        line
    }

    fn article(&self, article: &Article, hits: usize) -> Line<'static> {
        let count = counted(hits, "hit");
        let room = self.width.saturating_sub(count.width() + 6);
        let mut line = Line::from(tick(false, self.palette));
        let about = imprint(article);
        let name = fit(article.name(), room);
        let left = room.saturating_sub(name.width() + 3);
        line.push_span(Span::styled(name, self.palette.title));
        if !about.is_empty() && left > 8 {
            line.push_span(Span::styled(format!(" · {}", fit(&about, left)), self.palette.dim));
        }
        let gap = self.room(&line).saturating_sub(count.width());
        line.push_span(Span::styled(format!("{}{count}", " ".repeat(gap)), self.palette.dim));
        line
    }

    /// That nothing was found in the other articles: their names, where each has room to be known by.
    fn silent(&self) -> Line<'static> {
        const BEFORE: &str = "nothing in: ";
        const BETWEEN: &str = " · ";
        const LEAST: usize = 16;
        let silent = self.app.search.silent(&self.app.workspace);
        let articles = silent.iter().filter_map(|id| self.app.workspace.article(*id));
        let room = self.width.saturating_sub(BEFORE.width() + 4) / silent.len().max(1);
        let each = room.saturating_sub(BETWEEN.width());
        let words = if each < LEAST {
            format!("nothing in {}", counted(silent.len(), "article"))
        } else {
            let names: Vec<String> = articles.map(|article| fit(article.name(), each)).collect();
            format!("{BEFORE}{}", names.join(BETWEEN))
        };
        self.dimmed(words)
    }

    fn without(&self, article: &Article) -> Line<'static> {
        self.dimmed(format!("  {}", fit(article.name(), self.width.saturating_sub(6))))
    }

    fn dimmed(&self, words: String) -> Line<'static> {
        let mut line = Line::from(tick(false, self.palette));
        line.push_span(Span::styled(words, self.style));
        line
    }

    fn past(&self, query: &str, kept: bool) -> Line<'static> {
        let mut line = Line::from(tick(false, self.palette));
        line.push_span(Span::styled(if kept { "★ " } else { "  " }, self.palette.key));
        line.push_span(Span::styled(fit(query, self.width.saturating_sub(6)), self.style));
        line
    }
}

/// Where a hit stands, in at most `room` columns: its passage, or what else it is.
fn place_of(hit: &Hit, article: &Article, room: usize) -> String {
    let title =
        article.block_at(hit.span.extent.start).map(|block| block.kind) == Some(BlockKind::Title);
    let (long, short) = match hit.unit.series {
        Series::Passage => {
            return article.unit(hit.unit).map_or_else(|| hit.unit.shown(), |unit| unit.shown());
        }
        Series::Heading if title => ("title", "title"),
        Series::Heading => ("heading", "head"),
        Series::Byline => ("byline", "by"),
        Series::Table => ("table", "table"),
        Series::Lines => ("lines", "lines"),
        Series::Caption => ("caption", "capt."),
        Series::Note => ("note", "note"),
    };
    if long.width() <= room { long } else { short }.to_owned()
}
