//! What the foot line offers: keys and what they do here, most useful first.

use super::App;
use super::modes::{Mode, Then};
use super::overlay::Overlay;
use super::screen::ScreenName;
use super::screen::compare::{OpenField, PickedUp, View};
use crate::action::Action;
use crate::keys::Context;

/// Keys by what they do, each with its label.
pub(super) type Hints = &'static [(Action, &'static str)];

/// What is most likely wanted next, most useful first.
pub(super) fn of(app: &App) -> Hints {
    of_mode(app).unwrap_or_else(|| of_screen(app))
}

/// The keys of the mode, most useful first; `None` outside of all modes.
fn of_mode(app: &App) -> Option<Hints> {
    Some(match Mode::of(app)? {
        Mode::Selecting(_, Then::Keep) => &[
            (Action::OtherEnd, "other end"),
            (Action::Quote, "keep"),
            (Action::CopyCitation, "with citation"),
            (Action::Cancel, "ends"),
            (Action::QuoteWithNote, "keep with note"),
            (Action::Copy, "copy"),
        ],
        Mode::Selecting(_, Then::Attach) => &[
            (Action::Quote, "puts the quote there"),
            (Action::OtherEnd, "other end"),
            (Action::Cancel, "ends"),
        ],
        Mode::Placing => &[
            (Action::SelectCharacters, "select"),
            (Action::Find, "find"),
            (Action::GoList, "another article"),
        ],
        Mode::Choosing => &[(Action::Open, "read"), (Action::Filter, "filter")],
    })
}

/// The same outside of all modes.
#[expect(clippy::too_many_lines, reason = "one list: every screen and its keys")]
fn of_screen(app: &App) -> Hints {
    match app.context() {
        // Where no line on top of the list offers it.
        Context::List
            if app.list.resumes(&app.workspace).is_some()
                && app.list.resume_line(&app.workspace).is_none() =>
        {
            &[
                (Action::Open, "read"),
                (Action::Resume, "go on"),
                (Action::Search, "search"),
                (Action::Compare, "compare"),
            ]
        }
        Context::List => &[
            (Action::Open, "read"),
            (Action::Search, "search"),
            (Action::Compare, "compare"),
            (Action::GoQuotes, "quotes"),
            (Action::Filter, "filter"),
            (Action::Tick, "tick"),
            (Action::Preview, "preview"),
        ],
        Context::Reader if app.beside.is_some() => &[
            (Action::NextPane, "across"),
            (Action::NextArticle, "next article here"),
            (Action::KeepTogether, "together"),
            (Action::Beside, "one alone"),
            (Action::Quote, "quote"),
            (Action::Copy, "copy"),
            (Action::Find, "find"),
        ],
        // Whoever is through goes on, or back.
        Context::Reader if app.reader.percent() == 100 => &[
            (Action::Quote, "quote"),
            (Action::NextArticle, "next article"),
            (Action::Quit, "back"),
            (Action::QuoteWithNote, "with note"),
            (Action::CopyCitation, "copy with citation"),
            (Action::Parallels, "what others say"),
            (Action::Search, "search"),
        ],
        Context::Reader => &[
            (Action::Quote, "quote"),
            (Action::QuoteWithNote, "with note"),
            (Action::NextSentence, "next sentence"),
            (Action::Copy, "copy"),
            (Action::CopyCitation, "with citation"),
            (Action::Find, "find"),
            (Action::Search, "search"),
            (Action::Contents, "contents"),
            (Action::Parallels, "what others say"),
            (Action::Beside, "a second beside it"),
            (Action::GoQuotes, "quotes"),
        ],
        Context::Quotes if app.workspace.quotes.stored.quotes.is_empty() => &[
            (Action::GoReader, "read"),
            (Action::Search, "search"),
            (Action::Import, "take quotes from a file"),
            (Action::Undo, "undo"),
            (Action::Cancel, "back"),
        ],
        Context::Quotes => &[
            (Action::Open, "go there"),
            (Action::Edit, "note"),
            (Action::Tags, "tags"),
            (Action::CopyCitation, "copy with source"),
            (Action::Filter, "filter"),
            (Action::Group, "group"),
            (Action::Tick, "tick"),
            (Action::Remove, "remove"),
            (Action::Export, "export"),
            (Action::Undo, "undo"),
        ],
        Context::Compare => of_comparison(app),
        Context::Columns => &[
            (Action::Open, "read"),
            (Action::FindNext, "next sentence"),
            (Action::Why, "why"),
            (Action::RuleIn, "is on it"),
            (Action::RuleOut, "is not"),
            (Action::Quote, "quote"),
            (Action::Parallels, "parallels"),
            (Action::NextPane, "across"),
            (Action::KeepTogether, "together"),
            (Action::CycleArticles, "order"),
            (Action::BestFirst, "best first"),
            (Action::NextColumns, "more columns"),
            (Action::Summarise, "your line"),
            (Action::Evidence, "its quotes"),
            (Action::CyclePassages, "in full"),
            (Action::Words, "words"),
            (Action::Export, "export"),
        ],
        Context::Parallels => &[
            (Action::Open, "read"),
            (Action::Down, "next passage"),
            (Action::NextSentence, "next sentence"),
            (Action::NextPane, "across"),
            (Action::Differences, "differences"),
            (Action::Parallels, "ask from here"),
            (Action::Quote, "quote"),
            (Action::NextColumns, "more columns"),
            (Action::KeepTogether, "stay or move along"),
            (Action::Export, "export"),
            (Action::Cancel, "back"),
        ],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Unsaved)) => &[],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Conflict { .. })) => {
            &[(Action::Open, "choose"), (Action::Cancel, "back to what you typed")]
        }
        Context::Search => &[
            (Action::Open, "jump"),
            (Action::Find, "type"),
            (Action::Tick, "tick"),
            (Action::Compare, "compare"),
            (Action::Quote, "quote"),
            (Action::Group, "by article"),
            (Action::Why, "why"),
            (Action::KeepSearch, "keep search"),
            (Action::Preview, "preview"),
        ],
        Context::Typing if app.screen == ScreenName::Search => &[
            (Action::Accept, "jump"),
            (Action::Down, "next"),
            (Action::NextPane, "to the hits"),
            (Action::Cancel, "leave the field"),
        ],
        Context::Overlay if matches!(app.overlay, Some(Overlay::Evidence(_))) => {
            &[(Action::Tick, "tick"), (Action::Open, "go there"), (Action::Cancel, "close")]
        }
        Context::Typing if matches!(app.compare.entry, Some(OpenField::Editor(_))) => &[
            (Action::Accept, "save"),
            (Action::NextPane, "next line"),
            (Action::AddTerm, "add what is proposed"),
            (Action::Cancel, "leave"),
        ],
        Context::Overlay => of_overlay(app),
        _ => &[],
    }
}

