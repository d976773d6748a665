//! Theme files changed in place: the reader's other lines and comments stay as they are.

use std::path::Path;

use super::parse::{PieceKind, parse, pieces};
use super::{Theme, ThemeId};
use crate::compare::term::Tier;

/// `source` with `theme` in place of the one called `id`, or at the end if there is none.
pub fn replaced(source: &str, id: &ThemeId, theme: &Theme) -> String {
    let mut written = String::with_capacity(source.len() + 200);
    let mut done = false;
    for piece in pieces(source) {
        if !done && piece.kind == PieceKind::Theme && piece.theme_id().as_ref() == Some(id) {
            written.push_str(&table(theme));
            written.push_str(tail(piece.text));
            done = true;
        } else {
            written.push_str(piece.text);
        }
    }
    if written.trim().is_empty() {
        "schema = 1\n".clone_into(&mut written);
    }
    if !done {
        if !written.ends_with('\n') {
            written.push('\n');
        }
        written.push('\n');
        written.push_str(&table(theme));
    }
    written
}

/// Whether the theme in `source` that has the id of `seen` says something else by now; one that is gone does not.
pub fn differs(source: &str, seen: &Theme) -> bool {
    let in_file = |source: &str| {
        let (set, _) = parse(source, Path::new(""));
        set.themes.iter().find(|theme| theme.id == seen.id).map(table)
    };
    let now = in_file(source);
    now.is_some() && now != in_file(&replaced("", &seen.id, seen))
}

/// `source` without the theme called `id`.
pub fn removed(source: &str, id: &ThemeId) -> String {
    pieces(source)
        .into_iter()
        .filter(|piece| piece.kind != PieceKind::Theme || piece.theme_id().as_ref() != Some(id))
        .map(|piece| piece.text)
        .collect()
}

/// Empty lines and comments at the end of a table: they belong to what follows.
fn tail(text: &str) -> &str {
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        let bare = line.trim();
        if !bare.is_empty() && !bare.starts_with('#') {
            break;
        }
        end -= line.len();
    }
    text.get(end..).unwrap_or("")
}

fn table(theme: &Theme) -> String {
    let mut table =
        format!("[[theme]]\nid = {}\nname = {}\n", string(&theme.id.0), string(&theme.name));
    if !theme.description.is_empty() {
        table.extend(["description = ", &string(&theme.description), "\n"]);
    }
    for (key, tier) in [("core", Tier::Core), ("support", Tier::Support), ("not", Tier::Not)] {
        let terms: Vec<String> = theme.tier(tier).map(|term| string(&term.text)).collect();
        if !terms.is_empty() || tier == Tier::Core {
            table.extend([key, " = [", &terms.join(", "), "]\n"]);
        }
    }
    table
}

fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
