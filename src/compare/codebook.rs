//! Themes as a codebook for other programs: a theme file, a table, or REFI-QDA (`.qdc`), which `QualCoder`, `NVivo`,
//! MAXQDA and ATLAS.ti read and write.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::term::{Term, Tier};
use super::theme::{self, Theme, ThemeId, ThemeOrigin, ThemeSet};
use crate::collection::ContentHash;
use crate::text::outward::cell;

/// Codes that a codebook may have.
const MOST: usize = 10_000;

/// What a codebook is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodebookForm {
    /// A theme file.
    Toml,
    /// Comma-separated values: a line for every theme.
    Csv,
    /// REFI-QDA.
    Qdc,
}

impl CodebookForm {
    /// The form of files whose names end so, in whatever case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let forms = [("toml", Self::Toml), ("csv", Self::Csv), ("qdc", Self::Qdc)];
        forms.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(ending)).map(|(_, form)| form)
    }
}

/// Why a codebook cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// It is no XML, or no codebook.
    #[error("it is no REFI-QDA codebook: {0}")]
    Form(String),
    /// A line of the table, which memory alone can cause.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
}

/// `set` as a codebook of this form.
///
/// # Errors
/// None but of memory.
pub fn written(set: &ThemeSet, form: CodebookForm) -> Result<String, CodebookError> {
    match form {
        CodebookForm::Toml => {
            let themes = set.themes.iter();
            let file = themes.fold(String::new(), |file, one| theme::replaced(&file, &one.id, one));
            Ok(file)
        }
        CodebookForm::Csv => table(set),
        CodebookForm::Qdc => Ok(qdc(set)),
    }
}

fn terms(theme: &Theme, tier: Tier) -> String {
    let terms: Vec<&str> = theme.tier(tier).map(|term| term.text.as_str()).collect();
    terms.join("; ")
}

fn table(set: &ThemeSet) -> Result<String, CodebookError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "name", "description", "core", "support", "not"])?;
    for theme in &set.themes {
        let tier = |tier| cell(&terms(theme, tier));
        writer.write_record([
            cell(&theme.id.0),
            cell(&theme.name),
            cell(&theme.description),
            tier(Tier::Core),
            tier(Tier::Support),
            tier(Tier::Not),
        ])?;
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error);
    let bytes = bytes.map_err(::csv::Error::from)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// How a description names the terms of a tier: other programs show it, and it is read back.
const TIERS: [(&str, Tier); 3] =
    [("core: ", Tier::Core), ("support: ", Tier::Support), ("not: ", Tier::Not)];

fn qdc(set: &ThemeSet) -> String {
    let mut file = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                    <CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"variorum\">\n  <Codes>\n"
        .to_owned();
    for theme in &set.themes {
        let mut lines = vec![theme.description.clone()];
        for (lead, tier) in TIERS {
            lines.push(format!("{lead}{}", terms(theme, tier)));
            if theme.tier(tier).next().is_none() {
                lines.pop();
            }
        }
        lines.retain(|line| !line.is_empty());
        let (guid, name) = (guid(&theme.id), escaped(&theme.name));
        let description = escaped(&lines.join("\n"));
        file.extend(["    <Code guid=\"", &guid, "\" name=\"", &name, "\" isCodable=\"true\">\n"]);
        file.extend(["      <Description>", &description, "</Description>\n    </Code>\n"]);
    }
    file.push_str("  </Codes>\n</CodeBook>\n");
    file
}

/// The same for the same id: a program that has the code already knows it again.
fn guid(id: &ThemeId) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let ContentHash(hash) = ContentHash::of(&id.0);
    let parts = [0..4, 4..6, 6..8, 8..10, 10..16];
    parts.map(|part| hex(hash.get(part).unwrap_or(&[]))).join("-")
}

fn escaped(text: &str) -> String {
    let legal = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    quick_xml::escape::escape(text.chars().filter(legal).collect::<String>()).into_owned()
}

