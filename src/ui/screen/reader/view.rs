//! Rows of an article: its words where the page puts them, numbers and marks in the margin.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::layout::Column;
use crate::app::widgets::{Row, RowKind, counted};
use crate::collection::{Article, Block, BlockKind, Doubt, notes};
use crate::text::Extent;
use crate::ui::palette::Palette;
use crate::ui::rows::{self, Layer};

/// As wide as the table, which ends with its last cell.
fn table_width(crossings: &[u16], area: Rect) -> u16 {
    crossings.last().map_or(8, |last| last + 8).min(area.width)
}

/// Signs of list items by their depth.
const BULLETS: [&str; 3] = ["•", "◦", "▪"];

/// What rows need to be drawn.
pub(super) struct View<'a> {
    pub(super) article: &'a Article,
    pub(super) palette: &'a Palette,
    pub(super) column: Column,
    /// The sentence that is marked at its side, and how.
    pub(super) cursor: Option<(Extent, Style)>,
    pub(super) layers: &'a [Layer],
    /// Where quotes start whose words have changed.
    pub(super) changed: Vec<usize>,
    /// Numbers of passages that another article has almost so.
    pub(super) shared: Vec<u32>,
}

impl View<'_> {
    pub(super) fn rows<'r>(&self, rows: impl Iterator<Item = &'r Row>, frame: &mut Frame<'_>) {
        let text = self.column.text;
        for (row, y) in rows.zip(text.y..text.bottom()) {
            self.row(row, Rect { y, height: 1, ..text }, frame);
        }
    }

    fn row(&self, row: &Row, area: Rect, frame: &mut Frame<'_>) {
        let dim = self.palette.dim;
        match &row.kind {
            RowKind::Blank => return,
            RowKind::Title(words) => {
                let line = Line::styled(words.clone(), self.palette.title);
                return frame.render_widget(line, area);
            }
            RowKind::Imprint(words) => {
                return frame.render_widget(Line::styled(words.clone(), dim), area);
            }
            RowKind::Folded(blocks) => {
                let furniture = self
                    .article
                    .blocks()
                    .get(row.block)
                    .is_some_and(|block| block.kind == BlockKind::Furniture);
                let what = if furniture { "piece of page furniture" } else { "block" };
                let words = format!("▸ {} folded", counted(*blocks, what));
                return frame.render_widget(Line::styled(words, dim), area);
            }
            RowKind::Rule(crossings) => {
                let line: String = (0..table_width(crossings, area))
                    .map(|x| if crossings.contains(&x) { '┼' } else { '─' })
                    .collect();
                return frame.render_widget(Line::styled(line, dim), area);
            }
            RowKind::Cells(lines) => {
                for line in lines.iter().filter(|x| **x < area.width) {
                    let at = Rect { x: area.x + line, width: 1, ..area };
                    frame.render_widget(Span::styled("│", dim), at);
                }
            }
            RowKind::Card(name) => frame.render_widget(Span::styled(name.clone(), dim), area),
            RowKind::Text => {}
        }
        let Some(block) = self.article.blocks().get(row.block) else { return };
        self.margin(row, block, area.y, frame);
        self.lead(row, block, area, frame);
        self.words(row, self.style(block), area, frame);
        self.hyphen(row, area, frame);
    }

    fn words(&self, row: &Row, style: Style, area: Rect, frame: &mut Frame<'_>) {
        let text = self.article.text();
        for piece in row.pieces().filter(|piece| piece.column < area.width) {
            let x = area.x + piece.column;
            let here = Rect { x, width: area.right() - x, ..area };
            let line = if piece.leftwards {
                rows::leftwards(text, piece.extent, style, self.layers)
            } else {
                rows::line(text, piece.extent, style, self.layers)
            };
            frame.render_widget(line, here);
        }
    }

    /// The hyphen behind a word that goes on in the next row.
    fn hyphen(&self, row: &Row, area: Rect, frame: &mut Frame<'_>) {
        let Some(last) = row.pieces().last().filter(|_| row.hyphenated) else { return };
        let width = u16::try_from(last.extent.of(self.article.text()).width()).unwrap_or(u16::MAX);
        let x = area.x.saturating_add(last.column).saturating_add(width);
        let here = Rect { x, width: 1, ..area }.intersection(area);
        frame.render_widget(Span::styled("-", self.palette.dim), here);
    }

    /// The paragraph's number, and the mark of the cursor.
    fn margin(&self, row: &Row, block: &Block, y: u16, frame: &mut Frame<'_>) {
        let area = Rect { y, height: 1, ..self.column.margin };
        let number = match block.passage {
            Some(number) if row.starts => format!("¶{number}"),
            _ => String::new(),
        };
        let marked = |(cursor, _): &(Extent, Style)| {
            row.pieces().any(|piece| cursor.overlap(piece.extent).is_some())
        };
        let (mark, style) = match self.cursor.filter(marked) {
            Some((_, style)) => ("▎", style),
            None => (" ", Style::new()),
        };
        // Words that are no longer those that were kept never look as if they were.
        let changed = self.changed.iter().any(|start| row.extent.contains(*start));
        let shared = row.starts && block.passage.is_some_and(|n| self.shared.contains(&n));
        // A blank there gives way to the sign of a long number in a narrow margin.
        let whole = number.width() + 3 <= usize::from(area.width);
        let unsure = row.starts && block.doubt == Some(Doubt::OrderUnsure);
        let changed = match (changed, unsure, shared, whole) {
            (true, ..) => "≠",
            (_, true, ..) => "?",
            (.., true, _) => "≈",
            (.., true) => " ",
            (.., false) => "",
        };
        let line = Line::from_iter([
            Span::styled(number, self.palette.dim),
            Span::styled(changed, self.palette.error),
            Span::styled(mark, style),
            Span::raw(" "),
        ]);
        frame.render_widget(line.right_aligned(), area);
    }

    /// The bullet of a list item, the bar of a quotation.
    fn lead(&self, row: &Row, block: &Block, area: Rect, frame: &mut Frame<'_>) {
        if row.indent < 2 {
            return;
        }
        let lead = match block.kind {
            _ if block.is_item() && row.starts => {
                let bullet = BULLETS.get(usize::from(block.level.max(1) - 1) % BULLETS.len());
                let bullet = || bullet.copied().unwrap_or("•").to_owned();
                block.ordinal.map_or_else(bullet, |n| format!("{n}."))
            }
            BlockKind::Quote => "│".to_owned(),
            _ if row.starts => match notes::name_of(self.article, row.block) {
                Some(name) => format!("[{name}]"),
                None => return,
            },
            _ => return,
        };
        let x = area.x
            + row.indent.saturating_sub(u16::try_from(lead.chars().count()).unwrap_or(2) + 1);
        let area = Rect { x, width: row.indent, ..area };
        frame.render_widget(Line::styled(lead, self.palette.dim), area);
    }

    fn style(&self, block: &Block) -> Style {
        match block.kind {
            BlockKind::Title => self.palette.title,
            BlockKind::Heading => self.palette.heading,
            BlockKind::Standfirst => self.palette.text.add_modifier(Modifier::ITALIC),
            BlockKind::Byline | BlockKind::Caption | BlockKind::Furniture => self.palette.dim,
            _ => self.palette.text,
        }
    }
}
