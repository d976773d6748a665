//! The comparison as comma-separated values: a line for every listed passage, and one for every cell
//! without any.

use super::{Report, Section};
use crate::compare::theme::Theme;
use crate::compare::treatment::{Cell, Match, PassageMark};
use crate::text::outward::cell;

/// The columns, in order.
const HEADER: [&str; 23] = [
    "theme",
    "theme_name",
    "article",
    "title",
    "authors",
    "date",
    "source",
    "state",
    "share",
    "passages_on",
    "sentences_on",
    "passages_hint",
    "passages_all",
    "hits",
    "passage",
    "passage_state",
    "sentences",
    "score",
    "terms",
    "excluded",
    "verdict",
    "text",
    "summary",
];

impl Report<'_> {
    /// RFC 4180 with a header; cells that a spreadsheet would take for formulas start with `'`.
    ///
    /// # Errors
    /// If a line cannot be written, which memory alone can cause.
    pub fn csv(&self) -> Result<String, ::csv::Error> {
        self.csv_parts().collect()
    }

    /// The same in parts, made one after the other: the header, then the lines of each cell.
    pub fn csv_parts(&self) -> impl Iterator<Item = Result<String, ::csv::Error>> {
        let sections = self.themes().flat_map(move |(row, theme)| {
            self.sections(row).map(move |section| {
                let passages = self.passages(&section.treatment);
                if passages.is_empty() {
                    return written(&[line(theme, &section, None)]);
                }
                let lines = passages.into_iter().map(|mark| line(theme, &section, Some(mark)));
                written(&lines.collect::<Vec<_>>())
            })
        });
        std::iter::once(written(&[HEADER])).chain(sections)
    }

    /// A table with a line for every article and, for each theme, the passages on it and their share of the
    /// words: cases and their variables, as R and programs for qualitative analysis read them.
    ///
    /// # Errors
    /// If a line cannot be written, which memory alone can cause.
    pub fn matrix_csv(&self) -> Result<String, ::csv::Error> {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        let about = ["title", "article", "authors", "date", "source", "words", "passages"];
        let of_theme = |(_, theme): (usize, &Theme)| {
            ["on", "share", "state"].map(|what| cell(&format!("{}: {what}", theme.name)))
        };
        let head = about.map(str::to_owned).into_iter().chain(self.themes().flat_map(of_theme));
        writer.write_record(head)?;
        let cells: Vec<Vec<Cell>> = self.themes().map(|(row, _)| self.cells(row)).collect();
        for (column, article) in self.articles().into_iter().enumerate() {
            let here = cells.iter().filter_map(|row| row.get(column));
            let numbers = here.flat_map(|here| {
                [here.on.to_string(), format!("{:.4}", here.share()), here.state.to_string()]
            });
            let about = &article.metadata;
            let known = [
                cell(article.name()),
                article.id().to_string(),
                cell(&about.authors.join("; ")),
                about.date.as_ref().map(|date| date.value.start.to_string()).unwrap_or_default(),
                cell(about.source.as_deref().unwrap_or("")),
                article.words().to_string(),
                article.passage_count().to_string(),
            ];
            writer.write_record(known.into_iter().chain(numbers))?;
        }
        let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Lines of the table.
fn written<T: AsRef<[u8]>, const N: usize>(lines: &[[T; N]]) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.write_record(line)?;
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn line(theme: &Theme, section: &Section<'_>, mark: Option<&PassageMark>) -> [String; 23] {
    let about = &section.article.metadata;
    let here = &section.treatment.cell;
    let of_mark = |tell: &dyn Fn(&PassageMark) -> String| mark.map(tell).unwrap_or_default();
    let terms = |found: &[Match]| {
        let terms: Vec<&str> = found.iter().map(|found| found.term.as_str()).collect();
        cell(&terms.join("; "))
    };
    [
        cell(&theme.id.0),
        cell(&theme.name),
        section.article.id().to_string(),
        cell(section.article.name()),
        cell(&about.authors.join("; ")),
        about.date.as_ref().map(|date| date.value.start.to_string()).unwrap_or_default(),
        cell(about.source.as_deref().unwrap_or("")),
        here.state.to_string(),
        format!("{:.4}", here.share()),
        here.on.to_string(),
        here.sentences.to_string(),
        here.hints.to_string(),
        here.passages.to_string(),
        here.hits.to_string(),
        of_mark(&|mark| mark.passage.to_string()),
        of_mark(&|mark| mark.state.to_string()),
        of_mark(&|mark| {
            let numbers: Vec<String> = mark.speaking.iter().map(u32::to_string).collect();
            numbers.join(" ")
        }),
        of_mark(&|mark| format!("{:.4}", mark.score)),
        of_mark(&|mark| terms(&mark.matches)),
        of_mark(&|mark| terms(&mark.excluded)),
        of_mark(&|mark| mark.verdict.map(|(ruling, _)| ruling.to_string()).unwrap_or_default()),
        of_mark(&|mark| cell(mark.extent.of(section.article.text()))),
        section.line.map(|(summary, _)| cell(&summary.text)).unwrap_or_default(),
    ]
}
