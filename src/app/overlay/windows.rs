//! Where overlays and the rows in them are: painting, paging and the mouse ask the same.

use ratatui::layout::Rect;
use strum::IntoEnumIterator;

use super::{
    Blocks, Choice, Contents, Details, Evidence, Help, Markings, Note, Overlay, Problems, Proposal,
    Side, Subjects,
};
use crate::app::layout::{self, centred, inside};
use crate::app::widgets::{ListCursor, ListView, Marking, TextLine, Tone, laid_out};
use crate::app::workspace::Workspace;
use crate::text::fit::pad;
use unicode_width::UnicodeWidthStr;

fn rows(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A box for so many rows, in the middle of the screen.
fn boxed(workspace: &Workspace, width: u16, count: usize) -> Rect {
    let most = layout::help(workspace.areas().body);
    centred(workspace.areas().body, width, rows(count).saturating_add(2).min(most.height))
}

impl Overlay {
    /// The box; none where it is a line at the foot.
    pub fn window(&self, workspace: &Workspace) -> Option<Rect> {
        match self {
            Self::Help(help) => Some(help.window(workspace)),
            Self::Contents(contents) => Some(contents.window(workspace)),
            Self::Blocks(blocks) => Some(blocks.window(workspace)),
            Self::Choice(choice) | Self::Conflict { choice, .. } => Some(choice.window(workspace)),
            Self::Proposal(proposal) => Some(proposal.window(workspace)),
            Self::Subjects(subjects) => Some(subjects.window(workspace)),
            Self::Evidence(evidence) => Some(evidence.window(workspace)),
            Self::Markings(_) => Some(Markings::window(workspace)),
            Self::Unsaved => Some(centred(workspace.areas().body, 68, 10)),
            Self::Details(_) | Self::Problems(_) | Self::Note(_) => {
                self.page(workspace).map(|page| page.window)
            }
            Self::Prompt(_) | Self::Command(_) => None,
        }
    }

    /// The list that has the cursor.
    pub fn list(&self, workspace: &Workspace) -> Option<ListView> {
        match self {
            Self::Help(help) => Some(help.list(workspace)),
            Self::Contents(contents) => Some(contents.list(workspace)),
            Self::Blocks(blocks) => Some(blocks.list(workspace)),
            Self::Choice(choice) | Self::Conflict { choice, .. } => Some(choice.list(workspace)),
            Self::Proposal(proposal) => Some(proposal.list(workspace)),
            Self::Subjects(subjects) => subjects.list_of(subjects.side, workspace),
            Self::Evidence(evidence) => Some(evidence.list(workspace)),
            Self::Markings(markings) => Some(markings.list(workspace)),
            _ => None,
        }
    }

    /// What is to be read in it, laid out.
    pub fn page(&self, workspace: &Workspace) -> Option<OverlayPage> {
        let (title, top, lines) = match self {
            Self::Details(details) => ("Details", details.top, details.lines(workspace)),
            Self::Problems(problems) => {
                ("What could not be read", problems.top, Problems::lines(workspace))
            }
            Self::Note(note) => (note.title.as_str(), note.top, note.lines()),
            _ => return None,
        };
        let width = layout::help(workspace.areas().body).width;
        let rows = laid_out(&lines, width.saturating_sub(4));
        let window = boxed(workspace, width, rows.len());
        let last = rows.len().saturating_sub(usize::from(inside(window).height));
        Some(OverlayPage { title: title.to_owned(), window, top: top.min(last), last, rows })
    }
}

/// Lines to read in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayPage {
    /// What they are about.
    pub title: String,
    /// Its box on the screen, in cells, with the frame.
    pub window: Rect,
    /// The first row shown.
    pub top: usize,
    /// The first row shown at the end.
    pub last: usize,
    /// Its lines, cut to its width.
    pub rows: Vec<TextLine>,
}

impl Help {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        let most = layout::keys(workspace.areas().body);
        // As high as all keys, however few of them fit what is typed.
        let rows = rows(self.count().div_ceil(Self::columns(workspace).into()) + 5);
        centred(workspace.areas().body, most.width, rows.min(most.height))
    }

    /// Columns of rows.
    fn columns(workspace: &Workspace) -> u16 {
        if workspace.areas().body.width >= layout::WIDE { 2 } else { 1 }
    }

    /// The rows between the field and the line at the foot.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        let inside = inside(self.window(workspace));
        let (y, height) = (inside.y + inside.height.min(1), inside.height.saturating_sub(2));
        let area = Rect { y, height, ..inside };
        ListView::in_columns(Self::columns(workspace), area, self.cursor, self.rows.len())
    }
}

impl Contents {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        boxed(workspace, 64, self.entries.len())
    }

    /// The headings as rows, those that are in sight.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        ListView::new(inside(self.window(workspace)), self.cursor, self.entries.len())
    }
}

impl Blocks {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        let width = layout::help(workspace.areas().body).width;
        boxed(workspace, width, self.candidates.len() + 2)
    }

    /// The blocks, over the line that says why.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        let inside = inside(self.window(workspace));
        let area = Rect { height: inside.height.saturating_sub(2), ..inside };
        ListView::new(area, self.cursor, self.candidates.len())
    }
}

