//! What the other articles say to a passage, to be kept: every form is made from the same answer, with the words
//! that the passages do not have in common.

use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::html::{escaped as in_html, head};
use super::markdown::escaped as in_markdown;
use super::{Form, Unwritten};
use crate::collection::{Article, to_json};
use crate::compare::counterparts::{Candidate, Counterparts, Decision, Evidence, WhyNone};
use crate::compare::diff::{self, Part, PartKind};
use crate::compare::texts::origin;
use crate::text::outward::cell;
use crate::text::{ArticleId, CodePoints};

/// A passage or sentence, and what was found beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Beside<'a> {
    /// What was asked.
    from: Asked<'a>,
    /// The other articles, in the order of the collection.
    articles: Vec<ArticleBeside<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct Asked<'a> {
    article: String,
    #[serde(skip)]
    name: &'a str,
    passage: u32,
    sentence: Option<u32>,
    text: &'a str,
}

#[derive(Debug, Clone, Serialize)]
struct ArticleBeside<'a> {
    article: String,
    title: &'a str,
    #[serde(skip)]
    origin: String,
    state: &'static str,
    /// Where the state is “none”: the passage asked from to which the best candidate is nearer, or null
    /// where too little is in common.
    nearer_to: Option<u32>,
    /// Where the state is “none”: why, in words.
    reason: Option<String>,
    candidates: Vec<CandidateBeside<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct CandidateBeside<'a> {
    passage: u32,
    sentence: Option<u32>,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    evidence: Evidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<Vec<Part<'a>>>,
    shared: SharedBeside<'a>,
}

#[derive(Debug, Clone, Serialize)]
struct SharedBeside<'a> {
    themes: Vec<&'a str>,
    words: &'a [String],
}

/// The number of a passage or of its sentence: `4`, `4.2`.
pub fn number(passage: u32, sentence: Option<u32>) -> String {
    sentence.map_or_else(|| passage.to_string(), |sentence| format!("{passage}.{sentence}"))
}

