//! Everything a key can be bound to. The doc comment of a variant is its help text.

mod purpose;

pub use purpose::Purpose;

use strum::{EnumMessage, IntoEnumIterator};

/// What a key can mean. The kebab-case names are those of `keys.toml`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// Next row or line
    Down,
    /// Previous row or line
    Up,
    /// Page down
    PageDown,
    /// Page up
    PageUp,
    /// Half a page down
    HalfPageDown,
    /// Half a page up
    HalfPageUp,
    /// To the first; with a count to that row or paragraph
    First,
    /// To the last; with a count to that row or paragraph
    Last,
    /// With a count, to that percentage
    Percent,
    /// To the left
    Left,
    /// To the right
    Right,
    /// Next paragraph or group
    NextParagraph,
    /// Previous paragraph or group
    PreviousParagraph,
    /// Next sentence
    NextSentence,
    /// Previous sentence
    PreviousSentence,
    /// Next heading
    NextHeading,
    /// Previous heading
    PreviousHeading,
    /// Next article
    NextArticle,
    /// Previous article
    PreviousArticle,
    /// Next link
    NextLink,
    /// Previous link
    PreviousLink,
    /// Number the links on the screen; a number shows where its link leads, Enter opens it
    NumberLinks,
    /// Next kept quote
    NextQuote,
    /// Previous kept quote
    PreviousQuote,
    /// Back in the places visited
    Back,
    /// Forward in the places visited
    Forward,
    /// The list of articles
    GoList,
    /// The reader
    GoReader,
    /// Go on reading what was read last
    Resume,
    /// The hits of the last search
    GoSearch,
    /// The comparison
    GoCompare,
    /// The quotes
    GoQuotes,
    /// What could not be read
    Problems,
    /// Next pane
    NextPane,
    /// Find in this text
    Find,
    /// Next match
    FindNext,
    /// Previous match
    FindPrevious,
    /// Find what is selected, or the longest word of the sentence
    FindWord,
    /// The same, backwards
    FindWordBack,
    /// Next passage on the theme
    NextOnTheme,
    /// Previous passage on the theme
    PreviousOnTheme,
    /// Show only the rows that fit
    Filter,
    /// Search every passage of every article
    Search,
    /// Open, or jump there
    Open,
    /// Tick or untick
    Tick,
    /// Compare how the articles treat each theme
    Compare,
    /// Select character by character
    SelectCharacters,
    /// Select sentence by sentence
    SelectSentences,
    /// Select to the start of the next word
    NextWord,
    /// Select to the start of the word, or of the one before
    PreviousWord,
    /// Select to the end of the word, or of the next
    WordEnd,
    /// Select up to a letter: type it
    FindLetter,
    /// Select back to a letter: type it
    FindLetterBack,
    /// Select to just before a letter: type it
    TillLetter,
    /// Move the other end of the selection
    OtherEnd,
    /// Select to the start of the sentence
    SentenceStart,
    /// Select to the end of the sentence
    SentenceEnd,
    /// Keep as a quote
    Quote,
    /// Keep as a quote with a note
    QuoteWithNote,
    /// Copy
    Copy,
    /// Copy with the citation
    CopyCitation,
    /// Edit the note
    Edit,
    /// Edit the tags
    Tags,
    /// Write the note, or what is being typed, in your own editor
    Compose,
    /// Say who says the words in quotation marks
    Speaker,
    /// Put the quote at other words: select them, then keep
    Attach,
    /// Take the words as they stand now
    Renew,
    /// Group by article, theme, tag or day
    Group,
    /// Show only quotes in one state
    ShowState,
    /// Save again what could not be saved
    SaveAgain,
    /// Remove
    Remove,
    /// Undo the last change
    Undo,
    /// Do again what was undone
    Redo,
    /// Open the original, or the link, outside
    OpenOutside,
    /// Give this place a letter
    SetMark,
    /// To the place of a letter
    GoToMark,
    /// Read or unread
    ToggleRead,
    /// What counts as text, and what as page furniture
    OverruleBlock,
    /// Contents of the article
    Contents,
    /// What is known about the article
    Details,
    /// Keep this search, or let it go
    KeepSearch,
    /// Search only the ticked articles, or all
    OnlyTicked,
    /// Search with words of the first answers too, or only with those typed
    SecondLook,
    /// Preview on or off
    Preview,
    /// Move the preview down
    PreviewDown,
    /// Move the preview up
    PreviewUp,
    /// Sort by title
    SortTitle,
    /// Sort by date
    SortDate,
    /// Sort by author
    SortAuthor,
    /// Sort by length
    SortLength,
    /// Sort by progress
    SortProgress,
    /// Turn the order round
    SortReverse,
    /// This line to the middle
    CentreLine,
    /// This line to the top
    LineToTop,
    /// This line to the bottom
    LineToBottom,
    /// Fold or open this section
    Fold,
    /// Fold all sections
    FoldAll,
    /// Open all that is folded
    UnfoldAll,
    /// Fold or show page furniture
    FoldFurniture,
    /// Straight or ragged right edge
    Justify,
    /// Part words at the ends of lines, or leave them whole
    Hyphenate,
    /// What is marked in the text: quotes, matches, a theme, what others say too
    Highlights,
    /// A second article beside this one; again: this one alone
    Beside,
    /// What stands side by side moves together, by place or by theme, or apart
    KeepTogether,
    /// Wider lines
    Wider,
    /// Narrower lines
    Narrower,
    /// Show another number in the matrix
    CycleValue,
    /// Order the themes another way
    CycleThemes,
    /// Order or group the articles another way
    CycleArticles,
    /// Why is this marked?
    Why,
    /// This passage treats the theme
    RuleIn,
    /// This passage does not treat the theme
    RuleOut,
    /// Confirm this silence: read, and nothing there
    ConfirmSilence,
    /// Its passages, near ones too, or articles in full
    CyclePassages,
    /// Show quoted words, reporting verbs and hedges, from the lists in cues.toml
    Cues,
    /// Fewer passages are near by their score
    RaiseCut,
    /// More passages are near by their score
    LowerCut,
    /// More columns
    NextColumns,
    /// The columns before
    PreviousColumns,
    /// Keep this column at the left
    Pin,
    /// Write one line on what the article says to the theme
    Summarise,
    /// The quotes that this line rests on
    Evidence,
    /// Best passage and sentence first, or as in the article
    BestFirst,
    /// What do the others say to this?
    Parallels,
    /// What two passages do not have in common, word by word
    Differences,
    /// Headlines and first passages side by side
    Leads,
    /// A word or term in context, in all articles
    Concordance,
    /// Words more frequent here than elsewhere
    Words,
    /// New theme; in the reader from the words under the cursor
    NewTheme,
    /// Edit the theme
    EditTheme,
    /// Merge this theme into another
    MergeTheme,
    /// Have this theme in every collection
    MakeGlobal,
    /// Passages on this theme and on another, as a row; on such a row: take it away
    Pair,
    /// Subjects and names that these articles could be compared by
    Proposals,
    /// Show or hide the proposed themes as rows, marked ~
    ProposalRows,
    /// Add the first term that the passages you ruled on propose
    AddTerm,
    /// Write what is shown here into a file
    Export,
    /// Take quotes from a file
    Import,
    /// Look at the files again
    Rescan,
    /// Type a command: a number to go to, w FILE, open, theme, sort, set, or the name of an action
    CommandLine,
    /// Untick all; again: tick them again
    ClearTicks,
    /// Help: the keys of this screen, to be searched and run
    Help,
    /// Leave the innermost thing: field, overlay, selection, marks
    Cancel,
    /// Accept what was typed
    Accept,
    /// Back one level; from the list, leave
    Quit,
    /// Leave now
    QuitNow,
    /// Cancel, or leave
    Interrupt,
    /// Suspend to the shell
    Suspend,
    /// The mouse on, or left to the terminal
    ToggleMouse,
    /// Paint the screen anew
    Repaint,
}

impl Action {
    /// What it does, in a few words.
    pub fn help(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// All actions, in the order of help.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
    }
}
