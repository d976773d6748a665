//! Links in the reader: stepped through by key, followed by Enter.

use super::Reader;
use crate::action::Action;
use crate::app::cx::{Cx, leads_outside};
use crate::app::effect::Effect;
use crate::collection::MarkKind;
use crate::text::Extent;

impl Reader {
    /// The links that lead somewhere, in order.
    pub(super) fn links(&self) -> Vec<(Extent, &str)> {
        let blocks = self.article.iter().flat_map(|article| article.blocks());
        let marks = blocks.flat_map(|block| &block.marks);
        marks
            .filter_map(|mark| match &mark.kind {
                MarkKind::Link(address) if !address.is_empty() && !address.starts_with('#') => {
                    Some((mark.extent, address.as_str()))
                }
                _ => None,
            })
            .collect()
    }

    /// To the next or previous link; its address is shown before it is followed.
    pub(super) fn step_link(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) {
        let from = self.link.map_or(self.cursor.start, |link| link.start);
        let step = count.unwrap_or(1).saturating_sub(1);
        let links = self.links();
        let found = if action == Action::NextLink {
            let fresh = self.link.is_none();
            links.iter().filter(|(at, _)| at.start > from || fresh && at.start == from).nth(step)
        } else {
            links.iter().rev().filter(|(at, _)| at.start < from).nth(step)
        };
        let Some((extent, address)) = found else {
            return cx.note("no link further that way");
        };
        cx.note(format!("↵ opens {address}"));
        let extent = *extent;
        self.link = Some(extent);
        self.go_to(extent.start, cx.workspace);
    }

    /// Opens the link stepped to.
    pub(super) fn follow(&self, cx: &mut Cx<'_>) {
        match self.links().into_iter().find(|(extent, _)| Some(*extent) == self.link) {
            Some((_, address)) if leads_outside(address) => {
                cx.ask(Effect::OpenOutside(address.to_owned()));
            }
            Some((_, address)) => {
                cx.note(format!("only web addresses are opened, not {address}"));
            }
            None => cx.note("]l goes to the next link, ↵ then follows it"),
        }
    }
}