impl<'a> Beside<'a> {
    /// What was `found` in `articles` beside the words `text` of ¶ `passage` of `article`; with `differences`
    /// every candidate says word by word how it differs.
    pub fn new(
        articles: &'a [Arc<Article>],
        (article, passage, sentence): (&'a Article, u32, Option<u32>),
        text: &'a str,
        found: &'a [Counterparts],
        differences: bool,
    ) -> Self {
        let of = |id: ArticleId| articles.iter().find(|article| article.id() == id);
        let beside = found
            .iter()
            .map(|found| ArticleBeside::new(of(found.article), found, differences.then_some(text)));
        let name = article.name();
        let from = Asked { article: article.id().to_string(), name, passage, sentence, text };
        Self { from, articles: beside.collect() }
    }

    /// The same in a form.
    ///
    /// # Errors
    /// If it cannot be written down, which memory alone can cause.
    pub fn written(&self, form: Form) -> Result<String, Unwritten> {
        Ok(match form {
            Form::Html => self.html(),
            Form::Markdown => self.markdown(),
            Form::Csv => self.csv()?,
            Form::Json => to_json(self)?,
        })
    }

    fn title(&self) -> String {
        let place = number(self.from.passage, self.from.sentence);
        format!("What the others say to ¶{place} of {}", self.from.name)
    }

    fn markdown(&self) -> String {
        let mut page = format!(
            "# {}\n\n> {}\n",
            in_markdown(&self.title()),
            in_markdown(&in_a_line(self.from.text))
        );
        page.push_str("\n~~only in the passage asked about~~ **only here** ***a number, a name or a negation that differs***\n");
        for article in &self.articles {
            let _ = write!(
                page,
                "\n## {}\n\n{}\n",
                in_markdown(article.title),
                in_markdown(&article.origin)
            );
            if let Some(reason) = &article.reason {
                let _ = write!(page, "\nNo counterpart: {}\n", in_markdown(reason));
            }
            for candidate in article.shown() {
                let _ = write!(page, "\n> ");
                for part in candidate.parts(self.from.text) {
                    let [here, there] =
                        [part.here, part.there].map(|words| in_markdown(&in_a_line(words)));
                    let gone = around("~~", &here);
                    page.push_str(&match part.kind {
                        PartKind::Same => there,
                        PartKind::Here => gone,
                        PartKind::There => around("**", &there),
                        PartKind::Differs => gone + &around("***", &there),
                    });
                }
                let _ = write!(page, "\n>\n> ¶{}\n", candidate.told());
            }
        }
        page
    }

    fn html(&self) -> String {
        let title = self.title();
        let mut page = head(&title);
        let _ = write!(
            page,
            "<h1>{}</h1>\n<blockquote>{}</blockquote>\n\
             <p class=\"dim\"><del>only in the passage asked about</del> · <ins>only here</ins> · \
             <strong>a number, a name or a negation that differs</strong></p>\n",
            in_html(&title),
            in_html(self.from.text)
        );
        for article in &self.articles {
            let _ = write!(
                page,
                "<section>\n<h2>{}</h2>\n<p class=\"dim\">{}</p>\n",
                in_html(article.title),
                in_html(&article.origin)
            );
            if let Some(reason) = &article.reason {
                let _ = writeln!(page, "<p>No counterpart: {}</p>", in_html(reason));
            }
            for candidate in article.shown() {
                page.push_str("<blockquote>");
                for part in candidate.parts(self.from.text) {
                    let [here, there] = [part.here, part.there].map(in_html);
                    let _ = match part.kind {
                        PartKind::Same => write!(page, "{there}"),
                        PartKind::Here => write!(page, "<del>{here}</del> "),
                        PartKind::There => write!(page, "<ins>{there}</ins>"),
                        PartKind::Differs => {
                            write!(page, "<del>{here}</del> <strong>{there}</strong>")
                        }
                    };
                }
                let _ = write!(
                    page,
                    "</blockquote>\n<p class=\"dim\">¶{}</p>\n",
                    in_html(&candidate.told())
                );
            }
            page.push_str("</section>\n");
        }
        page.push_str("</main>\n</body>\n</html>\n");
        page
    }

    fn csv(&self) -> Result<String, ::csv::Error> {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record([
            "from_article",
            "from_passage",
            "from_text",
            "article",
            "title",
            "state",
            "reason",
            "passage",
            "score",
            "evidence",
            "shared_words",
            "text",
            "differences",
        ])?;
        for article in &self.articles {
            let own = [
                self.from.article.clone(),
                number(self.from.passage, self.from.sentence),
                cell(self.from.text),
                article.article.clone(),
                cell(article.title),
                article.state.to_owned(),
                article.reason.clone().unwrap_or_default(),
            ];
            if article.candidates.is_empty() {
                let empty = std::iter::repeat_n(String::new(), 6);
                writer.write_record(own.iter().cloned().chain(empty))?;
            }
            for candidate in &article.candidates {
                let marked = diff::marked(self.from.text, candidate.text);
                writer.write_record(own.iter().cloned().chain([
                    number(candidate.passage, candidate.sentence),
                    format!("{:.3}", candidate.score),
                    candidate.evidence.to_string(),
                    cell(&candidate.shared.words.join(", ")),
                    cell(candidate.text),
                    cell(&marked),
                ]))?;
            }
        }
        let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl<'a> ArticleBeside<'a> {
    fn new(
        article: Option<&'a Arc<Article>>,
        found: &'a Counterparts,
        asked: Option<&'a str>,
    ) -> Self {
        let text = article.map_or("", |article| article.text());
        let points = CodePoints::new(text);
        let candidate = |candidate: &'a Candidate| {
            let [start, end] = points.range(candidate.extent);
            let words = candidate.extent.of(text);
            CandidateBeside {
                passage: candidate.passage,
                sentence: candidate.sentence,
                start,
                end,
                text: words,
                score: candidate.score,
                evidence: candidate.evidence,
                diff: asked.map(|asked| diff::diff(asked, words)),
                shared: SharedBeside {
                    themes: candidate.shared.themes.iter().map(|id| id.0.as_str()).collect(),
                    words: &candidate.shared.words,
                },
            }
        };
        Self {
            article: found.article.to_string(),
            title: article.map_or("", |article| article.name()),
            origin: article.map_or_else(String::new, |article| origin(article)),
            state: match found.state {
                Decision::Found => "found",
                Decision::None(_) => "none",
            },
            reason: found.why_none().map(|why| why.trim_end_matches(':').to_owned()),
            nearer_to: match found.state {
                Decision::None(WhyNone::NearerTo(passage)) => Some(passage),
                Decision::None(WhyNone::TooUnlike | WhyNone::Surroundings) | Decision::Found => {
                    None
                }
            },
            candidates: found.candidates.iter().map(candidate).collect(),
        }
    }

    /// Where it speaks, what a page has room for; else the nearest try.
    fn shown(&self) -> impl Iterator<Item = &CandidateBeside<'a>> {
        self.candidates.iter().take(if self.reason.is_some() { 1 } else { 3 })
    }
}

impl<'a> CandidateBeside<'a> {
    fn parts(&self, asked: &'a str) -> Vec<Part<'a>> {
        diff::diff(asked, self.text)
    }

    /// Where it stands, and what both have in common.
    fn told(&self) -> String {
        let mut told = vec![number(self.passage, self.sentence), format!("{:.2}", self.score)];
        if !self.shared.themes.is_empty() {
            told.push(format!("themes {}", self.shared.themes.join(", ")));
        }
        if !self.shared.words.is_empty() {
            told.push(format!("words {}", self.shared.words.join(", ")));
        }
        told.join(" · ")
    }
}

fn in_a_line(words: &str) -> String {
    words.replace('\n', " ")
}

/// `words` between marks, what is space around them outside.
fn around(mark: &str, words: &str) -> String {
    let bare = words.trim();
    match words.split_once(bare).filter(|_| !bare.is_empty()) {
        Some((before, behind)) => format!("{before}{mark}{bare}{mark}{behind}"),
        None => words.to_owned(),
    }
}
