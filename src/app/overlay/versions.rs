//! Two versions of a quote, told in lines for the reader to choose.

use crate::quotes::{Conflict, LeftBy, Quote};

/// Both versions, in lines.
pub fn told(conflict: &Conflict) -> Vec<String> {
    let words: String = conflict.other.exact.replace('\n', " ");
    let mut lines = vec![format!("“{words}”"), String::new()];
    if let Some(mine) = &conflict.mine {
        if mine.exact != conflict.other.exact {
            lines.push(format!("The words here are others and stay: “{}”", mine.exact));
        }
        lines.extend(version("Here", mine));
    }
    lines.extend(version("The other", &conflict.other));
    let left = match conflict.left_by {
        LeftBy::SecondFile => "It lies in",
        LeftBy::Merge => "Git left both in",
    };
    lines.push(format!("{left} {}", conflict.path));
    lines
}

/// One version of a quote, in lines.
pub fn version(name: &str, quote: &Quote) -> [String; 3] {
    let note = if quote.note.is_empty() { "–" } else { &quote.note };
    let tags: Vec<String> = quote.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = if tags.is_empty() { "–".to_owned() } else { tags.join(" ") };
    let day = quote.modified.to_string();
    let day = day.split('T').next().unwrap_or("").to_owned();
    let note = note.replace('\n', " / ");
    [format!("{name}, changed {day}"), format!("  note: {note}"), format!("  tags: {tags}")]
}
