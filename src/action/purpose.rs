//! What actions are for: the groups of help.

use super::Action;

/// What an action is for: the groups of help, in this order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Purpose {
    /// Moving about in what is shown.
    Reading,
    /// Going to words one looks for.
    Finding,
    /// Seeing what several articles say.
    Comparing,
    /// Keeping words and taking them elsewhere.
    Quoting,
    /// Going to other screens and back.
    Going,
    /// How things look.
    Looks,
    /// The program itself.
    Program,
}

impl Action {
    /// What it is for.
    #[expect(clippy::too_many_lines, reason = "one list: every action and what it is for")]
    pub const fn purpose(self) -> Purpose {
        use Action as A;
        match self {
            A::Find
            | A::FindNext
            | A::FindPrevious
            | A::FindWord
            | A::FindWordBack
            | A::Filter
            | A::Search
            | A::KeepSearch
            | A::OnlyTicked
            | A::SecondLook
            | A::Group
            | A::Concordance => Purpose::Finding,
            A::Compare
            | A::Pair
            | A::Parallels
            | A::Beside
            | A::KeepTogether
            | A::NextPane
            | A::CycleValue
            | A::CycleThemes
            | A::CycleArticles
            | A::Why
            | A::RuleIn
            | A::RuleOut
            | A::ConfirmSilence
            | A::CyclePassages
            | A::Cues
            | A::RaiseCut
            | A::LowerCut
            | A::NextColumns
            | A::PreviousColumns
            | A::Pin
            | A::Summarise
            | A::Evidence
            | A::BestFirst
            | A::Words
            | A::NewTheme
            | A::EditTheme
            | A::MergeTheme
            | A::MakeGlobal
            | A::Proposals
            | A::ProposalRows
            | A::AddTerm
            | A::Leads
            | A::Differences
            | A::NextOnTheme
            | A::PreviousOnTheme => Purpose::Comparing,
            A::SelectCharacters
            | A::NextWord
            | A::PreviousWord
            | A::WordEnd
            | A::FindLetter
            | A::FindLetterBack
            | A::TillLetter
            | A::SelectSentences
            | A::OtherEnd
            | A::SentenceStart
            | A::SentenceEnd
            | A::Quote
            | A::QuoteWithNote
            | A::Copy
            | A::CopyCitation
            | A::Edit
            | A::Tags
            | A::Compose
            | A::Speaker
            | A::Attach
            | A::Renew
            | A::ShowState
            | A::Remove
            | A::Undo
            | A::Redo
            | A::Export
            | A::Import
            | A::NextQuote
            | A::PreviousQuote => Purpose::Quoting,
            A::GoList
            | A::Resume
            | A::GoReader
            | A::GoSearch
            | A::GoCompare
            | A::GoQuotes
            | A::Problems
            | A::Back
            | A::Forward
            | A::NextArticle
            | A::PreviousArticle
            | A::SetMark
            | A::GoToMark
            | A::Open
            | A::OpenOutside
            | A::NextLink
            | A::PreviousLink
            | A::NumberLinks
            | A::Quit
            | A::Cancel => Purpose::Going,
            A::Preview
            | A::Wider
            | A::Narrower
            | A::Fold
            | A::FoldAll
            | A::UnfoldAll
            | A::FoldFurniture
            | A::Justify
            | A::Hyphenate
            | A::Highlights
            | A::SortTitle
            | A::SortDate
            | A::SortAuthor
            | A::SortLength
            | A::SortProgress
            | A::SortReverse
            | A::CentreLine
            | A::LineToTop
            | A::LineToBottom => Purpose::Looks,
            A::SaveAgain
            | A::Rescan
            | A::CommandLine
            | A::Help
            | A::Accept
            | A::QuitNow
            | A::Interrupt
            | A::Suspend
            | A::ToggleMouse
            | A::Repaint => Purpose::Program,
            _ => Purpose::Reading,
        }
    }
}
