//! Themes called by name, as a search does.

use super::Comparison;
use crate::compare::treatment::PassageState;
use crate::text::Span;
use crate::text::words::fold;

impl Comparison {
    /// The row of the theme with this name: its id or its name, else what its name begins with.
    pub fn called(&self, name: &str) -> Option<usize> {
        let wanted = fold(name);
        let find = |fits: &dyn Fn(&str, &str) -> bool| {
            self.themes().iter().position(|theme| fits(&fold(&theme.id.0), &fold(&theme.name)))
        };
        find(&|id, name| id == wanted || name == wanted)
            .or_else(|| find(&|_, name| name.starts_with(&wanted)))
    }

    /// The passages on all of the themes called so, in the order of the articles, and the names that no
    /// theme has.
    pub fn within<'n>(&self, names: &'n [String]) -> (Vec<Span>, Vec<&'n str>) {
        let (mut rows, mut unknown) = (Vec::new(), Vec::new());
        for name in names {
            match self.called(name) {
                Some(row) => rows.push(row),
                None => unknown.push(name.as_str()),
            }
        }
        let mut spans = Vec::new();
        for (column, article) in self.articles().enumerate() {
            for passage in article.passages() {
                let on = |row: &usize| {
                    self.state(*row, column, passage.number) == Some(PassageState::On)
                };
                if rows.iter().all(on) {
                    spans.push(Span::new(article.id(), passage.block.extent));
                }
            }
        }
        (spans, unknown)
    }
}
