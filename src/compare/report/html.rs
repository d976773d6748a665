//! The comparison as a page that needs nothing but itself: no script, no font, no picture from outside,
//! and a policy in its head that forbids the browser to ask for any.

use super::{Page, Report, Section, label, own_line, reasons, sentence, stretches, title};
use crate::collection::Article;
use crate::compare::shade::Bin;
use crate::compare::texts::{heading, origin};
use crate::compare::theme::Theme;
use crate::compare::treatment::{Cell, CellState, PassageMark, PassageState};

/// Columns of the longest article's strip.
const STRIP: usize = 60;

const STYLE: &str = include_str!("page.css");

const LEGEND: &str = "The stronger the colour of a cell, the larger the share of the article’s words \
    that stands in passages on the theme; 3/10 are three passages of ten. Below it the article from its \
    first word to its last: a bar stands where a passage is on the theme, the higher the more terms were \
    found there.";

impl Report<'_> {
    /// A page that a browser shows without asking anybody for anything.
    pub fn html(&self) -> String {
        let mut page = Page::default();
        page.push_str(&head("Comparison"));
        page.put(format_args!(
            "<header>\n<h1>Comparison</h1>\n<p class=\"dim\">{}</p>\n</header>\n<ol class=\"texts\">\n",
            escaped(&self.texts().line())
        ));
        for article in self.articles() {
            page.put(format_args!(
                "<li>{} <span class=\"dim\">{}</span></li>\n",
                linked(article),
                escaped(&origin(article))
            ));
        }
        page.push_str("</ol>\n");
        self.matrix_page(&mut page);
        for (row, theme) in self.themes() {
            page.put(format_args!(
                "<section aria-labelledby=\"t{row}\">\n<h2 id=\"t{row}\">{}\
                 <a class=\"up\" href=\"#matrix\" aria-label=\"back to the matrix\">↑ matrix</a></h2>\n",
                escaped(&title(theme))
            ));
            if !theme.description.is_empty() {
                page.put(format_args!("<p class=\"dim\">{}</p>\n", escaped(&theme.description)));
            }
            page.push_str("<div class=\"columns\">\n");
            for section in self.sections(row) {
                self.column(&mut page, row, theme, &section);
            }
            page.push_str("</div>\n</section>\n");
        }
        page.push_str(
            "</main>\n<footer><p>Silent means silent under these terms. Counts describe these texts.</p>\
             </footer>\n</body>\n</html>\n",
        );
        page.0
    }

    fn matrix_page(&self, page: &mut Page) {
        page.put(format_args!(
            "<div class=\"scroll\" id=\"matrix\" tabindex=\"0\" role=\"region\" aria-label=\"matrix\">\n\
             <table aria-describedby=\"legend\">\n<thead>\n<tr><th scope=\"col\">Theme</th>"
        ));
        for (number, article) in (1..).zip(self.articles()) {
            page.put(format_args!(
                "<th scope=\"col\"><abbr title=\"{}\">{number} · {}</abbr></th>",
                escaped(article.name()),
                escaped(&heading(article))
            ));
        }
        page.push_str("</tr>\n</thead>\n<tbody>\n");
        for (row, theme) in self.themes() {
            page.put(format_args!(
                "<tr><th scope=\"row\"><a href=\"#t{row}\">{}</a></th>",
                escaped(&title(theme))
            ));
            for (column, cell) in self.cells(row).iter().enumerate() {
                self.cell(page, row, column, cell);
            }
            page.push_str("</tr>\n");
        }
        page.put(format_args!(
            "</tbody>\n</table>\n</div>\n<p class=\"dim legend\" id=\"legend\">{LEGEND}</p>\n"
        ));
    }

    fn cell(&self, page: &mut Page, row: usize, column: usize, cell: &Cell) {
        let said = label(cell);
        if cell.state == CellState::On {
            let share = cell.share();
            page.put(format_args!(
                "<td style=\"background:rgba(var(--tone),{:.2})\">\
                 <a href=\"#t{row}c{column}\">{said} <small>{:.0} %</small></a>{}</td>",
                0.06 + 0.4 * share,
                share * 100.0,
                self.strip(row, column)
            ));
        } else {
            page.put(format_args!(
                "<td class=\"quiet\"><a href=\"#t{row}c{column}\">{said}</a></td>"
            ));
        }
    }

    /// Where in the article, as a picture: a line for the whole of it, bars for passages.
    fn strip(&self, row: usize, column: usize) -> String {
        let bins = self.comparison.strip(row, column, STRIP);
        let mut passages: Vec<String> =
            bins.iter().filter(|bin| bin.on).map(|bin| format!("¶{}", bin.passage)).collect();
        passages.dedup();
        let mut picture = Page::default();
        picture.put(format_args!(
            "<svg viewBox=\"0 0 {STRIP} 8\" preserveAspectRatio=\"none\" role=\"img\" \
             aria-label=\"on the theme in {}\">\
             <rect class=\"base\" x=\"0\" y=\"7\" width=\"{STRIP}\" height=\"1\"/>",
            passages.join(", ")
        ));
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
        let Section { article, column, .. } = section;
        page.put(format_args!(
            "<section aria-labelledby=\"t{row}c{column}\">\n<h3 id=\"t{row}c{column}\">{}. {}</h3>\n\
             <p class=\"why\">{}</p>\n",
            column + 1,
            escaped(article.name()),
            escaped(&sentence(theme, &section.treatment))
        ));
        if let Some(own) = own_line(section) {
            page.put(format_args!("<p class=\"own\">{}</p>\n", escaped(&own)));
        }
        for mark in self.passages(&section.treatment) {
            passage(page, article, mark);
        }
        page.push_str("</section>\n");
    }
}

/// A passage with where it stands and why it is here.
fn passage(page: &mut Page, article: &Article, mark: &PassageMark) {
    let (class, said) = match mark.state {
        PassageState::On => ("on", ""),
        PassageState::Hint => ("hint", "hint · "),
        PassageState::Near => ("near", "near · "),
    };
    let language = article.metadata.language.as_deref().filter(|code| *code != "en");
    let language = language.map_or_else(String::new, |code| format!(" lang=\"{}\"", escaped(code)));
    page.put(format_args!("<figure><blockquote class=\"{class}\"{language}>"));
    for (taken, words) in stretches(article, mark) {
        let words = escaped(words);
        page.push_str(&if taken { format!("<mark>{words}</mark>") } else { words });
    }
    page.put(format_args!(
        "</blockquote><figcaption>{} · ¶{} · {said}{}</figcaption></figure>\n",
        escaped(&origin(article)),
        mark.passage,
        escaped(&reasons(mark))
    ));
}

/// An article's name, with its address behind it where that leads to the web.
fn linked(article: &Article) -> String {
    let name = escaped(article.name());
    let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    match article.metadata.url.as_deref().filter(web) {
        Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{name}</a>", escaped(url)),
        None => name,
    }
}

/// The beginning of a page that may fetch nothing, up to what is read on it.
pub(super) fn head(title: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
}

pub(super) fn escaped(text: &str) -> String {
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
