//! A row of an article with everything that is marked in it.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Extent, reading_order};

/// A style over some bytes; later layers lie on top.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer {
    /// Bytes of the canonical text.
    pub(super) extent: Extent,
    /// What they look like.
    pub(super) style: Style,
}

impl Layer {
    /// One layer for each extent.
    pub(super) fn all(extents: &[Extent], style: Style) -> impl Iterator<Item = Self> {
        extents.iter().map(move |extent| Self { extent: *extent, style })
    }
}

/// The words at `row` in the style `base`, with `layers` over them.
pub(super) fn line(text: &str, row: Extent, base: Style, layers: &[Layer]) -> Line<'static> {
    let here: Vec<&Layer> = layers.iter().filter(|l| l.extent.overlap(row).is_some()).collect();
    let mut cuts = vec![row.start, row.end];
    for layer in &here {
        cuts.extend(
            [layer.extent.start, layer.extent.end].iter().filter(|cut| row.contains(**cut)),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|pair| {
        let &[start, end] = pair else { return None };
        let piece = Extent::new(start, end);
        let covering = here.iter().filter(|layer| layer.extent.covers(piece));
        let style = covering.fold(base, |style, layer| style.patch(layer.style));
        Some(Span::styled(drawable(piece.of(text)), style))
    });
    pieces.collect()
}

/// The same for words that are read from right to left: their letters in the order of the screen, with
/// brackets turned round.
pub(super) fn leftwards(text: &str, row: Extent, base: Style, layers: &[Layer]) -> Line<'static> {
    let mut line = line(text, row, base, layers);
    line.spans.reverse();
    for span in &mut line.spans {
        let turned = span
            .content
            .graphemes(true)
            .rev()
            .map(|grapheme| grapheme.chars().map(reading_order::mirrored).collect::<String>());
        span.content = turned.collect::<String>().into();
    }
    line
}

/// `text` without the emoji variation selector, after which terminals disagree about widths.
fn drawable(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{fe0f}').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    #[test]
    fn layers_lie_over_one_another() {
        let text = "one two three";
        let layers = [
            Layer { extent: Extent::new(4, 13), style: Style::new().fg(Color::Red) },
            Layer { extent: Extent::new(0, 7), style: Style::new().bold() },
        ];
        let line = line(text, Extent::new(0, 13), Style::new(), &layers);
        let pieces: Vec<(&str, Style)> =
            line.spans.iter().map(|span| (span.content.as_ref(), span.style)).collect();
        assert_eq!(
            pieces,
            [
                ("one ", Style::new().bold()),
                ("two", Style::new().fg(Color::Red).bold()),
                (" three", Style::new().fg(Color::Red)),
            ]
        );
    }
}
