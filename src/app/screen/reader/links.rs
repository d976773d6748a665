//! Links and notes in the reader: stepped through or called by their number, told before they are followed.

use super::Reader;
use crate::action::Action;
use crate::app::cx::{Cx, leads_outside};
use crate::app::effect::Effect;
use crate::app::overlay::{Note, Overlay};
use crate::app::widgets::Row;
use crate::app::workspace::Workspace;
use crate::collection::{Article, Block, BlockKind, MarkKind, notes};
use crate::text::{Extent, Span};

/// Where words lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadsTo {
    /// To an address outside, as it is written in the article.
    Address(String),
    /// To a note, as the place of its block.
    Note(usize),
    /// Back to the words to which a note belongs, as their first byte.
    Text(usize),
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words, as bytes of the article.
    pub extent: Extent,
    /// Where they lead.
    pub to: LeadsTo,
}

/// The links in one block, in order.
fn links_in(article: &Article, place: usize, block: &Block) -> Vec<Link> {
    let back = || notes::mention_of(article, place).map(|at| LeadsTo::Text(at.start));
    let marks = block.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link(address) if address.starts_with('#') => {
            Some(Link { extent: mark.extent, to: back()? })
        }
        MarkKind::Link(address) if !address.is_empty() => {
            Some(Link { extent: mark.extent, to: LeadsTo::Address(address.clone()) })
        }
        _ => None,
    });
    let mut links: Vec<Link> = marks.collect();
    for (extent, note) in notes::mentions(article, block) {
        if links.iter().all(|link| link.extent.overlap(extent).is_none()) {
            links.push(Link { extent, to: LeadsTo::Note(note) });
        }
    }
    links.sort_by_key(|link| link.extent.start);
    links
}

/// The links among the bytes `within` of an article, in order.
pub fn links(article: &Article, within: Extent) -> Vec<Link> {
    let blocks = article.blocks();
    let first = blocks.partition_point(|block| block.extent.end <= within.start);
    let here = blocks.iter().enumerate().skip(first);
    here.take_while(|(_, block)| block.extent.start < within.end)
        .flat_map(|(place, block)| links_in(article, place, block))
        .filter(|link| link.extent.overlap(within).is_some())
        .collect()
}

impl Reader {
    /// The bytes on the screen.
    fn shown(&self, workspace: &Workspace) -> Extent {
        let first = self.first_row(workspace);
        let rows = self.page.rows_from(first).take(self.height(workspace));
        let mut pieces = rows.flat_map(Row::pieces).filter(|piece| !piece.extent.is_empty());
        let start = pieces.next().map_or(Extent::default(), |piece| piece.extent);
        pieces.fold(start, |all, piece| {
            Extent::new(all.start.min(piece.extent.start), all.end.max(piece.extent.end))
        })
    }

    /// The links on the screen, in order: the first has the number 1.
    pub fn numbered_links(&self, workspace: &Workspace) -> Vec<Link> {
        let Some(article) = &self.article else { return Vec::new() };
        links(article, self.shown(workspace))
    }

    fn selected_link(&self) -> Option<Link> {
        let extent = self.link?;
        links(self.article.as_ref()?, extent).into_iter().find(|link| link.extent == extent)
    }

    /// Selects a link and tells where it leads.
    pub(in crate::app) fn select_link(&mut self, link: &Link, cx: &mut Cx<'_>) {
        self.link = Some(link.extent);
        cx.note(match &link.to {
            LeadsTo::Address(address) if leads_outside(address) => {
                format!("↵ opens {address} · y copies it")
            }
            LeadsTo::Address(address) => format!("leads to {address} · y copies it"),
            LeadsTo::Note(_) => "↵ shows the note".to_owned(),
            LeadsTo::Text(_) => "↵ goes back to the text".to_owned(),
        });
    }

    /// To the next or previous link; where it leads is told before it is followed.
    pub(super) fn step_link(&mut self, action: Action, count: Option<usize>, cx: &mut Cx<'_>) {
        let Some(article) = self.article.clone() else { return };
        let from = self.link.map_or(self.cursor.start, |link| link.start);
        let fresh = self.link.is_none();
        let step = count.unwrap_or(1).saturating_sub(1);
        let blocks = article.blocks();
        let here = blocks.partition_point(|block| block.extent.end <= from);
        let of = |(place, block): (usize, &Block)| links_in(&article, place, block);
        let walked = blocks.iter().enumerate();
        let found = if action == Action::NextLink {
            let all = walked.skip(here).flat_map(of);
            all.filter(|link| link.extent.start > from || fresh && link.extent.start == from)
                .nth(step)
        } else {
            let all = walked.take(here + 1).rev().flat_map(|block| of(block).into_iter().rev());
            all.filter(|link| link.extent.start < from).nth(step)
        };
        let Some(link) = found else { return cx.note("no link further that way") };
        self.go_to(link.extent.start, cx.workspace);
        self.select_link(&link, cx);
    }

    /// Follows the link that is selected; else selects the one of the sentence under the cursor.
    pub(super) fn follow(&mut self, cx: &mut Cx<'_>) {
        let Some(article) = self.article.clone() else { return };
        if let Some(link) = self.selected_link() {
            return self.follow_link(&article, &link, cx);
        }
        match links(&article, self.cursor).as_slice() {
            [] => cx.note("no link in this sentence · ]l goes to the next, gx numbers all of them"),
            [link @ Link { to: LeadsTo::Address(_), .. }] => self.select_link(link, cx),
            [link] => self.follow_link(&article, link, cx),
            [_, ..] => self.step_link(Action::NextLink, None, cx),
        }
    }

    fn follow_link(&mut self, article: &Article, link: &Link, cx: &mut Cx<'_>) {
        match &link.to {
            LeadsTo::Address(address) if leads_outside(address) => {
                cx.ask(Effect::OpenOutside(address.clone()));
            }
            LeadsTo::Address(address) => {
                cx.note(format!("only web addresses are opened, not {address}"));
            }
            LeadsTo::Note(place) => {
                let Some(block) = article.blocks().get(*place) else { return };
                if block.kind == BlockKind::Furniture {
                    // The cursor cannot stand there: the note comes to the reader.
                    let title = format!("Note {}", link.extent.of(article.text()));
                    let words = block.extent.of(article.text()).lines();
                    let lines = words.map(|line| format!(" {line}")).collect();
                    cx.open(Overlay::Note(Note::new(title, lines)));
                } else {
                    let key = cx.keymap.key_for(self.context(), Action::Back);
                    cx.note(format!("{key} goes back to the text"));
                    cx.jump(Span::new(article.id(), block.extent), Vec::new());
                }
            }
            LeadsTo::Text(at) => {
                cx.jump(Span::new(article.id(), Extent::new(*at, *at)), Vec::new());
            }
        }
    }

    /// Copies where the selected link leads; `false` if none is selected that leads to an address.
    pub(super) fn copy_link(&self, cx: &mut Cx<'_>) -> bool {
        let Some(Link { to: LeadsTo::Address(address), .. }) = self.selected_link() else {
            return false;
        };
        cx.copy(address, "the address");
        true
    }

    /// Has the links on the screen numbered, the next digits name one; where there is one alone, it is
    /// selected. Whether digits are waited for.
    pub(in crate::app) fn number_links(&mut self, cx: &mut Cx<'_>) -> bool {
        match self.numbered_links(cx.workspace).as_slice() {
            [] => cx.note("no link on the screen · ]l goes to the next"),
            [link] => self.select_link(link, cx),
            links => {
                cx.note(format!("{} links: type the number of one", links.len()));
                return true;
            }
        }
        false
    }
}
