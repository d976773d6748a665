//! Links in the reader: stepped through by key, followed by Enter.

use super::Reader;
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::request::{Message, Request};
use crate::app::workspace::Workspace;
use crate::collection::MarkKind;
use crate::text::Extent;

impl Reader {
    /// The links that lead somewhere, in order.
    fn links(&self) -> Vec<(Extent, &str)> {
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
    pub(super) fn step_link(
        &mut self,
        action: Action,
        count: Option<usize>,
        workspace: &Workspace,
    ) -> Vec<Request> {
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
            return vec![Request::Say(Message::note("no link further that way"))];
        };
        let (extent, words) = (*extent, format!("↵ opens {address}"));
        self.link = Some(extent);
        self.cursor = self.sentence_at(extent.start);
        self.show_cursor(workspace);
        vec![Request::Say(Message::note(words))]
    }

    /// Opens the link stepped to.
    pub(super) fn follow(&self) -> Vec<Request> {
        let link = self.links().into_iter().find(|(extent, _)| Some(*extent) == self.link);
        match link {
            Some((_, address)) if leads_outside(address) => {
                vec![Request::Outside(Effect::OpenOutside(address.to_owned()))]
            }
            Some((_, address)) => {
                let words = format!("only web addresses are opened, not {address}");
                vec![Request::Say(Message::note(words))]
            }
            None => {
                vec![Request::Say(Message::note("]l goes to the next link, ↵ then follows it"))]
            }
        }
    }
}

/// Only the web and mail: an article must not make the system run something else.
pub(in crate::app) fn leads_outside(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
