//! What `w FILE` writes of the list, of an article and of hits: text, or Markdown where the file's name says so.

use super::cx::Cx;
use super::effect::Effect;
use super::screen::{ArticleList, Reader, SearchScreen, imprint};
use crate::collection::{Article, Block, BlockKind};
use crate::text::wrap;

/// Columns of a line of text.
const WIDTH: usize = 80;

/// How something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Markdown,
}

impl Form {
    /// The form that the ending of a file's name asks for.
    fn of(to: &str) -> Result<Self, String> {
        match to.rsplit_once('.').map(|(_, ending)| ending) {
            Some("txt") => Ok(Self::Text),
            Some("md") => Ok(Self::Markdown),
            _ => Err("this is written as .txt or .md".to_owned()),
        }
    }
}

fn write(to: &str, contents: String, cx: &mut Cx<'_>) {
    cx.ask(Effect::Write { to: to.to_owned(), contents });
}

impl ArticleList {
    /// Writes the rows as they are shown into a new file.
    ///
    /// # Errors
    /// Says in which forms that can be done.
    pub(super) fn write_to(&self, to: &str, cx: &mut Cx<'_>) -> Result<(), String> {
        let form = Form::of(to)?;
        let shown = self.rows.iter().filter_map(|id| cx.workspace.article(*id));
        let lines = shown.map(|article| {
            let (name, imprint) = (one_line(article.name()), imprint(article));
            let about = if imprint.is_empty() { String::new() } else { format!(" · {imprint}") };
            let (words, path) = (article.words(), article.path().display());
            match form {
                Form::Text => format!("{name}{about} · {words} words\n  {path}\n"),
                Form::Markdown => {
                    format!("- **{}**{about} · {words} words · `{path}`\n", safe(&name))
                }
            }
        });
        let contents = lines.collect();
        write(to, contents, cx);
        Ok(())
    }
}

impl Reader {
    /// Writes the open article into a new file, without page furniture.
    ///
    /// # Errors
    /// Says in which forms that can be done.
    pub(super) fn write_to(&self, to: &str, cx: &mut Cx<'_>) -> Result<(), String> {
        let form = Form::of(to)?;
        let article = self.article.as_ref().ok_or("no article is open")?;
        let mut contents = match form {
            Form::Text => format!("{}\n{}\n", one_line(article.name()), imprint(article)),
            Form::Markdown => {
                format!("# {}\n\n{}\n", safe(&one_line(article.name())), safe(&imprint(article)))
            }
        };
        for block in article.blocks() {
            if !matches!(block.kind, BlockKind::Furniture | BlockKind::Title) {
                contents.push('\n');
                contents.push_str(&written(article, block, form));
                contents.push('\n');
            }
        }
        write(to, contents, cx);
        Ok(())
    }
}

impl SearchScreen {
    /// Writes the hits as they are listed into a new file.
    ///
    /// # Errors
    /// Says in which forms that can be done, or that there is nothing.
    pub(super) fn write_to(&self, to: &str, cx: &mut Cx<'_>) -> Result<(), String> {
        let form = Form::of(to)?;
        if self.hits().is_empty() {
            return Err("there is no hit to write".to_owned());
        }
        let lines = self.hits().iter().filter_map(|hit| {
            let article = cx.workspace.article(hit.span.article)?;
            let words = one_line(hit.span.extent.of(article.text()));
            let passage = article.numbers_at(hit.span.extent.start);
            let number = passage.map_or(String::new(), |(passage, _)| format!(" ¶{passage}"));
            let name = one_line(article.name());
            Some(match form {
                Form::Text => format!("{name}{number}: {words}\n"),
                Form::Markdown => format!("- {} — *{}*{number}\n", safe(&words), safe(&name)),
            })
        });
        let contents = lines.collect();
        write(to, contents, cx);
        Ok(())
    }
}

/// A block as it is written.
fn written(article: &Article, block: &Block, form: Form) -> String {
    let words = block.extent.of(article.text());
    let indent = "  ".repeat(usize::from(block.level.max(1) - 1));
    let bullet = || block.ordinal.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
    match (form, block.kind) {
        (Form::Text, BlockKind::ListItem) => wrapped(words, &format!("{indent}{} ", bullet())),
        (Form::Text, BlockKind::Table | BlockKind::Code) => words.to_owned(),
        (Form::Text, _) => wrapped(words, ""),
        (Form::Markdown, BlockKind::Heading) => {
            format!("{} {}", "#".repeat(usize::from(block.level.clamp(2, 6))), safe(words))
        }
        (Form::Markdown, BlockKind::ListItem) => format!("{indent}{} {}", bullet(), safe(words)),
        (Form::Markdown, BlockKind::Quote) => format!("> {}", safe(words).replace('\n', "\n> ")),
        (Form::Markdown, BlockKind::Code | BlockKind::Table) => {
            let fence = if words.contains("```") { "~~~~" } else { "```" };
            format!("{fence}\n{words}\n{fence}")
        }
        (Form::Markdown, _) => safe(words),
    }
}

/// Words in rows, the first behind `lead`, the others below its end.
fn wrapped(words: &str, lead: &str) -> String {
    let before = " ".repeat(wrap::columns(lead));
    let width = WIDTH.saturating_sub(before.len()).max(1);
    let rows = wrap::rows(words, width).into_iter().map(|row| row.of(words));
    format!("{lead}{}", rows.collect::<Vec<_>>().join(&format!("\n{before}")))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in which no sign means anything to Markdown.
fn safe(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
