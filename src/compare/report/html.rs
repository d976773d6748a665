//! The comparison as a page that needs nothing but itself: no script, no font, no picture from outside.

use super::{Page, Report, Section, label, reasons, sentence, stretches, title};
use crate::compare::shade::Bin;
use crate::compare::texts::{heading, origin};
use crate::compare::theme::Theme;
use crate::compare::treatment::{CellState, PassageState};

/// Columns of the longest article's strip.
const STRIP: usize = 60;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c1c1a;--paper:#fdfcf8;--dim:#6b6862;--line:#d9d5ca;--tone:38,84,124;--mark:#ffe9a8}
@media(prefers-color-scheme:dark){:root{--ink:#e6e3da;--paper:#191917;--dim:#a09b90;--line:#3b3934;--tone:126,178,222;--mark:#5a4a12}}
body{margin:2rem auto;max-width:76rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:17px/1.5 Georgia,'Times New Roman',serif}
h1{font-size:1.5rem}h2{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;font-size:1.25rem}h3{margin:1.6rem 0 .2rem;font-size:1rem}
p.dim,td small,footer,.why{color:var(--dim);font-size:.85em}
table{border-collapse:collapse;width:100%;font-size:.9em}th,td{padding:.3rem .6rem;border:1px solid var(--line);text-align:left;vertical-align:top}
th a,td a{color:inherit;text-decoration:none}td a:hover,th a:hover{text-decoration:underline}
.scroll{overflow-x:auto}ol{padding-left:1.6rem}blockquote{margin:.6rem 0 .8rem;padding-left:1rem;border-left:3px solid rgb(var(--tone));max-width:42rem}
blockquote.hint,blockquote.near{border-left-style:dotted;color:var(--dim)}mark{background:var(--mark);color:inherit}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:0 1.6rem}
svg{display:block;height:14px;max-width:100%}svg .on{fill:rgb(var(--tone))}svg .base{fill:var(--line)}";

impl Report<'_> {
    /// The page.
    pub fn html(&self) -> String {
        let mut page = Page::default();
        page.put(format_args!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>Comparison</title>\n\
             <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>Comparison</h1>\n<p class=\"dim\">{}</p>\n<ol>\n",
            escaped(&self.texts().line())
        ));
        for article in self.articles() {
            page.put(format_args!(
                "<li>{} <span class=\"why\">{}</span></li>\n",
                escaped(article.name()),
                escaped(&origin(article))
            ));
        }
        page.push_str("</ol>\n");
        self.matrix_page(&mut page);
        for (row, theme) in self.themes() {
            page.put(format_args!("<h2 id=\"t{row}\">{}</h2>\n", escaped(&title(theme))));
            if !theme.description.is_empty() {
                page.put(format_args!("<p class=\"dim\">{}</p>\n", escaped(&theme.description)));
            }
            page.push_str("<div class=\"columns\">\n");
            for section in self.sections(row) {
                self.column(&mut page, row, theme, &section);
            }
            page.push_str("</div>\n");
        }
        page.push_str(
            "<footer><p>Silent means silent under these terms. Counts describe these texts.</p></footer>\n\
             </body>\n</html>\n",
        );
        page.0
    }

    fn matrix_page(&self, page: &mut Page) {
        page.push_str("<div class=\"scroll\"><table>\n<tr><th>Theme</th>");
        for (number, article) in (1..).zip(self.articles()) {
            page.put(format_args!(
                "<th title=\"{}\">{number} · {}</th>",
                escaped(article.name()),
                escaped(&heading(article))
            ));
        }
        page.push_str("</tr>\n");
        for (row, theme) in self.themes() {
            page.put(format_args!(
                "<tr><th><a href=\"#t{row}\">{}</a></th>",
                escaped(&title(theme))
            ));
            for (column, cell) in self.cells(row).iter().enumerate() {
                let share = cell.share();
                let tone = match cell.state {
                    CellState::On => {
                        format!(" style=\"background:rgba(var(--tone),{:.2})\"", 0.08 + 0.5 * share)
                    }
                    _ => String::new(),
                };
                let small = match cell.state {
                    CellState::On => format!(" <small>{:.0} %</small>", share * 100.0),
                    _ => String::new(),
                };
                page.put(format_args!(
                    "<td{tone}><a href=\"#t{row}c{column}\">{}</a>{small}{}</td>",
                    label(cell),
                    self.strip(row, column)
                ));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</table></div>\n");
    }

    /// Where in the article, as a picture: a line as long as the article, bars for passages.
    fn strip(&self, row: usize, column: usize) -> String {
        let width = self.comparison.strip_width(column, STRIP);
        let mut picture = Page::default();
        picture.put(format_args!(
            "<svg viewBox=\"0 0 {STRIP} 8\" width=\"{}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect class=\"base\" x=\"0\" y=\"7\" width=\"{width}\" height=\"1\"/>",
            STRIP * 2
        ));
        let bins = self.comparison.strip(row, column, width);
        for (x, Bin { hits, .. }) in bins.into_iter().enumerate().filter(|(_, bin)| bin.on) {
            let height = (2 + 2 * hits).min(8);
            picture.put(format_args!(
                "<rect class=\"on\" x=\"{x}\" y=\"{}\" width=\"1\" height=\"{height}\"/>",
                8 - height
            ));
        }
        picture.push_str("</svg>");
        picture.0
    }

    fn column(&self, page: &mut Page, row: usize, theme: &Theme, section: &Section<'_>) {
        page.put(format_args!(
            "<section id=\"t{row}c{}\">\n<h3>{}. {}</h3>\n<p class=\"why\">{}</p>\n",
            section.column,
            section.column + 1,
            escaped(section.article.name()),
            escaped(&sentence(theme, &section.treatment))
        ));
        for mark in self.passages(&section.treatment) {
            let class = match mark.state {
                PassageState::On => "on",
                PassageState::Hint => "hint",
                PassageState::Near => "near",
            };
            page.put(format_args!("<blockquote class=\"{class}\">"));
            for (taken, words) in stretches(section.article.text(), mark) {
                let words = escaped(words);
                page.push_str(&if taken { format!("<mark>{words}</mark>") } else { words });
            }
            page.put(format_args!(
                "<div class=\"why\">{} · ¶{} · {}</div></blockquote>\n",
                escaped(&origin(section.article)),
                mark.passage,
                escaped(&reasons(mark))
            ));
        }
        page.push_str("</section>\n");
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
