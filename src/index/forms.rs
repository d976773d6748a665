//! Which stem each word form has in each language of a collection, and which forms share a stem.

use std::ops::Range;

use rayon::prelude::*;

use crate::text::stems::Stems;

/// Languages that are told apart: those beyond are read as the last.
const LANGUAGES: usize = 32;

/// What the text says about a word beside its letters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    /// Bit `i`: it stands in an article in the `i`th language.
    pub(crate) languages: u32,
    /// How often it begins with a capital.
    pub(crate) capitals: u32,
    /// How often it stands anywhere.
    pub(crate) occurrences: u32,
}

/// A word in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FormId(u32);

/// A stem, whatever language it is of; numbers are in the order of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StemId(u32);

impl FormId {
    fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl StemId {
    /// The stem of this number.
    pub(crate) const fn new(number: u32) -> Self {
        Self(number)
    }

    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A language, and the words of the vocabulary that stand in its articles.
#[derive(Debug, Clone)]
struct Language {
    stems: Stems,
    /// Numbers of the words of this language, rising.
    words: Vec<u32>,
    /// The form of the first of them; the others follow.
    first: u32,
}

/// Forms and stems, and which belongs to which.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forms {
    languages: Vec<Language>,
    /// By form: its stem, twice, plus one for a function word.
    stem_of: Vec<u32>,
    /// The stems, in order, one after the other.
    letters: String,
    /// Where each stem starts in `letters`, and one end more.
    starts: Vec<u32>,
    /// Forms by stem, rising.
    members: Vec<FormId>,
    /// Where those of each stem start in `members`, and one end more.
    member_starts: Vec<u32>,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The stem of a folded word. Folding makes й an и; the Russian stemmer knows adjectives by it.
fn stem(stems: Stems, word: &str) -> String {
    match word.strip_suffix('и') {
        Some(rest) if rest.ends_with(['ы', 'о', 'е']) => stems.stem(&format!("{rest}й")),
        _ => stems.stem(word),
    }
}

impl Forms {
    /// The place of a language, as [`Usage::languages`] counts them.
    pub(super) fn bit(place: usize) -> u32 {
        1 << place.min(LANGUAGES - 1)
    }

    /// The forms of `words`, used in these of the languages.
    pub(super) fn new(words: &[&str], usage: &[Usage], languages: Vec<Stems>) -> Self {
        let mut forms = Self::default();
        let mut stemmed: Vec<(String, bool)> = Vec::new();
        for (place, stems) in languages.into_iter().take(LANGUAGES).enumerate() {
            let used = (0_u32..).zip(usage);
            let used = used.filter(|(_, usage)| usage.languages & Self::bit(place) != 0);
            let numbers: Vec<u32> = used.map(|(word, _)| word).collect();
            let first = number(stemmed.len());
            let of_word = |word: &u32| {
                let word = words.get(*word as usize).copied().unwrap_or("");
                (stem(stems, word), stems.is_function_word(word))
            };
            stemmed.extend(numbers.par_iter().map(of_word).collect::<Vec<_>>());
            forms.languages.push(Language { stems, words: numbers, first });
        }
        let mut order: Vec<FormId> = (0..number(stemmed.len())).map(FormId).collect();
        let text = |form: &FormId| stemmed.get(form.index()).map_or("", |(stem, _)| stem.as_str());
        order.par_sort_by(|a, b| text(a).cmp(text(b)).then(a.cmp(b)));
        forms.stem_of = vec![0; stemmed.len()];
        let mut before = None;
        for (place, form) in order.iter().enumerate() {
            let stem = text(form);
            if before != Some(stem) {
                forms.starts.push(number(forms.letters.len()));
                forms.member_starts.push(number(place));
                forms.letters.push_str(stem);
                before = Some(stem);
            }
            let is_function_word = stemmed.get(form.index()).is_some_and(|(_, function)| *function);
            if let Some(slot) = forms.stem_of.get_mut(form.index()) {
                *slot = number(forms.starts.len() - 1) << 1 | u32::from(is_function_word);
            }
        }
        forms.starts.push(number(forms.letters.len()));
        forms.member_starts.push(number(order.len()));
        forms.members = order;
        forms
    }

    /// The place of the language whose stems these are.
    pub(crate) fn language(&self, stems: Stems) -> usize {
        let known = self.languages.iter().position(|known| known.stems.same_as(stems));
        known.unwrap_or(LANGUAGES - 1)
    }

    /// A word in the language of this place.
    pub(crate) fn form(&self, language: usize, word: u32) -> Option<FormId> {
        let language = self.languages.get(language)?;
        let is_there = |place: &usize| language.words.get(*place) == Some(&word);
        // Mostly all words are of one language.
        let place = Some(word as usize).filter(is_there);
        let place = place.or_else(|| language.words.binary_search(&word).ok())?;
        Some(FormId(language.first + number(place)))
    }

    /// A word in every language in which it is used.
    pub(crate) fn forms_of(&self, word: u32) -> impl Iterator<Item = FormId> {
        (0..self.languages.len()).filter_map(move |language| self.form(language, word))
    }

    /// The word of a form.
    pub(crate) fn word(&self, form: FormId) -> Option<u32> {
        let after = self.languages.partition_point(|language| language.first <= form.0);
        let language = self.languages.get(after.checked_sub(1)?)?;
        language.words.get((form.0 - language.first) as usize).copied()
    }

    /// The stem of a form, unless it is a function word.
    pub(crate) fn content_stem(&self, form: FormId) -> Option<StemId> {
        let stem = *self.stem_of.get(form.index())?;
        (stem & 1 == 0).then_some(StemId(stem >> 1))
    }

    /// How many stems there are.
    pub(crate) fn stems(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The stem's letters.
    pub(crate) fn stem_text(&self, stem: StemId) -> &str {
        match (self.starts.get(stem.index()), self.starts.get(stem.index() + 1)) {
            (Some(start), Some(end)) => {
                self.letters.get(*start as usize..*end as usize).unwrap_or("")
            }
            _ => "",
        }
    }

    /// The forms of a stem, rising.
    pub(crate) fn members(&self, stem: StemId) -> &[FormId] {
        let at = |place: usize| self.member_starts.get(place).map(|start| *start as usize);
        let range = match (at(stem.index()), at(stem.index() + 1)) {
            (Some(start), Some(end)) => start..end,
            _ => 0..0,
        };
        self.members.get(range).unwrap_or(&[])
    }

    /// Stems of the folded word `wanted` in the languages of the collection, without repeats.
    pub(crate) fn stems_like(&self, wanted: &str) -> Vec<StemId> {
        let languages = self.languages.iter();
        let mut stems: Vec<StemId> =
            languages.filter_map(|language| self.find(&stem(language.stems, wanted))).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// Words that have the stem of the folded word `wanted` in the same language; it need not be there itself.
    pub(crate) fn words_like(&self, wanted: &str) -> Vec<u32> {
        let mut words = Vec::new();
        for language in &self.languages {
            let Some(found) = self.find(&stem(language.stems, wanted)) else { continue };
            let forms: Range<u32> = language.first..language.first + number(language.words.len());
            let members = self.members(found).iter().filter(|form| forms.contains(&form.0));
            words.extend(members.filter_map(|form| self.word(*form)));
        }
        words
    }

    fn find(&self, stem: &str) -> Option<StemId> {
        let (mut low, mut high) = (0, self.stems());
        while low < high {
            let middle = low.midpoint(high);
            match self.stem_text(StemId(number(middle))).cmp(stem) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(StemId(number(middle))),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Bytes in memory.
    pub(super) fn size(&self) -> usize {
        let words: usize = self.languages.iter().map(|language| language.words.len()).sum();
        4 * (words
            + self.stem_of.len()
            + self.starts.len()
            + self.members.len()
            + self.member_starts.len())
            + self.letters.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_form_in_each_language_that_uses_it_with_the_stem_of_that_language() {
        let words = ["boats", "die", "gifts", "häuser", "ships"];
        let usage = [1, 3, 3, 2, 1].map(|languages| Usage { languages, ..Usage::default() });
        let [english, german] = ["en", "de"].map(|code| Stems::of_language(Some(code)));
        let forms = Forms::new(&words, &usage, vec![english, german]);
        for (place, stems) in [english, german].into_iter().enumerate() {
            for ((word, usage), text) in (0..).zip(usage).zip(words) {
                let form = forms.form(place, word);
                assert_eq!(form.is_some(), usage.languages & Forms::bit(place) != 0, "{text}");
                let Some(form) = form else { continue };
                assert_eq!(forms.word(form), Some(word));
                let content = forms.content_stem(form).map(|stem| forms.stem_text(stem).to_owned());
                let is_content = !stems.is_function_word(text);
                assert_eq!(content, is_content.then(|| stems.stem(text)), "{text}");
            }
        }
        let gifts: Vec<FormId> = forms.forms_of(2).collect();
        assert_eq!(gifts, [FormId(2), FormId(5)]);
    }
}
