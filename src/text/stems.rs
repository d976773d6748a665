//! Word forms made one: stop words, spellings, stems.
//!
//! Everything here takes words already folded by [`super::words::fold`].

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::word_list::Words;
use super::words::fold;

/// English function words: they say nothing about what a passage treats.
static STOP_WORDS: Words = Words::new(include_str!("../../assets/words/stop_words.txt"));

/// By language, as ISO 639-1 names it: its function words, folded.
static FUNCTION_WORDS: LazyLock<HashMap<&str, HashSet<String>>> = LazyLock::new(|| {
    let of_language = |code: &&'static str| {
        let words = stop_words::lookup(code)?;
        let both = |word: &&str| [fold(word), fold(word).replace('\'', "")];
        Some((*code, words.iter().flat_map(both).collect()))
    };
    stop_words::available_languages().iter().filter_map(of_language).collect()
});

/// Whether `folded` is an English function word.
pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.has(folded)
}

/// `folded` without a possessive: “putin's” → “putin”, “allies'” → “allies”.
pub fn without_possessive(folded: &str) -> &str {
    folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(folded)
}

/// Roots in which British writers keep a `u`: “neighbouring” → “neighboring”.
static OUR: Words = Words::new(include_str!("../../assets/words/spelling_our.txt"));

/// Words in `-ise` on both sides of the Atlantic.
static ISE: Words = Words::new(include_str!("../../assets/words/spelling_ise.txt"));

/// Words that end in `-re` here and in `-er` there.
static RE: Words = Words::new(include_str!("../../assets/words/spelling_re.txt"));

/// Verbs that double their last letter here before an ending.
static DOUBLED: Words = Words::new(include_str!("../../assets/words/spelling_doubled.txt"));

/// Beginnings of single words, and what stands for them.
static BEGINNINGS: Words = Words::new(include_str!("../../assets/words/spelling_beginnings.txt"));

/// `folded` in American spelling, by rules of our own for the families that differ
/// (`-our`, `-ise`, `-re`, doubled `l`) and a few single words; most words come back as they are.
pub fn american(folded: &str) -> Cow<'_, str> {
    if folded.len() < 4 || !folded.is_ascii() {
        return Cow::Borrowed(folded);
    }
    if let Some(end) = ["", "s", "d"].iter().find_map(|end| {
        let base = folded.strip_suffix(end)?;
        RE.iter().any(|re| base.ends_with(re)).then_some((base, *end))
    }) {
        let (base, ending) = end;
        let base = base.strip_suffix("re").unwrap_or(base);
        let base = base.strip_suffix("manoeuv").map_or(Cow::Borrowed(base), |_| "maneuv".into());
        let ending = if ending == "d" { "ed" } else { ending };
        return Cow::Owned(format!("{base}er{ending}"));
    }
    if let Some((from, to)) = BEGINNINGS
        .iter()
        .find_map(|pair| pair.split_once(' ').filter(|(from, _)| folded.starts_with(from)))
    {
        return Cow::Owned(folded.replacen(from, to, 1));
    }
    if folded.contains("our")
        && let Some(root) = OUR.iter().find(|root| folded.contains(root))
    {
        let short = root.replace("our", "or");
        return Cow::Owned(folded.replacen(root, &short, 1));
    }
    if let Some(spelt) = with_z(folded) {
        return Cow::Owned(spelt);
    }
    for ending in ["led", "ling", "ler", "lers"] {
        if let Some(root) = folded.strip_suffix(ending)
            && DOUBLED.has(root)
        {
            return Cow::Owned(format!("{root}{}", ending.trim_start_matches('l')));
        }
    }
    Cow::Borrowed(folded)
}

/// “organisation” → “organization”, but “exercise” and “raised” stay (`None`).
fn with_z(folded: &str) -> Option<String> {
    for ending in ["isation", "isations", "isational"] {
        if let Some(root) = folded.strip_suffix(ending) {
            return Some(format!("{root}iz{}", ending.trim_start_matches("is")));
        }
    }
    for ending in ["ise", "ises", "ised", "ising", "iser", "isers", "isable"] {
        let Some(root) = folded.strip_suffix(ending) else { continue };
        let last = root.chars().last()?;
        let alone = root.len() < 4
            || matches!(last, 'a' | 'o' | 'u' | 'w' | 'v')
            || ISE.has(&format!("{root}ise"));
        return (!alone).then(|| format!("{root}iz{}", ending.trim_start_matches("is")));
    }
    None
}