/// The same for what lies over a screen.
const fn of_overlay(app: &App) -> Hints {
    match &app.overlay {
        Some(Overlay::Proposal(_)) => {
            &[(Action::Tick, "ticks"), (Action::Open, "makes the theme"), (Action::Cancel, "back")]
        }
        Some(Overlay::Subjects(_)) => &[
            (Action::Open, "makes it a theme"),
            (Action::Why, "why"),
            (Action::NextPane, "names"),
            (Action::ProposalRows, "as rows"),
            (Action::Cancel, "close"),
        ],
        Some(Overlay::Choice(_)) => &[(Action::Open, "choose"), (Action::Cancel, "close")],
        Some(Overlay::Markings(_)) => &[(Action::Tick, "on or off"), (Action::Cancel, "close")],
        Some(Overlay::Note(_)) => &[(Action::Down, "down"), (Action::Cancel, "close")],
        _ => &[(Action::Open, "go there"), (Action::Cancel, "close")],
    }
}

/// The same for the matrix and for a term in context.
fn of_comparison(app: &App) -> Hints {
    if matches!(app.compare.view, View::Concordance(_)) {
        return &[
            (Action::Open, "read there"),
            (Action::Concordance, "another term"),
            (Action::CycleThemes, "sort"),
            (Action::NewTheme, "theme of it"),
            (Action::Cancel, "back"),
        ];
    }
    match app.compare.picked_up {
        Some(PickedUp::ToMerge(_)) => {
            return &[
                (Action::MergeTheme, "merges into the selected theme"),
                (Action::Cancel, "lets go"),
            ];
        }
        Some(PickedUp::ToPair(_)) => {
            return &[(Action::Pair, "passages on both"), (Action::Cancel, "lets go")];
        }
        None => {}
    }
    &[
        (Action::Open, "side by side"),
        (Action::NewTheme, "new theme"),
        (Action::Leads, "headlines"),
        (Action::Pair, "with another"),
        (Action::CycleArticles, "columns"),
        (Action::CycleValue, "numbers"),
        (Action::CycleThemes, "order"),
        (Action::NextPane, "strips"),
        (Action::EditTheme, "edit"),
        (Action::Proposals, "proposals"),
        (Action::Concordance, "in context"),
        (Action::Words, "words"),
        (Action::Export, "export"),
        (Action::MakeGlobal, "for every collection"),
    ]
}
