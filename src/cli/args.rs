//! What may be written on the command line. The doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::quotes::args::Quotes;

/// A reading room for articles in the terminal: read, search, compare and quote a collection side by
/// side.
#[derive(Debug, Clone, Parser)]
#[command(
    name = "variorum",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Without a path: your library, or the articles that came with the program while it is empty.\n\
                  A file that is called like a command: `variorum ./list` or `variorum -- list`."
)]
pub struct Arguments {
    /// What to do; nothing: read.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// For screen readers and braille: no lines, no side columns, the cursor on what is selected.
    #[arg(long)]
    pub plain: bool,
    /// Files and folders to read; `-` is one article from standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// The commands. To add one: a variant here (its doc comment is the help), a file of the same name
/// beside this one with `run`, and an arm in [`super::run`].
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// List the articles.
    List(List),
    /// Print one article.
    Show(Show),
    /// Find passages by half-remembered words.
    Search(Search),
    /// List your themes, or propose some.
    Themes(Themes),
    /// Compare how each article treats the same themes.
    Compare(Compare),
    /// Find what the other articles say to the same passage.
    Parallels(Parallels),
    /// Keep quotes, list them, take them elsewhere.
    Quotes(Quotes),
    /// Keep the articles that are opened where no path is named.
    Library(Library),
    /// List the keys and what they do.
    Keys(Keys),
    /// Show and check the configuration.
    Config(Config),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the manual page.
    Man,
}

/// The articles that a command works on, for commands that take paths at their end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Sources {
    /// Files and folders; none: your library, or the sample while it is empty; `-`: standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The same, where paths at the end would be in the way.
    #[arg(long = "in", value_name = "PATH", num_args = 1.., conflicts_with = "paths")]
    pub within: Vec<PathBuf>,
}

impl Sources {
    /// The paths, whichever way they were given.
    pub fn paths(&self) -> &[PathBuf] {
        if self.within.is_empty() { &self.paths } else { &self.within }
    }
}

/// The articles that a command works on, for commands whose last words mean something else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Within {
    /// Files and folders; none: your library, or the sample while it is empty; `-`: standard input.
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    pub paths: Vec<PathBuf>,
}

/// Arguments of `list`.
#[derive(Debug, Clone, Args)]
pub struct List {
    /// The articles.
    #[command(flatten)]
    pub sources: Sources,
    /// What to sort by: date, title, author, source, words, or a field of the articles. Unknown values stand last.
    #[arg(long, value_name = "FIELD", default_value = "date")]
    pub sort: String,
    /// The form of the answer.
    #[command(flatten)]
    pub form: ListForm,
    /// Columns to fit the table into; by default those of the terminal.
    #[arg(long, value_name = "N")]
    pub width: Option<usize>,
}

/// The forms of `list`.
#[derive(Debug, Clone, Default, Args)]
#[group(multiple = false)]
pub struct ListForm {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Print comma-separated values.
    #[arg(long)]
    pub csv: bool,
    /// Print a few labelled lines for each article instead of a table.
    #[arg(long)]
    pub plain: bool,
}

/// Arguments of `show`.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// An article: its id or the first digits of it, its file's name, or words of its title.
    pub article: String,
    /// Where to look for it.
    #[command(flatten)]
    pub sources: Sources,
    /// Columns to wrap the text into.
    #[arg(long, value_name = "N")]
    pub width: Option<usize>,
    /// The form of the answer.
    #[command(flatten)]
    pub form: ShowForm,
}

/// The forms of `show`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
#[group(multiple = false)]
pub struct ShowForm {
    /// Leave out paragraph numbers and the margin they stand in.
    #[arg(long)]
    pub plain: bool,
    /// Print JSON: the whole text and where its blocks and sentences stand.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `search`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
QUERY is forgiving: words in any order, unfinished, misspelt, in other forms, or as letters of them.
  \"exact phrase\"   -without   this OR that   this near:5 that
  theme:NAME   name:NAME (as a name)   speaker:NAME (where they are let speak)
  title:WORD   author:NAME   source:NAME   FIELD:VALUE   before:2022-06   after:2022
  in:¶5   in:p.12   in:\"A heading\"
A description of what articles are about, in many words, ranks articles.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Search {
    /// What you remember; with --queries one more path.
    #[arg(allow_hyphen_values = true)]
    pub query: Option<String>,
    /// The articles.
    #[command(flatten)]
    pub sources: Sources,
    /// At most so many hits.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Forgive nothing but case and accents: all the words as typed, in one sentence.
    #[arg(long)]
    pub exact: bool,
    /// Answer each line of a file, or of standard input (-).
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// Show so many sentences before and behind each hit.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub context: usize,
    /// Use the themes of this file in place of yours.
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    /// Show hits together by this.
    #[arg(long, value_name = "WHAT")]
    pub group: Option<Grouping>,
    /// Say of each hit how its words were found and what it is worth.
    #[arg(long)]
    pub explain: bool,
    /// Where a query describes, take no further words from the first answers.
    #[arg(long)]
    pub only_typed: bool,
    /// Answer a query a line from standard input with a JSON object a line, until it ends.
    #[arg(long, conflicts_with_all = ["queries", "format"])]
    pub serve: bool,
    /// The form of the answer.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: SearchFormat,
    /// Print JSON, one object a query.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// What hits can be shown together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Grouping {
    /// Articles, those that treat it most first, with their best passages.
    Article,
}

/// The forms of `search`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// A few lines a hit.
    #[default]
    Text,
    /// One line a hit: path:line:column:text, as editors read it.
    Grep,
}