/// Columns of the box of something to choose.
const CHOICE: u16 = 72;

impl Choice {
    /// What it is about, in rows.
    pub fn about_rows(&self, workspace: &Workspace) -> Vec<TextLine> {
        let width = CHOICE.min(workspace.areas().body.width).saturating_sub(4);
        let lines: Vec<TextLine> =
            self.about.iter().map(|line| TextLine::new(Tone::Text, line)).collect();
        laid_out(&lines, width)
    }

    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        let about = self.about_rows(workspace).len();
        let gap = usize::from(about > 0);
        boxed(workspace, CHOICE, about + gap + self.options.len())
    }

    /// The options: they are always there; what they are about gets what is left.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        let inside = inside(self.window(workspace));
        let height = rows(self.options.len()).min(inside.height);
        let area = Rect { y: inside.bottom() - height, height, ..inside };
        ListView::new(area, self.cursor, self.options.len())
    }
}

impl Proposal {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        boxed(workspace, 60, self.words.len().max(2))
    }

    /// The terms of the proposal as rows, those that are in sight.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        ListView::new(inside(self.window(workspace)), self.cursor, self.words.len())
    }
}

impl Markings {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(workspace: &Workspace) -> Rect {
        boxed(workspace, 72, Marking::iter().count())
    }

    /// The kinds of marks.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        ListView::new(inside(Self::window(workspace)), self.cursor, Marking::iter().count())
    }
}

/// Rows for the words of the selected quote, with the rule above them.
const WORDS: u16 = 6;

impl Evidence {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        let width = layout::help(workspace.areas().body).width;
        boxed(workspace, width, self.rows.len() + usize::from(WORDS))
    }

    /// The quotes; the words of the selected one stand below.
    pub fn list(&self, workspace: &Workspace) -> ListView {
        let inside = inside(self.window(workspace));
        let words = WORDS.min(inside.height / 2);
        let area = Rect { height: inside.height - words, ..inside };
        ListView::new(area, self.cursor, self.rows.len())
    }
}

/// From this width on both lists stand side by side; from this height on it is said why.
const SIDES: u16 = 66;
const ROOMY: u16 = 14;
/// Rows for what speaks for the selected one.
const WHY: u16 = 8;

impl Subjects {
    /// Its box on the screen, in cells, with the frame.
    pub fn window(&self, workspace: &Workspace) -> Rect {
        let most = layout::keys(workspace.areas().body);
        let longest = self.found.subjects.len().max(self.found.names.len());
        let height = rows(longest).saturating_add(3 + WHY).min(most.height);
        centred(workspace.areas().body, most.width, height)
    }

    /// Where both lists are with their names on top, and where it is said why.
    pub fn parts(&self, workspace: &Workspace) -> (Rect, Rect) {
        let inside = inside(self.window(workspace));
        let longest = self.found.subjects.len().max(self.found.names.len());
        let why = if inside.height >= ROOMY { WHY } else { 0 };
        let height = rows(longest).saturating_add(1).min(inside.height - why);
        let lists = Rect { height, ..inside };
        let below = inside.height.saturating_sub(height + 1);
        (lists, Rect { y: inside.bottom() - below, height: below, ..inside })
    }

    /// Where the list of `side` is, with its name on top; none where there is room for one and the
    /// cursor is in the other.
    pub fn side_area(&self, side: Side, workspace: &Workspace) -> Option<Rect> {
        let (lists, _) = self.parts(workspace);
        let left = Rect { width: lists.width * 3 / 5, ..lists };
        match side {
            _ if lists.width < SIDES => (side == self.side).then_some(lists),
            Side::Subjects => Some(left),
            Side::Names => Some(Rect { x: left.right(), width: lists.width - left.width, ..lists }),
        }
    }

    /// The rows of `side`; where the cursor is not, the first of them is on top.
    pub fn list_of(&self, side: Side, workspace: &Workspace) -> Option<ListView> {
        let area = self.side_area(side, workspace)?;
        let (y, height) = (area.y + area.height.min(1), area.height.saturating_sub(1));
        let cursor = if side == self.side { self.cursor } else { ListCursor::default() };
        Some(ListView::new(Rect { y, height, ..area }, cursor, self.list(side).len()))
    }
}

impl Details {
    /// What is known, a line each behind its name.
    pub fn lines(&self, workspace: &Workspace) -> Vec<TextLine> {
        let Some(article) = workspace.article(self.article) else { return Vec::new() };
        let rows = Self::rows(article);
        let longest = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0).clamp(8, 20);
        let line = |(label, words): (String, String)| TextLine {
            lead: pad(&label, longest + 2),
            words,
            tone: Tone::Text,
        };
        rows.into_iter().map(line).collect()
    }
}

impl Note {
    /// What is set in belongs to the line above it.
    fn lines(&self) -> Vec<TextLine> {
        let tone = |line: &str| if line.starts_with(' ') { Tone::Text } else { Tone::Heading };
        self.lines.iter().map(|line| TextLine::new(tone(line), line)).collect()
    }
}
