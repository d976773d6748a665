//! The screens by name.

/// The screens by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::Display, strum::EnumIter)]
pub enum ScreenName {
    /// The list of articles.
    #[default]
    #[strum(to_string = "Articles")]
    List,
    /// One article.
    Reader,
    /// Passages found.
    Search,
    /// Themes and articles.
    Compare,
    /// What was kept.
    Quotes,
}