/// Arguments of `themes`.
#[derive(Debug, Clone, Args)]
pub struct Themes {
    /// The articles that themes are proposed for.
    #[command(flatten)]
    pub sources: Sources,
    /// Use the themes of this file in place of yours.
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    /// Propose themes from the words of the articles, whether or not you have some.
    #[arg(long)]
    pub suggest: bool,
    /// Write the themes as a codebook; the name ends in .toml, .csv or .qdc (REFI-QDA).
    #[arg(long, value_name = "FILE")]
    pub export: Option<PathBuf>,
    /// Keep the themes of a codebook (.toml or .qdc) among yours for these articles.
    #[arg(long, value_name = "FILE", conflicts_with = "export")]
    pub import: Option<PathBuf>,
    /// With --import: keep them for every collection.
    #[arg(long, requires = "import")]
    pub global: bool,
    /// Let a theme of these articles hold for every collection.
    #[arg(long, value_name = "THEME", conflicts_with_all = ["import", "export", "themes"])]
    pub make_global: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `compare`.
#[derive(Debug, Clone, Args)]
pub struct Compare {
    /// Ids or names of themes; “one & other”: the passages on both; none: all.
    #[arg(value_name = "THEME")]
    pub wanted: Vec<String>,
    /// The articles.
    #[command(flatten)]
    pub within: Within,
    /// Use the themes of this file in place of yours.
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    /// Show every passage with a score, not only those that terms speak for.
    #[arg(long)]
    pub all: bool,
    /// Line up titles and first passages instead, by date, with the names and figures that not all share marked
    /// (as text or JSON).
    #[arg(long, conflicts_with_all = ["wanted", "themes", "all"])]
    pub headlines: bool,
    /// A passage without a term is near a theme from this share of the theme's best score.
    #[arg(long, value_name = "PERCENT", default_value_t = 40, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub cut: u8,
    /// The form of the answer.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: CompareFormat,
    /// Print JSON, as --format json does.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// The forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum CompareFormat {
    /// A matrix and the passages, for the terminal.
    #[default]
    Text,
    /// Markdown.
    Md,
    /// Comma-separated values: a line for every passage, and one for every silence.
    Csv,
    /// Comma-separated values: a line for every article, with its passages and share of words for each theme.
    Matrix,
    /// JSON.
    Json,
    /// A page for a browser that needs nothing but itself.
    Html,
}

/// Arguments of `parallels`.
#[derive(Debug, Clone, Args)]
pub struct Parallels {
    /// A passage or a sentence of one: ARTICLE:4 or ARTICLE:4.2.
    #[arg(value_name = "ARTICLE:PASSAGE[.SENTENCE]")]
    pub place: String,
    /// The articles.
    #[command(flatten)]
    pub within: Within,
    /// Use the themes of this file in place of yours.
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
    /// How many candidates of each article are listed.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Set the best candidate beside the passage, word by word.
    #[arg(long)]
    pub diff: bool,
    /// Write a file's worth: every candidate, word by word.
    #[arg(long, value_name = "FORM", conflicts_with = "json")]
    pub format: Option<ParallelsFormat>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// The forms of parallels beside text and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParallelsFormat {
    /// Markdown.
    Md,
    /// Comma-separated values: a line for every candidate.
    Csv,
    /// A page for a browser that needs nothing but itself.
    Html,
}

/// Arguments of `library`.
#[derive(Debug, Clone, Args)]
pub struct Library {
    /// What to do.
    #[command(subcommand)]
    pub task: LibraryTask,
}

/// What can be done with the library. The articles' files are never touched.
#[derive(Debug, Clone, Subcommand)]
pub enum LibraryTask {
    /// Add files, and folders with everything that is or will be in them.
    Add {
        /// Files and folders.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Take articles out.
    Remove {
        /// Ids, file names or words of titles.
        #[arg(value_name = "ARTICLE", required = true)]
        articles: Vec<String>,
    },
    /// List the articles.
    List(ListForm),
    /// Look through the files again: what is new, moved, changed or missing.
    Rescan,
    /// Say the same and change nothing; name files with the same or nearly the same text.
    Check,
}

/// Arguments of `keys`.
#[derive(Debug, Clone, Args)]
pub struct Keys {
    /// Print Markdown tables.
    #[arg(long)]
    pub markdown: bool,
}

/// Arguments of `config`.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// What to do; nothing: show.
    #[command(subcommand)]
    pub task: Option<ConfigTask>,
}

/// What can be done with the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Subcommand)]
pub enum ConfigTask {
    /// Print where your config.toml is read from; keys.toml and palettes/ lie beside it.
    Path,
    /// Print the settings in force.
    #[default]
    Show,
    /// Read your files and name every mistake with file and line.
    Check,
}

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
}
