//! `variorum keys`: the keys in force and what they do.

use strum::IntoEnumIterator;

use super::args::Keys;
use super::output::{Failure, Outcome, Output};
use super::table::{Column, table};
use crate::action::Action;
use crate::config;
use crate::keys::{Binding, Context, Keymap};
use crate::storage::Places;

pub(super) fn run(args: &Keys, places: &Places, out: &mut Output<'_>) -> Result<Outcome, Failure> {
    let (config, problems) = config::load(places);
    out.problems(&problems);
    let written = if args.markdown { markdown(&config.keymap) } else { text(&config.keymap) };
    out.text(&written)?;
    Ok(Outcome::Done)
}

/// One action and all its keys in one context.
struct Row {
    keys: Vec<String>,
    action: Action,
}

/// The contexts that have bindings, in order, with a row for each bound action.
fn sections(keymap: &Keymap) -> impl Iterator<Item = (Context, Vec<Row>)> {
    Context::iter().filter_map(|context| {
        let here = || keymap.bindings().iter().filter(move |b| b.context == context);
        let rows: Vec<Row> = Action::all()
            .filter_map(|action| {
                let bound = here().filter(|binding| binding.action == action);
                let keys: Vec<_> = bound.map(Binding::notation).collect();
                (!keys.is_empty()).then_some(Row { keys, action })
            })
            .collect();
        (!rows.is_empty()).then_some((context, rows))
    })
}

/// What a context is called in a heading.
const fn heading(context: Context) -> &'static str {
    match context {
        Context::All => "Everywhere",
        Context::List => "In the list",
        Context::Reader => "In the reader",
        Context::Selecting => "In the reader, while selecting",
        Context::Search => "In the search",
        Context::Compare => "In the comparison",
        Context::Columns => "In the columns of a theme",
        Context::Parallels => "In the parallels of a passage",
        Context::Quotes => "In the quotes",
        Context::Overlay => "In help, contents and problems",
        Context::Typing => "While typing",
    }
}

fn text(keymap: &Keymap) -> String {
    let columns = [Column::Left, Column::Left, Column::Left];
    let sections = sections(keymap).map(|(context, rows)| {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|row| {
                [
                    format!("  {}", row.keys.join(" ")),
                    row.action.help().to_owned(),
                    row.action.to_string(),
                ]
            })
            .collect();
        format!("{} [{context}]\n{}", heading(context), table(columns, &rows, None))
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// The tables of the README.
fn markdown(keymap: &Keymap) -> String {
    let sections = sections(keymap).map(|(context, rows)| {
        let rows = rows.iter().map(|row| {
            let keys: Vec<_> = row.keys.iter().map(|keys| code(keys)).collect();
            format!("| {} | {} |", keys.join(" "), row.action.help())
        });
        format!("| {} | |\n|---|---|\n{}\n", heading(context), rows.collect::<Vec<_>>().join("\n"))
    });
    sections.collect::<Vec<_>>().join("\n")
}

/// Keys as Markdown shows them within a table.
fn code(keys: &str) -> String {
    format!("`{}`", keys.replace('|', "\\|"))
}