/// The themes of a REFI-QDA codebook. A code within another is named with it; one without description and
/// terms is described by its name.
///
/// # Errors
/// If `source` is no such codebook.
pub fn read_qdc(source: &str) -> Result<ThemeSet, CodebookError> {
    let broken = |why: &dyn ToString| CodebookError::Form(why.to_string());
    let mut reader = Reader::from_str(source);
    let mut set = ThemeSet::default();
    let (mut open, mut text, mut is_codebook): (Vec<usize>, Option<String>, bool) =
        (Vec::new(), None, false);
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "CodeBook" => is_codebook = true,
                "Code" if set.themes.len() < MOST => {
                    set.themes.push(code(&tag, open.last().and_then(|at| set.themes.get(*at))));
                    open.push(set.themes.len() - 1);
                }
                "Description" => text = Some(String::new()),
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "Code" && set.themes.len() < MOST => {
                set.themes.push(code(&tag, open.last().and_then(|at| set.themes.get(*at))));
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "Code" => drop(open.pop()),
                "Description" => {
                    let of = open.last().and_then(|at| set.themes.get_mut(*at));
                    if let (Some(theme), Some(text)) = (of, text.take()) {
                        describe(theme, &text);
                    }
                }
                _ => {}
            },
            Event::Text(words) => add(&mut text, &words),
            Event::CData(words) => add(&mut text, &words),
            Event::GeneralRef(name) => {
                let meant = quick_xml::escape::unescape(&format!("&{};", &*name))
                    .map_or_else(|_| String::new(), std::borrow::Cow::into_owned);
                add(&mut text, &meant);
            }
            _ => {}
        }
    }
    if !is_codebook {
        return Err(broken(&"it has no CodeBook"));
    }
    for theme in &mut set.themes {
        if theme.description.is_empty() && theme.marking_terms() == 0 {
            theme.description.clone_from(&theme.name);
        }
    }
    Ok(set)
}

/// Adds to the description that is being read, if one is.
fn add(text: &mut Option<String>, words: &str) {
    if let Some(text) = text {
        text.push_str(words);
    }
}

fn code(tag: &BytesStart<'_>, within: Option<&Theme>) -> Theme {
    let named = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == "name");
    let name = named.and_then(|name| {
        Some(name.normalized_value(XmlVersion::Implicit1_0).ok()?.trim().to_owned())
    });
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "theme".to_owned());
    let name = within.map_or_else(|| name.clone(), |outer| format!("{}: {name}", outer.name));
    Theme {
        id: ThemeId::from_words(&name),
        name,
        description: String::new(),
        terms: Vec::new(),
        origin: ThemeOrigin::Made,
    }
}

/// Takes the lines of a description in: terms where they are named as such, words otherwise.
fn describe(theme: &mut Theme, text: &str) {
    let mut words = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let named = TIERS.iter().find_map(|(lead, tier)| Some((line.strip_prefix(lead)?, *tier)));
        match named {
            Some((written, tier)) => theme
                .terms
                .extend(written.split(';').filter_map(|term| Term::parse(term.trim(), tier).ok())),
            None => words.push(line),
        }
    }
    theme.description = words.join(" ");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn some() -> ThemeSet {
        let source = "[[theme]]\nid='tolls'\nname='Tolls & “dues”'\ndescription='what a ferry costs'\n\
                      core=['toll', 'ferry <3> fare']\nsupport=['price']\nnot=['toll free']\n\n\
                      [[theme]]\nid='weather'\nname='Weather'\ndescription='storms'\n";
        let (set, problems) = theme::parse(source, Path::new("t.toml"));
        assert_eq!(problems, []);
        set
    }

    /// Name, description and terms of a theme.
    type Told = (String, String, Vec<(String, Tier)>);

    fn told(set: &ThemeSet) -> Vec<Told> {
        let terms =
            |theme: &Theme| theme.terms.iter().map(|term| (term.text.clone(), term.tier)).collect();
        let themes = set.themes.iter();
        themes.map(|theme| (theme.name.clone(), theme.description.clone(), terms(theme))).collect()
    }

    #[test]
    fn a_codebook_goes_out_and_comes_back() {
        let set = some();
        let toml = written(&set, CodebookForm::Toml).unwrap();
        let (back, problems) = theme::parse(&toml, Path::new("t.toml"));
        assert_eq!((told(&back), problems), (told(&set), vec![]));
        let qdc = written(&set, CodebookForm::Qdc).unwrap();
        assert_eq!(told(&read_qdc(&qdc).unwrap()), told(&set));
        assert!(qdc.contains("Tolls &amp; “dues”"), "{qdc}");
        let csv = written(&set, CodebookForm::Csv).unwrap();
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.contains("toll; ferry <3> fare"), "{csv}");
    }

    #[test]
    fn codes_of_other_programs_are_themes_by_their_names() {
        let source = "<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes><Code guid='1' name='War'>\
                      <Code guid='2' name='Losses'/></Code></Codes></CodeBook>";
        let set = read_qdc(source).unwrap();
        let names: Vec<&str> = set.themes.iter().map(|theme| theme.name.as_str()).collect();
        assert_eq!(names, ["War", "War: Losses"]);
        assert_eq!(set.themes[0].description, "War");
        for bad in ["", "<html></html>", "no xml", "<CodeBook><Codes>"] {
            assert!(read_qdc(bad).is_err() || bad.starts_with("<CodeBook"), "{bad}");
        }
    }
}
