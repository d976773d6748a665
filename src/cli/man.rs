//! `variorum man`: one manual page for the program and all its commands.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::Arguments;
use super::output::{Failure, Outcome, Output};

/// What the help texts do not say.
const REST: &str = r#".SH "EXIT STATUS"
0 done, or found; also if whoever reads the answer closes the pipe.
.br
1 nothing found.
.br
2 wrong usage, or failed.
.br
130 and 143 after SIGINT and SIGTERM.
.SH FILES
config.toml, keys.toml, palettes/ and aliases.toml (names of the same things: same = [["Kyiv", "Kiev"]])
hold what you configure; \fBvariorum config path\fR tells where.
Quotes, themes and the library lie in the data folder, reading positions in the state folder,
and a cache that can be deleted at any time in the cache folder of your system.
Nothing is ever written beside the articles.
.SH ENVIRONMENT
VARIORUM_CONFIG_DIR, VARIORUM_DATA_DIR, VARIORUM_STATE_DIR and VARIORUM_CACHE_DIR name other folders.
NO_COLOR, if set and not empty, takes all colours away.
"#;

/// The table of what opens and what comes of it, which the README has.
fn opened() -> String {
    let readme = include_str!("../../README.md");
    let table = readme.split("\n## What it opens\n").nth(1).unwrap_or_default();
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter_map(|line| {
        let (file, becomes) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some(format!(".TP\n{}\n{}\n", set(file), set(becomes)))
    });
    // The first row names the columns.
    format!(".SH \"WHAT OPENS\"\n{}", rows.skip(1).collect::<String>())
}

/// Markdown with nothing but code in it, for the formatter of manual pages.
fn set(words: &str) -> String {
    let words = words.replace('\\', "\\e").replace('-', "\\-");
    let parts = words.split('`').enumerate();
    // No line begins with a sign that would be a command.
    let set =
        parts.map(|(at, part)| if at % 2 == 1 { format!("\\fB{part}\\fR") } else { part.into() });
    format!("\\&{}", set.collect::<String>())
}

pub(super) fn run(out: &mut Output<'_>) -> Result<Outcome, Failure> {
    out.verbatim(&page()?)?;
    Ok(Outcome::Done)
}

fn page() -> io::Result<Vec<u8>> {
    let mut program = Arguments::command();
    program.build();
    let mut page = Vec::new();
    let man = Man::new(program.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name().to_uppercase();
        let man = Man::new(command.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        // What is a section of a page of its own is a subsection here.
        let section = String::from_utf8_lossy(&section).replace("\n.SH ", "\n.SS ");
        write!(page, ".SH \"THE COMMAND {name}\"\n{}", section.replacen(".SH ", ".SS ", 1))?;
    }
    page.write_all(opened().as_bytes())?;
    page.write_all(REST.as_bytes())?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_opens() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        for wanted in ["\n.SH \"WHAT OPENS\"\n", "\\fB.docx\\fR", "Europresse", "KOReader"] {
            assert!(page.contains(wanted), "{wanted}");
        }
        assert!(!opened().contains('`') && opened().matches(".TP").count() > 8);
    }
}
