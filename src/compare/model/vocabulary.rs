//! Every word form of the collection, once, with its stem.

use std::collections::HashMap;

use crate::text::packed::{Reader, Writer};
use crate::text::stems::{Stems, without_possessive};

/// A folded word form in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::compare) struct FormId(u32);

/// A stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::compare) struct StemId(u32);

impl FormId {
    /// The form of this number.
    pub(in crate::compare) const fn new(number: u32) -> Self {
        Self(number)
    }

    /// As an index.
    pub(in crate::compare) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl StemId {
    /// The stem of this number.
    pub(in crate::compare) const fn new(number: u32) -> Self {
        Self(number)
    }

    /// As an index.
    pub(in crate::compare) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// What is known of a form.
#[derive(Debug, Clone)]
struct Form {
    /// Folded, with its possessive.
    text: String,
    stem: StemId,
    is_stop_word: bool,
}

/// Forms and stems and which belongs to which.
#[derive(Debug, Clone, Default)]
pub(in crate::compare) struct Vocabulary {
    forms: Vec<Form>,
    stems: Vec<String>,
    /// Forms of each stem.
    forms_of: Vec<Vec<FormId>>,
    stem_places: HashMap<String, StemId>,
    /// One map a language.
    languages: Vec<(Stems, HashMap<String, FormId>)>,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Vocabulary {
    /// The number of a folded form, new or known.
    pub(super) fn form(&mut self, folded: &str, stems: Stems) -> FormId {
        let known = self.languages.iter().position(|(known, _)| known.same_as(stems));
        let language = known.unwrap_or_else(|| {
            self.languages.push((stems, HashMap::new()));
            self.languages.len() - 1
        });
        let known = self.languages.get(language).and_then(|(_, forms)| forms.get(folded));
        if let Some(&known) = known {
            return known;
        }
        let stem = self.stem_of(&stems.stem(folded));
        let is_stop_word = stems.is_function_word(folded);
        self.add(Form { text: folded.to_owned(), stem, is_stop_word }, language)
    }

    /// Adds a form that is not yet there.
    fn add(&mut self, form: Form, language: usize) -> FormId {
        let id = FormId(number(self.forms.len()));
        if let Some(forms) = self.forms_of.get_mut(form.stem.index()) {
            forms.push(id);
        }
        if let Some((_, forms)) = self.languages.get_mut(language) {
            forms.insert(form.text.clone(), id);
        }
        self.forms.push(form);
        id
    }

    /// Writes all of it but the languages.
    pub(in crate::compare) fn write(&self, to: &mut Writer) {
        to.texts(&self.stems);
        let mut languages = vec![0_usize; self.forms.len()];
        for (language, (_, forms)) in self.languages.iter().enumerate() {
            for form in forms.values() {
                if let Some(place) = languages.get_mut(form.index()) {
                    *place = language;
                }
            }
        }
        to.count(self.forms.len());
        for (form, language) in self.forms.iter().zip(languages) {
            to.count(language << 1 | usize::from(form.is_stop_word));
            to.count(form.stem.index());
            to.text(&form.text);
        }
    }

    /// Reads what [`Self::write`] wrote of the forms in these languages.
    pub(in crate::compare) fn read(from: &mut Reader<'_>, languages: Vec<Stems>) -> Option<Self> {
        let stems = from.many(Reader::text)?;
        let places = (0..).map(StemId).zip(&stems).map(|(id, stem)| (stem.clone(), id));
        let mut vocabulary = Self {
            stem_places: places.collect(),
            forms_of: vec![Vec::new(); stems.len()],
            stems,
            languages: languages.into_iter().map(|stems| (stems, HashMap::new())).collect(),
            ..Self::default()
        };
        for _ in 0..from.following()? {
            let kind = from.count()?;
            let stem = StemId(from.small()?);
            vocabulary.stems.get(stem.index())?;
            vocabulary.languages.get(kind >> 1)?;
            let form = Form { text: from.text()?, stem, is_stop_word: kind & 1 == 1 };
            vocabulary.add(form, kind >> 1);
        }
        Some(vocabulary)
    }

    /// How many forms there are.
    pub(in crate::compare) const fn forms(&self) -> usize {
        self.forms.len()
    }

    fn stem_of(&mut self, text: &str) -> StemId {
        if let Some(&known) = self.stem_places.get(text) {
            return known;
        }
        let id = StemId(number(self.stems.len()));
        self.stems.push(text.to_owned());
        self.forms_of.push(Vec::new());
        self.stem_places.insert(text.to_owned(), id);
        id
    }

    /// How many stems there are.
    pub(in crate::compare) const fn stems(&self) -> usize {
        self.stems.len()
    }

    /// The stem of a form, unless it is a stop word.
    pub(in crate::compare) fn content_stem(&self, form: FormId) -> Option<StemId> {
        self.forms.get(form.index()).filter(|form| !form.is_stop_word).map(|form| form.stem)
    }

    /// The stem's letters.
    pub(in crate::compare) fn stem_text(&self, stem: StemId) -> &str {
        self.stems.get(stem.index()).map_or("", String::as_str)
    }

    /// Forms that share a stem with the folded word `wanted`, in any language of the collection.
    pub(in crate::compare) fn forms_like(&self, wanted: &str) -> Vec<FormId> {
        if wanted.contains(char::is_numeric) {
            // A number or a year is that and no other: 1990 is not the 1990s.
            return self.forms_exactly(wanted);
        }
        let mut forms: Vec<FormId> = self
            .stems_like(wanted)
            .into_iter()
            .filter_map(|stem| self.forms_of.get(stem.index()))
            .flatten()
            .copied()
            .collect();
        forms.sort_unstable();
        forms
    }

    /// Stems of the folded word `wanted` in the languages of the collection, without repeats.
    pub(in crate::compare) fn stems_like(&self, wanted: &str) -> Vec<StemId> {
        let mut stems: Vec<StemId> = self
            .languages
            .iter()
            .filter_map(|(stems, _)| self.stem_places.get(&stems.stem(wanted)).copied())
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// Forms that start with the folded `beginning`.
    pub(in crate::compare) fn forms_starting(&self, beginning: &str) -> Vec<FormId> {
        self.forms_where(|form| form.starts_with(beginning))
    }

    /// The form `wanted`, with or without a possessive.
    pub(in crate::compare) fn forms_exactly(&self, wanted: &str) -> Vec<FormId> {
        let bare = without_possessive(wanted);
        let candidates = [bare.to_owned(), format!("{bare}'s"), format!("{bare}'")];
        let mut forms: Vec<FormId> = self
            .languages
            .iter()
            .flat_map(|(_, forms)| candidates.iter().filter_map(|form| forms.get(form).copied()))
            .collect();
        forms.sort_unstable();
        forms
    }

    fn forms_where(&self, fits: impl Fn(&str) -> bool) -> Vec<FormId> {
        (0..)
            .zip(&self.forms)
            .filter(|(_, form)| fits(&form.text))
            .map(|(place, _)| FormId(place))
            .collect()
    }
}
