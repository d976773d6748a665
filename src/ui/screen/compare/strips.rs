//! The strips below the matrix: where in each article the selected theme stands.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::matrix::{Painter, cell_of};
use crate::app::screen::compare::{Focus, StripCursor, StripWidths};
use crate::compare::texts::heading;
use crate::ui::bars;

impl Painter<'_> {
    /// Where the selected theme stands in each article.
    pub(super) fn strips(&self, area: Rect, frame: &mut Frame<'_>) {
        let Some(theme) = self.matrix.theme() else { return };
        let name = self.comparison.themes().get(theme).map_or("", |theme| theme.name.as_str());
        let rule = Rect { height: 1, ..area };
        bars::rule(&format!("{name} · where in the articles"), self.palette, rule, frame);
        let articles = self.matrix.strip_articles();
        let at = self.matrix.strip_row(&articles);
        let first = self.matrix.first_strip(&articles, area);
        let rows = articles.iter().enumerate().skip(first);
        for ((place, article), y) in rows.zip(area.y + 1..area.bottom()) {
            self.strip(*article, place == at, Rect { y, height: 1, ..area }, frame);
        }
    }

    fn strip(&self, article: usize, current: bool, area: Rect, frame: &mut Frame<'_>) {
        let Some(text) = self.comparison.articles().nth(article) else { return };
        let widths = StripWidths::of(area);
        // As over its column, where it has one to itself.
        let own = self.matrix.groups.iter().find(|group| group.articles == [article]);
        let label = own.map_or_else(|| heading(text), |group| group.label.clone());
        let bins = self.matrix.strip(self.comparison, article, widths);
        let style = if current { self.palette.selected } else { self.palette.dim };
        let mut line = Line::from_iter([
            Span::raw(" "),
            Span::styled(cell_of(&label, widths.label), style),
            Span::styled(cell_of(text.name(), widths.title), self.palette.dim),
            Span::raw(" "),
        ]);
        let shade = self.palette.theme.remove_modifier(Modifier::BOLD);
        let style = if current { shade } else { self.palette.dim };
        let strip: Vec<String> =
            bins.into_iter().map(|bin| bin.sign(self.signs).to_string()).collect();
        match self.matrix.focus {
            Focus::Strips(StripCursor { bin, .. }) if current => {
                let here = strip.get(bin).cloned().unwrap_or_default();
                let (before, after) = strip.split_at(bin.min(strip.len()));
                line.push_span(Span::styled(before.concat(), style));
                line.push_span(Span::styled(here, self.palette.selection));
                line.push_span(Span::styled(
                    after.iter().skip(1).cloned().collect::<String>(),
                    style,
                ));
            }
            _ => line.push_span(Span::styled(strip.concat(), style)),
        }
        frame.render_widget(line, area);
    }
}
