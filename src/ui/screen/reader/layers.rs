//! Everything that lies over the words of an article.

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::screen::{ALIKE, LeadsTo, Reader, figures, links, names};
use crate::app::widgets::Marking;
use crate::collection::{Article, MarkKind};
use crate::text::Extent;
use crate::ui::palette::Palette;
use crate::ui::rows::Layer;

/// Emphasis and links of the article itself, among the bytes `shown`.
pub(super) fn marks(article: &Article, shown: Extent, palette: &Palette) -> Vec<Layer> {
    let blocks = article.blocks();
    let first = blocks.partition_point(|block| block.extent.end <= shown.start);
    let here = blocks.iter().skip(first).take_while(|block| block.extent.start < shown.end);
    here.flat_map(|block| &block.marks)
        .map(|mark| {
            let style = match &mark.kind {
                MarkKind::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
                MarkKind::Strong => Style::new().add_modifier(Modifier::BOLD),
                MarkKind::Code => palette.dim,
                MarkKind::Link(address) if address.is_empty() || address == "#" => Style::new(),
                MarkKind::Link(_) => palette.link,
            };
            Layer { extent: mark.extent, style }
        })
        .collect()
}

/// Everything that lies over the words `shown`, undermost first.
pub(super) fn layers(
    app: &App,
    reader: &Reader,
    article: &Article,
    shown: Extent,
    palette: &Palette,
) -> Vec<Layer> {
    let marked = |marking| app.workspace.marked.contains(&marking);
    let mut layers = Vec::new();
    if marked(Marking::Emphasis) {
        layers.extend(marks(article, shown, palette));
        let signs =
            links(article, shown).into_iter().filter(|link| matches!(link.to, LeadsTo::Note(_)));
        layers.extend(signs.map(|sign| Layer { extent: sign.extent, style: palette.link }));
    }
    if marked(Marking::Quotes) {
        let kept = app.workspace.quotes.places_in(article.id());
        layers.extend(kept.iter().map(|(at, _)| Layer { extent: *at, style: palette.quote }));
    }
    layers.push(Layer { extent: reader.cursor, style: palette.sentence });
    if marked(Marking::Figures) {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        layers.extend(Layer::all(&figures(article, shown), style));
    }
    if marked(Marking::Names) {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::ITALIC);
        layers.extend(Layer::all(&names(article, shown), style));
    }
    layers.extend(Layer::all(&reader.on_theme.words, palette.theme));
    if marked(Marking::Matches) {
        layers.extend(Layer::all(&reader.marks, palette.found));
        let matches = &reader.finding.matches;
        let first = matches.partition_point(|found| found.end <= shown.start);
        let last = matches.partition_point(|found| found.start < shown.end);
        let here = matches.get(first..last).unwrap_or_default();
        layers.extend(Layer::all(here, palette.found));
    }
    if let Some(current) = reader.finding.matches.get(reader.finding.current) {
        layers.push(Layer { extent: *current, style: palette.current });
    }
    layers.extend(reader.link.map(|extent| Layer { extent, style: palette.current }));
    if let Some(selection) = &reader.selection {
        layers.push(Layer { extent: selection.extent(), style: palette.selection });
        // The end that moves, where it is not all there is.
        if selection.head() != selection.extent() {
            let style = palette.current.add_modifier(Modifier::UNDERLINED);
            layers.push(Layer { extent: selection.head(), style });
        }
    }
    layers.retain(|layer| layer.extent.overlap(shown).is_some());
    layers
}

/// Passages among the bytes `shown` that another article has almost so.
pub(super) fn shared(app: &App, article: &Article, shown: Extent) -> Vec<u32> {
    let wanted = app.workspace.marked.contains(&Marking::Shared);
    let Some(comparison) = app.compare.comparison().filter(|_| wanted) else { return Vec::new() };
    let Some(column) = comparison.column(article.id()) else { return Vec::new() };
    let blocks = article.blocks();
    let first = blocks.partition_point(|block| block.extent.end <= shown.start);
    let here = blocks.iter().skip(first).take_while(|block| block.extent.start < shown.end);
    let alike = |passage: &u32| {
        let like = comparison.like(column, *passage);
        like.iter().any(|(other, _, likeness)| *other != column && *likeness >= ALIKE)
    };
    here.filter_map(|block| block.passage).filter(alike).collect()
}
