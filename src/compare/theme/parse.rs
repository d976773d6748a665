//! Theme files read piece by piece, so that one broken theme leaves the others in use.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::{Alias, Theme, ThemeId, ThemeOrigin, ThemeSet};
use crate::compare::term::{Term, Tier};
use crate::text::lines;

/// What is wrong in a theme file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeProblem {
    /// The file that was read.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// One sentence: what is wrong and what to do.
    pub message: String,
}

/// The only form of theme files there is so far.
const SCHEMA: i64 = 1;

#[derive(Deserialize)]
struct ThemeForm {
    id: Option<Spanned<String>>,
    name: Option<String>,
    #[serde(default, alias = "desc")]
    description: String,
    #[serde(default)]
    core: Vec<Spanned<String>>,
    #[serde(default)]
    support: Vec<Spanned<String>>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(flatten)]
    unknown: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
struct AliasForm {
    to: String,
    from: Vec<String>,
}

#[derive(Deserialize)]
struct Head {
    schema: Option<Spanned<i64>>,
}

/// One `[[theme]]`, one `[[alias]]`, or what stands before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Head,
    Theme,
    Alias,
    Other,
}

/// A stretch of the file from one table header to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) kind: PieceKind,
    /// Line of its header, from 1.
    pub(super) line: usize,
    /// All of it, header included.
    pub(super) text: &'a str,
}

impl Piece<'_> {
    /// What stands below the header.
    fn body(&self) -> (&str, usize) {
        match self.kind {
            PieceKind::Head => (self.text, self.line),
            _ => (self.text.split_once('\n').map_or("", |(_, body)| body), self.line + 1),
        }
    }

    /// The theme id it gives or its name makes, if it is a theme that can be read.
    pub(super) fn theme_id(&self) -> Option<ThemeId> {
        let form: ThemeForm = toml::from_str(self.body().0).ok()?;
        form.identity().map(|(id, _)| id)
    }
}

/// Cuts a file at its table headers.
pub(super) fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut kind, mut first, mut at) = (0, PieceKind::Head, 1, 0);
    for (number, line) in (1..).zip(source.split_inclusive('\n')) {
        let header = line.split('#').next().unwrap_or("").trim();
        let named = header.starts_with('[')
            && header.ends_with(']')
            && !header.contains(['"', '\'', ',', '=']);
        if named {
            let name = header.trim_matches(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
            pieces.push(Piece { kind, line: first, text: source.get(start..at).unwrap_or("") });
            (start, first) = (at, number);
            kind = match name {
                "theme" => PieceKind::Theme,
                "alias" => PieceKind::Alias,
                _ => PieceKind::Other,
            };
        }
        at += line.len();
    }
    pieces.push(Piece { kind, line: first, text: source.get(start..).unwrap_or("") });
    pieces
}

/// Reads the themes and aliases of a file: all that can be used, and what cannot with its line.
pub fn parse(source: &str, origin: &Path) -> (ThemeSet, Vec<ThemeProblem>) {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut reader = Reader { origin, set: ThemeSet::default(), problems: Vec::new() };
    for piece in pieces(source) {
        let (body, line) = piece.body();
        match piece.kind {
            PieceKind::Head => {
                if !reader.head(body, line) {
                    return (reader.set, reader.problems);
                }
            }
            PieceKind::Theme => reader.theme(body, piece.line, line),
            PieceKind::Alias => reader.alias(body, line),
            PieceKind::Other => reader.problem(
                piece.line,
                "only [[theme]] and [[alias]] are known here; the rest is left out".to_owned(),
            ),
        }
    }
    (reader.set, reader.problems)
}

struct Reader<'a> {
    origin: &'a Path,
    set: ThemeSet,
    problems: Vec<ThemeProblem>,
}

impl Reader<'_> {
    fn problem(&mut self, line: usize, message: String) {
        self.problems.push(ThemeProblem { path: self.origin.to_owned(), line, message });
    }

    fn form<T: for<'de> Deserialize<'de>>(&mut self, body: &str, line: usize) -> Option<T> {
        match toml::from_str(body) {
            Ok(form) => Some(form),
            Err(error) => {
                let at = error.span().map_or(line, |span| line + lines_before(body, span.start));
                self.problem(at, format!("{}; mend this line", error.message().trim_end()));
                None
            }
        }
    }

    /// Whether the file can be read on.
    fn head(&mut self, body: &str, line: usize) -> bool {
        let Some(head) = self.form::<Head>(body, line) else { return true };
        match head.schema {
            Some(schema) if *schema.get_ref() != SCHEMA => {
                let at = line + lines_before(body, schema.span().start);
                let message = format!(
                    "this file has the form {}, this program reads form 1; use a newer program",
                    schema.get_ref()
                );
                self.problem(at, message);
                false
            }
            _ => true,
        }
    }

    fn alias(&mut self, body: &str, line: usize) {
        if let Some(AliasForm { to, from }) = self.form(body, line) {
            self.set.aliases.push(Alias { to, from });
        }
    }

    fn theme(&mut self, body: &str, header: usize, line: usize) {
        let Some(form) = self.form::<ThemeForm>(body, line) else { return };
        let Some((id, name)) = form.identity() else {
            self.problem(header, "this theme has neither id nor name; give it one".to_owned());
            return;
        };
        if self.set.themes.iter().any(|theme| theme.id == id) {
            self.problem(
                header,
                format!("there is a theme “{id}” already; give this one its own id"),
            );
            return;
        }
        for key in form.unknown.keys() {
            let at = body.lines().position(|l| l.trim_start().starts_with(key.as_str()));
            let message =
                format!("“{key}” is not known; use id, name, description, core, support or not");
            self.problem(at.map_or(header, |at| line + at), message);
        }
        let broken = !form.core.is_empty() || !form.support.is_empty();
        let mut terms = Vec::new();
        let tiers = [(Tier::Core, form.core), (Tier::Support, form.support), (Tier::Not, form.not)];
        for (tier, written) in tiers {
            for text in written {
                let at = line + lines_before(body, text.span().start);
                match Term::parse(text.get_ref(), tier) {
                    Ok(term) => terms.push(Term { line: at, ..term }),
                    Err(error) => self.problem(at, error.to_string()),
                }
            }
        }
        let origin = ThemeOrigin::File { path: self.origin.to_owned(), line: header };
        let theme = Theme { id, name, description: form.description, terms, origin };
        // A description ranks passages without any term; one beside broken terms was not meant to.
        if theme.marking_terms() == 0 && (broken || theme.description.trim().is_empty()) {
            let message = format!(
                "“{}” has no usable term and is left out; give it core, support or a description",
                theme.name
            );
            self.problem(header, message);
            return;
        }
        self.set.themes.push(theme);
    }
}

impl ThemeForm {
    /// Id and name; each stands in for the other.
    fn identity(&self) -> Option<(ThemeId, String)> {
        let id = self.id.as_ref().map(|id| id.get_ref().trim()).filter(|id| !id.is_empty());
        let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let id_of = |words: &str| ThemeId(words.to_owned());
        match (id, name) {
            (Some(id), name) => Some((id_of(id), name.unwrap_or(id).to_owned())),
            (None, Some(name)) => Some((ThemeId::from_words(name), name.to_owned())),
            (None, None) => None,
        }
    }
}

fn lines_before(text: &str, offset: usize) -> usize {
    lines::number(text, offset) - 1
}