/// From word forms to stems, for one language.
#[derive(Clone, Copy)]
pub struct Stems {
    stemmer: Option<Stemmer>,
    algorithm: Option<Algorithm>,
    /// None for English, whose words are listed here.
    function_words: Option<&'static HashSet<String>>,
}

impl Stems {
    /// The stemmer of an ISO 639-1 language; unknown is read as English, a language without a
    /// Snowball stemmer keeps its forms.
    pub fn of_language(code: Option<&str>) -> Self {
        let code = code.unwrap_or("en");
        let primary = code.split(['-', '_']).next().unwrap_or("en");
        let algorithm = Algorithm::from_name(primary).ok();
        let function_words = FUNCTION_WORDS.get(primary).filter(|_| primary != "en");
        Self { stemmer: algorithm.map(Stemmer::new), algorithm, function_words }
    }

    /// Whether both make the same stems and leave out the same words.
    pub fn same_as(self, other: Self) -> bool {
        let words = |stems: Self| stems.function_words.map(std::ptr::from_ref);
        self.algorithm == other.algorithm && words(self) == words(other)
    }

    /// Whether `folded`, with or without its possessive, is a word that says nothing about the subject.
    pub fn is_function_word(self, folded: &str) -> bool {
        let bare = without_possessive(folded);
        match self.function_words {
            Some(words) => words.contains(folded) || words.contains(bare),
            None => self.is_english() && (is_stop_word(folded) || is_stop_word(bare)),
        }
    }

    /// Whether spelling rules apply.
    pub fn is_english(self) -> bool {
        self.algorithm == Some(Algorithm::English)
    }

    /// The stem of a folded word: possessive off, American spelling and Porter2 for English, the
    /// language's own Snowball stemmer otherwise.
    pub fn stem(self, folded: &str) -> String {
        let bare = without_possessive(folded);
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            // “Su-25s” speaks of the Su-25.
            return bare.strip_suffix('s').unwrap_or(bare).to_owned();
        }
        match self.stemmer {
            Some(stemmer) if self.is_english() => stemmer.stem(&american(bare)).into_owned(),
            Some(stemmer) => stemmer.stem(bare).into_owned(),
            None => bare.to_owned(),
        }
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stems({:?})", self.algorithm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_have_one_stem() {
        let english = Stems::of_language(Some("en-GB"));
        for (british, american) in [
            ("manoeuvre", "maneuver"),
            ("manoeuvring", "maneuvering"),
            ("manoeuvred", "maneuvered"),
            ("neighbours", "neighbors"),
            ("defence", "defense"),
            ("organisation", "organization"),
            ("normalised", "normalized"),
            ("kilometres", "kilometers"),
            ("theatre", "theater"),
            ("labelled", "labeled"),
            ("endeavours", "endeavors"),
            ("analysing", "analyzing"),
            ("programmes", "programs"),
        ] {
            assert_eq!(english.stem(british), english.stem(american), "{british}");
        }
    }

    #[test]
    fn words_that_only_look_british_stay() {
        for word in
            ["exercise", "raised", "promises", "four", "hours", "otherwise", "crisis", "here"]
        {
            assert_eq!(american(word), word);
        }
    }

    #[test]
    fn possessives_and_plural_numbers_fold() {
        let english = Stems::of_language(None);
        assert_eq!(english.stem("putin's"), "putin");
        assert_eq!(english.stem("25s"), "25");
        assert_eq!(english.stem("allies'"), english.stem("allies"));
    }

    #[test]
    fn stop_words_are_whole_words() {
        assert!(is_stop_word("the") && is_stop_word("a") && is_stop_word("they've"));
        assert!(!is_stop_word("th") && !is_stop_word("") && !is_stop_word("west"));
    }
}
